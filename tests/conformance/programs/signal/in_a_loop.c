/* proves: a signal reaches a program that makes no system call; what it computed is not disturbed | section: Processes, threads, signals */
#include <signal.h>
#include <stdio.h>
#include <sys/time.h>
#include <unistd.h>

static volatile sig_atomic_t rings;
static void ring(int s) {
  volatile double d = s * 1.5;
  char text[64];
  sprintf(text, "%f", d);
  rings++;
}

int main(void) {
  signal(SIGALRM, ring);
  struct itimerval every = {{0, 2000}, {0, 2000}};
  setitimer(ITIMER_REAL, &every, NULL);
  unsigned long sum = 0, n = 0;
  double f = 0;
  while (rings < 5) {
    sum = sum * 31 + n;
    f += 0.5;
    n++;
  }
  unsigned long check = 0;
  for (unsigned long i = 0; i < n; i++) check = check * 31 + i;
  printf("%d %d %d\n", sum == check, f == n * 0.5, rings >= 5);
  return 0;
}
