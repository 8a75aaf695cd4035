/* proves: wait reports the low eight bits of the exit status, or the signal that killed the child | section: Processes, threads, signals */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void report(const char *what) {
  int status;
  wait(&status);
  printf("%s: %#x", what, status);
  if (WIFEXITED(status)) printf(" exited %d", WEXITSTATUS(status));
  if (WIFSIGNALED(status)) printf(" killed by %d", WTERMSIG(status));
  printf("\n");
}

static void at_exit(void) { printf("atexit runs\n"); }

int main(void) {
  setbuf(stdout, NULL);
  int codes[] = {0, 1, 42, 255, 256, 257, -1};
  for (int i = 0; i < 7; i++) {
    if (fork() == 0) exit(codes[i]);
    report("exit");
  }
  if (fork() == 0) _exit(3);
  report("_exit");
  if (fork() == 0) return 5;
  report("return from main");
  if (fork() == 0) {
    atexit(at_exit);
    exit(0);
  }
  report("with atexit");
  if (fork() == 0) {
    atexit(at_exit);
    _exit(0);
  }
  report("_exit skips it");
  if (fork() == 0) abort();
  report("abort");
  if (fork() == 0) {
    raise(SIGKILL);
  }
  report("SIGKILL");
  if (fork() == 0) {
    raise(SIGTERM);
  }
  report("SIGTERM");
  if (fork() == 0) {
    volatile int *nowhere = NULL;
    *nowhere = 1;
  }
  int status;
  wait(&status);
  printf("bad pointer: signal %d\n", WTERMSIG(status));
  if (fork() == 0) {
    volatile int zero = 0;
    volatile int r = 100 / zero;
    _exit(r);
  }
  wait(&status);
  printf("division by zero: signal %d\n", WTERMSIG(status));
  return 77 - 70;
}
