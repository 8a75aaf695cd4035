/* proves: fork returns the child's pid to the parent and 0 to the child; memory is copied, not shared | section: Processes, threads, signals */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int global = 1;
static int untouched;

int main(void) {
  setbuf(stdout, NULL);
  int local = 2;
  char *heap = malloc(100000);
  strcpy(heap, "before");
  pid_t parent = getpid();
  pid_t child = fork();
  if (child == 0) {
    printf("child: %d %d %s %d\n", global, local, heap, untouched);
    global = 10;
    local = 20;
    strcpy(heap, "changed by the child");
    heap[99999] = 'x';
    untouched = 7;
    printf("child: %d %d %s %d\n", global, local, heap, untouched);
    printf("its parent is the one that forked: %d\n", getppid() == parent);
    exit(global + local);
  }
  int status;
  pid_t gone = wait(&status);
  printf("parent: %d %d %s %d\n", global, local, heap, untouched);
  printf("%d %d %d\n", gone == child, WIFEXITED(status), WEXITSTATUS(status));
  printf("pids differ: %d\n", child != parent);
  free(heap);
  return 0;
}
