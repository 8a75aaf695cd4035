/* proves: variables after fork and vfork | section: Text book programs */
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
int glob = 6;
char buf[] = "a write to stdout\n";
int main(void) {
  int var;
  pid_t pid;
  var = 88;
  if (write(STDOUT_FILENO, buf, sizeof(buf) - 1) != sizeof(buf) - 1) return 1;
  printf("before fork\n");
  if ((pid = fork()) < 0)
    return 2;
  else if (pid == 0) {
    glob++;
    var++;
  } else {
    waitpid(pid, NULL, 0);
  }
  printf("pid ok %d, glob = %d, var = %d\n", getpid() > 0, glob, var);
  pid = vfork();
  if (pid == 0) {
    _exit(0);
  }
  printf("%d %d %d\n", getuid() == geteuid(), getpgrp() == getpgid(0), getsid(0) >= 0);
  exit(0);
}
