/* proves: the inverse, hyperbolic, error, gamma and rounding functions of math.h and its classifying macros give glibc's results | section: The C library */
#include <math.h>
#include <stdio.h>

#define ONE(f) printf(#f ":"); for (int i = 0; i < n; ++i) printf(" %.13g", f(xs[i])); puts("")
#define TWO(f) printf(#f ":"); for (int i = 0; i < n; ++i) printf(" %.13g", f(xs[i], ys[i])); puts("")

int main(void) {
  double xs[] = {0, -0.0, 0.5, -0.5, 1, 0.1, 0.9, -0.99, 1.5, 2.5, -2.5, 3.7, 10, -0.001, 1e-12, 20.25};
  double ys[] = {1, -1, 0.25, 2, -3, 0.03, 0.7, 4, -0.5, 2, 3, 1.1, -4, 0.002, 3e-12, 7};
  int n = sizeof xs / sizeof *xs;
  printf("%.15g %.15g %.15g\n", acos(-1.0), 4 * atan(1.0), 2 * asin(1.0));
  for (int i = 0; i < n; ++i)
    if (fabs(xs[i]) <= 1) printf("%.13g %.13g %.13g\n", acos(xs[i]), asin(xs[i]), fabs(xs[i]) < 1 ? atanh(xs[i]) : 0.0);
  ONE(atan); ONE(sinh); ONE(cosh); ONE(tanh); ONE(asinh); ONE(exp2); ONE(expm1); ONE(erf); ONE(erfc);
  ONE(nearbyint); ONE(rint); ONE(logb);
  TWO(atan2); TWO(copysign); TWO(remainder); TWO(fdim); TWO(hypot); TWO(fmod);
  for (int i = 0; i < n; ++i) {
    int q;
    printf("%ld %ld %lld %lld %d %a", lrint(xs[i]), lround(xs[i]), llrint(xs[i]), llround(xs[i]), ilogb(xs[i] == 0 ? 1 : xs[i]), nextafter(xs[i], ys[i]));
    printf(" %.13g %d", remquo(xs[i], ys[i], &q), q & 7);
    printf(" %.13g %a", fma(xs[i], ys[i], 0.1), scalbn(xs[i], 5));
    if (xs[i] > 0) printf(" %.13g %.13g", tgamma(xs[i]), lgamma(xs[i]));
    if (xs[i] >= 1) printf(" %.13g", acosh(xs[i]));
    printf(" %.13g\n", log1p(fabs(xs[i])));
  }
  printf("%.15g %.15g %.15g %.13g\n", tgamma(5), tgamma(0.5), lgamma(100), tgamma(-1.5));
  printf("%.6g %.6g %.6g\n", (double)acosf(0.3f), (double)powf(2, 0.5f), (double)fmaxf(1, 2));
  double kinds[] = {0, 1, INFINITY, -INFINITY, NAN, 1e-310};
  for (int i = 0; i < 6; ++i)
    printf("%d %d %d %d %d %d\n", fpclassify(kinds[i]) == FP_NORMAL, fpclassify(kinds[i]) == FP_SUBNORMAL,
           fpclassify(kinds[i]) == FP_ZERO, !!isnormal(kinds[i]), !!isfinite(kinds[i]), !!isnan(kinds[i]));
  printf("%d %d %d %d\n", !!isgreater(2.0, 1.0), !!isless(NAN, 1.0), !!isunordered(1.0, NAN), !!islessgreater(1.0, 1.0));
  printf("%f %f %f\n", M_PI_4, M_SQRT1_2, M_LOG10E);
  return 0;
}
