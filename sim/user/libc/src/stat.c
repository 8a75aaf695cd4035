#include <bits/libc.h>
#include <sys/stat.h>

int stat(const char* path, struct stat* buffer) {
  return __result(__syscall(SYS_stat, (long)path, (long)buffer));
}
int lstat(const char* path, struct stat* buffer) {
  return __result(__syscall(SYS_lstat, (long)path, (long)buffer));
}
int fstat(int fd, struct stat* buffer) {
  return __result(__syscall(SYS_fstat, (long)fd, (long)buffer));
}
int chmod(const char* path, mode_t mode) {
  return __result(__syscall(SYS_chmod, (long)path, (long)mode));
}
int fchmod(int fd, mode_t mode) { return __result(__syscall(SYS_fchmod, (long)fd, (long)mode)); }
mode_t umask(mode_t mask) { return __syscall(SYS_umask, (long)mask); }
int mkdir(const char* path, mode_t mode) {
  return __result(__syscall(SYS_mkdir, (long)path, (long)mode));
}
int mkfifo(const char* path, mode_t mode) {
  return __result(__syscall(SYS_mknod, (long)path, (long)(mode | S_IFIFO), 0L));
}
