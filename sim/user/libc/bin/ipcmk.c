/* ipcmk(1), of message queues: -Q, -p MODE. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <time.h>
#include <unistd.h>

int main(int argc, char** argv) {
  int option, wanted = 0, mode = 0644;
  while ((option = getopt(argc, argv, "Qp:")) != -1) {
    if (option == 'Q') wanted = 1;
    if (option == 'p') mode = (int)strtol(optarg, NULL, 8);
    if (option == '?') {
      fprintf(stderr, "Try 'ipcmk --help' for more information.\n");
      return 1;
    }
  }
  if (!wanted) {
    fprintf(stderr, "ipcmk: bad usage\nTry 'ipcmk --help' for more information.\n");
    return 1;
  }
  srand((unsigned)time(NULL) ^ (unsigned)getpid() << 8);
  for (int tries = 0; tries < 100; ++tries) {
    key_t key = (key_t)((unsigned)rand() << 8 ^ (unsigned)rand());
    int id = msgget(key, mode | IPC_CREAT | IPC_EXCL);
    if (id < 0) continue;
    printf("Message queue id: %d\n", id);
    return 0;
  }
  perror("ipcmk: create message queue failed");
  return 1;
}
