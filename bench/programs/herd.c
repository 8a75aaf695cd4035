/* 64 senders on one full queue, one receiver. argv[1]: messages a sender. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

enum { kSenders = 64 };

struct message {
  long mtype;
  char mtext[64];
};

int main(int argc, char **argv) {
  int each = argc > 1 ? atoi(argv[1]) : 10;
  int q = msgget(IPC_PRIVATE, 0600);
  struct message m = {1, "crowd"};
  struct msqid_ds ds;
  msgctl(q, IPC_STAT, &ds);
  ds.msg_qbytes = sizeof m.mtext; /* room for one */
  msgctl(q, IPC_SET, &ds);
  for (int s = 0; s < kSenders; s++) {
    if (fork() == 0) {
      for (int i = 0; i < each; i++) msgsnd(q, &m, sizeof m.mtext, 0);
      _exit(0);
    }
  }
  for (int i = 0; i < kSenders * each; i++) msgrcv(q, &m, sizeof m.mtext, 0, 0);
  while (wait(NULL) > 0) {
  }
  msgctl(q, IPC_RMID, NULL);
  return 0;
}
