/* proves: queued signals carry values, in order; sigwaitinfo and sigtimedwait | section: Text book programs */
#define _POSIX_C_SOURCE 199309L
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
void h(int s, siginfo_t* si, void* u) {
  printf("sig %d value %d code %d pid ok %d\n", s - SIGRTMIN, si->si_value.sival_int,
         si->si_code == SI_QUEUE, si->si_pid == getppid() || si->si_pid > 0);
}
int main() {
  struct sigaction sa = {0};
  sa.sa_sigaction = h;
  sa.sa_flags = SA_SIGINFO;
  sigemptyset(&sa.sa_mask);
  sigaction(SIGRTMIN, &sa, 0);
  sigaction(SIGRTMIN + 1, &sa, 0);
  sigset_t m;
  sigfillset(&m);
  sigprocmask(SIG_BLOCK, &m, 0);
  union sigval v;
  for (int i = 0; i < 4; i++) {
    v.sival_int = i * 10;
    sigqueue(getpid(), SIGRTMIN + (i % 2 == 0), v);
  }
  sigprocmask(SIG_UNBLOCK, &m, 0);
  siginfo_t info;
  sigset_t w;
  sigemptyset(&w);
  sigaddset(&w, SIGUSR1);
  sigprocmask(SIG_BLOCK, &w, 0);
  if (fork() == 0) {
    kill(getppid(), SIGUSR1);
    _exit(0);
  }
  int s = sigwaitinfo(&w, &info);
  printf("waited %d %d\n", s, info.si_signo);
  wait(0);
  struct timespec t = {0, 1000000};
  printf("%d\n", sigtimedwait(&w, &info, &t));
  return 0;
}
