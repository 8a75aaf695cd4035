/* proves: gmtime, timegm, strftime and asctime over three centuries; nanosleep sleeps at least as long as asked | section: The C library */
#include <stdio.h>
#include <time.h>
#include <sys/time.h>

int main(void) {
  static const time_t times[] = {0, 1, -1, 86399, 86400, 951782400, 951868800, 1709210096,
                                 1735689600, 4102444800, -2208988800, 253402300799, 1230767999,
                                 1230768000, 1104537600, 1293839999};
  char text[200];
  for (size_t i = 0; i < sizeof times / sizeof *times; ++i) {
    struct tm* tm = gmtime(&times[i]);
    printf("%s", asctime(tm));
    printf("%d %d %d %d\n", tm->tm_year, tm->tm_yday, tm->tm_wday, tm->tm_isdst);
    strftime(text, sizeof text,
             "%a %A %b %B %C %d %e %H %I %j %m %M %p %S %u %w %U %W %V %G %g %y %Y %% %D %F %R %T "
             "%r %c %x %X %h %k|%l|%P %s",
             tm);
    printf("%s\n", text);
    struct tm copy = *tm;
    copy.tm_mday += 40;
    copy.tm_hour -= 30;
    copy.tm_mon += 15;
    printf("%ld", (long)timegm(&copy));
    printf(" %d %d\n", copy.tm_mon, copy.tm_mday);
    printf("%s", ctime(&times[i]));
  }
  printf("%d\n", (int)strftime(text, 5, "%Y-%m", gmtime(&times[0])));
  printf("%.1f\n", difftime(5, 3));
  struct timespec a, b;
  clock_gettime(CLOCK_MONOTONIC, &a);
  struct timespec wait = {0, 2000000};
  printf("%d\n", nanosleep(&wait, NULL));
  clock_gettime(CLOCK_MONOTONIC, &b);
  long waited = (b.tv_sec - a.tv_sec) * 1000000000L + b.tv_nsec - a.tv_nsec;
  printf("%d %d\n", waited >= 2000000, time(NULL) > 1600000000);
  return 0;
}
