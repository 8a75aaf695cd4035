/* proves: a loop of forks makes a tree; each parent sees its children's exit statuses | section: Text book programs */
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
int main() {
  int depth = 0, i;
  printf("root\n");
  for (i = 0; i < 3; i++) {
    pid_t pid = fork();
    if (pid < 0) {
      perror("fork");
      return 1;
    }
    if (pid == 0) {
      depth++;
    } else {
      int st;
      waitpid(pid, &st, 0);
      printf("%*si=%d depth=%d child exit=%d\n", depth * 2, "", i, depth, WEXITSTATUS(st));
    }
  }
  exit(depth);
}
