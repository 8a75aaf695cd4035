#include <bits/libc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char days[7][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
static const char months[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

static int is_leap(long year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

static long floor_divide(long a, long b) { return a / b - (a % b < 0); }

/* Days from 1970-01-01 to the first of January. */
static long days_to_year(long year) {
  long y = year - 1;
  return (year - 1970) * 365 + floor_divide(y, 4) - floor_divide(y, 100) + floor_divide(y, 400) -
         477;
}

static int days_before_month(long year, int month) {
  static const short before[12] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
  return before[month] + (month > 1 && is_leap(year));
}

struct tm* gmtime_r(const time_t* t, struct tm* to) {
  long day = floor_divide(*t, 86400), second = *t - day * 86400;
  long year = 1970 + day / 366 - (day < 0 ? 1 : 0);
  while (days_to_year(year + 1) <= day) ++year;
  while (days_to_year(year) > day) --year;
  int month = 11, in_year = (int)(day - days_to_year(year));
  while (days_before_month(year, month) > in_year) --month;
  to->tm_sec = (int)(second % 60);
  to->tm_min = (int)(second / 60 % 60);
  to->tm_hour = (int)(second / 3600);
  to->tm_mday = in_year - days_before_month(year, month) + 1;
  to->tm_mon = month;
  to->tm_year = (int)(year - 1900);
  to->tm_wday = (int)((day % 7 + 11) % 7); /* 1970-01-01 was a Thursday */
  to->tm_yday = in_year;
  to->tm_isdst = 0;
  to->tm_gmtoff = 0;
  to->tm_zone = "GMT";
  return to;
}

static struct tm last;
struct tm* gmtime(const time_t* t) {
  return gmtime_r(t, &last);
}

/* TZ as POSIX spells it, without summer time: a name and what to add to have UTC, "CST-8",
   "<+0530>-5:30". All else is UTC. */
static char zone_name[16] = "UTC";
char* tzname[2] = {zone_name, zone_name};
long timezone;
int daylight;

static const char* read_offset(const char* from, long* seconds) {
  long unit = 3600, sign = *from == '-' ? -1 : 1;
  *seconds = 0;
  if (*from == '-' || *from == '+') ++from;
  if (*from < '0' || *from > '9') return NULL;
  for (;; unit /= 60, ++from) {
    long value = 0;
    while (*from >= '0' && *from <= '9') value = value * 10 + (*from++ - '0');
    *seconds += value * unit;
    if (*from != ':' || unit == 1) break;
  }
  *seconds *= sign;
  return from;
}

void tzset(void) {
  const char* tz = getenv("TZ");
  long offset = 0;
  strcpy(zone_name, "UTC");
  timezone = 0;
  if (tz == NULL) return;
  int quoted = *tz == '<';
  const char* begin = tz + quoted;
  const char* end = begin;
  while (quoted ? *end && *end != '>' : (*end | 32) >= 'a' && (*end | 32) <= 'z') ++end;
  size_t length = end - begin;
  if (quoted && *end == '>') ++end;
  if (length < 3 || length >= sizeof zone_name) return;
  end = read_offset(end, &offset);
  if (end == NULL || *end) return;
  memcpy(zone_name, begin, length);
  zone_name[length] = 0;
  timezone = offset;
}

static struct tm* to_local(time_t t, struct tm* to) {
  t -= timezone;
  gmtime_r(&t, to);
  to->tm_gmtoff = -timezone;
  to->tm_zone = zone_name;
  return to;
}
struct tm* localtime_r(const time_t* t, struct tm* to) {
  tzset();
  return to_local(*t, to);
}
struct tm* localtime(const time_t* t) {
  return localtime_r(t, &last);
}

time_t timegm(struct tm* tm) {
  long months_since = tm->tm_year * 12L + tm->tm_mon;
  long year = floor_divide(months_since, 12) + 1900;
  int month = (int)(months_since - (year - 1900) * 12);
  long day = days_to_year(year) + days_before_month(year, month) + tm->tm_mday - 1;
  time_t t = ((day * 24 + tm->tm_hour) * 60 + tm->tm_min) * 60 + tm->tm_sec;
  gmtime_r(&t, tm);
  return t;
}
time_t mktime(struct tm* tm) {
  tzset();
  time_t t = timegm(tm) + timezone;
  to_local(t, tm);
  return t;
}

char* asctime_r(const struct tm* tm, char* to) {
  sprintf(to, "%.3s %.3s%3d %.2d:%.2d:%.2d %d\n",
          tm->tm_wday >= 0 && tm->tm_wday < 7 ? days[tm->tm_wday] : "???",
          tm->tm_mon >= 0 && tm->tm_mon < 12 ? months[tm->tm_mon] : "???", tm->tm_mday, tm->tm_hour,
          tm->tm_min, tm->tm_sec, 1900 + tm->tm_year);
  return to;
}
char* asctime(const struct tm* tm) {
  static char text[64];
  return asctime_r(tm, text);
}
char* ctime_r(const time_t* t, char* to) {
  struct tm tm;
  return asctime_r(localtime_r(t, &tm), to);
}
char* ctime(const time_t* t) { return asctime(localtime(t)); }
