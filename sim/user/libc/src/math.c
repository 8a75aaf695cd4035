#include <math.h>
#include <string.h>

static unsigned long bits_of(double x) {
  unsigned long bits;
  memcpy(&bits, &x, 8);
  return bits;
}
static double from_bits(unsigned long bits) {
  double x;
  memcpy(&x, &bits, 8);
  return x;
}
#define INF from_bits(0x7ffUL << 52)
#define NOT_A_NUMBER from_bits(0x7ff8UL << 48)
#define SIGN (1UL << 63)
static int exponent_of(double x) { return (int)(bits_of(x) >> 52 & 0x7ff) - 1023; }

float __nan(void) { return (float)NOT_A_NUMBER; }
int __isnan(double x) { return x != x; }
int __isinf(double x) { return x == INF ? 1 : x == -INF ? -1 : 0; }
int __signbit(double x) { return bits_of(x) >> 63 != 0; }

double copysign(double x, double sign) {
  return from_bits((bits_of(x) & ~SIGN) | (bits_of(sign) & SIGN));
}
double fabs(double x) { return from_bits(bits_of(x) & ~SIGN); }
double sqrt(double x) { return __builtin_sqrt(x); }
float fabsf(float x) { return (float)fabs(x); }
float sqrtf(float x) { return (float)__builtin_sqrt(x); }
double fmin(double x, double y) { return x != x || y < x ? y : x; }
double fmax(double x, double y) { return x != x || y > x ? y : x; }

double trunc(double x) {
  int e = exponent_of(x);
  if (e >= 52) return x;
  if (e < 0) return from_bits(bits_of(x) & SIGN);
  return from_bits(bits_of(x) & ~((1UL << (52 - e)) - 1));
}
double floor(double x) {
  double whole = trunc(x);
  return whole > x ? whole - 1 : whole;
}
double ceil(double x) {
  double whole = trunc(x);
  if (whole >= x) return whole;
  return whole == 0 && x < 0 ? -0.0 : whole + 1;
}
double round(double x) {
  double whole = trunc(x);
  if (fabs(x - whole) >= 0.5) whole += x < 0 ? -1 : 1;
  return from_bits(bits_of(whole) | (bits_of(x) & SIGN));
}
double rint(double x) {
  double big = 4503599627370496.0;
  if (x != x || fabs(x) >= big) return x;
  double rounded = fabs(x) + big - big;
  return from_bits(bits_of(rounded) | (bits_of(x) & SIGN));
}
long lround(double x) { return (long)round(x); }
long long llround(double x) { return (long long)round(x); }
double nearbyint(double x) { return rint(x); }
long lrint(double x) { return (long)rint(x); }
long long llrint(double x) { return (long long)rint(x); }
double fdim(double x, double y) { return x != x || y != y ? x + y : x > y ? x - y : 0; }
double nextafter(double x, double y) {
  if (x != x || y != y) return x + y;
  if (x == y) return y;
  if (x == 0) return from_bits((bits_of(y) & SIGN) | 1);
  return from_bits(bits_of(x) + ((x < y) == (x > 0) ? 1 : -1ul));
}
int __fpclassify(double x) {
  int e = exponent_of(x);
  if (e == 1024) return x != x ? 0 : 1;
  return x == 0 ? 2 : e == -1023 ? 3 : 4;
}
int __fpclassifyf(float x) {
  int kind = __fpclassify(x);
  return kind == 4 && exponent_of(x) < -126 ? 3 : kind;
}
double modf(double x, double* whole) {
  *whole = trunc(x);
  if (__isinf(x)) return from_bits(bits_of(x) & SIGN);
  return from_bits(bits_of(x - *whole) | (bits_of(x) & SIGN));
}

