#include <bits/libc.h>
#include <sys/time.h>
#include <sys/times.h>
#include <time.h>

int clock_gettime(clockid_t clock, struct timespec* ts) {
  return __result(__syscall(SYS_clock_gettime, (long)clock, (long)ts));
}
int clock_settime(clockid_t clock, const struct timespec* ts) {
  return __result(__syscall(SYS_clock_settime, (long)clock, (long)ts));
}
int clock_getres(clockid_t clock, struct timespec* ts) {
  return __result(__syscall(SYS_clock_getres, (long)clock, (long)ts));
}
int gettimeofday(struct timeval* tv, void* zone) {
  return __result(__syscall(SYS_gettimeofday, (long)tv, (long)zone));
}
time_t time(time_t* to) { return __result(__syscall(SYS_time, (long)to)); }
double difftime(time_t a, time_t b) { return (double)a - (double)b; }
clock_t clock(void) {
  struct timespec ts;
  if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ts) < 0) return -1;
  return ts.tv_sec * 1000000 + ts.tv_nsec / 1000;
}
clock_t times(struct tms* buffer) { return __result(__syscall(SYS_times, (long)buffer)); }
