#include <bits/libc.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void run_shell(const char* command) {
  execl("/bin/sh", "sh", "-c", command, (char*)NULL);
  _exit(127);
}

int system(const char* command) {
  struct sigaction ignore, old_int, old_quit;
  sigset_t child_mask, old_mask;
  int status = -1;
  if (command == NULL) return 1;
  memset(&ignore, 0, sizeof ignore);
  ignore.sa_handler = SIG_IGN;
  sigaction(SIGINT, &ignore, &old_int);
  sigaction(SIGQUIT, &ignore, &old_quit);
  sigemptyset(&child_mask);
  sigaddset(&child_mask, SIGCHLD);
  sigprocmask(SIG_BLOCK, &child_mask, &old_mask);
  pid_t child = fork();
  if (child == 0) {
    sigaction(SIGINT, &old_int, NULL);
    sigaction(SIGQUIT, &old_quit, NULL);
    sigprocmask(SIG_SETMASK, &old_mask, NULL);
    run_shell(command);
  }
  while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  sigaction(SIGINT, &old_int, NULL);
  sigaction(SIGQUIT, &old_quit, NULL);
  sigprocmask(SIG_SETMASK, &old_mask, NULL);
  return status;
}

static struct {
  FILE* file;
  pid_t child;
} opened[16];

FILE* popen(const char* command, const char* mode) {
  int fds[2], writes = mode[0] == 'w', slot = 0;
  while (slot < 16 && opened[slot].file) ++slot;
  if (slot == 16 || (mode[0] != 'r' && !writes)) {
    errno = slot == 16 ? EMFILE : EINVAL;
    return NULL;
  }
  if (pipe(fds) < 0) return NULL;
  pid_t child = fork();
  if (child == 0) {
    dup2(fds[!writes], !writes);
    close(fds[0]);
    close(fds[1]);
    run_shell(command);
  }
  close(fds[!writes]);
  opened[slot].file = child > 0 ? fdopen(fds[writes], mode) : NULL;
  opened[slot].child = child;
  if (opened[slot].file == NULL) close(fds[writes]);
  return opened[slot].file;
}

int pclose(FILE* file) {
  int status = -1;
  for (int i = 0; i < 16; ++i) {
    if (opened[i].file != file || file == NULL) continue;
    opened[i].file = NULL;
    fclose(file);
    while (waitpid(opened[i].child, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
  }
  errno = ECHILD;
  return -1;
}
