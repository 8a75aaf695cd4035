/* proves: a child that has ended is a zombie until it is waited for | section: Text book programs */
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
int main() {
  pid_t p, q;
  int st;
  p = fork();
  if (p == 0) {
    printf("child exits now\n");
    _exit(4);
  }
  sleep(1);
  printf("parent: child is a zombie now, kill(pid,0)=%d\n", kill(p, 0));
  q = waitpid(p, &st, WNOHANG);
  printf("reaped %s, status %d\n", q == p ? "it" : "not", WEXITSTATUS(st));
  q = waitpid(p, &st, WNOHANG);
  printf("%d\n", (int)q);
  perror("waitpid");
  return 0;
}
