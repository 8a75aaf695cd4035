#include <signal.h>
#include <stdlib.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>
struct m { long t; char x[16]; };
static void on(int n) { (void)n; }
int main(void) {
  struct m m = {1, "hello"};
  int q = msgget(IPC_PRIVATE, 0600), s;
  signal(SIGUSR1, on);
  if (fork() == 0) {
    msgrcv(q, &m, sizeof m.x, 0, 0);
    kill(getppid(), SIGUSR1);
    exit(m.x[0]);
  }
  msgsnd(q, &m, 6, 0);
  wait(&s);
  msgctl(q, IPC_RMID, NULL);
  return *(volatile int *)0;
}
