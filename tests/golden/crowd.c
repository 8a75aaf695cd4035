#include <msgscope.h>
#include <stdio.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

struct message {
  long mtype;
  char mtext[100];
};

static void work(int q, int k) {
  struct message m;
  for (int i = 0; i < 8; i++) {
    compute_us(500 + 100 * (unsigned)k);
    msgrcv(q, &m, sizeof m.mtext, k % 3, 0);
  }
  _exit(0);
}

int main(void) {
  int q = msgget(0x1234, 0666 | IPC_CREAT);
  for (int k = 0; k < 6; k++)
    if (fork() == 0) work(q, k);
  struct message m = {1, "work item"};
  for (int i = 0; i < 60; i++) {
    m.mtype = 1 + i % 2;
    compute_us(200);
    msgsnd(q, &m, 90, 0);
  }
  while (wait(0) > 0) continue;
  return 0;
}
