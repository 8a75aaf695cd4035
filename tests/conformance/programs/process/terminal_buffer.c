/* proves: standard output is a terminal: whole lines are written at once, an unfinished one is copied by fork | section: Processes, threads, signals */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  printf("a whole line\n");
  printf("an unfinished one, ");
  if (fork() == 0) {
    printf("seen by the child\n");
    exit(0);
  }
  wait(NULL);
  printf("seen by the parent\n");
  printf("lost by _exit");
  if (fork() == 0) _exit(0);
  wait(NULL);
  printf(", kept by exit\n");
  printf("without a line end");
  return 3;
}
