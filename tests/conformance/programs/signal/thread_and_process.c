/* proves: raise is for the thread and kill for the process: one signal pends in both sets, the thread's are taken first | section: Processes, threads, signals */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
#include <sys/syscall.h>
static void handler(int number, siginfo_t* info, void* context) {
  (void)context;
  printf("%d code %d value %d\n", number, info->si_code, info->si_code == SI_QUEUE ? info->si_value.sival_int : 0);
}
int main(void) {
  sigset_t all, set;
  setvbuf(stdout, NULL, _IONBF, 0);
  struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
  sigfillset(&action.sa_mask);
  int numbers[] = {SIGUSR1, SIGUSR2, SIGHUP, SIGSEGV, SIGALRM, SIGRTMIN, SIGRTMIN + 1};
  for (int i = 0; i < 7; ++i) sigaction(numbers[i], &action, NULL);
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, NULL);
  puts("both stay pending, the thread's first");
  kill(getpid(), SIGUSR1);
  kill(getpid(), SIGUSR1);
  raise(SIGUSR1);
  raise(SIGUSR1);
  sigprocmask(SIG_UNBLOCK, &all, NULL);
  puts("the thread's go before the process's, whatever their numbers");
  sigprocmask(SIG_BLOCK, &all, NULL);
  kill(getpid(), SIGHUP);
  kill(getpid(), SIGSEGV);
  raise(SIGUSR2);
  raise(SIGUSR1);
  syscall(SYS_tgkill, getpid(), getpid(), SIGALRM);
  raise(SIGSEGV);
  sigqueue(getpid(), SIGUSR1, (union sigval){.sival_int = 5});
  sigprocmask(SIG_UNBLOCK, &all, NULL);
  puts("real-time signals queue in both");
  sigprocmask(SIG_BLOCK, &all, NULL);
  for (int i = 0; i < 2; ++i) {
    sigqueue(getpid(), SIGRTMIN, (union sigval){.sival_int = i});
    raise(SIGRTMIN + 1);
    raise(SIGRTMIN);
  }
  sigprocmask(SIG_UNBLOCK, &all, NULL);
  puts("sigwaitinfo takes them one by one");
  sigprocmask(SIG_BLOCK, &all, NULL);
  kill(getpid(), SIGUSR1);
  raise(SIGUSR1);
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  for (int i = 0; i < 2; ++i) {
    siginfo_t info;
    sigset_t pending;
    sigpending(&pending);
    int number = sigwaitinfo(&set, &info);
    printf("%d: %d code %d\n", sigismember(&pending, SIGUSR1), number, info.si_code);
  }
  sigpending(&set);
  printf("%d\n", sigismember(&set, SIGUSR1));
  puts("ignoring empties both sets");
  kill(getpid(), SIGUSR1);
  raise(SIGUSR1);
  signal(SIGUSR1, SIG_IGN);
  sigpending(&set);
  printf("%d\n", sigismember(&set, SIGUSR1));
  return 0;
}
