#ifndef _STRINGS_H
#define _STRINGS_H
#include <stddef.h>
int strcasecmp(const char* a, const char* b);
int strncasecmp(const char* a, const char* b, size_t n);
void bzero(void* to, size_t n);
void bcopy(const void* from, void* to, size_t n);
int bcmp(const void* a, const void* b, size_t n);
char* index(const char* s, int c);
char* rindex(const char* s, int c);
int ffs(int n);
/* __builtin_clz and its relatives. */
int __bit_popcount(unsigned x);
int __bit_popcountl(unsigned long x);
int __bit_popcountll(unsigned long long x);
int __bit_parity(unsigned x);
int __bit_parityl(unsigned long x);
int __bit_parityll(unsigned long long x);
int __bit_clz(unsigned x);
int __bit_clzl(unsigned long x);
int __bit_clzll(unsigned long long x);
int __bit_ctz(unsigned x);
int __bit_ctzl(unsigned long x);
int __bit_ctzll(unsigned long long x);
int __bit_ffs(unsigned x);
int __bit_ffsl(unsigned long x);
int __bit_ffsll(unsigned long long x);
unsigned short __bit_bswap16(unsigned short x);
unsigned __bit_bswap32(unsigned x);
unsigned long __bit_bswap64(unsigned long x);
#endif
