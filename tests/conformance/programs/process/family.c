/* proves: a tree of processes ends in the order its members wait for each other | section: Processes, threads, signals */
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static int grow(int depth, int number) {
  int sum = number;
  if (depth == 0) return sum;
  for (int i = 0; i < 2; i++) {
    pid_t child = fork();
    if (child == 0) _exit(grow(depth - 1, 2 * number + i));
    int status;
    waitpid(child, &status, 0);
    printf("%d: child %d brings %d\n", number, 2 * number + i, WEXITSTATUS(status));
    sum += WEXITSTATUS(status);
  }
  return sum & 0xff;
}

int main(void) {
  setbuf(stdout, NULL);
  printf("in all %d\n", grow(3, 1));
  return 0;
}
