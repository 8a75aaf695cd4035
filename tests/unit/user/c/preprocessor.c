#include <stdio.h>
#include <string.h>
#define STR(x) #x
#define XSTR(x) STR(x)
#define CAT(a, b) a##b
#define XCAT(a, b) CAT(a, b)
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define SWAP(T, a, b) \
  do {                \
    T t_ = (a);       \
    (a) = (b);        \
    (b) = t_;         \
  } while (0)
#define LOG(fmt, ...) printf("[%s] " fmt "\n", __func__, ##__VA_ARGS__)
#define LOG2(...) printf(__VA_ARGS__)
#define ARGS(args...) printf(args)
#define EMPTY
#define f(x) (x + g)
#define g f(1)
#define VERSION 3
#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define LIST X(red, 1) X(green, 2) X(blue, 4)
enum color {
#define X(n, v) color_##n = v,
  LIST
#undef X
};
static const char *color_name(enum color c) {
  switch (c) {
#define X(n, v)   \
  case color_##n: \
    return #n;
    LIST
#undef X
  }
  return "?";
}
#if VERSION > 2 && defined(STR) && !defined NOPE
#define BIG "big"
#elif VERSION == 2
#define BIG "two"
#else
#error never
#endif
#ifdef __linux__
static int is_linux = 1;
#else
static int is_linux = 0;
#endif
#if 0
this is not C ' at all "
#else
static int other = 5;
#endif
#if (2 + 3 * 4 == 14) && (-1 < 0) && (0xffffffffffffffffULL > 1) && ('a' == 97) && (1 ? 2 : 0)
static int arith = 1;
#endif
#define LONG_MACRO(a, b) ((a) + (b))
int main(void) {
  int a = 1, b = 2, g_ = 0;
  SWAP(int, a, b);
  printf("%d %d %d\n", a, b, MAX(a, b));
  printf("%s %s %s\n", STR(a + b "x\n"), XSTR(VERSION), STR(VERSION));
  int XCAT(var, VERSION) = 33;
  printf("%d\n", var3);
  LOG("no args");
  LOG("%d and %s", 5, "five");
  LOG2("%d%c", 1, '\n');
  ARGS("%s\n", BIG);
  printf("%d %d %d\n", is_linux, other, arith);
  printf("%s %s %s\n", color_name(color_red), color_name(color_blue), color_name(3));
  printf("%d\n", LONG_MACRO(1, 2));
  printf("line %d\n", __LINE__);
  int arr[7];
  printf("%zu\n", COUNT(arr));
  printf(
      "con"
      "cat"
      "\x41\102\n");
  printf("%s|%s\n", STR((, )), STR(a b));
#undef g
  {
    int g = 10;
    printf("%d\n", f(2));
  }
  (void)g_;
  return 0;
}
