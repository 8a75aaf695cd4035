/* proves: unsigned arithmetic wraps, and shifts of both kinds move bits as on x86-64 | section: The C language */
#include <limits.h>
#include <stdint.h>
#include <stdio.h>

int main(void) {
  unsigned u = UINT_MAX;
  unsigned long ul = ULONG_MAX;
  uint16_t s = 65535;
  printf("%u %lu %u\n", u + 1, ul + 1, u * u);
  s++;
  printf("%u\n", s);
  u = 0;
  u--;
  printf("%u\n", u);
  int i = INT_MAX;
  i += 1;
  printf("%d\n", i);
  long l = LONG_MIN;
  l -= 1;
  printf("%ld\n", l);
  for (int n = 0; n < 64; n += 9)
    printf("%d: %lx %lx %ld %x\n", n, 1ul << n, ULONG_MAX >> n, LONG_MIN >> n, n < 32 ? 0x80000001u >> n : 0);
  printf("%d %d\n", -1 >> 3, -17 >> 2);
  printf("%d %d\n", (-17) >> 31, 1 << 30);
  uint8_t b = 0x81;
  printf("%x %x %x\n", b << 1, (uint8_t)(b << 1), b >> 1);
  b <<= 4;
  printf("%x\n", b);
  printf("%x %x %x\n", 0xf0f0 & 0xff00, 0xf0f0 | 0x0f00, 0xf0f0 ^ 0xffff);
  printf("%lx\n", 0xdeadbeefcafebabeul & ~0xfful);
  unsigned x = 0x12345678;
  printf("%08x\n", (x << 8) | (x >> 24));
  printf("%d\n", (int)(0x80000000u >> 31));
  return 0;
}
