/* proves: sigqueue carries a value; real-time signals queue by number, then in order | section: Processes, threads, signals */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void handler(int s, siginfo_t *info, void *context) {
  (void)context;
  printf("signal %d code %d value %d from me %d\n", s == SIGUSR1 ? -1 : s - SIGRTMIN, info->si_code,
         info->si_value.sival_int, info->si_pid == getpid());
}

int main(void) {
  setbuf(stdout, NULL);
  struct sigaction sa;
  memset(&sa, 0, sizeof sa);
  sa.sa_sigaction = handler;
  sa.sa_flags = SA_SIGINFO;
  sigfillset(&sa.sa_mask);
  sigset_t all, old;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, &old);
  for (int i = 0; i < 3; i++) sigaction(SIGRTMIN + i, &sa, NULL);
  sigaction(SIGUSR1, &sa, NULL);
  union sigval v;
  for (int i = 0; i < 3; i++) {
    for (int n = 2; n >= 0; n--) {
      v.sival_int = 10 * i + n;
      sigqueue(getpid(), SIGRTMIN + n, v);
    }
    v.sival_int = i;
    sigqueue(getpid(), SIGUSR1, v);
  }
  kill(getpid(), SIGRTMIN);
  printf("unblock\n");
  sigprocmask(SIG_SETMASK, &old, NULL);
  int r = sigqueue(getpid(), 99, v);
  printf("%d %s\n", r, strerror(errno));
  return 0;
}
