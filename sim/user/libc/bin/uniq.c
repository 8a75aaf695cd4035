/* uniq(1) of standard input: -c. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char** argv) {
  char *line = NULL, *last = NULL;
  size_t size = 0;
  long n, times = 0;
  int counts = argc > 1 && strcmp(argv[1], "-c") == 0;
  do {
    n = getline(&line, &size, stdin);
    if (n > 0 && line[n - 1] == '\n') line[n - 1] = 0;
    if (n > 0 && last && strcmp(line, last) == 0) {
      ++times;
      continue;
    }
    if (last && counts) printf("%7ld ", times);
    if (last) puts(last);
    free(last);
    last = n > 0 ? strdup(line) : NULL;
    times = 1;
  } while (n > 0);
  return 0;
}
