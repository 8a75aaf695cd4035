#ifndef _UNISTD_H
#define _UNISTD_H
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#define STDIN_FILENO 0
#define STDOUT_FILENO 1
#define STDERR_FILENO 2
#define F_OK 0
#define X_OK 1
#define W_OK 2
#define R_OK 4
#ifndef SEEK_SET
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2
#endif
#define _SC_ARG_MAX 0
#define _SC_CHILD_MAX 1
#define _SC_CLK_TCK 2
#define _SC_OPEN_MAX 4
#define _SC_PAGESIZE 30
#define _SC_PAGE_SIZE 30
#define _SC_NPROCESSORS_CONF 83
#define _SC_NPROCESSORS_ONLN 84
#define _SC_PHYS_PAGES 85
#define _SC_AVPHYS_PAGES 86
#define _SC_RTSIG_MAX 31
#define _SC_SEM_VALUE_MAX 33
#define _SC_SIGQUEUE_MAX 34
#define _SC_IOV_MAX 60
#define _POSIX_VERSION 200809L
#define _POSIX_PRIORITY_SCHEDULING 200809L
#define _POSIX_REALTIME_SIGNALS 200809L
#define _POSIX_TIMERS 200809L
pid_t fork(void);
pid_t vfork(void);
pid_t getpid(void);
pid_t getppid(void);
pid_t gettid(void);
pid_t getpgid(pid_t pid);
pid_t getpgrp(void);
int setpgid(pid_t pid, pid_t group);
int setpgrp(void);
pid_t setsid(void);
pid_t getsid(pid_t pid);
uid_t getuid(void);
uid_t geteuid(void);
gid_t getgid(void);
gid_t getegid(void);
int setuid(uid_t uid);
int seteuid(uid_t uid);
int setgid(gid_t gid);
int setegid(gid_t gid);
int setreuid(uid_t ruid, uid_t euid);
int setregid(gid_t rgid, gid_t egid);
#ifdef _GNU_SOURCE
int setresuid(uid_t ruid, uid_t euid, uid_t suid);
int setresgid(gid_t rgid, gid_t egid, gid_t sgid);
int getresuid(uid_t* ruid, uid_t* euid, uid_t* suid);
int getresgid(gid_t* rgid, gid_t* egid, gid_t* sgid);
int pipe2(int fds[2], int flags);
int dup3(int from, int to, int flags);
extern char** environ;
#endif
void _exit(int status);
unsigned sleep(unsigned seconds);
int usleep(useconds_t us);
unsigned alarm(unsigned seconds);
useconds_t ualarm(useconds_t us, useconds_t interval);
int pause(void);
int nice(int increment);
int pipe(int fds[2]);
ssize_t read(int fd, void* to, size_t n);
ssize_t write(int fd, const void* from, size_t n);
ssize_t pread(int fd, void* to, size_t n, off_t offset);
ssize_t pwrite(int fd, const void* from, size_t n, off_t offset);
int close(int fd);
int dup(int fd);
int dup2(int from, int to);
off_t lseek(int fd, off_t offset, int whence);
int unlink(const char* path);
int rmdir(const char* path);
int link(const char* from, const char* to);
int symlink(const char* target, const char* path);
ssize_t readlink(const char* path, char* to, size_t size);
int access(const char* path, int mode);
int chdir(const char* path);
char* getcwd(char* to, size_t size);
int chown(const char* path, uid_t uid, gid_t gid);
int truncate(const char* path, off_t length);
int ftruncate(int fd, off_t length);
int fsync(int fd);
void sync(void);
int isatty(int fd);
char* ttyname(int fd);
int gethostname(char* to, size_t size);
int getpagesize(void);
long sysconf(int name);
int brk(void* end);
void* sbrk(intptr_t increment);
long syscall(long number, ...);
int execv(const char* path, char* const argv[]);
int execve(const char* path, char* const argv[], char* const envp[]);
int execvp(const char* file, char* const argv[]);
int execl(const char* path, const char* argument, ...);
int execlp(const char* file, const char* argument, ...);
int execle(const char* path, const char* argument, ...);
int execvpe(const char* file, char* const argv[], char* const envp[]);
extern char* optarg;
extern int optind, opterr, optopt;
int getopt(int argc, char* const argv[], const char* options);
#endif
