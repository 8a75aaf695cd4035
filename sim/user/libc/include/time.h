#ifndef _TIME_H
#define _TIME_H
#include <bits/timespec.h>
#include <stddef.h>
#define CLOCKS_PER_SEC ((clock_t)1000000)
#define CLOCK_REALTIME 0
#define CLOCK_MONOTONIC 1
#define CLOCK_PROCESS_CPUTIME_ID 2
#define CLOCK_THREAD_CPUTIME_ID 3
#define CLOCK_MONOTONIC_RAW 4
#define CLOCK_REALTIME_COARSE 5
#define CLOCK_MONOTONIC_COARSE 6
#define CLOCK_BOOTTIME 7
#define TIMER_ABSTIME 1
struct tm {
  int tm_sec;
  int tm_min;
  int tm_hour;
  int tm_mday;
  int tm_mon;
  int tm_year;
  int tm_wday;
  int tm_yday;
  int tm_isdst;
  long tm_gmtoff;
  const char* tm_zone;
};
struct itimerspec {
  struct timespec it_interval;
  struct timespec it_value;
};
time_t time(time_t* to);
double difftime(time_t a, time_t b);
clock_t clock(void);
int clock_gettime(clockid_t clock, struct timespec* ts);
int clock_settime(clockid_t clock, const struct timespec* ts);
int clock_getres(clockid_t clock, struct timespec* ts);
int clock_nanosleep(clockid_t clock, int flags, const struct timespec* wanted,
                    struct timespec* left);
int nanosleep(const struct timespec* wanted, struct timespec* left);
struct tm* gmtime(const time_t* t);
struct tm* gmtime_r(const time_t* t, struct tm* to);
struct tm* localtime(const time_t* t);
struct tm* localtime_r(const time_t* t, struct tm* to);
time_t mktime(struct tm* tm);
time_t timegm(struct tm* tm);
char* asctime(const struct tm* tm);
char* asctime_r(const struct tm* tm, char* to);
char* ctime(const time_t* t);
char* ctime_r(const time_t* t, char* to);
size_t strftime(char* to, size_t size, const char* format, const struct tm* tm);
void tzset(void);
extern char* tzname[2];
extern long timezone;
extern int daylight;
#endif
