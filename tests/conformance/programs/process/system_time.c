/* proves: times, getrusage and the CPU clocks count work, not sleep; children's time comes with wait | section: Processes, threads, signals */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/times.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long cpu_ms(void) {
  struct timespec ts;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ts);
  return ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

static void work(long ms) {
  long end = cpu_ms() + ms;
  while (cpu_ms() < end)
    for (volatile int i = 0; i < 20000; i++) {
    }
}

int main(void) {
  long before = cpu_ms();
  usleep(100000);
  printf("sleeping costs little: %d\n", cpu_ms() - before < 20);
  struct tms t;
  times(&t);
  printf("no child yet: %ld\n", (long)(t.tms_cutime + t.tms_cstime));
  if (fork() == 0) {
    work(60);
    _exit(0);
  }
  struct rusage ru;
  int status;
  wait4(-1, &status, 0, &ru);
  long child = ru.ru_utime.tv_sec * 1000 + ru.ru_utime.tv_usec / 1000 +
               ru.ru_stime.tv_sec * 1000 + ru.ru_stime.tv_usec / 1000;
  printf("the child worked: %d\n", child >= 58 && child < 200);
  getrusage(RUSAGE_CHILDREN, &ru);
  long all = ru.ru_utime.tv_sec * 1000 + ru.ru_utime.tv_usec / 1000 +
             ru.ru_stime.tv_sec * 1000 + ru.ru_stime.tv_usec / 1000;
  printf("the same in all: %d\n", all == child || all == child + 1 || all == child - 1);
  times(&t);
  printf("in ticks: %d\n", t.tms_cutime + t.tms_cstime >= 4);
  printf("we did not: %d\n", cpu_ms() < 50);
  return 0;
}
