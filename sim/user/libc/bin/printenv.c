/* printenv(1). */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

extern char** __environ;

int main(int argc, char** argv) {
  int status = 0;
  for (char** e = argc < 2 ? __environ : NULL; e && *e; ++e) puts(*e);
  for (int i = 1; i < argc; ++i) {
    const char* value = getenv(argv[i]);
    if (value)
      puts(value);
    else
      status = 1;
  }
  return status;
}
