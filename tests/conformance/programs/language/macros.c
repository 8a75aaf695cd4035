/* proves: the preprocessor replaces object-like, function-like, variadic, nested, stringizing and pasting macros as C says | section: The C language */
#include <stdio.h>

#define ONE 1
#define TWO (ONE + ONE)
#define SQUARE(x) ((x) * (x))
#define BAD_SQUARE(x) x *x
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define STR(x) #x
#define XSTR(x) STR(x)
#define PASTE(a, b) a##b
#define XPASTE(a, b) PASTE(a, b)
#define LOG(format, ...) printf("log: " format "\n", ##__VA_ARGS__)
#define COUNT(...) (sizeof((int[]){__VA_ARGS__}) / sizeof(int))
#define SWAP(t, a, b) \
  do {                \
    t swap_ = a;      \
    a = b;            \
    b = swap_;        \
  } while (0)
#define EMPTY
#define CALL(f, args) f args
#define self self + 1
#define FOREVER for (;;)

#if defined(ONE) && ONE == 1 && !defined(NOTHING)
#define BRANCH "first"
#elif ONE
#define BRANCH "second"
#else
#error not here
#endif

#ifdef NOTHING
#error nor here
#endif
#undef ONE
#define ONE 11

#if (1 + 2 * 3 == 7) && (5 / 2 == 2) && ((-1 < 0) || (1 / 0)) && (1 ? 1 : 0) && 'A' == 65
#define ARITHMETIC 1
#else
#define ARITHMETIC 0
#endif

int main(void) {
  printf("%d %d\n", TWO, ONE);
  printf("%d %d\n", SQUARE(2 + 3), BAD_SQUARE(2 + 3));
  printf("%d\n", MAX(MAX(1, 7), MAX(3, 4)));
  printf("%s %s %s\n", STR(ONE), XSTR(ONE), STR("quoted \n" text   with  spaces));
  int PASTE(var, 1) = 5;
  int XPASTE(var, ONE) = 6;
  printf("%d %d\n", var1, var11);
  LOG("nothing");
  LOG("%d and %s", 1, "two");
  printf("%zu\n", COUNT(1, 2, 3, 4));
  int a = 1, b = 2;
  if (a < b)
    SWAP(int, a, b);
  else
    printf("no\n");
  printf("%d %d %s\n", a, b, BRANCH);
  int EMPTY c EMPTY = 3;
  printf("%d %d\n", c, CALL(SQUARE, (4)));
  {
    int
#undef self
        self = 1;
    printf("%d\n", self);
  }
  FOREVER { break; }
  printf("%d %d %s\n", ARITHMETIC, __LINE__, __func__);
  printf("%d\n", __STDC__);
  return 0; /* a comment // in a comment */
} // and another one