double ldexp(double x, int n) {
  for (; n > 1000; n -= 1000) x *= from_bits(2023UL << 52);
  for (; n < -1000; n += 1000) {
    /* two roundings must not meet in the subnormal range */
    if (exponent_of(x) + n < -2100) return from_bits(bits_of(x) & SIGN);
    x *= from_bits(23UL << 52);
  }
  if (n < -960 && exponent_of(x) > -60) {
    x *= from_bits((unsigned long)(n + 60 + 1023) << 52);
    n = -60;
  }
  return x * from_bits((unsigned long)(n + 1023) << 52);
}
double frexp(double x, int* exponent) {
  *exponent = 0;
  if (x == 0 || x != x || __isinf(x)) return x;
  if (exponent_of(x) == -1023) {
    x *= 18014398509481984.0; /* 2^54 */
    *exponent = -54;
  }
  *exponent += exponent_of(x) + 1;
  return from_bits((bits_of(x) & ~(0x7ffUL << 52)) | 1022UL << 52);
}

/* By subtraction of shifted multiples, so exactly. */
double fmod(double x, double y) {
  double rest = fabs(x), part = fabs(y);
  if (x != x || y != y || __isinf(x) || y == 0) return (x * y) / (x * y);
  while (rest >= part) {
    double shifted = part;
    int e = exponent_of(rest) - exponent_of(part);
    if (e > 0) shifted = ldexp(part, e);
    if (shifted > rest) shifted = ldexp(part, e - 1);
    rest -= shifted;
  }
  return from_bits(bits_of(rest) | (bits_of(x) & SIGN));
}

/* x less a multiple of y, the nearest one, or of two the even one; which, modulo 8, in *quotient.
 */
double remquo(double x, double y, int* quotient) {
  double part = fabs(y), rest;
  *quotient = 0;
  if (x != x || y != y || __isinf(x) || y == 0) return (x * y) / (x * y);
  if (__isinf(y)) return x;
  rest = part < 1e307 ? fmod(fabs(x), 8 * part) : fabs(x);
  int count = 0;
  for (int i = 4; i >= 1; i /= 2)
    if (rest >= i * part) {
      rest -= i * part;
      count += i;
    }
  /* half of y may not be a number: compare twice the rest, or the rest with half of a large y */
  double more = part < 1e-300 ? 2 * rest - part : rest - part / 2;
  if (more > 0 || (more == 0 && count % 2 == 1)) {
    rest -= part;
    ++count;
  }
  *quotient = (__signbit(x) != __signbit(y) ? -1 : 1) * (count & 7);
  if (rest == 0) return from_bits(bits_of(x) & SIGN);
  return __signbit(x) ? -rest : rest;
}
double remainder(double x, double y) {
  int quotient;
  return remquo(x, y, &quotient);
}
double scalbn(double x, int n) { return ldexp(x, n); }
double scalbln(double x, long n) { return ldexp(x, n > 5000 ? 5000 : n < -5000 ? -5000 : (int)n); }
int ilogb(double x) {
  int e;
  if (x == 0 || x != x) return -2147483647 - 1;
  if (__isinf(x)) return 2147483647;
  frexp(x, &e);
  return e - 1;
}
double logb(double x) { return x == 0 ? -INF : x != x || __isinf(x) ? x * x : ilogb(x); }

/* A number as the sum of two doubles, for results that are right to the last place nearly always.
 */
