/* proves: siglongjmp leaves a handler and restores the mask, longjmp from setjmp does not | section: Processes, threads, signals */
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static sigjmp_buf here;

static void leave(int s) { siglongjmp(here, s); }

static int is_blocked(int s) {
  sigset_t set;
  sigprocmask(SIG_BLOCK, NULL, &set);
  return sigismember(&set, s);
}

int main(void) {
  struct sigaction sa;
  memset(&sa, 0, sizeof sa);
  sa.sa_handler = leave;
  sigaction(SIGSEGV, &sa, NULL);
  sigaction(SIGFPE, &sa, NULL);
  sigaction(SIGALRM, &sa, NULL);
  int s = sigsetjmp(here, 1);
  if (s == 0) {
    volatile int *p = (int *)8;
    printf("%d\n", *p);
  }
  printf("bad pointer survived: %d blocked %d\n", s == SIGSEGV, is_blocked(SIGSEGV));
  s = sigsetjmp(here, 1);
  if (s == 0) {
    volatile int zero = 0;
    volatile int r = 100 / zero;
    printf("%d\n", r);
  }
  printf("division survived: %d blocked %d\n", s == SIGFPE, is_blocked(SIGFPE));
  s = sigsetjmp(here, 0);
  if (s == 0) {
    alarm(1);
    for (;;) pause();
  }
  printf("alarm: %d blocked %d\n", s == SIGALRM, is_blocked(SIGALRM));
  return 0;
}
