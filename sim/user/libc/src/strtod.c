/* Text as the nearest double. */
#include <bits/libc.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A large natural number, least limb first. */
#define LIMBS 160
struct big {
  int count;
  unsigned limb[LIMBS];
};

static void multiply_add(struct big* n, unsigned factor, unsigned addend) {
  unsigned long carry = addend;
  for (int i = 0; i < n->count; ++i) {
    carry += (unsigned long)n->limb[i] * factor;
    n->limb[i] = (unsigned)carry;
    carry >>= 32;
  }
  if (carry) n->limb[n->count++] = (unsigned)carry;
}

static void shift_left(struct big* n, int bits) {
  int limbs = bits / 32;
  if (n->count == 0) return;
  if (bits % 32) multiply_add(n, 1u << (bits % 32), 0);
  if (limbs == 0) return;
  memmove(n->limb + limbs, n->limb, (size_t)n->count * 4);
  memset(n->limb, 0, (size_t)limbs * 4);
  n->count += limbs;
}

static int compare(const struct big* a, const struct big* b) {
  if (a->count != b->count) return a->count < b->count ? -1 : 1;
  for (int i = a->count - 1; i >= 0; --i)
    if (a->limb[i] != b->limb[i]) return a->limb[i] < b->limb[i] ? -1 : 1;
  return 0;
}

static void subtract(struct big* a, const struct big* b) {
  unsigned long borrow = 0;
  for (int i = 0; i < a->count; ++i) {
    unsigned long d = (unsigned long)a->limb[i] - (i < b->count ? b->limb[i] : 0) - borrow;
    a->limb[i] = (unsigned)d;
    borrow = d >> 63;
  }
  while (a->count > 0 && a->limb[a->count - 1] == 0) --a->count;
}

static int bit_length(const struct big* n) {
  int bits = n->count * 32;
  unsigned top = n->count ? n->limb[n->count - 1] : 0;
  if (n->count == 0) return 0;
  for (; (top & 0x80000000u) == 0; top <<= 1) --bits;
  return bits;
}

static double from_bits(unsigned long bits) {
  double d;
  memcpy(&d, &bits, 8);
  return d;
}

static double too_large(void) {
  errno = ERANGE;
  return from_bits(0x7ffUL << 52);
}

static double too_small(void) {
  errno = ERANGE;
  return 0;
}

/* above / below, which are brought to 1 <= above / below < 2 times 2^e, then divided bit by bit. */
static double quotient(struct big* above, struct big* below) {
  int e = bit_length(above) - bit_length(below);
  if (e > 0)
    shift_left(below, e);
  else
    shift_left(above, -e);
  if (compare(above, below) < 0) {
    shift_left(above, 1);
    --e;
  }
  if (e > 1023) return too_large();
  int bits = e >= -1022 ? 53 : 53 - (-1022 - e); /* fewer for a subnormal number */
  unsigned long m = 0;
  if (bits < 0) return too_small();
  for (int i = 0; i < bits; ++i) {
    m <<= 1;
    if (compare(above, below) >= 0) {
      subtract(above, below);
      m |= 1;
    }
    shift_left(above, 1);
  }
  int half = compare(above, below); /* the rest against one half */
  if (half > 0 || (half == 0 && (m & 1))) ++m;
  if (e < -1022) {
    if (above->count > 0) errno = ERANGE; /* digits were lost */
    return from_bits(m);
  }
  if (e == 1023 && m >> 53 != 0) return too_large();
  return from_bits(m + ((unsigned long)(e + 1022) << 52));
}

double __nearest_double(const char* digits, int count, int point) {
  struct big above, below;
  above.count = 0;
  below.count = 1;
  below.limb[0] = 1;
  if (count == 0) return 0;
  if (point < -400) return too_small();
  if (point > 310) return too_large();
  for (int i = 0; i < count; ++i) multiply_add(&above, 10, (unsigned)(digits[i] - '0'));
  for (int e = point - count; e > 0; --e) multiply_add(&above, 10, 0);
  for (int e = point - count; e < 0; ++e) multiply_add(&below, 10, 0);
  return quotient(&above, &below);
}