struct pair {
  double high, low;
};
static struct pair two_sum(double a, double b) {
  double s = a + b, t = s - a;
  struct pair r = {s, (a - (s - t)) + (b - t)};
  return r;
}
static struct pair split(double a) {
  double t = 134217729.0 * a, high = t - (t - a);
  struct pair r = {high, a - high};
  return r;
}
static struct pair two_product(double a, double b) {
  double p = a * b;
  struct pair x = split(a), y = split(b);
  struct pair r = {p, ((x.high * y.high - p) + x.high * y.low + x.low * y.high) + x.low * y.low};
  return r;
}
static struct pair add(struct pair a, struct pair b) {
  struct pair s = two_sum(a.high, b.high);
  return two_sum(s.high, s.low + a.low + b.low);
}
static struct pair multiply(struct pair a, struct pair b) {
  struct pair p = two_product(a.high, b.high);
  return two_sum(p.high, p.low + a.high * b.low + a.low * b.high);
}
static struct pair divide(struct pair a, struct pair b) {
  double q = a.high / b.high;
  struct pair p = two_product(q, b.high);
  double rest = (a.high - p.high) - p.low + a.low - q * b.low;
  return two_sum(q, rest / b.high);
}
/* The last addition rounds to odd, so that the one after it rounds right. */
double fma(double x, double y, double z) {
  double product = x * y;
  if (product != product || __isinf(product) || z != z || __isinf(z) || product == 0 || z == 0 ||
      fabs(x) > 1e150 || fabs(y) > 1e150 || fabs(product) < 1e-250)
    return product + z;
  struct pair p = two_product(x, y), u = two_sum(z, p.low), t = two_sum(p.high, u.high);
  struct pair v = two_sum(t.low, u.low);
  if (v.low != 0 && (bits_of(v.high) & 1) == 0)
    v.high = from_bits(bits_of(v.high) + ((v.low > 0) == (v.high > 0) ? 1 : -1ul));
  return t.high + v.high;
}
static struct pair of(double x) {
  struct pair r = {x, 0};
  return r;
}
static struct pair ln2(void) {
  struct pair r = {0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};
  return r;
}

static struct pair root_of(struct pair x) {
  double root = sqrt(x.high);
  if (root == 0) return of(0);
  struct pair rest = add(x, two_product(-root, root));
  return two_sum(root, (rest.high + rest.low) / (2 * root));
}

/* e^x - 1 for a small pair: divided by 256, a power series, squared eight times. */
static struct pair small_exp(struct pair r) {
  struct pair sum = of(0);
  r.high /= 256;
  r.low /= 256;
  for (int i = 10; i >= 1; --i) { /* sum = e^r - 1 */
    sum = multiply(add(sum, of(1)), divide(r, of(i)));
  }
  for (int i = 0; i < 8; ++i) {
    struct pair twice = {2 * sum.high, 2 * sum.low};
    sum = add(multiply(sum, sum), twice);
  }
  return sum;
}

/* e^x for a pair, as a pair times a power of two: x = n ln 2 + r. */
static struct pair exp_parts(struct pair x, int* exponent) {
  double n = rint(x.high / 0x1.62e42fefa39efp-1);
  *exponent = (int)n;
  return add(small_exp(add(x, multiply(of(-n), ln2()))), of(1));
}
static double exp_pair(struct pair x) {
  int n;
  if (x.high > 709.8) return INF;
  if (x.high < -745.2) return 0;
  struct pair sum = exp_parts(x, &n);
  return ldexp(sum.high + sum.low, n);
}

/* ln x = e ln 2 + 2 atanh((m - 1) / (m + 1)) */
static struct pair log_pair(double x) {
  int e;
  double m = frexp(x, &e);
  if (m < 0.70710678118654752) {
    m *= 2;
    --e;
  }
  struct pair t = divide(of(m - 1), two_sum(m, 1)), square = multiply(t, t), sum = of(0);
  for (int i = 45; i >= 1; i -= 2) sum = add(multiply(sum, square), divide(of(1), of(i)));
  sum = multiply(sum, t);
  sum.high *= 2;
  sum.low *= 2;
  return add(sum, multiply(of(e), ln2()));
}

static struct pair log_of(struct pair x) {
  struct pair r = log_pair(x.high);
  return add(r, of(x.low / x.high));
}

double exp(double x) {
  if (x != x) return x;
  return x == 0 ? 1 : exp_pair(of(x));
}
double log(double x) {
  if (x != x || x == INF) return x;
  if (x <= 0) return x == 0 ? -INF : -NOT_A_NUMBER;
  struct pair r = log_pair(x);
  return r.high + r.low;
}
static double log_to_base(double x, struct pair base) {
  if (x != x || x == INF || x <= 0) return log(x);
  struct pair r = divide(log_pair(x), base);
  return r.high + r.low;
}
double log2(double x) {
  int e;
  if (x > 0 && x < INF && frexp(x, &e) == 0.5) return e - 1;
  return log_to_base(x, ln2());
}
double log10(double x) {
  if (x < 0) return NOT_A_NUMBER;
  return log_to_base(x, log_pair(10));
}

