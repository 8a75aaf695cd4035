#define _GNU_SOURCE
#include <bits/libc.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

pid_t fork(void) { return __result(__syscall(SYS_fork)); }
pid_t vfork(void) { return __result(__syscall(SYS_vfork)); }
pid_t getpid(void) { return __syscall(SYS_getpid); }
pid_t getppid(void) { return __syscall(SYS_getppid); }
pid_t gettid(void) { return __syscall(SYS_gettid); }
pid_t getpgid(pid_t pid) { return __result(__syscall(SYS_getpgid, (long)pid)); }
pid_t getpgrp(void) { return __syscall(SYS_getpgrp); }
int setpgid(pid_t pid, pid_t group) {
  return __result(__syscall(SYS_setpgid, (long)pid, (long)group));
}
int setpgrp(void) { return setpgid(0, 0); }
pid_t setsid(void) { return __result(__syscall(SYS_setsid)); }
pid_t getsid(pid_t pid) { return __result(__syscall(SYS_getsid, (long)pid)); }

uid_t getuid(void) { return __syscall(SYS_getuid); }
uid_t geteuid(void) { return __syscall(SYS_geteuid); }
gid_t getgid(void) { return __syscall(SYS_getgid); }
gid_t getegid(void) { return __syscall(SYS_getegid); }
int setuid(uid_t uid) { return __result(__syscall(SYS_setuid, (long)uid)); }
int setgid(gid_t gid) { return __result(__syscall(SYS_setgid, (long)gid)); }
int setreuid(uid_t ruid, uid_t euid) {
  return __result(__syscall(SYS_setreuid, (long)(int)ruid, (long)(int)euid));
}
int setregid(gid_t rgid, gid_t egid) {
  return __result(__syscall(SYS_setregid, (long)(int)rgid, (long)(int)egid));
}
int setresuid(uid_t ruid, uid_t euid, uid_t suid) {
  return __result(__syscall(SYS_setresuid, (long)(int)ruid, (long)(int)euid, (long)(int)suid));
}
int setresgid(gid_t rgid, gid_t egid, gid_t sgid) {
  return __result(__syscall(SYS_setresgid, (long)(int)rgid, (long)(int)egid, (long)(int)sgid));
}
int getresuid(uid_t* ruid, uid_t* euid, uid_t* suid) {
  return __result(__syscall(SYS_getresuid, (long)ruid, (long)euid, (long)suid));
}
int getresgid(gid_t* rgid, gid_t* egid, gid_t* sgid) {
  return __result(__syscall(SYS_getresgid, (long)rgid, (long)egid, (long)sgid));
}
int seteuid(uid_t uid) { return setresuid(-1, uid, -1); }
int setegid(gid_t gid) { return setresgid(-1, gid, -1); }

int pause(void) { return __result(__syscall(SYS_pause)); }
unsigned alarm(unsigned seconds) { return __syscall(SYS_alarm, (long)seconds); }

ssize_t read(int fd, void* to, size_t n) {
  return __result(__syscall(SYS_read, (long)fd, (long)to, n));
}
ssize_t write(int fd, const void* from, size_t n) {
  return __result(__syscall(SYS_write, (long)fd, (long)from, n));
}
ssize_t pread(int fd, void* to, size_t n, off_t offset) {
  return __result(__syscall(SYS_pread64, (long)fd, (long)to, n, offset));
}
ssize_t pwrite(int fd, const void* from, size_t n, off_t offset) {
  return __result(__syscall(SYS_pwrite64, (long)fd, (long)from, n, offset));
}
int close(int fd) { return __result(__syscall(SYS_close, (long)fd)); }
int pipe(int fds[2]) { return __result(__syscall(SYS_pipe, (long)fds)); }
int pipe2(int fds[2], int flags) { return __result(__syscall(SYS_pipe2, (long)fds, (long)flags)); }
int dup(int fd) { return __result(__syscall(SYS_dup, (long)fd)); }
int dup2(int from, int to) { return __result(__syscall(SYS_dup2, (long)from, (long)to)); }
int dup3(int from, int to, int flags) {
  return __result(__syscall(SYS_dup3, (long)from, (long)to, (long)flags));
}
off_t lseek(int fd, off_t offset, int whence) {
  return __result(__syscall(SYS_lseek, (long)fd, offset, (long)whence));
}
int unlink(const char* path) { return __result(__syscall(SYS_unlink, (long)path)); }
int rmdir(const char* path) { return __result(__syscall(SYS_rmdir, (long)path)); }
int link(const char* from, const char* to) {
  return __result(__syscall(SYS_link, (long)from, (long)to));
}
int symlink(const char* target, const char* path) {
  return __result(__syscall(SYS_symlink, (long)target, (long)path));
}
ssize_t readlink(const char* path, char* to, size_t size) {
  return __result(__syscall(SYS_readlink, (long)path, (long)to, size));
}
int access(const char* path, int mode) {
  return __result(__syscall(SYS_access, (long)path, (long)mode));
}
int chdir(const char* path) { return __result(__syscall(SYS_chdir, (long)path)); }
int chown(const char* path, uid_t uid, gid_t gid) {
  return __result(__syscall(SYS_chown, (long)path, (long)uid, (long)gid));
}
int truncate(const char* path, off_t length) {
  return __result(__syscall(SYS_truncate, (long)path, length));
}
int ftruncate(int fd, off_t length) { return __result(__syscall(SYS_ftruncate, (long)fd, length)); }
int fsync(int fd) { return __result(__syscall(SYS_fsync, (long)fd)); }
void sync(void) { __syscall(SYS_sync); }

/* Whether it is a terminal, told from the file's kind: a character device other than those of
   memory (/dev/null and its like). */
int isatty(int fd) {
  struct stat s;
  if (fstat(fd, &s) < 0) return 0;
  if (S_ISCHR(s.st_mode) && s.st_rdev >> 8 != 1) return 1;
  errno = ENOTTY;
  return 0;
}
char* ttyname(int fd) { return isatty(fd) ? "/dev/pts/0" : NULL; }

int getpagesize(void) { return 4096; }
