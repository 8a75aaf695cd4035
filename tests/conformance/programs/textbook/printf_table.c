/* proves: printf's widths, precisions, flags and sizes | section: Text book programs */
#include <inttypes.h>
#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
int main() {
  printf("|%10s|%-10s|%.3s|%10.2s|\n", "right", "left", "truncate", "xyz");
  printf("|%5d|%-5d|%05d|%+d|% d|%x|%X|%#x|%o|%#o|\n", 42, 42, 42, 42, 42, 255, 255, 255, 8, 8);
  printf("%i %u %hhd %hd %ld %lld\n", -1, -1, 300, 70000, LONG_MIN, LLONG_MAX);
  printf("|%8.3f|%-8.2f|%+.1f|%e|%G|%g|%g|%a|\n", 3.14159, 2.5, 1.25, 12345.678, 1e-10, 100000.0,
         1000000.0, 1.0);
  printf("%c%c%c %%\n", 'a', 66, '\x43');
  printf("%*d|%-*d|%.*f\n", 6, 1, 6, 2, 3, 1.23456);
  printf("%p\n", (void*)0);
  printf("%zu %td %jd\n", sizeof(int), (ptrdiff_t)-3, (intmax_t)9);
  printf("%" PRIu64 " %" PRId32 " %" PRIx8 "\n", UINT64_MAX, INT32_MIN, (uint8_t)200);
  int n;
  printf("abc%n", &n);
  printf(" %d\n", n);
  printf("[%s]\n", (char*)NULL);
  printf("%5c|%-5c|\n", 'x', 'y');
  printf("%.0f %.0f %.0f %f %f\n", 0.5, 1.5, 2.5, 1.0 / 0.0, -1.0 / 0.0);
  printf("%10.4d|%-10.4d|%.0d|\n", 12, -12, 0);
  printf("%#.3g %#g\n", 1.0, 2.0);
  printf("%lf %Lf\n", 1.5, (long double)2.5);
  printf("%2$s %1$s\n", "world", "hello");
  printf("%'d\n", 1234567);
  int r = printf("");
  printf("%d\n", r);
  return 0;
}