/* Small whole powers by multiplication of pairs; the rest by logarithms. */
static double power(double x, double y) {
  struct pair result = of(1), factor = of(x);
  if (y == trunc(y) && fabs(y) <= 64) {
    for (int n = (int)fabs(y); n > 0; n >>= 1) {
      if (n & 1) result = multiply(result, factor);
      if (n > 1) factor = multiply(factor, factor);
    }
    double whole = result.high + result.low;
    if (whole == whole && whole < INF && whole > 1e-290 && factor.high < 1e290) {
      if (y >= 0) return whole;
      result = divide(of(1), result);
      return result.high + result.low;
    }
  }
  return exp_pair(multiply(log_pair(x), of(y)));
}
double pow(double x, double y) {
  int whole = y == trunc(y), odd = whole && fabs(y) < 9007199254740992.0 && fmod(y, 2) != 0;
  if (y == 0 || x == 1) return 1;
  if (x != x || y != y) return x + y;
  if (__isinf(y)) {
    if (fabs(x) == 1) return 1;
    return (fabs(x) > 1) == (y > 0) ? INF : 0;
  }
  double magnitude;
  if (x == 0 || __isinf(x))
    magnitude = (x == 0) == (y > 0) ? 0 : INF;
  else if (x < 0 && !whole)
    return -NOT_A_NUMBER;
  else
    magnitude = power(fabs(x), y);
  return odd && __signbit(x) ? -magnitude : magnitude;
}
double cbrt(double x) {
  if (x == 0 || x != x || __isinf(x)) return x;
  double r = exp_pair(divide(log_pair(fabs(x)), of(3)));
  r -= (r * r * r - fabs(x)) / (3 * r * r);
  return x < 0 ? -r : r;
}
double hypot(double x, double y) {
  if (__isinf(x) || __isinf(y)) return INF;
  if (fabs(x) > 1e140 || fabs(y) > 1e140) return ldexp(hypot(ldexp(x, -600), ldexp(y, -600)), 600);
  if (fabs(x) < 1e-140 && fabs(y) < 1e-140 && (x != 0 || y != 0))
    return ldexp(hypot(ldexp(x, 600), ldexp(y, 600)), -600);
  struct pair s = add(two_product(x, x), two_product(y, y));
  double root = sqrt(s.high);
  if (root == 0 || root != root || __isinf(root)) return root;
  struct pair rest = add(s, multiply(of(root), of(-root)));
  return root + (rest.high + rest.low) / (2 * root);
}

