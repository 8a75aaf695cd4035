/* proves: reading the write end is EBADF, seeking a pipe ESPIPE, a closed reader SIGPIPE or EPIPE | section: Pipes and files */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void show(const char *what, long r) {
  printf("%s: %ld %s\n", what, r, r < 0 ? strerror(errno) : "ok");
}

int main(void) {
  setbuf(stdout, NULL);
  int fd[2];
  char c = 'x';
  pipe(fd);
  show("read the write end", read(fd[1], &c, 1));
  show("write the read end", write(fd[0], &c, 1));
  show("seek", lseek(fd[0], 0, SEEK_SET));
  show("no such descriptor", write(77, &c, 1));
  show("close twice", close(77));
  show("dup2 of none", dup2(77, 5));
  show("dup2 too far", dup2(fd[0], 1 << 20));
  show("write nothing", write(fd[1], &c, 0));
  show("bad address", write(fd[1], (void *)16, 1));
  close(fd[0]);
  if (fork() == 0) {
    write(fd[1], &c, 1);
    printf("not reached\n");
    _exit(0);
  }
  int status;
  wait(&status);
  printf("without a reader: killed by %d\n", WTERMSIG(status));
  signal(SIGPIPE, SIG_IGN);
  show("ignored", write(fd[1], &c, 1));
  return 0;
}
