#include <bits/libc.h>
#include <unistd.h>

int execve(const char* path, char* const argv[], char* const envp[]) {
  return __result(__syscall(SYS_execve, (long)path, (long)argv, (long)envp));
}
int execv(const char* path, char* const argv[]) { return execve(path, argv, __environ); }
int execvp(const char* file, char* const argv[]) { return execve(file, argv, __environ); }

static int run_list(const char* path, const char* first, va_list ap) {
  char* argv[64];
  int n = 0;
  argv[n] = (char*)first;
  while (argv[n] && n < 63) argv[++n] = va_arg(ap, char*);
  argv[n] = NULL;
  return execv(path, argv);
}

int execl(const char* path, const char* argument, ...) {
  va_list ap;
  va_start(ap, argument);
  int r = run_list(path, argument, ap);
  va_end(ap);
  return r;
}
int execlp(const char* file, const char* argument, ...) {
  va_list ap;
  va_start(ap, argument);
  int r = run_list(file, argument, ap);
  va_end(ap);
  return r;
}
