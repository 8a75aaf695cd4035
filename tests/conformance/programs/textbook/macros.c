/* proves: X-macros, pasting, stringifying, variadic macros and conditionals | section: Text book programs */
#include <stdio.h>
#include <string.h>
#define COLORS X(RED, 0xff0000) X(GREEN, 0x00ff00) X(BLUE, 0x0000ff)
enum color {
#define X(n, v) COLOR_##n = v,
  COLORS
#undef X
};
static const char* name(enum color c) {
  switch (c) {
#define X(n, v)   \
  case COLOR_##n: \
    return #n;
    COLORS
#undef X
    default:
      return "?";
  }
}
#define STR(x) #x
#define XSTR(x) STR(x)
#define CAT(a, b) a##b
#define XCAT(a, b) CAT(a, b)
#define VERSION 3
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define SWAP(T, a, b)          \
  do {                         \
    T XCAT(tmp, __LINE__) = a; \
    a = b;                     \
    b = XCAT(tmp, __LINE__);   \
  } while (0)
#define CHECK(c)                        \
  do {                                  \
    if (!(c)) {                         \
      printf("check failed: %s\n", #c); \
    }                                   \
  } while (0)
#define NARG(...) NARG_(__VA_ARGS__, 5, 4, 3, 2, 1)
#define NARG_(a, b, c, d, e, n, ...) n
#define FOREACH(i, n) for (int i = 0; i < (n); ++i)
#define EMPTY
#define LONGMACRO(a) printf("long %d\n", a)
int main(void) {
#define X(n, v) printf("%s=%06x\n", name(COLOR_##n), v);
  COLORS
#undef X
  printf("%s %s " XSTR(VERSION.CAT(1, 2)) "\n", STR(VERSION), XSTR(VERSION));
  int xy = 9;
  printf("%d %d\n", XCAT(x, y), MAX(3, xy));
  int a = 1, b = 2;
  SWAP(int, a, b);
  printf("%d%d\n", a, b);
  CHECK(a == 1 && "quoted \"str\"" != 0);
  if (a)
    CHECK(a);
  else
    puts("no");
  printf("%d\n", NARG(x, y, z));
  FOREACH(i, 3) printf("%d", i);
  puts(EMPTY "");
  LONGMACRO(4);
#if defined(VERSION) && VERSION >= 3 && !defined FOO
  puts("v3");
#elif 1
  puts("other");
#endif
#ifdef __linux__
  puts("linux");
#endif
#ifndef __STDC_VERSION__
#error no stdc
#endif
  printf("%d %s %d\n", __STDC_VERSION__ >= 201112L, __func__, __COUNTER__ == 0);
  printf("%s\n", strrchr("/" __FILE__, '/') + 1);
  return 0;
}