/* x less the nearest multiple of pi/2; which multiple, modulo 4, in *quadrant. */
static struct pair reduce(double x, int* quadrant) {
  struct pair half_pi = {0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54};
  double n = rint(x / half_pi.high);
  *quadrant = (int)(fmod(n, 4) + 4) & 3;
  return add(of(x), multiply(of(-n), half_pi));
}
static double sine(struct pair r) {
  struct pair square = multiply(r, r), sum = of(0);
  for (int i = 27; i >= 3; i -= 2) {
    sum = multiply(add(sum, of(1)), divide(square, of(-(i - 1.0) * i)));
  }
  sum = multiply(add(sum, of(1)), r);
  return sum.high + sum.low;
}
static double cosine(struct pair r) {
  struct pair square = multiply(r, r), sum = of(0);
  for (int i = 28; i >= 2; i -= 2) {
    sum = multiply(add(sum, of(1)), divide(square, of(-(i - 1.0) * i)));
  }
  sum = add(sum, of(1));
  return sum.high + sum.low;
}
double sin(double x) {
  int quadrant;
  if (x != x || __isinf(x)) return x - x;
  if (x == 0) return x;
  struct pair r = reduce(x, &quadrant);
  double value = quadrant & 1 ? cosine(r) : sine(r);
  return quadrant & 2 ? -value : value;
}
double cos(double x) {
  int quadrant;
  if (x != x || __isinf(x)) return x - x;
  struct pair r = reduce(x, &quadrant);
  double value = quadrant & 1 ? sine(r) : cosine(r);
  return quadrant == 1 || quadrant == 2 ? -value : value;
}
double tan(double x) { return sin(x) / cos(x); }
static struct pair half_pi(void) {
  struct pair r = {0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54};
  return r;
}
/* atan t, t from 0 on. */
static struct pair atan_pair(struct pair t) {
  struct pair sum = of(0);
  int halvings = 0, inverted = t.high > 1;
  if (t.high > 1e300) return half_pi();
  if (inverted) t = divide(of(1), t);
  for (; t.high > 0.1; ++halvings) { /* atan t = 2 atan(t / (1 + sqrt(1 + t^2))) */
    struct pair root = root_of(add(multiply(t, t), of(1)));
    t = divide(t, add(root, of(1)));
  }
  struct pair square = multiply(multiply(t, t), of(-1));
  for (int i = 35; i >= 1; i -= 2) sum = add(multiply(sum, square), divide(of(1), of(i)));
  sum = multiply(multiply(sum, t), of((double)(1 << halvings)));
  return inverted ? add(half_pi(), multiply(sum, of(-1))) : sum;
}
static double with_sign(struct pair value, double sign) {
  return copysign(value.high + value.low, sign);
}
double atan(double x) {
  if (x != x || fabs(x) < 1e-9) return x;
  return with_sign(atan_pair(of(fabs(x))), x);
}
double atan2(double y, double x) {
  struct pair angle;
  if (x != x || y != y) return x + y;
  if (__isinf(x) && __isinf(y)) {
    angle = multiply(half_pi(), of(0.5));
  } else if (y == 0 || __isinf(x)) {
    angle = of(0);
  } else if (x == 0 || __isinf(y)) {
    angle = half_pi();
  } else {
    double quotient = fabs(y / x);
    if (quotient < 1e-280 && x > 0) return copysign(quotient, y);
    angle = quotient > 1e280    ? half_pi()
            : quotient < 1e-280 ? of(0)
                                : atan_pair(divide(of(fabs(y)), of(fabs(x))));
  }
  if (__signbit(x)) angle = add(multiply(half_pi(), of(2)), multiply(angle, of(-1)));
  return with_sign(angle, y);
}
double asin(double x) {
  if (x != x || fabs(x) > 1) return x != x ? x : NOT_A_NUMBER;
  if (fabs(x) < 1e-9) return x;
  if (fabs(x) == 1) return with_sign(half_pi(), x);
  struct pair root = root_of(multiply(of(1 - fabs(x)), two_sum(1, fabs(x))));
  if (fabs(x) < 0.5) root = root_of(add(of(1), two_product(-x, x)));
  return with_sign(atan_pair(divide(of(fabs(x)), root)), x);
}
double acos(double x) {
  if (x != x || fabs(x) > 1) return x != x ? x : NOT_A_NUMBER;
  if (x == 1) return 0;
  if (x == -1) return 2 * half_pi().high;
  struct pair root = root_of(multiply(two_sum(1, -x), two_sum(1, x)));
  struct pair angle = multiply(atan_pair(divide(root, two_sum(1, x))), of(2));
  return angle.high + angle.low;
}

