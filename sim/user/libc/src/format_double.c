/* Doubles as decimal and hexadecimal text, exactly rounded. */
#include <bits/libc.h>
#include <string.h>

#define LIMB 1000000000u

/* number = number * factor, in base 10^9, least limb first. Returns the number of limbs. */
static int multiply(unsigned* number, int limbs, unsigned factor) {
  unsigned long carry = 0;
  for (int i = 0; i < limbs; ++i) {
    carry += (unsigned long)number[i] * factor;
    number[i] = carry % LIMB;
    carry /= LIMB;
  }
  for (; carry > 0; carry /= LIMB) number[limbs++] = carry % LIMB;
  return limbs;
}

/* m / 2^s, digit by digit, for m < 2^53 and s <= 60. */
static int short_digits(unsigned long m, int s, int wanted, int after_point, char* digits,
                        int* point) {
  unsigned long whole = m >> s, rest = m & ((1UL << s) - 1), unit = 1;
  int count = 0;
  while (unit <= whole / 10) unit *= 10;
  if (whole > 0)
    for (; unit > 0; unit /= 10) digits[count++] = (char)('0' + whole / unit % 10);
  *point = count;
  if (!after_point) wanted -= count;
  while (rest > 0 && wanted > 0) {
    rest *= 10;
    unsigned long digit = rest >> s;
    rest &= (1UL << s) - 1;
    if (count == 0 && digit == 0)
      --*point;
    else
      digits[count++] = (char)('0' + digit);
    if (after_point || count > 0) --wanted;
  }
  if (rest > 0) digits[count++] = '1'; /* there is more, too small to matter but for a tie */
  return count;
}

/* Every finite double is m * 2^e; for e < 0 that is m * 5^-e / 10^-e, whose digits are those of an
   integer. */
int __exact_digits(double value, char* digits, int* point, int wanted, int after_point) {
  unsigned number[90];
  unsigned long bits, m;
  int limbs = 0, e, count = 0;
  memcpy(&bits, &value, 8);
  m = bits & 0xfffffffffffffUL;
  e = (int)(bits >> 52 & 0x7ff);
  if (e > 0)
    m |= 1UL << 52;
  else
    e = 1;
  e -= 1075;
  while (m > 0 && (m & 1) == 0 && e < 0) {
    m >>= 1;
    ++e;
  }
  if (e < 0 && e >= -60) {
    count = short_digits(m, -e, wanted, after_point, digits, point);
    while (count > 0 && digits[count - 1] == '0') --count;
    return count;
  }
  for (; m > 0; m /= LIMB) number[limbs++] = m % LIMB;
  int fraction_digits = e < 0 ? -e : 0;
  for (; e >= 29; e -= 29) limbs = multiply(number, limbs, 1u << 29);
  if (e > 0) limbs = multiply(number, limbs, 1u << e);
  for (; e <= -13; e += 13) limbs = multiply(number, limbs, 1220703125u);
  for (; e < 0; ++e) limbs = multiply(number, limbs, 5);
  for (int i = limbs - 1; i >= 0; --i) {
    unsigned limb = number[i], unit = LIMB / 10;
    for (; unit > 0; unit /= 10)
      if (count > 0 || limb / unit % 10 > 0) digits[count++] = (char)('0' + limb / unit % 10);
  }
  *point = count - fraction_digits;
  while (count > 0 && digits[count - 1] == '0') --count;
  return count;
}

/* Rounds to the first `keep` digits, half to even; may carry into a new first digit. */
static int round_digits(char* digits, int count, int keep, int* point) {
  if (keep >= count) return count;
  int up = 0;
  if (keep >= 0) {
    up = digits[keep] > '5' || (digits[keep] == '5' && keep + 1 < count);
    if (digits[keep] == '5' && keep + 1 == count)
      up = keep > 0 && ((digits[keep - 1] - '0') & 1) == 1;
  }
  count = keep > 0 ? keep : 0;
  if (up) {
    int i = count - 1;
    while (i >= 0 && digits[i] == '9') --i;
    if (i < 0) {
      digits[0] = '1';
      ++*point;
      return 1;
    }
    ++digits[i];
    count = i + 1;
  }
  while (count > 0 && digits[count - 1] == '0') --count;
  if (count == 0) *point = 0;
  return count;
}

static char digit_at(const char* digits, int count, int i) {
  return i >= 0 && i < count ? digits[i] : '0';
}

