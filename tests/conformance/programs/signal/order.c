/* proves: signals let in together are set up lowest number first, so that the last handler set up runs first; sa_mask keeps them apart | section: Processes, threads, signals */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const int kinds[] = {SIGUSR1, SIGUSR2, SIGTERM, SIGHUP, SIGALRM};
static int depth;

static void handler(int n, siginfo_t *si, void *context) {
  (void)context;
  depth++;
  printf("%*sbegin %d value %d\n", depth * 2, "", n, si->si_code == SI_QUEUE ? si->si_value.sival_int : -1);
  printf("%*send %d\n", depth * 2, "", n);
  depth--;
}

static void run(int masked) {
  sigset_t all, old;
  struct sigaction sa;
  unsigned i;
  union sigval v;
  memset(&sa, 0, sizeof sa);
  sa.sa_sigaction = handler;
  sa.sa_flags = SA_SIGINFO;
  if (masked) sigfillset(&sa.sa_mask);
  printf(masked ? "all masked in handlers\n" : "nothing masked in handlers\n");
  for (i = 0; i < 5; i++) sigaction(kinds[i], &sa, NULL);
  sigaction(SIGRTMIN, &sa, NULL);
  sigaction(SIGRTMIN + 2, &sa, NULL);
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, &old);
  for (i = 0; i < 5; i++) raise(kinds[i]);
  v.sival_int = 2;
  sigqueue(getpid(), SIGRTMIN + 2, v);
  v.sival_int = 1;
  sigqueue(getpid(), SIGRTMIN, v);
  v.sival_int = 3;
  sigqueue(getpid(), SIGRTMIN, v);
  sigprocmask(SIG_SETMASK, &old, NULL);
  printf("after\n");
}

int main(void) {
  setbuf(stdout, NULL);
  run(1);
  run(0);
  return 0;
}
