/* proves: an ended child stays a zombie until reaped: it can still be signalled, then it is gone | section: Processes, threads, signals */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  setbuf(stdout, NULL);
  pid_t child = fork();
  if (child == 0) _exit(9);
  usleep(30000);
  printf("signal to the zombie: %d\n", kill(child, 0));
  printf("even SIGKILL: %d\n", kill(child, SIGKILL));
  int status;
  waitpid(child, &status, 0);
  printf("its status is what it was: %d %d\n", WIFEXITED(status), WEXITSTATUS(status));
  int r = kill(child, 0);
  printf("gone: %d %s\n", r, strerror(errno));
  return 0;
}
