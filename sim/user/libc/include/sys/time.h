#ifndef _SYS_TIME_H
#define _SYS_TIME_H
#include <bits/timeval.h>
#include <sys/select.h>
#define ITIMER_REAL 0
#define ITIMER_VIRTUAL 1
#define ITIMER_PROF 2
struct itimerval {
  struct timeval it_interval;
  struct timeval it_value;
};
struct timezone {
  int tz_minuteswest;
  int tz_dsttime;
};
int gettimeofday(struct timeval* tv, void* zone);
int getitimer(int which, struct itimerval* value);
int setitimer(int which, const struct itimerval* value, struct itimerval* old);
#define timerisset(t) ((t)->tv_sec || (t)->tv_usec)
#define timerclear(t) ((t)->tv_sec = (t)->tv_usec = 0)
#define timercmp(a, b, op) \
  (((a)->tv_sec == (b)->tv_sec) ? ((a)->tv_usec op(b)->tv_usec) : ((a)->tv_sec op(b)->tv_sec))
#define timeradd(a, b, to)                       \
  do {                                           \
    (to)->tv_sec = (a)->tv_sec + (b)->tv_sec;    \
    (to)->tv_usec = (a)->tv_usec + (b)->tv_usec; \
    if ((to)->tv_usec >= 1000000) {              \
      ++(to)->tv_sec;                            \
      (to)->tv_usec -= 1000000;                  \
    }                                            \
  } while (0)
#define timersub(a, b, to)                       \
  do {                                           \
    (to)->tv_sec = (a)->tv_sec - (b)->tv_sec;    \
    (to)->tv_usec = (a)->tv_usec - (b)->tv_usec; \
    if ((to)->tv_usec < 0) {                     \
      --(to)->tv_sec;                            \
      (to)->tv_usec += 1000000;                  \
    }                                            \
  } while (0)
#endif
