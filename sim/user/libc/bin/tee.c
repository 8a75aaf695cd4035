/* tee(1): -a. */
#include <bits/commands.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char** argv) {
  int fds[64], n = 0, append = 0, status = 0;
  char block[4096];
  long got;
  for (int i = 1; i < argc; ++i) {
    if (strcmp(argv[i], "-a") == 0) {
      append = 1;
      continue;
    }
    int fd = open(argv[i], O_WRONLY | O_CREAT | (append ? O_APPEND : O_TRUNC), 0666);
    if (fd < 0) {
      __complain("tee", argv[i]);
      status = 1;
    } else if (n < 64) {
      fds[n++] = fd;
    }
  }
  while ((got = read(0, block, sizeof block)) > 0) {
    __write_all(1, block, got);
    for (int i = 0; i < n; ++i) __write_all(fds[i], block, got);
  }
  return status;
}
