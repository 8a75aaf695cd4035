#include <bits/libc.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int execve(const char* path, char* const argv[], char* const envp[]) {
  return __result(__syscall(SYS_execve, (long)path, (long)argv, (long)envp));
}
int execv(const char* path, char* const argv[]) { return execve(path, argv, __environ); }

/* Looks in the directories of PATH unless the name has a slash. */
int execvpe(const char* file, char* const argv[], char* const envp[]) {
  char path[4096];
  const char* directory = getenv("PATH");
  int denied = 0;
  if (*file == 0) {
    errno = ENOENT;
    return -1;
  }
  if (strchr(file, '/')) return execve(file, argv, envp);
  if (directory == NULL) directory = "/bin:/usr/bin";
  for (;;) {
    size_t n = strcspn(directory, ":");
    if (n + strlen(file) + 2 <= sizeof path) {
      memcpy(path, directory, n);
      strcpy(path + n, n > 0 ? "/" : "");
      strcat(path, file);
      execve(path, argv, envp);
      if (errno == EACCES)
        denied = 1;
      else if (errno != ENOENT && errno != ENOTDIR)
        return -1;
    }
    if (directory[n] == 0) break;
    directory += n + 1;
  }
  errno = denied ? EACCES : ENOENT;
  return -1;
}
int execvp(const char* file, char* const argv[]) { return execvpe(file, argv, __environ); }

/* The arguments up to the null pointer; `how` is one of the above. */
static int run_list(int (*how)(const char*, char* const*, char* const*), const char* path,
                    const char* first, va_list ap, int with_environment) {
  char* argv[256];
  int n = 0;
  argv[n] = (char*)first;
  while (argv[n] && n < 255) argv[++n] = va_arg(ap, char*);
  argv[n] = NULL;
  return how(path, argv, with_environment ? va_arg(ap, char**) : __environ);
}

int execl(const char* path, const char* argument, ...) {
  va_list ap;
  va_start(ap, argument);
  int r = run_list(execve, path, argument, ap, 0);
  va_end(ap);
  return r;
}
int execle(const char* path, const char* argument, ...) {
  va_list ap;
  va_start(ap, argument);
  int r = run_list(execve, path, argument, ap, 1);
  va_end(ap);
  return r;
}
int execlp(const char* file, const char* argument, ...) {
  va_list ap;
  va_start(ap, argument);
  int r = run_list(execvpe, file, argument, ap, 0);
  va_end(ap);
  return r;
}
