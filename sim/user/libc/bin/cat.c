/* cat(1): -n. */
#include <bits/commands.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int numbered, line, in_line;

static void show(const char* text, long n) {
  if (!numbered) {
    __write_all(1, text, n);
    return;
  }
  for (long i = 0; i < n; ++i) {
    if (!in_line) printf("%6d\t", ++line);
    putchar(text[i]);
    in_line = text[i] != '\n';
  }
}

static int copy(const char* path) {
  char block[4096];
  long n;
  int fd = strcmp(path, "-") ? open(path, O_RDONLY) : 0;
  if (fd < 0) {
    __complain("cat", path);
    return 1;
  }
  while ((n = read(fd, block, sizeof block)) > 0) show(block, n);
  if (n < 0) __complain("cat", path);
  if (fd > 0) close(fd);
  return n < 0;
}

int main(int argc, char** argv) {
  int status = 0, files = 0;
  for (int i = 1; i < argc; ++i)
    if (strcmp(argv[i], "-n") == 0) numbered = 1;
  for (int i = 1; i < argc; ++i) {
    if (argv[i][0] == '-' && argv[i][1]) continue;
    ++files;
    status |= copy(argv[i]);
  }
  return files ? status : copy("-");
}
