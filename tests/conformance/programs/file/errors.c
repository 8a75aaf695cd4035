/* proves: open and stat fail with the right error | section: Pipes and files */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void show(const char *what, int r) {
  printf("%s: %s\n", what, r < 0 ? strerror(errno) : "ok");
}

int main(void) {
  struct stat st;
  char c;
  show("no such file", open("/tmp/there/is/none", O_RDONLY));
  show("a directory to write", open("/tmp", O_WRONLY));
  show("a file as a directory", open("/dev/null/x", O_RDONLY));
  show("an empty name", open("", O_RDONLY));
  show("O_EXCL", open("/dev/null", O_WRONLY | O_CREAT | O_EXCL, 0600));
  show("O_DIRECTORY", open("/dev/null", O_RDONLY | O_DIRECTORY));
  show("a bad name", open((char *)16, O_RDONLY));
  int d = open("/tmp", O_RDONLY);
  show("open a directory", d);
  show("read a directory", read(d, &c, 1));
  show("stat", stat("/tmp", &st));
  printf("directory %d sticky %o\n", S_ISDIR(st.st_mode), st.st_mode & 07777);
  show("stat a bad buffer", stat("/tmp", (struct stat *)16));
  show("fstat", fstat(1, &st));
  printf("terminal: %d %d\n", S_ISCHR(st.st_mode), isatty(1));
  int n = open("/dev/null", O_RDWR);
  printf("null: %d %d\n", (int)write(n, "abc", 3), (int)read(n, &c, 1));
  show("access", access("/tmp", R_OK | W_OK));
  show("access to none", access("/tmp/none/none", F_OK));
  show("unlink a directory", unlink("/tmp"));
  printf("umask %o\n", umask(077));
  int f = open("/tmp/msgscope_umask", O_WRONLY | O_CREAT, 0666);
  fstat(f, &st);
  printf("mode %o size %d\n", st.st_mode, (int)st.st_size);
  unlink("/tmp/msgscope_umask");
  return 0;
}