static int hex_value(int c) {
  if (isdigit(c)) return c - '0';
  return isxdigit(c) ? (c | 32) - 'a' + 10 : -1;
}

static long parse_exponent(const char** s) {
  const char* p = *s + 1;
  int negative = *p == '-';
  long e = 0;
  if (*p == '-' || *p == '+') ++p;
  if (!isdigit((unsigned char)*p)) return 0;
  for (; isdigit((unsigned char)*p); ++p)
    if (e < 100000) e = e * 10 + (*p - '0');
  *s = p;
  return negative ? -e : e;
}

/* 0x1.8p3 */
static double parse_hexadecimal(const char** at) {
  const char* s = *at;
  struct big above, below;
  long e = 0;
  int any = 0, after_point = 0;
  above.count = 0;
  below.count = 1;
  below.limb[0] = 1;
  for (;; ++s) {
    int d = hex_value((unsigned char)*s);
    if (*s == '.' && !after_point) {
      after_point = 1;
      continue;
    }
    if (d < 0) break;
    any = 1;
    if (above.count < 32) {
      multiply_add(&above, 16, d);
      if (after_point) e -= 4;
    } else if (!after_point) {
      e += 4;
    }
  }
  if (!any) return 0;
  if (*s == 'p' || *s == 'P') e += parse_exponent(&s);
  *at = s;
  if (above.count == 0) return 0;
  if (e < -2500) return too_small();
  if (e > 1100) return too_large();
  if (e > 0) shift_left(&above, (int)e);
  if (e < 0) shift_left(&below, (int)-e);
  return quotient(&above, &below);
}

static double parse_decimal(const char** at) {
  const char* s = *at;
  char digits[__DIGITS_MAX];
  int count = 0, any = 0, after_point = 0, more = 0;
  long point = 0;
  for (;; ++s) {
    if (*s == '.' && !after_point) {
      after_point = 1;
      continue;
    }
    if (!isdigit((unsigned char)*s)) break;
    any = 1;
    if (count > 0 || *s != '0') {
      if (count < __DIGITS_MAX - 1)
        digits[count++] = *s;
      else if (*s != '0')
        more = 1;
      if (!after_point) ++point;
    } else if (after_point) {
      --point;
    }
  }
  if (!any) return 0;
  if (more) digits[count++] = '1'; /* what follows can only break a tie */
  if (*s == 'e' || *s == 'E') point += parse_exponent(&s);
  *at = s;
  if (point > 100000) point = 100000;
  if (point < -100000) point = -100000;
  while (count > 0 && digits[count - 1] == '0') --count;
  return __nearest_double(digits, count, (int)point);
}

double strtod(const char* text, char** end) {
  const char* s = text;
  const char* begin;
  double value;
  int negative = 0;
  while (isspace((unsigned char)*s)) ++s;
  if (*s == '-' || *s == '+') negative = *s++ == '-';
  begin = s;
  if (strncasecmp(s, "inf", 3) == 0) {
    s += strncasecmp(s, "infinity", 8) == 0 ? 8 : 3;
    value = from_bits(0x7ffUL << 52);
  } else if (strncasecmp(s, "nan", 3) == 0) {
    s += 3;
    value = from_bits(0x7ff8UL << 48);
  } else if (s[0] == '0' && (s[1] | 32) == 'x' &&
             (hex_value((unsigned char)s[2]) >= 0 ||
              (s[2] == '.' && hex_value((unsigned char)s[3]) >= 0))) {
    s += 2;
    value = parse_hexadecimal(&s);
  } else {
    value = parse_decimal(&s);
  }
  if (end) *end = (char*)(s == begin ? text : s);
  return negative ? -value : value;
}

float strtof(const char* s, char** end) { return (float)strtod(s, end); }
double atof(const char* s) { return strtod(s, NULL); }
