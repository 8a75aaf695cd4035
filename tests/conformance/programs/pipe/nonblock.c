/* proves: a pipe holds 65536 bytes; with O_NONBLOCK an empty or full one gives EAGAIN | section: Pipes and files */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static char buffer[100000];

int main(void) {
  int fd[2];
  pipe(fd);
  fcntl(fd[0], F_SETFL, O_NONBLOCK);
  fcntl(fd[1], F_SETFL, fcntl(fd[1], F_GETFL) | O_NONBLOCK);
  int r = read(fd[0], buffer, 1);
  printf("empty: %d %s\n", r, strerror(errno));
  printf("a long write: %d\n", (int)write(fd[1], buffer, sizeof buffer));
  r = write(fd[1], buffer, 1);
  printf("full: %d %s\n", r, strerror(errno));
  printf("read %d\n", (int)read(fd[0], buffer, 4096));
  r = write(fd[1], buffer, 4097);
  printf("4097 bytes into 4096: %d\n", r);
  printf("read %d\n", (int)read(fd[0], buffer, 4095));
  r = write(fd[1], buffer, 4096);
  printf("4096 bytes into 4095: %d %s\n", r, strerror(errno));
  close(fd[1]);
  int total = 0;
  while ((r = read(fd[0], buffer, sizeof buffer)) > 0) total += r;
  printf("the rest: %d, then %d\n", total, r);
  return 0;
}
