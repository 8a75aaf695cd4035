/* proves: signal, sigaction, masks, pending signals, sigwait, timers, siglongjmp out of a handler, waitid | section: The C library */
#define _GNU_SOURCE
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t count, last;
static sigjmp_buf env;
static void handler(int n) {
  ++count;
  last = n;
}
static void with_info(int n, siginfo_t* info, void* context) {
  printf("%d %d %d %d %d\n", n, info->si_signo, info->si_code, info->si_value.sival_int,
         info->si_pid == getpid());
  (void)context;
}
static void jump(int n) { siglongjmp(env, n); }

int main(void) {
  setbuf(stdout, NULL);
  printf("%d\n", signal(SIGUSR1, handler) == SIG_DFL);
  raise(SIGUSR1);
  kill(getpid(), SIGUSR1);
  printf("%d %d\n", (int)count, (int)last);
  printf("%d\n", signal(SIGUSR1, SIG_IGN) == handler);
  raise(SIGUSR1);
  printf("%d\n", (int)count);
  printf("%d %d\n", signal(SIGKILL, handler) == SIG_ERR, errno);
  struct sigaction action, old;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = with_info;
  action.sa_flags = SA_SIGINFO;
  sigaddset(&action.sa_mask, SIGUSR2);
  sigaction(SIGRTMIN, &action, NULL);
  sigaction(SIGRTMIN, NULL, &old);
  printf("%d %d %d\n", old.sa_flags == SA_SIGINFO, sigismember(&old.sa_mask, SIGUSR2),
         sigismember(&old.sa_mask, SIGUSR1));
  union sigval value = {77};
  sigqueue(getpid(), SIGRTMIN, value);
  sigset_t set, before, pending;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR2);
  sigprocmask(SIG_BLOCK, &set, &before);
  signal(SIGUSR2, handler);
  raise(SIGUSR2);
  sigpending(&pending);
  printf("%d %d %d\n", (int)count, sigismember(&pending, SIGUSR2), sigismember(&before, SIGUSR2));
  sigprocmask(SIG_SETMASK, &before, NULL);
  printf("%d\n", (int)count);
  sigprocmask(SIG_BLOCK, &set, NULL);
  raise(SIGUSR2);
  int got = 0;
  printf("%d", sigwait(&set, &got));
  printf(" %d\n", got);
  struct timespec soon = {0, 1000000};
  printf("%d", sigtimedwait(&set, NULL, &soon));
  printf(" %d\n", errno == EAGAIN);
  printf("%d %d\n", sigaddset(&set, 65), errno);
  signal(SIGALRM, handler);
  struct itimerval timer = {{0, 0}, {0, 20000}};
  setitimer(ITIMER_REAL, &timer, NULL);
  printf("%d", pause());
  printf(" %d %d\n", errno == EINTR, (int)last);
  alarm(10);
  printf("%u\n", alarm(0));
  if (fork() == 0) {
    signal(SIGTERM, SIG_DFL);
    raise(SIGTERM);
    _exit(1);
  }
  int status;
  wait(&status);
  printf("%d %d %d\n", WIFSIGNALED(status), WTERMSIG(status), WIFEXITED(status));
  if (fork() == 0) abort();
  wait(&status);
  printf("%d %d\n", WIFSIGNALED(status), WTERMSIG(status));
  int arrived = sigsetjmp(env, 1);
  if (arrived == 0) {
    signal(SIGSEGV, jump);
    *(volatile int*)8 = 1;
  }
  printf("%d\n", arrived);
  sigset_t now;
  sigprocmask(SIG_SETMASK, NULL, &now);
  printf("%d\n", sigismember(&now, SIGSEGV));
  siginfo_t info;
  pid_t child = fork();
  if (child == 0) _exit(9);
  waitid(P_PID, child, &info, WEXITED);
  printf("%d %d %d\n", info.si_code == CLD_EXITED, info.si_status, info.si_pid == child);
  printf("%d %d\n", wait(NULL), errno == ECHILD);
  return 0;
}
