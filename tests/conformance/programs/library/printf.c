/* proves: printf with every combination of flags, width and precision gives what glibc gives | section: The C library */
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <stddef.h>

int main(void) {
  const char* flags[] = {"", "-", "+", " ", "#", "0", "-0", "+0", " 0", "#0", "-+", "+ ", "-#0"};
  const char* widths[] = {"", "1", "5", "12"};
  const char* precisions[] = {"", ".", ".0", ".1", ".3", ".10"};
  long values[] = {0, 1, -1, 42, -42, 255, 123456789, INT_MAX, INT_MIN, LONG_MAX, LONG_MIN};
  char format[32], line[256];
  for (size_t f = 0; f < sizeof flags / sizeof *flags; ++f)
    for (size_t w = 0; w < 4; ++w)
      for (size_t p = 0; p < 6; ++p) {
        for (size_t c = 0; c < 7; ++c) {
          snprintf(format, sizeof format, "|%%%s%s%sl%c|", flags[f], widths[w], precisions[p],
                   "diouxXd"[c]);
          for (size_t v = 0; v < sizeof values / sizeof *values; ++v) {
            int n = snprintf(line, sizeof line, format, values[v]);
            printf("%s %s %d\n", format, line, n);
          }
        }
        snprintf(format, sizeof format, "|%%%s%s%ss|", flags[f], widths[w], precisions[p]);
        printf(format, "");
        printf(format, "hello");
        printf(format, "a longer string");
        printf(format, (char*)NULL);
        snprintf(format, sizeof format, "|%%%s%s%sp|", flags[f], widths[w], precisions[p]);
        printf(format, (void*)0);
        printf(format, (void*)0xdeadbeef);
        snprintf(format, sizeof format, "|%%%s%s%sc|", flags[f], widths[w], precisions[p]);
        printf(format, 'x');
        printf("\n");
      }
  printf("%hhd %hhu %hd %hu %d %u %ld %lu %lld %llu\n", 300, 300, 70000, 70000, -1, -1, -1L, -1L,
         -1LL, -1LL);
  printf("%jd %zd %td %zu %jx\n", (intmax_t)-5, (ssize_t)-6, (ptrdiff_t)-7, sizeof(long),
         (uintmax_t)-1);
  printf("%*d|%-*d|%*d|%.*d|%.*d\n", 6, 1, 6, 2, -6, 3, 4, 5, -1, 6);
  printf("%%|%5%|%c%c\n", 'a', 0);
  int n1;
  long n2;
  signed char n3;
  printf("abc%ndef%lnghi%hhn\n", &n1, &n2, &n3);
  printf("%d %ld %d\n", n1, n2, n3);
  printf("%y %! %5k\n");
  char small[5];
  int n = snprintf(small, sizeof small, "%s", "too long");
  printf("%d %s\n", n, small);
  n = snprintf(NULL, 0, "%d", 12345);
  printf("%d\n", n);
  n = sprintf(line, "%s-%d", "x", 7);
  printf("%d %s %lu\n", n, line, strlen(line));
  printf("%2$s %1$s\n" + 6, "positional is not used");
  printf("%.3s|%.10s|%.0s|\n", "abcdef", "abc", "abc");
  printf("%s\n", "a line that is much longer than the buffers that are used inside, "
                 "to see that nothing is cut: 0123456789012345678901234567890123456789");
  return 0;
}
