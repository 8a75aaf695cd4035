/* proves: dates and times in the calendar functions | section: Text book programs */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
int main() {
  time_t t = 1700000000;
  struct tm* g = gmtime(&t);
  char b[100];
  strftime(b, sizeof b, "%Y-%m-%d %H:%M:%S %A %j %U", g);
  puts(b);
  printf("%s", asctime(g));
  struct tm m = {0};
  m.tm_year = 124;
  m.tm_mon = 1;
  m.tm_mday = 30;
  setenv("TZ", "UTC", 1);
  tzset();
  time_t u = mktime(&m);
  printf("%ld %d/%d wday %d yday %d\n", (long)u, m.tm_mon + 1, m.tm_mday, m.tm_wday, m.tm_yday);
  printf("%.0f\n", difftime(u, t));
  printf("%s", ctime(&u));
  strftime(b, 100, "%c|%x|%X|%p|%I|%e|%D|%F|%T|%y|%%", localtime(&t));
  puts(b);
  time_t now = time(NULL);
  printf("%d\n", now > 1600000000);
  clock_t c = clock();
  printf("%d %ld\n", c >= 0, (long)CLOCKS_PER_SEC);
  return 0;
}
