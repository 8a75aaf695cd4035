/* proves: msgrcv, IPC_STAT and MSG_STAT need read permission, msgsnd write permission (EACCES); MSG_STAT_ANY needs none | section: System V message queues */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef MSG_STAT_ANY
#define MSG_STAT_ANY 13
#endif

struct msg { long mtype; char mtext[8]; };

static void say(const char *what, int r) {
  printf("  %s: %s\n", what, r < 0 ? strerror(errno) : "ok");
}

static void try_all(int id) {
  struct msg m = {1, "x"};
  struct msqid_ds ds;
  say("msgsnd", msgsnd(id, &m, 1, IPC_NOWAIT));
  say("msgrcv", (int)msgrcv(id, &m, 8, 0, IPC_NOWAIT));
  say("a copy", (int)msgrcv(id, &m, 8, 0, IPC_NOWAIT | 040000));
  say("IPC_STAT", msgctl(id, IPC_STAT, &ds));
  say("MSG_STAT", msgctl(id % 32768, MSG_STAT, &ds));
  say("MSG_STAT_ANY", msgctl(id % 32768, MSG_STAT_ANY, &ds));
}

int main(void) {
  static const int modes[] = {0000, 0004, 0002, 0006, 0040, 0020, 0400, 0200, 0640, 0462};
  static const int users[][2] = {{1000, 1000}, {0, 0}, {1000, 0}};
  unsigned i, u;
  setbuf(stdout, NULL);
  for (i = 0; i < sizeof modes / sizeof modes[0]; i++) {
    int id = msgget(IPC_PRIVATE, modes[i]);
    struct msg m = {1, "y"};
    msgsnd(id, &m, 1, 0);
    for (u = 0; u < 3; u++) {
      printf("mode %03o, user %d, group %d\n", modes[i], users[u][0], users[u][1]);
      if (fork() == 0) {
        if (setgid(users[u][1]) != 0 || setuid(users[u][0]) != 0) printf("cannot change user\n");
        try_all(id);
        _exit(0);
      }
      wait(NULL);
    }
    msgctl(id, IPC_RMID, NULL);
  }
  return 0;
}
