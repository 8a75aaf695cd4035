/* proves: writing to a pipe nobody reads gives SIGPIPE, or EPIPE when that is ignored | section: Processes, threads, signals */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  setbuf(stdout, NULL);
  int fd[2];
  pipe(fd);
  close(fd[0]);
  if (fork() == 0) {
    write(fd[1], "x", 1);
    _exit(0);
  }
  int status;
  wait(&status);
  printf("killed by SIGPIPE: %d\n", WIFSIGNALED(status) && WTERMSIG(status) == SIGPIPE);
  signal(SIGPIPE, SIG_IGN);
  int r = (int)write(fd[1], "x", 1);
  printf("%d %s\n", r, strerror(errno));
  return 0;
}
