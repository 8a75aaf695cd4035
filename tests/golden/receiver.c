#include <stdio.h>
#include <sys/msg.h>

struct message {
  long mtype;
  char mtext[128];
};

int main(void) {
  int q = msgget(0x7a05274f, IPC_CREAT | 0666);
  struct message m;
  ssize_t n = msgrcv(q, &m, sizeof m.mtext, 888, 0);
  printf("got %zd bytes\n", n);
  m.mtype = 999;
  msgsnd(q, &m, (size_t)n, 0);
  return 0;
}
