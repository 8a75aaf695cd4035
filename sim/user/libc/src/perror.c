#include <errno.h>
#include <stdio.h>
#include <string.h>

void perror(const char* prefix) {
  const char* colon = ": ";
  int number = errno;
  if (prefix == NULL || *prefix == 0) prefix = colon = "";
  fprintf(stderr, "%s%s%s\n", prefix, colon, strerror(number));
}
