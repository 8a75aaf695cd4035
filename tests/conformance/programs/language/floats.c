/* proves: float and double arithmetic, comparisons and conversions give the same bits as on x86-64 | section: The C language */
#include <stdio.h>
#include <string.h>

static unsigned long bits(double d) { unsigned long u; memcpy(&u, &d, 8); return u; }
static unsigned fbits(float f) { unsigned u; memcpy(&u, &f, 4); return u; }

int main(void) {
  double a = 0.1, b = 0.2;
  float f = 0.1f, g = 3;
  printf("%.17g %.17g %d\n", a + b, a * b, a + b == 0.3);
  printf("%.9g %.9g %d\n", f, f * g, f == a);
  printf("%lx %lx %x %x\n", bits(a + b), bits(a / b), fbits(f + 0.2f), fbits(f / g));
  printf("%x %lx\n", fbits((float)a), bits((double)f));
  printf("%d %d %d %d\n", (int)2.9, (int)-2.9, (int)2.9f, (char)65.5);
  printf("%ld %lu\n", (long)1e15, (unsigned long)1e19);
  printf("%.1f %.1f %.1f\n", (double)-7, (float)16777217, (double)18446744073709551615ul);
  printf("%.17g %.17g\n", (double)9007199254740993L, (float)9007199254740993L + 0.0);
  double inf = 1e308 * 10, nan = inf - inf;
  printf("%d %d %d %d %d\n", inf > 1, nan == nan, nan != nan, nan < 1, nan > 1);
  printf("%f %d\n", inf, -0.0 == 0.0);
  printf("%d %d %d\n", !0.5, 0.5 && 1, 0.0 || 0);
  int i = 3;
  i *= 1.5;
  printf("%d\n", i);
  f += 1;
  a -= f;
  printf("%.9g %.17g\n", f, a);
  double sum = 0;
  for (int n = 1; n <= 1000; n++) sum += 1.0 / n;
  printf("%.17g\n", sum);
  double x = 2;
  for (int n = 0; n < 20; n++) x = (x + 2 / x) / 2;
  printf("%.17g\n", x);
  printf("%g %g\n", 7 / 2 * 1.0, 7 / 2.0);
  printf("%.17g\n", 1 ? 1 : 2.0);
  float array[3] = {1, 2.5, 1e-3};
  printf("%g\n", array[0] + array[1] + array[2]);
  return 0;
}
