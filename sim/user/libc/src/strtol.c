#include <bits/libc.h>
#include <ctype.h>
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>

static int digit_value(int c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'z') return c - 'a' + 10;
  if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
  return 99;
}

/* The magnitude, at most `limit` (+ 1 when negative and `is_signed`). */
static unsigned long parse(const char* s, char** end, int base, int is_signed, int* negative) {
  const char* begin = s;
  unsigned long value = 0, limit = is_signed ? LONG_MAX : ULONG_MAX;
  int any = 0, overflow = 0;
  *negative = 0;
  if (base < 0 || base == 1 || base > 36) {
    errno = EINVAL;
    return 0;
  }
  while (isspace((unsigned char)*s)) ++s;
  if (*s == '-' || *s == '+') *negative = *s++ == '-';
  if (is_signed && *negative) ++limit;
  if ((base == 0 || base == 16) && s[0] == '0' && (s[1] == 'x' || s[1] == 'X') &&
      digit_value(s[2]) < 16) {
    s += 2;
    base = 16;
  }
  if (base == 0) base = *s == '0' ? 8 : 10;
  for (;; ++s) {
    int d = digit_value((unsigned char)*s);
    if (d >= base) break;
    any = 1;
    if (overflow || value > (limit - d) / base)
      overflow = 1;
    else
      value = value * base + d;
  }
  if (end) *end = (char*)(any ? s : begin);
  if (overflow) {
    errno = ERANGE;
    if (!is_signed) *negative = 0;
    return limit;
  }
  return value;
}

long strtol(const char* s, char** end, int base) {
  int negative;
  unsigned long value = parse(s, end, base, 1, &negative);
  return (long)(negative ? 0 - value : value);
}

unsigned long strtoul(const char* s, char** end, int base) {
  int negative;
  unsigned long value = parse(s, end, base, 0, &negative);
  return negative ? 0 - value : value;
}

long long strtoll(const char* s, char** end, int base) { return strtol(s, end, base); }
unsigned long long strtoull(const char* s, char** end, int base) { return strtoul(s, end, base); }
intmax_t strtoimax(const char* s, char** end, int base) { return strtol(s, end, base); }
uintmax_t strtoumax(const char* s, char** end, int base) { return strtoul(s, end, base); }
intmax_t imaxabs(intmax_t n) { return n < 0 ? -n : n; }

int atoi(const char* s) { return (int)strtol(s, NULL, 10); }
long atol(const char* s) { return strtol(s, NULL, 10); }
long long atoll(const char* s) { return strtol(s, NULL, 10); }
