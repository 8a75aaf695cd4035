#include <limits.h>
#include <stdint.h>
#include <stdio.h>
static unsigned char uc(int x) { return x; }
static signed char sc(int x) { return x; }
static short sh(long x) { return x; }
static unsigned short us(long x) { return x; }
static _Bool bo(int x) { return x; }
static int64_t wide(int32_t a, int32_t b) { return (int64_t)a * b; }
int main(void) {
  printf("%d %d %d %d %d\n", uc(300), sc(200), sh(70000), us(-1), bo(256));
  int i = INT_MAX;
  unsigned u = UINT_MAX;
  long l = LONG_MAX;
  unsigned long ul = ULONG_MAX;
  i = (int)((unsigned)i + 1u);
  u++;
  ul++;
  printf("%d %u %ld %lu\n", i, u, l, ul);
  printf("%d %d %d %d\n", -7 / 2, -7 % 2, 7 / -2, 7 % -2);
  int a = -7, b = 2;
  unsigned c = 7, d = 2;
  printf("%d %d %u %u\n", a / b, a % b, c / d, c % d);
  printf("%d %u %d\n", a >> 1, (unsigned)a >> 28, a << 3);
  printf("%d %d\n", -1 < 1u, (char)-1 < 1u);
  long x = -1;
  unsigned y = 1;
  printf("%d %d\n", x<y, (unsigned long)x> y);
  printf("%ld %ld\n", wide(100000, 100000), (long)(100000L * 100000L));
  unsigned char k = 255;
  k++;
  printf("%d\n", k);
  k = 200;
  k += 100;
  printf("%d\n", k);
  k <<= 1;
  printf("%d\n", k);
  k = ~k;
  printf("%d\n", k);
  signed char s = 127;
  s++;
  printf("%d\n", s);
  short t = 32767;
  t += 2;
  printf("%d\n", t);
  printf("%x %x %lx\n", ~0, ~0u >> 4, ~0ul << 60);
  int n = 5;
  printf("%d", n++);
  printf("%d\n", n--);
  int sh1 = 3;
  printf("%d %ld %lu\n", 1 << sh1, 1L << (sh1 + 30), 1UL << 63);
  unsigned q = 0x80000000u;
  printf("%d %u %ld\n", (int)q, q >> 31, (long)q);
  printf("%ld %ld\n", (long)(int)0x80000000, (long)0x80000000);
  printf("%zu %zu %zu %zu %zu\n", sizeof 'a', sizeof(char), sizeof 1L, sizeof 1.0f,
         sizeof(long double));
  printf("%d %d %d\n", !0, !5, !!5);
  unsigned long long big = 18446744073709551615ull;
  printf("%llu %lld\n", big, (long long)big);
  printf("%lu\n", big / 10 * 3 % 1000007);
  printf("%d\n", 010 + 0x10 + 0b11);
  int8_t i8 = -128;
  i8 = -i8;
  printf("%d\n", i8);
  uint16_t u16 = 65535;
  printf("%d %d\n", u16 * 1, (uint16_t)(u16 * 2));
  printf("%d\n", 'A' + '\n' + '\x7f' + '\\');
  char ch = '\xff';
  printf("%d %d\n", ch, (unsigned char)ch);
  int m = 17;
  m %= 5;
  m *= 7;
  m -= 3;
  m /= 2;
  m ^= 5;
  m |= 8;
  m &= ~1;
  printf("%d\n", m);
  unsigned um = 3000000000u;
  um *= 3;
  printf("%u\n", um);
  um /= 7;
  printf("%u\n", um);
  um = -5 % 3u;
  printf("%u\n", um);
  long acc = 0;
  for (unsigned char z = 250; z != 5; z++) acc += z;
  printf("%ld\n", acc);
  printf("%d\n", (int)(sizeof(int) - 5 > 0));
  return 0;
}
