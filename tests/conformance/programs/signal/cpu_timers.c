/* proves: ITIMER_VIRTUAL and ITIMER_PROF count CPU time, send SIGVTALRM and SIGPROF, repeat, do not run in sleep and are not inherited | section: Processes, threads, signals */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static volatile int rang[2];
static void handler(int number) { ++rang[number == SIGPROF]; }

static int armed(int which) {
  struct itimerval now;
  getitimer(which, &now);
  return now.it_value.tv_sec > 0 || now.it_value.tv_usec > 0;
}
static long cpu_us(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

int main(void) {
  setvbuf(stdout, NULL, _IONBF, 0);
  struct itimerval often = {{0, 10000}, {0, 10000}}, once = {{0, 0}, {0, 20000}}, off = {0}, old;
  signal(SIGVTALRM, handler);
  signal(SIGPROF, handler);
  printf("%d %d %d\n", setitimer(3, &off, NULL), errno == EINVAL, armed(ITIMER_VIRTUAL));
  printf("%d\n", setitimer(ITIMER_VIRTUAL, &often, &old));
  printf("%ld %d\n", old.it_value.tv_usec, armed(ITIMER_VIRTUAL));
  long before = cpu_us();
  while (rang[0] < 3) continue;
  printf("three times, after 30 ms or more: %d\n", cpu_us() - before >= 30000);
  setitimer(ITIMER_VIRTUAL, &off, &old);
  printf("every %ld us; off: %d\n", (long)old.it_interval.tv_usec, !armed(ITIMER_VIRTUAL));
  setitimer(ITIMER_PROF, &once, NULL);
  usleep(100000);
  printf("asleep: %d\n", rang[1]);
  if (fork() == 0) {
    printf("child: %d %d\n", armed(ITIMER_PROF), armed(ITIMER_VIRTUAL));
    return 0;
  }
  wait(NULL);
  while (rang[1] < 1) continue;
  before = cpu_us();
  while (cpu_us() - before < 60000) continue;
  printf("once: %d %d\n", rang[1], armed(ITIMER_PROF));
  signal(SIGVTALRM, SIG_DFL);
  fflush(stdout);
  if (fork() == 0) {
    setitimer(ITIMER_VIRTUAL, &once, NULL);
    for (;;) continue;
  }
  int status;
  wait(&status);
  printf("ended by %s\n", WIFSIGNALED(status) && WTERMSIG(status) == SIGVTALRM ? "SIGVTALRM" : "?");
  return 0;
}
