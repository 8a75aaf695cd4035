/* proves: variadic loggers, va_copy, and a printf of one's own | section: Text book programs */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
enum level { DEBUG, INFO, WARN, ERROR };
static const char* lv[] = {"DEBUG", "INFO", "WARN", "ERROR"};
void log_(enum level l, const char* file, int line, const char* fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  printf("[%-5s] %s:%d: ", lv[l], file, line);
  vprintf(fmt, ap);
  va_end(ap);
  putchar('\n');
}
#define LOG(l, ...) log_(l, "prog.c", __LINE__ - __LINE__ + 7, __VA_ARGS__)
#define INFOF(fmt, args...) log_(INFO, __func__, 0, fmt, ##args)
int sum(int n, ...) {
  va_list a;
  va_start(a, n);
  int s = 0;
  while (n--) s += va_arg(a, int);
  va_end(a);
  return s;
}
double avg(int n, ...) {
  va_list a, b;
  va_start(a, n);
  va_copy(b, a);
  double s = 0, t = 0;
  for (int i = 0; i < n; i++) s += va_arg(a, double);
  for (int i = 0; i < n; i++) t += va_arg(b, double);
  va_end(a);
  va_end(b);
  return s == t ? s / n : -1;
}
char* fmt(const char* f, ...) {
  va_list ap;
  va_start(ap, f);
  int n = vsnprintf(NULL, 0, f, ap);
  va_end(ap);
  char* p = malloc(n + 1);
  va_start(ap, f);
  vsnprintf(p, n + 1, f, ap);
  va_end(ap);
  return p;
}
void minprintf(char* f, ...) {
  va_list ap;
  char *p, *sval;
  int ival;
  double dval;
  va_start(ap, f);
  for (p = f; *p; p++) {
    if (*p != '%') {
      putchar(*p);
      continue;
    }
    switch (*++p) {
      case 'd':
        ival = va_arg(ap, int);
        printf("%d", ival);
        break;
      case 'f':
        dval = va_arg(ap, double);
        printf("%f", dval);
        break;
      case 's':
        for (sval = va_arg(ap, char*); *sval; sval++) putchar(*sval);
        break;
      default:
        putchar(*p);
    }
  }
  va_end(ap);
}
int main() {
  LOG(INFO, "hello %s %d", "w", 5);
  LOG(ERROR, "plain");
  INFOF("no args");
  INFOF("%c%c", 'o', 'k');
  printf("%d %g\n", sum(4, 1, 2, 3, 4), avg(3, 1.5, 2.5, 3.5));
  char* s = fmt("%05d|%-6s|%+.2e|%#x", 42, "ab", 12345.678, 255);
  puts(s);
  free(s);
  minprintf("%d %f %s %%\n", 3, 2.5, "str");
  return 0;
}
