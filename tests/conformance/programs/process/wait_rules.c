/* proves: waitpid waits for one child or any, WNOHANG does not wait, and without children it fails with ECHILD | section: Processes, threads, signals */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  setbuf(stdout, NULL);
  int status;
  pid_t r = wait(&status);
  printf("no children: %d %s\n", r, strerror(errno));
  pid_t child[4];
  for (int i = 0; i < 4; i++) {
    child[i] = fork();
    if (child[i] == 0) {
      usleep(20000 * (4 - i));
      _exit(i);
    }
  }
  r = waitpid(-1, &status, WNOHANG);
  printf("nobody has ended: %d\n", r);
  r = waitpid(child[1], &status, 0);
  printf("asked for 1: %d, status %d\n", r == child[1], WEXITSTATUS(status));
  for (int i = 0; i < 2; i++) {
    r = wait(&status);
    int which = -1;
    for (int j = 0; j < 4; j++)
      if (child[j] == r) which = j;
    printf("zombie %d reaped, status %d\n", which, WEXITSTATUS(status));
  }
  r = waitpid(child[1], &status, 0);
  printf("already reaped: %d %s\n", r, strerror(errno));
  r = wait(NULL);
  printf("the last: %d\n", r == child[0]);
  r = waitpid(-1, &status, WNOHANG);
  printf("all gone: %d %s\n", r, strerror(errno));
  r = waitpid(1, &status, 0);
  printf("not a child: %d %s\n", r, strerror(errno));
  return 0;
}
