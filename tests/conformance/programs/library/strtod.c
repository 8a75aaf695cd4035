/* proves: strtod, strtol and strtoul read the nearest value, stop where they must and set ERANGE | section: The C library */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state = 88172645463325252u;
static uint64_t next(void) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return state;
}

static void show(const char* s) {
  char* end;
  errno = 0;
  double d = strtod(s, &end);
  printf("%.40s -> %a %ld %d\n", s, d, (long)(end - s), errno);
}

int main(void) {
  static const char* const texts[] = {
      "0", "-0", "1", " 42", "3.14", ".5", "5.", ".", "", "abc", "1e5", "1e", "1e+", "1e-5x",
      "inf", "-INF", "infinity", "infinit", "nan", "0x1p4", "0x.8", "0x1.8p-3", "0x", "0xg",
      "1e308", "1e309", "1.8e308", "1.7976931348623158e308", "1.7976931348623159e308", "4.9e-324",
      "2.4703282292062327e-324", "2.4703282292062328e-324", "1e-400", "2.2250738585072011e-308",
      "9007199254740993", "9007199254740992.5", "9007199254740993.0000000000000000000001",
      "0.1e-1", "00001.5", "+7", "++7", "1.2.3", "123456789012345678901234567890",
      "0.000000000000000000000000000000000000000000000000000000000000000001e66",
      "1e99999999999", "0e99999999999", "0.0e-5", "1e-99999999999", "0x1.fffffffffffff8p0",
      "0x1.fffffffffffff7p0", "0x1p-1074", "0x1p-1075", "0x1.8p-1075", "0x1p1024"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; ++i) show(texts[i]);
  char text[1200];
  for (int i = 0; i < 1500; ++i) {
    uint64_t bits = next();
    double d;
    memcpy(&d, &bits, 8);
    if (d != d) continue;
    snprintf(text, sizeof text, "%.17g", d);
    if (strtod(text, NULL) != d) printf("not the same: %s\n", text);
    snprintf(text, sizeof text, "%.*e", (int)(next() % 25), d);
    show(text);
    snprintf(text, sizeof text, "%d.%llue%d", (int)(next() % 100), (unsigned long long)next(),
             (int)(next() % 640) - 320);
    show(text);
  }
  double half = 1 + 1.1102230246251565e-16;
  (void)half;
  snprintf(text, sizeof text, "%.1074f", 5e-324);
  show(text);
  strcpy(text, "1.00000000000000011102230246251565404236316680908203125"); /* a tie */
  show(text);
  strcat(text, "0000000000000000000000000000000000000000000000001");
  show(text);
  printf("%a %g\n", strtof("0.1", NULL), atof("2.5abc"));
  static const char* const integers[] = {"0", "12", "-12", " +7", "0x1f", "0X", "017", "08", "zz",
                                         "9223372036854775807", "9223372036854775808",
                                         "-9223372036854775808", "-9223372036854775809",
                                         "18446744073709551615", "18446744073709551616", "-1", "",
                                         "-", "1z", "0x1g"};
  for (size_t i = 0; i < sizeof integers / sizeof *integers; ++i)
    for (int base = 0; base <= 36; base += base < 2 ? 2 : base < 8 ? 6 : base == 8 ? 2 : base == 10 ? 6 : 20) {
      char* end;
      errno = 0;
      long n = strtol(integers[i], &end, base);
      printf("%s %d: %ld %ld %d", integers[i], base, n, (long)(end - integers[i]), errno);
      errno = 0;
      unsigned long u = strtoul(integers[i], &end, base);
      printf(" %lu %ld %d %d\n", u, (long)(end - integers[i]), errno, atoi(integers[i]));
    }
  return 0;
}
