/* proves: alarm sends SIGALRM after its seconds, a new one replaces the old and tells what was left, 0 cancels | section: Processes, threads, signals */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

static int count;
static void on_alarm(int sig) {
  (void)sig;
  printf("alarm %d\n", ++count);
}

int main(void) {
  setbuf(stdout, NULL);
  signal(SIGALRM, on_alarm);
  printf("%u\n", alarm(100));
  printf("%u\n", alarm(50));
  printf("%u\n", alarm(0));
  printf("%u\n", alarm(1));
  int r = pause();
  printf("pause %d %s\n", r, strerror(errno));
  struct itimerval t = {{0, 20000}, {0, 30000}}, old;
  setitimer(ITIMER_REAL, &t, NULL);
  for (int i = 0; i < 3; i++) pause();
  memset(&t, 0, sizeof t);
  setitimer(ITIMER_REAL, &t, &old);
  printf("interval was %ld us\n", (long)old.it_interval.tv_usec);
  usleep(50000);
  signal(SIGALRM, SIG_DFL);
  alarm(1);
  pause();
  printf("never printed\n");
  return 0;
}
