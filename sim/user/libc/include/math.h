#ifndef _MATH_H
#define _MATH_H
#define HUGE_VAL (1e308 * 10)
#define INFINITY ((float)(1e308 * 10))
#define NAN (__nan())
#define M_E 2.7182818284590452354
#define M_LN2 0.69314718055994530942
#define M_LN10 2.30258509299404568402
#define M_PI 3.14159265358979323846
#define M_PI_2 1.57079632679489661923
#define M_SQRT2 1.41421356237309504880
float __nan(void);
int __isnan(double x);
int __isinf(double x);
int __signbit(double x);
#define isnan(x) __isnan(x)
#define isinf(x) __isinf(x)
#define isfinite(x) (!__isnan(x) && !__isinf(x))
#define signbit(x) __signbit(x)
double fabs(double x);
double sqrt(double x);
double floor(double x);
double ceil(double x);
double trunc(double x);
double round(double x);
double rint(double x);
long lround(double x);
double fmod(double x, double y);
double modf(double x, double* whole);
double frexp(double x, int* exponent);
double ldexp(double x, int exponent);
double exp(double x);
double log(double x);
double log2(double x);
double log10(double x);
double pow(double x, double y);
double sin(double x);
double cos(double x);
double tan(double x);
double atan(double x);
double atan2(double y, double x);
double hypot(double x, double y);
double fmin(double x, double y);
double fmax(double x, double y);
double cbrt(double x);
float fabsf(float x);
float sqrtf(float x);
#endif
