/* proves: integers and floating numbers at their limits | section: Text book programs */
#include <float.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
int main(void) {
  unsigned long long f = 1;
  for (int i = 1; i <= 20; i++) f *= i;
  printf("20! = %llu\n", f);
  long long a = LLONG_MAX;
  printf("%lld %lld\n", a, a / 7 * 3);
  printf("%llu\n", ULLONG_MAX);
  printf("%d %u\n", INT_MIN, UINT_MAX);
  uint32_t x = 0xFFFFFFFF;
  x += 2;
  printf("%u\n", x);
  int64_t y = (int64_t)1 << 40;
  printf("%ld %lx\n", y, y);
  printf("%d\n", (int)3.99);
  printf("%d\n", (int)-3.99);
  printf("%.20f\n", 0.1);
  printf("%.15g %.17g\n", 0.1 + 0.2, 0.1 + 0.2);
  printf("%g %g\n", FLT_MAX, DBL_MIN);
  float fl = 16777216.0f;
  fl += 1;
  printf("%.1f\n", fl);
  printf("%d\n", 0.1 + 0.2 == 0.3);
  printf("%e\n", 1.0 / 3);
  double z = 0.0;
  printf("%f %f %d\n", 1 / z, -1 / z, z / z == z / z);
  printf("%d %d %d %d\n", 7 / 2, -7 / 2, 7 % -3, -7 % 3);
  printf("%u\n", (unsigned)-1 / 2);
  printf("%d\n", (char)130);
  printf("%d\n", sizeof(long double));
  long double ld = 1.0L / 3;
  printf("%.10Lf\n", ld);
  printf("%lu\n", (unsigned long)(1.5e10));
  short s = 32767;
  s++;
  printf("%d\n", s);
  printf("%x\n", ~0u >> 4);
  printf("%d\n", 1 << 31 >> 31);
  printf("%lld\n", (long long)INT_MAX * INT_MAX);
  unsigned char uc = 255;
  printf("%d\n", ++uc);
  printf("%d\n", 'a' + 1);
  printf("%c\n", '\101');
  printf("%s\n",
         "\x41\102C"
         "D");
  printf("%ld\n", 0777L + 0xFFL + 0b101);
  printf("%f\n", 0x1.8p3);
  return 0;
}
