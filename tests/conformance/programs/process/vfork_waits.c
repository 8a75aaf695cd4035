/* proves: after vfork the parent runs only when the child has ended | section: Processes, threads, signals */
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  setbuf(stdout, NULL);
  pid_t child = vfork();
  if (child == 0) {
    write(1, "child\n", 6);
    _exit(4);
  }
  printf("parent\n");
  int status;
  printf("%d", waitpid(child, &status, 0) == child);
  printf(" %d\n", WEXITSTATUS(status));
  return 0;
}
