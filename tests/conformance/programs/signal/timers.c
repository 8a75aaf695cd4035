/* proves: setitimer rings regularly, alarm tells what was left, nanosleep what remains | section: Processes, threads, signals */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static volatile int rings;
static void ring(int s) { rings += s == SIGALRM; }

int main(void) {
  struct sigaction sa;
  memset(&sa, 0, sizeof sa);
  sa.sa_handler = ring;
  sigaction(SIGALRM, &sa, NULL);
  struct itimerval every = {{0, 10000}, {0, 10000}}, off = {{0, 0}, {0, 0}}, was;
  setitimer(ITIMER_REAL, &every, NULL);
  while (rings < 5) pause();
  setitimer(ITIMER_REAL, &off, &was);
  printf("interval was %ld us\n", (long)was.it_interval.tv_usec);
  getitimer(ITIMER_REAL, &was);
  printf("now %ld %ld\n", (long)was.it_value.tv_sec, (long)was.it_value.tv_usec);
  printf("alarm %u", alarm(100));
  printf(" %u", alarm(0));
  printf(" %u\n", alarm(0));
  struct itimerval once = {{0, 0}, {0, 20000}};
  setitimer(ITIMER_REAL, &once, NULL);
  struct timespec ask = {1, 0}, left = {0, 0};
  int r = nanosleep(&ask, &left);
  printf("%d %s, about 0.98 s left: %d\n", r, strerror(errno),
         left.tv_sec == 0 && left.tv_nsec > 900000000 && left.tv_nsec < 985000000);
  struct timespec bad = {0, 1000000000};
  r = nanosleep(&bad, NULL);
  printf("%d %s\n", r, strerror(errno));
  r = nanosleep((struct timespec *)16, NULL);
  printf("%d %s\n", r, strerror(errno));
  every.it_value.tv_usec = 1000000;
  r = setitimer(ITIMER_REAL, &every, NULL);
  printf("%d %s\n", r, strerror(errno));
  struct timespec a, b;
  clock_gettime(CLOCK_MONOTONIC, &a);
  ask.tv_sec = 0;
  ask.tv_nsec = 20000000;
  r = nanosleep(&ask, NULL);
  clock_gettime(CLOCK_MONOTONIC, &b);
  long ns = (b.tv_sec - a.tv_sec) * 1000000000L + b.tv_nsec - a.tv_nsec;
  printf("slept %d: %d\n", r, ns >= 20000000);
  r = clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &a, NULL);
  printf("until the past: %d\n", r);
  r = clock_gettime(99, &a);
  printf("no such clock: %d %s\n", r, strerror(errno));
  return 0;
}
