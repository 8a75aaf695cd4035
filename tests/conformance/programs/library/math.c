/* proves: the functions of math.h give glibc's results | section: The C library */
#include <math.h>
#include <stdio.h>

int main(void) {
  double xs[] = {0, -0.0, 0.5, -0.5, 1, -1, 1.5, 2.5, -2.5, 3.7, -3.7, 10, 100.25, 1e10, 1e16, -1e300, 1e-300, 0.1, 2, 1024, 7.389, 4503599627370495.5};
  for (size_t i = 0; i < sizeof xs / sizeof *xs; ++i) {
    double x = xs[i], whole;
    int e;
    printf("%g: %a %a %a %a %a %a\n", x, fabs(x), floor(x), ceil(x), trunc(x), round(x), rint(x));
    printf("  %a", modf(x, &whole));
    printf(" %a %a", whole, frexp(x, &e));
    printf(" %d %a %a\n", e, fmod(x, 3), fmod(x, 0.7));
    if (x > 0) printf("  %a %a %a %a\n", sqrt(x), log(x), log2(x), log10(x));
    if (fabs(x) < 700) printf("  %a %a %.14g\n", exp(x), atan(x), cbrt(x));
    if (fabs(x) < 1000) printf("  %.15g %.15g %.15g\n", sin(x), cos(x), x < 50 ? tan(x) : 0);
  }
  for (int i = 1; i < 200; ++i) {
    double x = i * 0.37, y = (i % 17) * 0.61 - 5;
    printf("%a %a %a %a\n", pow(x, y), exp(y), log(x), hypot(x, y));
  }
  for (int i = -5; i <= 64; ++i) printf("%a %.15g %.15g\n", pow(2, i), pow(10, i), pow(-3, i));
  printf("%a %a %a\n", pow(0, 2), pow(2, 0.5), pow(1.0001, 10000));
  printf("%g %g %g %g\n", pow(-8, 1.0 / 3), sqrt(-1.0), log(0.0), log(-1.0));
  printf("%a %a %a\n", ldexp(1, -1074), ldexp(3, -1074), ldexp(1.5, 1023));
  printf("%a %a\n", atan2(1, -1), atan2(-0.0, -1));
  printf("%d %d %d %d\n", isnan(NAN) != 0, isinf(INFINITY) != 0, signbit(-0.0) != 0, isfinite(1.0) != 0);
  printf("%ld %g %g\n", lround(-2.5), fmin(1, 2), fmax(1, NAN));
  return 0;
}
