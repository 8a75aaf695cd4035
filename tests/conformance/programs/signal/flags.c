/* proves: SA_RESETHAND, SA_NODEFER, sa_mask and nesting of handlers | section: Processes, threads, signals */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile int depth;

static void nested(int s) {
  depth++;
  printf("enter %d at depth %d\n", s, depth);
  if (depth < 3) raise(s);
  printf("leave %d at depth %d\n", s, depth);
  depth--;
}

static void again(int s) {
  static int times;
  printf("enter %d, time %d\n", s, ++times);
  if (times < 3) raise(s);
  printf("leave %d\n", s);
}

static void other(int s) { printf("other %d\n", s); }

static void raises(int s) {
  printf("begin %d\n", s);
  raise(SIGUSR2);
  printf("end %d\n", s);
}

static void set(int sig, void (*f)(int), int flags, int masked) {
  struct sigaction sa;
  memset(&sa, 0, sizeof sa);
  sa.sa_handler = f;
  sa.sa_flags = flags;
  sigemptyset(&sa.sa_mask);
  if (masked) sigaddset(&sa.sa_mask, masked);
  sigaction(sig, &sa, NULL);
}

int main(void) {
  setbuf(stdout, NULL);
  set(SIGUSR1, nested, SA_NODEFER, 0);
  raise(SIGUSR1);
  set(SIGUSR1, again, 0, 0);
  raise(SIGUSR1);
  set(SIGUSR2, other, 0, 0);
  set(SIGUSR1, raises, 0, 0);
  raise(SIGUSR1);
  set(SIGUSR1, raises, 0, SIGUSR2);
  raise(SIGUSR1);
  if (fork() == 0) {
    set(SIGUSR1, other, SA_RESETHAND, 0);
    raise(SIGUSR1);
    struct sigaction old;
    sigaction(SIGUSR1, NULL, &old);
    printf("default again %d\n", old.sa_handler == SIG_DFL);
    raise(SIGUSR1);
    printf("not reached\n");
  }
  int status;
  wait(&status);
  printf("killed by %d\n", WTERMSIG(status));
  printf("SIGKILL %d SIGSTOP %d none %d\n", signal(SIGKILL, other) == SIG_ERR,
         signal(SIGSTOP, SIG_IGN) == SIG_ERR, signal(77, other) == SIG_ERR);
  return 0;
}