/* e^x and e^-x, half of each, for |x| up to 40 */
static void half_exps(double x, struct pair* up, struct pair* down) {
  int n;
  *up = exp_parts(of(x), &n);
  up->high = ldexp(up->high, n - 1);
  up->low = ldexp(up->low, n - 1);
  *down = divide(of(0.25), *up);
}
double sinh(double x) {
  struct pair up, down;
  if (x != x || fabs(x) < 1e-9) return x;
  if (fabs(x) > 40) {
    struct pair less = add(of(fabs(x)), multiply(ln2(), of(-1)));
    return copysign(fabs(x) > 710.5   ? INF
                    : less.high > 709 ? 2 * exp_pair(add(less, multiply(ln2(), of(-1))))
                                      : exp_pair(less),
                    x);
  }
  half_exps(fabs(x), &up, &down);
  return with_sign(add(up, multiply(down, of(-1))), x);
}
double cosh(double x) {
  struct pair up, down;
  if (x != x || fabs(x) > 40) return x != x ? x : sinh(fabs(x));
  half_exps(fabs(x), &up, &down);
  up = add(up, down);
  return up.high + up.low;
}
double tanh(double x) {
  struct pair up, down;
  if (x != x || fabs(x) < 1e-9) return x;
  if (fabs(x) > 30) return copysign(1, x);
  half_exps(fabs(x), &up, &down);
  return with_sign(divide(add(up, multiply(down, of(-1))), add(up, down)), x);
}
double asinh(double x) {
  double a = fabs(x);
  if (x != x || __isinf(x) || a < 1e-9) return x;
  if (a > 1e9) return with_sign(add(log_pair(a), ln2()), x);
  return with_sign(log_of(add(of(a), root_of(add(two_product(x, x), of(1))))), x);
}
double acosh(double x) {
  if (x != x || x < 1) return x != x ? x : -NOT_A_NUMBER;
  if (x == 1 || x == INF) return x == 1 ? 0 : x;
  struct pair r = x > 1e9 ? add(log_pair(x), ln2())
                          : log_of(add(of(x), root_of(add(two_product(x, x), of(-1)))));
  return r.high + r.low;
}
double atanh(double x) {
  if (x != x || fabs(x) < 1e-9) return x;
  if (fabs(x) >= 1) return fabs(x) == 1 ? copysign(INF, x) : -NOT_A_NUMBER;
  struct pair r = log_of(divide(two_sum(1, fabs(x)), two_sum(1, -fabs(x))));
  return with_sign(multiply(r, of(0.5)), x);
}
double exp2(double x) {
  if (x != x) return x;
  if (fabs(x) > 1100) return x > 0 ? INF : 0;
  if (x == rint(x)) return ldexp(1, (int)x);
  return exp_pair(multiply(of(x), ln2()));
}
double exp10(double x) { return pow(10, x); }
double expm1(double x) {
  int n;
  if (x != x || fabs(x) < 1e-18) return x;
  if (x > 700 || x < -50) return x > 0 ? exp(x) : -1;
  struct pair r = small_exp(of(x));
  if (fabs(x) > 0.3) {
    r = exp_parts(of(x), &n);
    r.high = ldexp(r.high, n);
    r.low = ldexp(r.low, n);
    r = add(r, of(-1));
  }
  return r.high + r.low;
}
double log1p(double x) {
  if (x != x || x == INF || fabs(x) < 1e-18) return x;
  if (x <= -1) return x == -1 ? -INF : -NOT_A_NUMBER;
  struct pair r = log_of(two_sum(1, x));
  return r.high + r.low;
}

