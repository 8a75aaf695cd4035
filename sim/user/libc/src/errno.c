#include <bits/libc.h>

static int value;

int* __errno_location(void) { return &value; }

long __result(long r) {
  if ((unsigned long)r > -4096ul) {
    errno = (int)-r;
    return -1;
  }
  return r;
}
