/* proves: a parent writes to its child through a pipe; the closed end is end of file | section: Text book programs */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
int main(void) {
  int n, fd[2];
  pid_t pid;
  char line[4096];
  if (pipe(fd) < 0) {
    perror("pipe error");
    exit(1);
  }
  if ((pid = fork()) < 0)
    exit(1);
  else if (pid > 0) {
    close(fd[0]);
    write(fd[1], "hello world\n", 12);
    close(fd[1]);
    wait(NULL);
  } else {
    close(fd[1]);
    n = read(fd[0], line, 4096);
    write(STDOUT_FILENO, line, n);
    n = read(fd[0], line, 4096);
    printf("then %d\n", n);
  }
  exit(0);
}
