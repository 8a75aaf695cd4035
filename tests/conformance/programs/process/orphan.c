/* proves: an orphan gets init, pid 1, as its parent, which reaps it | section: Processes, threads, signals */
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  setbuf(stdout, NULL);
  pid_t me = getpid();
  if (fork() == 0) {
    if (fork() == 0) {
      usleep(40000);
      printf("orphan: parent is init: %d\n", getppid() == 1);
      _exit(0);
    }
    printf("child: parent is the first: %d\n", getppid() == me);
    _exit(0);
  }
  wait(NULL);
  usleep(80000);
  printf("the orphan is not our child: %d\n", wait(NULL));
  return 0;
}
