#include <bits/libc.h>
#include <fcntl.h>

int open(const char* path, int flags, ...) {
  int mode = 0;
  if (flags & O_CREAT) {
    va_list ap;
    va_start(ap, flags);
    mode = va_arg(ap, int);
    va_end(ap);
  }
  return __result(__syscall(SYS_open, (long)path, (long)flags, (long)mode));
}

int openat(int dir, const char* path, int flags, ...) {
  int mode = 0;
  if (flags & O_CREAT) {
    va_list ap;
    va_start(ap, flags);
    mode = va_arg(ap, int);
    va_end(ap);
  }
  return __result(__syscall(SYS_openat, (long)dir, (long)path, (long)flags, (long)mode));
}

int creat(const char* path, mode_t mode) { return open(path, O_CREAT | O_WRONLY | O_TRUNC, mode); }

int fcntl(int fd, int command, ...) {
  va_list ap;
  va_start(ap, command);
  long argument = va_arg(ap, long);
  va_end(ap);
  return __result(__syscall(SYS_fcntl, (long)fd, (long)command, argument));
}
