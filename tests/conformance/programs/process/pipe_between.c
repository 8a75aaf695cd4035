/* proves: a pipe joins parent and child; reading gives 0 once every writer has closed it | section: Processes, threads, signals */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  setbuf(stdout, NULL);
  int fd[2];
  printf("pipe: %d\n", pipe(fd));
  if (fork() == 0) {
    close(fd[0]);
    for (int i = 0; i < 3; i++) {
      char text[32];
      int n = sprintf(text, "line %d\n", i);
      printf("wrote %d\n", (int)write(fd[1], text, (size_t)n));
      usleep(20000);
    }
    _exit(0);
  }
  close(fd[1]);
  char buffer[64];
  int n;
  usleep(10000);
  while ((n = (int)read(fd[0], buffer, sizeof buffer)) > 0) {
    usleep(3000);
    printf("read %d: %.*s", n, n, buffer);
  }
  printf("end: %d\n", n);
  wait(NULL);
  close(fd[0]);
  n = (int)read(fd[0], buffer, 1);
  printf("closed: %d %s\n", n, strerror(errno));
  return 0;
}
