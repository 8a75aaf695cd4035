/* proves: calls on names: mkdir, rename, chdir, chmod, truncate, readdir | section: Pipes and files */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>
int main(void) {
  char b[256];
  printf("%d\n", mkdir("sub", 0755));
  printf("%d %d\n", mkdir("sub", 0755), errno == EEXIST);
  int fd = open("sub/f.txt", O_CREAT | O_RDWR, 0644);
  write(fd, "hello world", 11);
  struct stat st;
  fstat(fd, &st);
  printf("size %ld mode %o reg %d\n", (long)st.st_size, st.st_mode & 07777, S_ISREG(st.st_mode));
  ftruncate(fd, 5);
  fstat(fd, &st);
  printf("%ld\n", (long)st.st_size);
  chmod("sub/f.txt", 0600);
  stat("sub/f.txt", &st);
  printf("%o\n", st.st_mode & 0777);
  printf("%d\n", chdir("sub"));
  printf("%s\n", strrchr(getcwd(b, sizeof b), '/'));
  printf("%d %d\n", access("f.txt", F_OK), access("g.txt", F_OK));
  printf("%d\n", rename("f.txt", "g.txt"));
  printf("%d\n", access("g.txt", R_OK | W_OK));
  printf("%d\n", truncate("g.txt", 2));
  stat("g.txt", &st);
  printf("%ld\n", (long)st.st_size);
  printf("%d\n", chdir(".."));
  printf("%d %d\n", rmdir("sub"), errno == ENOTEMPTY);
  unlink("sub/g.txt");
  printf("%d\n", rmdir("sub"));
  stat(".", &st);
  printf("%d\n", S_ISDIR(st.st_mode));
  mkdir("e", 0700);
  DIR* d = opendir("e");
  struct dirent* e;
  int n = 0;
  while ((e = readdir(d))) n++;
  closedir(d);
  printf("entries %d\n", n);
  printf("%d\n", link("nope", "x") == -1);
  lseek(fd, 0, SEEK_SET);
  pwrite(fd, "Z", 1, 3);
  memset(b, 0, sizeof b);
  printf("%zd\n", pread(fd, b, 10, 0));
  printf("%d %d\n", isatty(1), isatty(fd));
  return 0;
}
