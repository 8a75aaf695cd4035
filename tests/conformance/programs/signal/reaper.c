/* proves: a SIGCHLD handler that waits until nobody is left reaps every child though signals merge | section: Processes, threads, signals */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile int reaped, sum;

static void reap(int s) {
  int saved = errno, status;
  (void)s;
  while (waitpid(-1, &status, WNOHANG) > 0) {
    reaped++;
    sum += WEXITSTATUS(status);
  }
  errno = saved;
}

int main(void) {
  struct sigaction sa;
  memset(&sa, 0, sizeof sa);
  sa.sa_handler = reap;
  sa.sa_flags = SA_RESTART;
  sigaction(SIGCHLD, &sa, NULL);
  sigset_t block, old;
  sigemptyset(&block);
  sigaddset(&block, SIGCHLD);
  sigprocmask(SIG_BLOCK, &block, &old);
  for (int i = 1; i <= 10; i++)
    if (fork() == 0) _exit(i);
  while (reaped < 10) sigsuspend(&old);
  printf("%d children, sum %d\n", reaped, sum);
  int r = wait(NULL);
  printf("%d %s\n", r, strerror(errno));
  return 0;
}
