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
static struct pair of(double x) {
  struct pair r = {x, 0};
  return r;
}
static struct pair ln2(void) {
  struct pair r = {0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};
  return r;
}

/* e^x for a pair: x = n ln 2 + r, r divided by 256, a power series, squared eight times. */
static double exp_pair(struct pair x) {
  if (x.high > 709.8) return INF;
  if (x.high < -745.2) return 0;
  double n = rint(x.high / 0x1.62e42fefa39efp-1);
  struct pair n_ln2 = multiply(of(-n), ln2());
  struct pair r = add(x, n_ln2), sum = of(0);
  r.high /= 256;
  r.low /= 256;
  for (int i = 10; i >= 1; --i) { /* sum = e^r - 1 */
    sum = multiply(add(sum, of(1)), divide(r, of(i)));
  }
  for (int i = 0; i < 8; ++i) {
    struct pair twice = {2 * sum.high, 2 * sum.low};
    sum = add(multiply(sum, sum), twice);
  }
  sum = add(sum, of(1));
  return ldexp(sum.high + sum.low, (int)n);
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
double log10(double x) { return log_to_base(x, log_pair(10)); }

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
double atan(double x) {
  if (x != x || x == 0) return x;
  if (fabs(x) > 1e17) return x > 0 ? 1.5707963267948966 : -1.5707963267948966;
  struct pair t = of(fabs(x)), sum = of(0);
  int halvings = 0, inverted = fabs(x) > 1;
  if (inverted) t = divide(of(1), t);
  for (; t.high > 0.1; ++halvings) { /* atan t = 2 atan(t / (1 + sqrt(1 + t^2))) */
    struct pair s = add(multiply(t, t), of(1)), root = of(sqrt(s.high));
    struct pair correction = add(s, multiply(root, of(-root.high)));
    root = add(root, of((correction.high + correction.low) / (2 * root.high)));
    t = divide(t, add(root, of(1)));
  }
  struct pair square = multiply(t, t);
  square.high = -square.high;
  square.low = -square.low;
  for (int i = 35; i >= 1; i -= 2) sum = add(multiply(sum, square), divide(of(1), of(i)));
  sum = multiply(sum, t);
  sum = multiply(sum, of((double)(1 << halvings)));
  if (inverted) {
    struct pair half_pi = {0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54};
    sum = add(half_pi, multiply(sum, of(-1)));
  }
  double value = sum.high + sum.low;
  return x < 0 ? -value : value;
}
double atan2(double y, double x) {
  double pi = 3.141592653589793;
  if (x != x || y != y) return x + y;
  if (x > 0) return atan(y / x);
  if (x < 0) return __signbit(y) ? atan(y / x) - pi : atan(y / x) + pi;
  if (y == 0) return __signbit(x) ? (__signbit(y) ? -pi : pi) : y;
  return y > 0 ? pi / 2 : -pi / 2;
}