static char* put_fixed(char* to, const char* digits, int count, int point, int precision,
                       int with_point) {
  if (point <= 0) *to++ = '0';
  for (int i = 0; i < point; ++i) *to++ = digit_at(digits, count, i);
  if (precision > 0 || with_point) *to++ = '.';
  for (int i = 0; i < precision; ++i) *to++ = digit_at(digits, count, point + i);
  return to;
}

static char* put_exponent(char* to, char letter, int exponent, int least_digits) {
  char text[8];
  int n = 0;
  *to++ = letter;
  *to++ = exponent < 0 ? '-' : '+';
  if (exponent < 0) exponent = -exponent;
  for (; exponent > 0 || n < least_digits; exponent /= 10) text[n++] = (char)('0' + exponent % 10);
  while (n > 0) *to++ = text[--n];
  return to;
}

static char* put_scientific(char* to, const char* digits, int count, int point, int precision,
                            int with_point, char letter) {
  *to++ = digit_at(digits, count, 0);
  if (precision > 0 || with_point) *to++ = '.';
  for (int i = 1; i <= precision; ++i) *to++ = digit_at(digits, count, i);
  return put_exponent(to, letter, count > 0 ? point - 1 : 0, 2);
}

static char* put_hexadecimal(char* to, double value, int precision, int with_point, int upper) {
  const char* figures = upper ? "0123456789ABCDEF" : "0123456789abcdef";
  unsigned long bits, m, whole;
  memcpy(&bits, &value, 8);
  int e = (int)(bits >> 52 & 0x7ff);
  m = bits & 0xfffffffffffffUL;
  whole = e > 0;
  e = e > 0 ? e - 1023 : m > 0 ? -1022 : 0;
  if (precision >= 0 && precision < 13) {
    int dropped = 52 - 4 * precision;
    unsigned long full = whole << 52 | m, unit = 1UL << dropped, rest = full & (unit - 1);
    full -= rest;
    if (rest > unit / 2 || (rest == unit / 2 && (full & unit) != 0)) full += unit;
    whole = full >> 52;
    m = full & 0xfffffffffffffUL;
  } else if (precision < 0) {
    precision = 13;
    while (precision > 0 && (m >> (52 - 4 * precision) & 15) == 0) --precision;
  }
  *to++ = '0';
  *to++ = upper ? 'X' : 'x';
  *to++ = (char)('0' + whole);
  if (precision > 0 || with_point) *to++ = '.';
  for (int i = 0; i < precision; ++i) *to++ = i < 13 ? figures[m >> (48 - 4 * i) & 15] : '0';
  return put_exponent(to, upper ? 'P' : 'p', e, 1);
}

int __format_double(char* to, double value, int conversion, int precision, int alternative) {
  char digits[__DIGITS_MAX];
  char* end = to;
  unsigned long bits;
  int upper = conversion < 'a', point;
  memcpy(&bits, &value, 8);
  bits &= ~(1UL << 63);
  memcpy(&value, &bits, 8);
  if (bits >= 0x7ffUL << 52) {
    const char* text = bits == 0x7ffUL << 52 ? "inf" : "nan";
    for (int i = 0; i < 3; ++i) to[i] = upper ? text[i] - 32 : text[i];
    return 3;
  }
  if (upper) conversion += 32;
  if (conversion == 'a') return put_hexadecimal(to, value, precision, alternative, upper) - to;
  if (precision < 0) precision = 6;
  int count = __exact_digits(value, digits, &point, (precision < 700 ? precision : 700) + 2,
                             conversion == 'f');
  if (count == 0) point = conversion == 'f' ? 0 : 1;
  if (conversion == 'f') {
    count = round_digits(digits, count, point + precision, &point);
    end = put_fixed(to, digits, count, point, precision, alternative);
  } else if (conversion == 'e') {
    count = round_digits(digits, count, precision + 1, &point);
    end = put_scientific(to, digits, count, point, precision, alternative, upper ? 'E' : 'e');
  } else {
    if (precision == 0) precision = 1;
    count = round_digits(digits, count, precision, &point);
    int exponent = point - 1, shown = alternative ? precision : count > 0 ? count : 1;
    if (exponent < -4 || exponent >= precision) {
      end = put_scientific(to, digits, count, point, shown - 1, alternative, upper ? 'E' : 'e');
    } else {
      int fraction = shown - point;
      end = put_fixed(to, digits, count, point, fraction > 0 ? fraction : 0, alternative);
    }
  }
  return end - to;
}
