/* env(1): -i, -u NAME, NAME=VALUE..., then a command. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern char** __environ;

int main(int argc, char** argv) {
  int i = 1;
  for (; i < argc && argv[i][0] == '-'; ++i) {
    if (strcmp(argv[i], "-i") == 0 || argv[i][1] == 0) {
      clearenv();
    } else if (strcmp(argv[i], "-u") == 0 && i + 1 < argc) {
      unsetenv(argv[++i]);
    } else {
      fprintf(stderr, "env: invalid option '%s'\n", argv[i]);
      return 125;
    }
  }
  for (; i < argc && strchr(argv[i], '='); ++i) putenv(argv[i]);
  if (i < argc) {
    execvp(argv[i], argv + i);
    fprintf(stderr, "env: '%s': %s\n", argv[i], strerror(errno));
    return errno == ENOENT ? 127 : 126;
  }
  for (char** e = __environ; e && *e; ++e) puts(*e);
  return 0;
}
