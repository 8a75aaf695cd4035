/* proves: sigsuspend swaps the mask, sleeps until a handler has run and puts the mask back; pause ends with EINTR | section: Processes, threads, signals */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void on_signal(int sig) { printf("handler %d\n", sig == SIGUSR1); }

int main(void) {
  setbuf(stdout, NULL);
  signal(SIGUSR1, on_signal);
  sigset_t block, empty, now;
  sigemptyset(&empty);
  sigemptyset(&block);
  sigaddset(&block, SIGUSR1);
  sigprocmask(SIG_BLOCK, &block, NULL);
  raise(SIGUSR1);
  printf("blocked\n");
  int r = sigsuspend(&empty);
  printf("sigsuspend %d %s\n", r, strerror(errno));
  sigprocmask(SIG_BLOCK, NULL, &now);
  printf("blocked again: %d\n", sigismember(&now, SIGUSR1));
  pid_t parent = getpid();
  if (fork() == 0) {
    usleep(30000);
    kill(parent, SIGUSR1);
    _exit(0);
  }
  r = sigsuspend(&empty);
  printf("sigsuspend %d %s\n", r, strerror(errno));
  wait(NULL);
  sigprocmask(SIG_UNBLOCK, &block, NULL);
  if (fork() == 0) {
    usleep(30000);
    kill(parent, SIGUSR1);
    _exit(0);
  }
  r = pause();
  printf("pause %d %s\n", r, strerror(errno));
  wait(NULL);
  return 0;
}
