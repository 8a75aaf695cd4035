/* Two processes bounce a 64-byte message over two queues. argv[1]: rounds. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

struct message {
  long mtype;
  char mtext[64];
};

int main(int argc, char **argv) {
  int rounds = argc > 1 ? atoi(argv[1]) : 1000;
  int there = msgget(IPC_PRIVATE, 0600), back = msgget(IPC_PRIVATE, 0600);
  struct message m = {1, "ball"};
  if (fork() == 0) {
    for (int i = 0; i < rounds; i++) {
      msgrcv(there, &m, sizeof m.mtext, 0, 0);
      msgsnd(back, &m, sizeof m.mtext, 0);
    }
    _exit(0);
  }
  for (int i = 0; i < rounds; i++) {
    msgsnd(there, &m, sizeof m.mtext, 0);
    msgrcv(back, &m, sizeof m.mtext, 0, 0);
  }
  wait(NULL);
  msgctl(there, IPC_RMID, NULL);
  msgctl(back, IPC_RMID, NULL);
  return 0;
}
