/* proves: while a handler runs its signal and sa_mask are blocked; SA_NODEFER and SA_RESETHAND change that | section: Processes, threads, signals */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int depth, total;

static void nested(int sig) {
  int me = ++depth;
  printf("%*senter %s\n", 2 * me, "", sig == SIGUSR1 ? "USR1" : "USR2");
  if (me < 3 && total++ < 6) {
    raise(SIGUSR1);
    raise(SIGUSR2);
  }
  printf("%*sleave %s\n", 2 * me, "", sig == SIGUSR1 ? "USR1" : "USR2");
  depth--;
}

static void install(int sig, int flags, int also) {
  struct sigaction sa;
  memset(&sa, 0, sizeof sa);
  sa.sa_handler = nested;
  sa.sa_flags = flags;
  if (also) sigaddset(&sa.sa_mask, also);
  sigaction(sig, &sa, NULL);
}

int main(void) {
  setbuf(stdout, NULL);
  printf("plain\n");
  install(SIGUSR1, 0, 0);
  install(SIGUSR2, 0, 0);
  raise(SIGUSR1);
  printf("the other one masked\n");
  total = 0;
  install(SIGUSR1, 0, SIGUSR2);
  raise(SIGUSR1);
  printf("not deferred\n");
  total = 0;
  install(SIGUSR1, SA_NODEFER, SIGUSR2);
  raise(SIGUSR1);
  printf("once\n");
  total = 6;
  install(SIGUSR2, SA_RESETHAND, 0);
  struct sigaction sa;
  raise(SIGUSR2);
  sigaction(SIGUSR2, NULL, &sa);
  printf("default again: %d\n", sa.sa_handler == SIG_DFL);
  raise(SIGUSR2);
  printf("never printed\n");
  return 0;
}
