/* proves: dup and fork share the file's position, a second open does not; O_APPEND writes at the end | section: Pipes and files */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  setbuf(stdout, NULL);
  const char *name = "/tmp/msgscope_shared_offset";
  unlink(name);
  int a = open(name, O_RDWR | O_CREAT | O_EXCL, 0600);
  int b = dup(a);
  int c = open(name, O_RDONLY);
  write(a, "abc", 3);
  write(b, "def", 3);
  if (fork() == 0) {
    write(a, "ghi", 3);
    _exit(0);
  }
  wait(NULL);
  printf("position %d\n", (int)lseek(a, 0, SEEK_CUR));
  char text[20] = {0};
  printf("read %d ", (int)read(c, text, 19));
  printf("%s\n", text);
  int d = open(name, O_WRONLY | O_APPEND);
  write(d, "!", 1);
  lseek(a, 1, SEEK_SET);
  write(a, "B", 1);
  lseek(c, 0, SEEK_SET);
  memset(text, 0, 20);
  read(c, text, 19);
  printf("%s\n", text);
  printf("end %d\n", (int)lseek(c, 0, SEEK_END));
  lseek(a, 15, SEEK_SET);
  write(a, "z", 1);
  printf("end after a hole %d\n", (int)lseek(c, 0, SEEK_END));
  printf("unlink %d\n", unlink(name));
  printf("open again %d\n", open(name, O_RDONLY));
  printf("still there %d\n", (int)lseek(c, 0, SEEK_END));
  return 0;
}
