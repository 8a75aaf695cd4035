/* proves: nice values are clamped to -20..19, inherited by fork, and only root lowers them; getpriority gives the lowest of those meant | section: Processes, threads, signals */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void say(const char *what, int r) {
  int e = errno;
  printf("%s: %d %s, now %d\n", what, r, r == -1 && e != 0 ? strerror(e) : "",
         getpriority(PRIO_PROCESS, 0));
}

#define TRY(call) (errno = 0, say(#call, call))

int main(void) {
  setbuf(stdout, NULL);
  setpgid(0, 0);
  TRY(nice(0));
  TRY(nice(3));
  if (fork() == 0) {
    TRY(nice(4));
    printf("of the group: %d\n", getpriority(PRIO_PGRP, 0));
    _exit(0);
  }
  wait(NULL);
  TRY(nice(100));
  TRY(setpriority(PRIO_PROCESS, 0, 5));
  TRY(setpriority(PRIO_PROCESS, getpid(), 1000));
  TRY(setpriority(PRIO_PROCESS, 999999, 1));
  TRY(setpriority(PRIO_PGRP, 999999, 1));
  TRY(setpriority(7, 0, 1));
  TRY(getpriority(7, 0));
  TRY(getpriority(PRIO_PROCESS, 999999));
  TRY(setpriority(PRIO_PGRP, 0, 6));
  if (fork() == 0) {
    if (setuid(1000) != 0) printf("cannot change user\n");
    TRY(nice(-1));
    TRY(setpriority(PRIO_PROCESS, 0, 5));
    TRY(nice(1));
    TRY(setpriority(PRIO_PROCESS, getppid(), 10));
    TRY(setpriority(PRIO_USER, 1000, 9));
    TRY(getpriority(PRIO_PROCESS, getppid()));
    _exit(0);
  }
  wait(NULL);
  return 0;
}
