#include <strings.h>

int __bit_popcount(unsigned x) {
  int n = 0;
  for (; x != 0; x &= x - 1) ++n;
  return n;
}
int __bit_popcountl(unsigned long x) {
  int n = 0;
  for (; x != 0; x &= x - 1) ++n;
  return n;
}
int __bit_popcountll(unsigned long long x) {
  int n = 0;
  for (; x != 0; x &= x - 1) ++n;
  return n;
}
int __bit_parity(unsigned x) { return __bit_popcountll(x) & 1; }
int __bit_parityl(unsigned long x) { return __bit_popcountll(x) & 1; }
int __bit_parityll(unsigned long long x) { return __bit_popcountll(x) & 1; }
int __bit_clz(unsigned x) {
  int n = 0;
  for (unsigned bit = (unsigned)1 << (sizeof x * 8 - 1); bit != 0 && (x & bit) == 0; bit >>= 1) ++n;
  return n;
}
int __bit_clzl(unsigned long x) {
  int n = 0;
  for (unsigned long bit = (unsigned long)1 << (sizeof x * 8 - 1); bit != 0 && (x & bit) == 0;
       bit >>= 1)
    ++n;
  return n;
}
int __bit_clzll(unsigned long long x) {
  int n = 0;
  for (unsigned long long bit = (unsigned long long)1 << (sizeof x * 8 - 1);
       bit != 0 && (x & bit) == 0; bit >>= 1)
    ++n;
  return n;
}
int __bit_ctz(unsigned x) {
  int n = 0;
  for (; n < (int)sizeof x * 8 && (x >> n & 1) == 0;) ++n;
  return n;
}
int __bit_ctzl(unsigned long x) {
  int n = 0;
  for (; n < (int)sizeof x * 8 && (x >> n & 1) == 0;) ++n;
  return n;
}
int __bit_ctzll(unsigned long long x) {
  int n = 0;
  for (; n < (int)sizeof x * 8 && (x >> n & 1) == 0;) ++n;
  return n;
}
int __bit_ffs(unsigned x) { return x == 0 ? 0 : __bit_ctzll(x) + 1; }
int __bit_ffsl(unsigned long x) { return x == 0 ? 0 : __bit_ctzll(x) + 1; }
int __bit_ffsll(unsigned long long x) { return x == 0 ? 0 : __bit_ctzll(x) + 1; }
unsigned short __bit_bswap16(unsigned short x) {
  unsigned short r = 0;
  for (unsigned i = 0; i < sizeof x; ++i, x >>= 8) r = (unsigned short)(r << 8 | (x & 0xff));
  return r;
}
unsigned __bit_bswap32(unsigned x) {
  unsigned r = 0;
  for (unsigned i = 0; i < sizeof x; ++i, x >>= 8) r = (unsigned)(r << 8 | (x & 0xff));
  return r;
}
unsigned long __bit_bswap64(unsigned long x) {
  unsigned long r = 0;
  for (unsigned i = 0; i < sizeof x; ++i, x >>= 8) r = (unsigned long)(r << 8 | (x & 0xff));
  return r;
}
