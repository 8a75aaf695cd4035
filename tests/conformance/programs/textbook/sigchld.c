/* proves: a SIGCHLD handler reaps every child that has ended | section: Text book programs */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
static volatile int live;
void reap(int s) {
  int st, save = errno;
  pid_t p;
  while ((p = waitpid(-1, &st, WNOHANG)) > 0) {
    live--;
    if (WIFEXITED(st))
      printf("reaped exit %d\n", WEXITSTATUS(st));
    else
      printf("reaped signal %d\n", WTERMSIG(st));
  }
  errno = save;
}
int main(void) {
  struct sigaction sa;
  sigset_t blk, emp;
  sa.sa_handler = reap;
  sigemptyset(&sa.sa_mask);
  sa.sa_flags = SA_RESTART | SA_NOCLDSTOP;
  if (sigaction(SIGCHLD, &sa, NULL) == -1) {
    perror("sigaction");
    exit(1);
  }
  sigemptyset(&blk);
  sigaddset(&blk, SIGCHLD);
  sigprocmask(SIG_SETMASK, &blk, NULL);
  live = 3;
  for (int i = 0; i < 3; i++) {
    if (fork() == 0) {
      struct timespec ts = {0, (i + 1) * 50000000};
      nanosleep(&ts, NULL);
      if (i == 1) kill(getpid(), SIGKILL);
      exit(i + 10);
    }
  }
  sigemptyset(&emp);
  int n = 0;
  while (live > 0) {
    if (sigsuspend(&emp) == -1 && errno != EINTR) perror("sigsuspend");
    n++;
  }
  printf("done %d\n", n);
  return 0;
}