/* 2 / sqrt(pi) e^(-x^2) (x + 2 x^3 / 3 + 4 x^5 / (3 * 5) + ...) */
static struct pair erf_pair(double x) {
  int n;
  struct pair square = two_product(x, x), term = of(x), sum = of(x);
  for (int i = 3; term.high > 1e-40; i += 2) {
    term = divide(multiply(term, multiply(square, of(2))), of(i));
    sum = add(sum, term);
  }
  struct pair down = exp_parts(multiply(square, of(-1)), &n);
  down.high = ldexp(down.high, n);
  down.low = ldexp(down.low, n);
  struct pair scale = divide(of(2), root_of(multiply(half_pi(), of(2))));
  return multiply(multiply(sum, down), scale);
}
double erf(double x) {
  if (x != x || x == 0) return x;
  if (fabs(x) > 6) return copysign(1, x);
  if (fabs(x) < 1e-200) return x * 1.1283791670955126;
  return with_sign(erf_pair(fabs(x)), x);
}
double erfc(double x) {
  if (x != x) return x;
  if (x < -6) return 2;
  if (x > 27.3) return 0;
  if (x < 5) {
    struct pair e = fabs(x) < 1e-30 ? of(0) : erf_pair(fabs(x));
    e = add(of(1), multiply(e, of(x > 0 ? -1 : 1)));
    return e.high + e.low;
  }
  struct pair square = two_product(x, x), fraction = of(0);
  for (int i = 80; i >= 1; --i) fraction = divide(of(i * 0.5), add(of(x), fraction));
  struct pair below = multiply(add(of(x), fraction), root_of(multiply(half_pi(), of(2))));
  struct pair power = multiply(add(square, log_of(below)), of(-1));
  return exp_pair(power);
}

/* ln of the gamma function, x from 0: Stirling's series from 30 on, *factor what to divide by. */
static struct pair stirling(double x, struct pair* factor) {
  static const double over[10] = {1, -1, 1, -1, 1, -691, 1, -3617, 43867, -174611};
  static const double under[10] = {12, 360, 1260, 1680, 1188, 360360, 156, 122400, 244188, 125400};
  struct pair z = of(x), series = of(0);
  *factor = of(1);
  for (; z.high < 30; z = add(z, of(1))) *factor = multiply(*factor, z);
  struct pair inverse = divide(of(1), z), square = multiply(inverse, inverse);
  for (int i = 9; i >= 0; --i)
    series = add(multiply(series, square), divide(of(over[i]), of(under[i])));
  struct pair r = multiply(add(z, of(-0.5)), log_of(z));
  r = add(r, multiply(z, of(-1)));
  r = add(r, multiply(log_of(multiply(half_pi(), of(4))), of(0.5)));
  return add(r, multiply(series, inverse));
}
/* sin(pi x) of what is no whole number */
static double sine_of_pi_times(double x) {
  double whole = rint(x);
  double value = sine(multiply(multiply(half_pi(), of(2)), of(x - whole)));
  return fmod(whole, 2) == 0 ? value : -value;
}
double tgamma(double x) {
  struct pair factor;
  if (x != x || x == INF) return x;
  if (x == 0) return copysign(INF, x);
  if (x < 0 && x == rint(x)) return NOT_A_NUMBER;
  if (x > 172) return INF;
  if (x < 0) {
    double sign = sine_of_pi_times(x);
    if (x < -184) return copysign(0, sign);
    struct pair power = stirling(1 - x, &factor);
    double down = exp_pair(multiply(power, of(-1)));
    return 3.141592653589793 * factor.high / sign * down;
  }
  struct pair power = stirling(x, &factor);
  int n;
  struct pair r = divide(exp_parts(power, &n), factor);
  return ldexp(r.high + r.low, n);
}
int signgam;
double lgamma(double x) {
  struct pair factor;
  signgam = 1;
  if (x != x || __isinf(x)) return fabs(x);
  if (x == 1 || x == 2) return 0;
  if (x <= 0 && x == rint(x)) {
    if (x == 0 && __signbit(x)) signgam = -1;
    return INF;
  }
  if (x > 0 && x < 1e-20) return -log(x);
  if (x > 0) {
    struct pair r = stirling(x, &factor);
    r = add(r, multiply(log_of(factor), of(-1)));
    return r.high + r.low;
  }
  double s = sine_of_pi_times(x);
  if (s < 0) signgam = -1;
  struct pair r = stirling(1 - x, &factor);
  r = add(log_of(factor), multiply(r, of(-1)));
  r = add(r, log_of(multiply(half_pi(), of(2))));
  r = add(r, multiply(log_pair(fabs(s)), of(-1)));
  return r.high + r.low;
}
