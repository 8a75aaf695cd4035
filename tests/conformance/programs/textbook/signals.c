/* proves: handlers, blocked and pending signals, alarm, pause and an interrupted sleep | section: Text book programs */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
volatile sig_atomic_t got = 0;
void handler(int sig) {
  got++;
  printf("caught signal %d (%s)\n", sig, strsignal(sig));
}
int main(void) {
  struct sigaction sa;
  memset(&sa, 0, sizeof sa);
  sa.sa_handler = handler;
  sigemptyset(&sa.sa_mask);
  sa.sa_flags = 0;
  sigaction(SIGUSR1, &sa, NULL);
  sigaction(SIGINT, &sa, NULL);
  signal(SIGALRM, handler);
  raise(SIGUSR1);
  kill(getpid(), SIGINT);
  sigset_t s, o, p;
  sigemptyset(&s);
  sigaddset(&s, SIGUSR1);
  sigprocmask(SIG_BLOCK, &s, &o);
  raise(SIGUSR1);
  raise(SIGUSR1);
  sigpending(&p);
  printf("pending USR1 %d INT %d got %d\n", sigismember(&p, SIGUSR1), sigismember(&p, SIGINT), got);
  sigprocmask(SIG_SETMASK, &o, NULL);
  printf("got %d\n", got);
  alarm(1);
  int r = pause();
  printf("pause %d\n", r);
  perror("pause");
  unsigned left;
  alarm(10);
  left = alarm(0);
  printf("left %u\n", left);
  alarm(1);
  left = sleep(5);
  printf("sleep left %s\n", left == 3 || left == 4 ? "3 or 4" : "?");
  signal(SIGINT, SIG_DFL);
  raise(SIGINT);
  printf("not reached\n");
  return 0;
}
