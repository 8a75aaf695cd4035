/* proves: fork inherits handlers, dispositions and mask, but not pending signals or alarms | section: Processes, threads, signals */
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static void on_signal(int sig) { printf("handler %d\n", sig == SIGUSR1); }

int main(void) {
  setbuf(stdout, NULL);
  signal(SIGUSR1, on_signal);
  signal(SIGUSR2, SIG_IGN);
  sigset_t set, pending;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGUSR1);
  sigprocmask(SIG_BLOCK, &set, NULL);
  raise(SIGTERM);
  alarm(50);
  if (fork() == 0) {
    sigpending(&pending);
    printf("pending in the child: %d\n", sigismember(&pending, SIGTERM));
    printf("alarm in the child: %u\n", alarm(0));
    sigset_t now;
    sigprocmask(SIG_BLOCK, NULL, &now);
    printf("blocked in the child: %d %d\n", sigismember(&now, SIGTERM), sigismember(&now, SIGUSR1));
    raise(SIGUSR2);
    raise(SIGUSR1);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
    _exit(0);
  }
  wait(NULL);
  sigpending(&pending);
  printf("pending in the parent: %d\n", sigismember(&pending, SIGTERM));
  printf("alarm in the parent: %u\n", alarm(0));
  return 0;
}
