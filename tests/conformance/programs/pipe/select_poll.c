/* proves: select and poll tell which pipes are ready | section: Pipes and files */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/select.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>
int main(void) {
  int p[2], q[2];
  pipe(p);
  pipe(q);
  fd_set r;
  struct timeval tv = {0, 50000};
  FD_ZERO(&r);
  FD_SET(p[0], &r);
  int n = select(p[0] + 1, &r, NULL, NULL, &tv);
  printf("select %d\n", n);
  if (fork() == 0) {
    usleep(10000);
    write(p[1], "abc", 3);
    usleep(10000);
    write(q[1], "xy", 2);
    _exit(0);
  }
  int mx = (p[0] > q[0] ? p[0] : q[0]) + 1, got = 0;
  while (got < 2) {
    FD_ZERO(&r);
    FD_SET(p[0], &r);
    FD_SET(q[0], &r);
    n = select(mx, &r, 0, 0, 0);
    printf("ready %d p %d q %d\n", n, !!FD_ISSET(p[0], &r), !!FD_ISSET(q[0], &r));
    char b[10];
    for (int i = 0; i < 2; i++) {
      int fd = i ? q[0] : p[0];
      if (FD_ISSET(fd, &r)) {
        int k = read(fd, b, 10);
        printf("%.*s\n", k, b);
        got++;
      }
    }
  }
  wait(0);
  struct pollfd pf[2] = {{p[0], POLLIN}, {p[1], POLLOUT}};
  n = poll(pf, 2, 10);
  printf("poll %d %x %x\n", n, pf[0].revents, pf[1].revents);
  close(p[1]);
  pf[1].fd = -1;
  n = poll(pf, 2, -1);
  printf("poll %d %x %x\n", n, pf[0].revents, pf[1].revents);
  int fl = fcntl(q[0], F_GETFL);
  fcntl(q[0], F_SETFL, fl | O_NONBLOCK);
  char c;
  if (read(q[0], &c, 1) < 0) printf("%s\n", errno == EAGAIN ? "EAGAIN" : "?");
  return 0;
}
