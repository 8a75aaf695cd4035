#include <stdarg.h>
#include <stdio.h>
#include <string.h>
struct pair {
  long a, b;
  char c;
};
static int sum(int n, ...) {
  va_list ap;
  va_start(ap, n);
  int s = 0;
  while (n--) s += va_arg(ap, int);
  va_end(ap);
  return s;
}
static double mixed(const char *f, ...) {
  va_list ap, copy;
  va_start(ap, f);
  va_copy(copy, ap);
  double t = 0;
  for (; *f; f++) switch (*f) {
      case 'i':
        t += va_arg(ap, int);
        break;
      case 'l':
        t += va_arg(ap, long);
        break;
      case 'd':
        t += va_arg(ap, double);
        break;
      case 's':
        t += strlen(va_arg(ap, char *));
        break;
      case 'p': {
        struct pair p = va_arg(ap, struct pair);
        t += p.a * p.b + p.c;
      } break;
    }
  t += va_arg(copy, int);
  va_end(copy);
  va_end(ap);
  return t;
}
static int vwrap(char *buf, const char *fmt, va_list ap) { return vsprintf(buf, fmt, ap); }
static int wrap(char *buf, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  int r = vwrap(buf, fmt, ap);
  va_end(ap);
  return r;
}
int main(void) {
  printf("%d %d\n", sum(3, 1, 2, 3), sum(0));
  struct pair p = {3, 4, 5};
  printf("%g\n", mixed("ildsip", 1, 2L, 2.5, "four", 'c', p));
  char buf[100];
  int n = wrap(buf, "<%d|%s|%c|%5.1f|%lx>", 42, "str", 'x', 2.25, 0xdeadbeefL);
  printf("%d %s\n", n, buf);
  printf("%5d|%-5d|%05d|%+d|%x|%X|%#x|%o|%%|%c|%10s|%-10s|%.2s|\n", 42, 42, 42, 42, 255, 255, 255,
         8, 'c', "right", "left", "cut");
  printf("%ld %lld %lu %hhd %hd %zu %p\n", -5L, 123456789012345LL, 5UL, 300, 70000, sizeof(int),
         (void *)0);
  printf("%*d|%-*d|%.*f\n", 6, 1, 6, 2, 3, 3.14159);
  float f = 1.25f;
  short s = -3;
  char c = 'z';
  unsigned char u = 200;
  printf("%g %d %c %u %d\n", f, s, c, u, c);
  return 0;
}
