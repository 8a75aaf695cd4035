/* proves: sigwaitinfo and sigtimedwait take a blocked pending signal, the lowest first, without a handler; a time-out is EAGAIN | section: Processes, threads, signals */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int main(void) {
  setbuf(stdout, NULL);
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGRTMIN);
  sigprocmask(SIG_BLOCK, &set, NULL);
  union sigval v;
  v.sival_int = 11;
  sigqueue(getpid(), SIGRTMIN, v);
  kill(getpid(), SIGTERM);
  kill(getpid(), SIGUSR1);
  siginfo_t info;
  for (int i = 0; i < 3; i++) {
    int r = sigwaitinfo(&set, &info);
    printf("%s from me %d code %d\n", r == SIGUSR1 ? "USR1" : r == SIGTERM ? "TERM" : "RTMIN",
           info.si_pid == getpid(), info.si_code);
    if (r == SIGRTMIN) printf("value %d\n", info.si_value.sival_int);
  }
  struct timespec t = {0, 20000000};
  int r = sigtimedwait(&set, &info, &t);
  printf("%d %s\n", r, strerror(errno));
  pid_t parent = getpid();
  if (fork() == 0) {
    usleep(30000);
    kill(parent, SIGTERM);
    _exit(0);
  }
  t.tv_sec = 5;
  r = sigtimedwait(&set, &info, &t);
  printf("%d, from a child %d\n", r == SIGTERM, info.si_pid != parent);
  wait(NULL);
  int sig = 0;
  kill(parent, SIGUSR1);
  r = sigwait(&set, &sig);
  printf("sigwait %d %d\n", r, sig == SIGUSR1);
  return 0;
}
