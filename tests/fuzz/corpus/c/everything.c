#include <stdio.h>
#include <string.h>
#include <sys/msg.h>
#define TWICE(x) ((x) + (x))
#define NAME(a, b) a##b
#if defined(TWICE) && !defined(NOTHING)
typedef struct pair { int a : 3; unsigned b : 5; union { double d; char c[8]; } u; struct pair *next; } pair;
#endif
enum colour { RED, GREEN = 5, BLUE };
static const int table[][3] = {{1, 2, 3}, [2] = {.5, 'x', sizeof(pair)}};
static int NAME(fun, ny)(int (*f)(const char *, ...), ...) { return f("%d %s\n", TWICE(3), __func__); }
int main(int argc, char **argv) {
  pair p = {.a = -1, .u = {.c = "abc"}}, *q = &p;
  long total = 0;
  for (int i = 0; i < 10 && argc; i++) {
    switch (i % 4) {
      case RED: continue;
      case GREEN ... BLUE: break;
      default: total += table[i % 3][1] << i;
    }
  }
  do total--; while (total > 100u);
  goto out;
out:
  q->b ^= ~0x1fUL ? (unsigned char)300 : 1.5e3f;
  return funny(printf, argv[0]) + (total, q->b);
}
