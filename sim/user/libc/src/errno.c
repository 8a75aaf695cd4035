#include <bits/libc.h>

static int value;

int* __errno_location(void) { return &value; }

long __fail(long r) {
  errno = (int)-r;
  return -1;
}
