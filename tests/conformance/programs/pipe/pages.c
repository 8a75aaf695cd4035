/* proves: a pipe fills by pages: what fits depends on how it was written, and only a page read out makes room | section: Pipes and files */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

static char buffer[70000];

static int fill(int fd, int piece) {
  int total = 0, n;
  while ((n = (int)write(fd, buffer, piece)) > 0) total += n;
  return total;
}

static void drain(int fd) {
  while (read(fd, buffer, sizeof buffer) > 0) {
  }
}

static void put(int fd, int bytes) { printf("write %d: %d\n", bytes, (int)write(fd, buffer, bytes)); }

static void take(int fd, int bytes) { printf("read %d: %d\n", bytes, (int)read(fd, buffer, bytes)); }

static int writable(int fd) {
  struct pollfd p = {fd, POLLOUT, 0};
  return poll(&p, 1, 0);
}

int main(void) {
  static const int pieces[] = {1, 7, 100, 2048, 3000, 4000, 4095, 4096, 4097, 5000, 8192, 9000, 65536, 70000};
  int fd[2];
  unsigned i;
  setbuf(stdout, NULL);
  pipe2(fd, O_NONBLOCK);
  for (i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
    printf("by %d: %d\n", pieces[i], fill(fd[1], pieces[i]));
    drain(fd[0]);
  }

  fill(fd[1], 4096);
  printf("full: writable %d\n", writable(fd[1]));
  take(fd[0], 4095);
  printf("one byte short of a page: writable %d\n", writable(fd[1]));
  put(fd[1], 1);
  take(fd[0], 1);
  printf("a page free: writable %d\n", writable(fd[1]));
  put(fd[1], 1);
  put(fd[1], 4095);
  printf("full again: writable %d\n", writable(fd[1]));
  put(fd[1], 1);
  drain(fd[0]);

  printf("97 bytes behind 4000 need a page of their own\n");
  put(fd[1], 4000);
  put(fd[1], 97);
  printf("14 more pages: %d\n", fill(fd[1], 4096));
  drain(fd[0]);

  printf("what was read makes no room in its page\n");
  put(fd[1], 4000);
  take(fd[0], 3990);
  put(fd[1], 200);
  printf("14 more pages: %d\n", fill(fd[1], 4096));
  drain(fd[0]);

  printf("what is beyond whole pages goes behind the last bytes\n");
  put(fd[1], 100);
  put(fd[1], 5000);
  printf("14 more pages: %d\n", fill(fd[1], 4096));
  return 0;
}
