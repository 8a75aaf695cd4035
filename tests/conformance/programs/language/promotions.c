/* proves: integer promotions and conversions between signed and unsigned go as C says | section: The C language */
#include <limits.h>
#include <stdint.h>
#include <stdio.h>

int main(void) {
  unsigned char u8 = 200;
  signed char s8 = -100;
  unsigned short u16 = 60000;
  short s16 = -30000;
  unsigned u = 4000000000u;
  int i = -5;
  long l = -7;
  unsigned long ul = 10;
  printf("%d %d %d\n", u8 + u8, s8 + s8, u8 * s8);
  printf("%d %d\n", u16 + u16, s16 - u16);
  printf("%d %d %d %d\n", i < u, i < (int)u, (long)i < l, l < (long)ul);
  printf("%d %d\n", l < ul, -1 < sizeof(int));
  u8 += 100;
  s8 -= 100;
  printf("%d %d\n", u8, s8);
  printf("%d %d %d\n", (char)300, (signed char)200, (unsigned char)-1);
  printf("%u %lu\n", (unsigned)-1, (unsigned long)-1);
  printf("%ld %ld\n", (long)u, (long)(int)u);
  printf("%d %d\n", ~u8, !u8);
  printf("%d %d\n", (unsigned char)~u8, (int8_t)0x80);
  printf("%u\n", u + i);
  printf("%ld\n", u + l);
  printf("%d %d\n", 7 / -2, 7 % -2);
  printf("%d %d\n", -7 / 2, -7 % 2);
  printf("%u %u\n", (unsigned)-7 / 2, (unsigned)-7 % 2);
  printf("%d %d\n", UCHAR_MAX == 255, (char)128 < 0);
  printf("%d %u %ld\n", INT_MAX, UINT_MAX, LONG_MAX);
  printf("%d %d\n", 'a' + 1, '\xff');
  printf("%d\n", 1 ? -1 : 1u);
  printf("%d\n", (1 ? -1 : 1u) > 0);
  uint32_t big = 3000000000u;
  int64_t wide = (int64_t)big * big;
  printf("%ld %u\n", (long)wide, big * big);
  _Bool t = 0.25, f = 0.0, p = &t != 0;
  printf("%d %d %d\n", t, f, p);
  return 0;
}
