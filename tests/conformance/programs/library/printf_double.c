/* proves: floating-point conversions of printf are exactly rounded, in every format | section: The C library */
#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static uint64_t state = 88172645463325252u;
static uint64_t next(void) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return state;
}

static void show(double d) {
  static const char* const formats[] = {"%f",    "%e",   "%g",     "%a",   "%.0f",  "%.1f",
                                        "%.3f",  "%.0e", "%.1e",   "%.0g", "%.1g",  "%.17g",
                                        "%.20e", "%#g",  "%+.2f",  "% e",  "%015f", "%-15g|",
                                        "%#.0f", "%F",   "%E",     "%G",   "%A",    "%.1a",
                                        "%.3a",  "%20a", "%020.5a", "%.30f", "%#.0e", "%+012.3g"};
  for (size_t i = 0; i < sizeof formats / sizeof *formats; ++i) {
    printf(formats[i], d);
    putchar(' ');
  }
  printf("\n");
}

int main(void) {
  double values[] = {0,       1,     0.5,   1.5,    2.5,     0.1,      0.25,   0.125, 9.5,
                     99.5,    999.5, 0.05,  0.005,  1e10,    1e15,     1e16,   1e17,  1e21,
                     1e22,    1e23,  1e100, 1e-5,   1e-4,    0.0001,   123456, 1234567,
                     9999995, 1e300, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308,
                     3.14159265358979, 100, 1000000, 0.3, 2.675, 1.005, 4503599627370496.5};
  for (size_t i = 0; i < sizeof values / sizeof *values; ++i) {
    show(values[i]);
    show(-values[i]);
  }
  show(INFINITY);
  show(-INFINITY);
  show(NAN);
  for (int i = 0; i < 300; ++i) {
    uint64_t bits = next();
    double d;
    memcpy(&d, &bits, 8);
    show(d);
    show((double)(next() % 1000000) / 1000);
    show((double)(int64_t)next() / 1024);
  }
  printf("%f %g\n", 1.5f, (double)0.1f);
  printf("%Lf %.3Le\n", (long double)1.25, (long double)3e10);
  return 0;
}
