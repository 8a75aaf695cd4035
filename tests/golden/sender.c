#include <msgscope.h>
#include <stdio.h>
#include <string.h>
#include <sys/msg.h>

struct message {
  long mtype;
  char mtext[128];
};

int main(void) {
  int q = msgget(0x7a05274f, IPC_CREAT | 0666);
  struct message m = {888, "hello"};
  compute_us(1000);
  msgsnd(q, &m, strlen(m.mtext), 0);
  msgrcv(q, &m, sizeof m.mtext, 999, 0);
  printf("%s\n", m.mtext);
  return 0;
}
