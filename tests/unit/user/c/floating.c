#include <math.h>
#include <stdio.h>
static float half(float x) { return x / 2; }
static double mix(int a, float b, double c, char d) { return a + b * c - d; }
static float kr(a, b)
float a;
double b;
{ return a * b; }
struct v {
  float x, y;
  double z;
};
static struct v scale(struct v a, float k) {
  a.x *= k;
  a.y *= k;
  a.z *= k;
  return a;
}
static float farr[] = {1.5f, 2, 'a'};
static double dg = 1.0 / 3;
static float fg = 0.1;
int main(void) {
  float f = 0.1f;
  double d = 0.1;
  printf("%.10f %.20f %g %e\n", f, d, f + d, d * 1e10);
  printf("%d %d %d\n", (int)3.99, (int)-3.99, (int)(f * 100));
  printf("%u %lu %ld\n", (unsigned)3000000000.5, (unsigned long)1e19, (long)-1e15);
  printf("%f %f\n", (double)18446744073709551615ul, (double)-5);
  unsigned u = 4000000000u;
  f = u;
  d = u;
  printf("%.1f %.1f\n", f, d);
  printf("%g %g %g\n", half(5), mix(1, 2.5f, 3.0, 4), kr(2.5, 4.0));
  struct v v = {1, 2, 3};
  v = scale(v, 1.1f);
  printf("%.8g %.8g %.17g\n", v.x, v.y, v.z);
  printf("%g %g %g %g %.9g\n", farr[0], farr[1], farr[2], dg, fg);
  f = 16777216.0f;
  f++;
  printf("%.1f\n", f);
  f += 3;
  printf("%.1f\n", f);
  d = 5;
  d /= 2;
  d -= 0.25;
  d++;
  printf("%g\n", d);
  int i = 7;
  i *= 1.5;
  printf("%d\n", i);
  i /= 0.3;
  printf("%d\n", i);
  char c = 100;
  c += 27.9;
  printf("%d\n", c);
  printf("%d %d %d %d\n", 0.1 + 0.2 == 0.3, 1.0 < 2, 1.0 >= 2.0f, -0.0 == 0.0);
  double nan = 0.0 / 0.0 * -1;
  double zero = 0;
  nan = zero / zero;
  printf("%d %d %d %d\n", nan == nan, nan != nan, nan < 1, !(nan < 1));
  if (nan > 1)
    printf("bad\n");
  else
    printf("ok\n");
  if (!(nan <= 1)) printf("ok\n");
  if (zero) printf("bad\n");
  if (-0.0) printf("bad\n");
  if (0.5) printf("half\n");
  printf("%g %g\n", 1 / zero, -1 / zero);
  printf("%f %.3f %8.2f|%-8.2f|%+.1e\n", 3.14159, 2.71828, 1.5, 1.5, 12345.678);
  printf("%.3f %.3f\n", sqrt(2.0), fabs(-1.5));
  float acc = 0;
  for (int k = 0; k < 1000; k++) acc += 0.1f;
  printf("%.6f\n", acc);
  double s = 0;
  for (int k = 1; k < 1000; k++) s += 1.0 / k / k;
  printf("%.12f\n", s);
  printf("%g %g %g\n", 1e300 * 1e10, 0x1.8p3, 1.f);
  long double ld = 1.5L;
  ld *= 2;
  printf("%zu %g\n", sizeof ld, (double)ld);
  printf("%g\n", i ? 1 : 2.5);
  printf("%d\n", !0.5);
  _Bool b = 0.1;
  printf("%d\n", b);
  printf("%d\n", (int)(unsigned char)200.7);
  printf("%g\n", (float)0.1 - 0.1);
  return 0;
}
