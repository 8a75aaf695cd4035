/* proves: a child's end sends SIGCHLD; who ignores it has no zombies and wait fails with ECHILD after the last | section: Processes, threads, signals */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void on_child(int sig, siginfo_t *info, void *context) {
  (void)context;
  printf("SIGCHLD %d code %d status %d\n", sig == SIGCHLD, info->si_code, info->si_status);
}

int main(void) {
  setbuf(stdout, NULL);
  struct sigaction sa;
  memset(&sa, 0, sizeof sa);
  sa.sa_sigaction = on_child;
  sa.sa_flags = SA_SIGINFO | SA_RESTART;
  sigaction(SIGCHLD, &sa, NULL);
  if (fork() == 0) {
    usleep(10000);
    _exit(6);
  }
  int status;
  wait(&status);
  printf("waited: %d\n", WEXITSTATUS(status));
  pid_t child = fork();
  if (child == 0) {
    pause();
    _exit(0);
  }
  usleep(10000);
  kill(child, SIGTERM);
  wait(&status);
  printf("waited: %d\n", WTERMSIG(status));
  signal(SIGCHLD, SIG_IGN);
  for (int i = 0; i < 3; i++)
    if (fork() == 0) {
      usleep(10000 * (i + 1));
      printf("child %d\n", i);
      _exit(0);
    }
  int r = wait(&status);
  printf("wait %d %s\n", r, strerror(errno));
  return 0;
}
