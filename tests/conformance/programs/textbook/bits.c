/* proves: unions, bit-fields, packed structures and bit tricks | section: Text book programs */
#include <stdint.h>
#include <stdio.h>
union u {
  float f;
  uint32_t i;
  struct {
    uint32_t m : 23, e : 8, s : 1;
  } b;
  unsigned char c[4];
};
struct flags {
  unsigned a : 1;
  unsigned b : 3;
  int c : 4;
  unsigned : 0;
  unsigned d : 9;
  long long e : 40;
};
struct __attribute__((packed)) pk {
  char a;
  int b;
  short c;
};
int popcount(uint64_t x) {
  int n = 0;
  while (x) {
    x &= x - 1;
    n++;
  }
  return n;
}
uint32_t rev(uint32_t x) {
  uint32_t r = 0;
  for (int i = 0; i < 32; i++) r |= ((x >> i) & 1u) << (31 - i);
  return r;
}
int main(void) {
  union u x;
  x.f = -6.25f;
  printf("%08x s=%u e=%u m=%x bytes %02x%02x%02x%02x\n", x.i, x.b.s, x.b.e, x.b.m, x.c[3], x.c[2],
         x.c[1], x.c[0]);
  struct flags f = {1, 9, 9, 300, -5};
  printf("%u %u %d %u %lld size %zu\n", f.a, f.b, f.c, f.d, (long long)f.e, sizeof f);
  f.b++;
  f.c -= 3;
  f.d |= 0x1ff;
  printf("%u %d %u\n", f.b, f.c, f.d);
  printf("%zu\n", sizeof(struct pk));
  printf("%d %08x %d %d\n", popcount(0xdeadbeefcafeULL), rev(0x12345678), __builtin_popcount(255),
         __builtin_clz(1));
  int v = 0xF0;
  v |= 1 << 2;
  v &= ~(1 << 7);
  v ^= 0xff;
  printf("%x %d\n", v, (v >> 3) & 1);
  printf("%d %d\n", -7 >> 1, (unsigned)-7 >> 28);
  uint8_t k = 200;
  k += 100;
  printf("%u\n", k);
  int8_t q = (int8_t)200;
  printf("%d\n", q);
  return 0;
}
