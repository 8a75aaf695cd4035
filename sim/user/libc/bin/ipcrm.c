/* ipcrm(1), of message queues: -q ID, -Q KEY, -a, and the old `msg ID`. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <unistd.h>

static int status;

static void remove_id(int id, const char* shown) {
  if (msgctl(id, IPC_RMID, NULL) == 0) return;
  fprintf(stderr,
          errno == EPERM   ? "ipcrm: permission denied for id (%s)\n"
          : errno == EIDRM ? "ipcrm: already removed id (%s)\n"
                           : "ipcrm: invalid id (%s)\n",
          shown);
  status = 1;
}

static void remove_key(const char* text) {
  key_t key = (key_t)strtoul(text, NULL, 0);
  if (key == IPC_PRIVATE) {
    fprintf(stderr, "ipcrm: illegal key (%s)\n", text);
    status = 1;
    return;
  }
  int id = msgget(key, 0);
  if (id >= 0) {
    remove_id(id, text);
    return;
  }
  fprintf(stderr,
          errno == EACCES ? "ipcrm: permission denied for key (%s)\n" : "ipcrm: invalid key (%s)\n",
          text);
  status = 1;
}

static void remove_all(void) {
  struct msqid_ds q;
  struct msginfo info;
  int last = msgctl(0, MSG_INFO, (struct msqid_ds*)&info);
  for (int i = 0; i <= last; ++i) {
    int id = msgctl(i, MSG_STAT, &q);
    if (id >= 0) msgctl(id, IPC_RMID, NULL);
  }
}

static int number(const char* text) {
  char* end;
  long n = strtol(text, &end, 10);
  if (end == text || *end) {
    fprintf(stderr, "ipcrm: failed to parse argument: '%s'\n", text);
    exit(1);
  }
  return (int)n;
}

int main(int argc, char** argv) {
  int option;
  if (argc > 1 && strcmp(argv[1], "msg") == 0) {
    for (int i = 2; i < argc; ++i) remove_id(number(argv[i]), argv[i]);
    return status;
  }
  while ((option = getopt(argc, argv, "q:Q:av")) != -1) {
    if (option == 'q') remove_id(number(optarg), optarg);
    if (option == 'Q') remove_key(optarg);
    if (option == 'a') remove_all();
    if (option == '?') {
      fprintf(stderr, "Try 'ipcrm --help' for more information.\n");
      return 1;
    }
  }
  if (optind < argc) {
    fprintf(stderr, "ipcrm: unknown argument: %s\nTry 'ipcrm --help' for more information.\n",
            argv[optind]);
    return 1;
  }
  return status;
}
