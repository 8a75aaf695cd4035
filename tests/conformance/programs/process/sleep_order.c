/* proves: sleeping processes wake in the order of their times, and waiting for a child takes as long as the child | section: Processes, threads, signals */
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int main(void) {
  setbuf(stdout, NULL);
  int delays_ms[] = {90, 30, 120, 60};
  for (int i = 0; i < 4; i++) {
    if (fork() == 0) {
      struct timespec t = {0, delays_ms[i] * 1000000L};
      nanosleep(&t, NULL);
      printf("%d ms\n", delays_ms[i]);
      _exit(i);
    }
  }
  int status;
  while (wait(&status) > 0) printf("child %d ended\n", WEXITSTATUS(status));
  return 0;
}
