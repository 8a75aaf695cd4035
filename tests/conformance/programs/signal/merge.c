/* proves: a standard signal that is already pending is not queued again; a real-time one is, each with its value in order | section: Processes, threads, signals */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static void on_signal(int sig, siginfo_t *info, void *context) {
  (void)context;
  if (sig == SIGUSR1)
    printf("SIGUSR1\n");
  else
    printf("SIGRTMIN+%d value %d code %d\n", sig - SIGRTMIN, info->si_value.sival_int, info->si_code);
}

int main(void) {
  setbuf(stdout, NULL);
  struct sigaction sa;
  memset(&sa, 0, sizeof sa);
  sa.sa_sigaction = on_signal;
  sa.sa_flags = SA_SIGINFO;
  sigfillset(&sa.sa_mask);
  int signals[] = {SIGUSR1, SIGRTMIN, SIGRTMIN + 1, SIGRTMIN + 2};
  sigset_t all;
  sigemptyset(&all);
  for (int i = 0; i < 4; i++) {
    sigaction(signals[i], &sa, NULL);
    sigaddset(&all, signals[i]);
  }
  sigprocmask(SIG_BLOCK, &all, NULL);
  for (int i = 0; i < 3; i++) {
    kill(getpid(), SIGUSR1);
    for (int j = 2; j >= 0; j--) {
      union sigval v;
      v.sival_int = 10 * i + j;
      sigqueue(getpid(), SIGRTMIN + j, v);
    }
  }
  sigset_t pending;
  sigpending(&pending);
  for (int i = 0; i < 4; i++) printf("pending: %d\n", sigismember(&pending, signals[i]));
  printf("unblock\n");
  sigprocmask(SIG_UNBLOCK, &all, NULL);
  printf("done\n");
  return 0;
}
