#include <bits/libc.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

int nanosleep(const struct timespec* wanted, struct timespec* left) {
  return __result(__syscall(SYS_nanosleep, (long)wanted, (long)left));
}

int clock_nanosleep(clockid_t clock, int flags, const struct timespec* wanted,
                    struct timespec* left) {
  return -(int)__syscall(SYS_clock_nanosleep, (long)clock, (long)flags, (long)wanted, (long)left);
}

/* Returns the seconds not slept when a signal came. */
unsigned sleep(unsigned seconds) {
  struct timespec wanted = {seconds, 0}, left = {0, 0};
  int before = errno;
  if (nanosleep(&wanted, &left) < 0) return (unsigned)left.tv_sec;
  errno = before;
  return 0;
}

int usleep(useconds_t us) {
  struct timespec wanted = {us / 1000000, us % 1000000 * 1000L};
  return nanosleep(&wanted, NULL);
}

int getitimer(int which, struct itimerval* value) {
  return __result(__syscall(SYS_getitimer, (long)which, (long)value));
}
int setitimer(int which, const struct itimerval* value, struct itimerval* old) {
  return __result(__syscall(SYS_setitimer, (long)which, (long)value, (long)old));
}
useconds_t ualarm(useconds_t us, useconds_t interval) {
  struct itimerval value = {{interval / 1000000, interval % 1000000}, {us / 1000000, us % 1000000}};
  struct itimerval old;
  if (setitimer(ITIMER_REAL, &value, &old) < 0) return (useconds_t)-1;
  return (useconds_t)(old.it_value.tv_sec * 1000000 + old.it_value.tv_usec);
}
