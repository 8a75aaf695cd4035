/* proves: three writers, one reader; end of file when the last writer has closed | section: Text book programs */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
int main(void) {
  int p[2], st;
  if (pipe(p) == -1) {
    perror("pipe");
    return 1;
  }
  for (int w = 0; w < 3; w++) {
    pid_t c = fork();
    if (c == 0) {
      close(p[0]);
      for (int i = 0; i < 3; i++) {
        char b[32];
        int n = snprintf(b, sizeof b, "w%d item%d\n", w, i);
        write(p[1], b, n);
        usleep(1000 * (w + 1) * 7);
      }
      close(p[1]);
      _exit(w);
    }
  }
  close(p[1]);
  char buf[256];
  ssize_t n;
  int total = 0, lines = 0;
  while ((n = read(p[0], buf, sizeof buf)) > 0) {
    total += n;
    for (int i = 0; i < n; i++) lines += buf[i] == '\n';
  }
  printf("total %d lines %d\n", total, lines);
  int sum = 0;
  while (wait(&st) > 0) sum += WEXITSTATUS(st);
  printf("sum %d errno %d\n", sum, errno == ECHILD);
  signal(SIGPIPE, SIG_IGN);
  int q[2];
  pipe(q);
  close(q[0]);
  if (write(q[1], "x", 1) == -1) perror("write");
  return 0;
}
