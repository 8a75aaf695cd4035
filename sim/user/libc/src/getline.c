#include <bits/libc.h>
#include <stdlib.h>

ssize_t getdelim(char** line, size_t* size, int delimiter, FILE* file) {
  size_t n = 0;
  if (line == NULL || size == NULL) {
    errno = EINVAL;
    return -1;
  }
  if (*line == NULL) *size = 0;
  for (;;) {
    int c = fgetc(file);
    if (c == EOF) break;
    if (n + 2 > *size) {
      size_t wanted = *size < 60 ? 120 : *size * 2;
      char* grown = realloc(*line, wanted);
      if (grown == NULL) return -1;
      *line = grown;
      *size = wanted;
    }
    (*line)[n++] = c;
    if (c == delimiter) break;
  }
  if (n == 0) return -1;
  (*line)[n] = 0;
  return n;
}

ssize_t getline(char** line, size_t* size, FILE* file) { return getdelim(line, size, '\n', file); }
