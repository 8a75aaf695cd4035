/* proves: every statement of C: loops, switch with fall-through, goto, break and continue, nested scopes | section: The C language */
#include <stdio.h>

static int calls;
static int side(int v) { calls++; return v; }

static const char *kind(int c) {
  switch (c) {
    case 0: return "zero";
    case 1:
    case 2: return "few";
    case 3: {
      int x = c * 2;
      if (x == 6) break;
      return "never";
    }
    case -5: return "negative";
    case 'a': return "letter";
    default: return "many";
  }
  return "three";
}

static int duff(int n) {
  int count = 0;
  switch (n % 4) {
    case 0: do { count++;
    case 3: count++;
    case 2: count++;
    case 1: count++;
    } while ((n -= 4) > 0);
  }
  return count;
}

int main(void) {
  int i, n = 0;
  for (i = 0; i < 10; i++) {
    if (i == 3) continue;
    if (i == 7) break;
    n += i;
  }
  printf("%d %d\n", i, n);
  while (n > 0) n -= 4;
  do n++; while (n < 3);
  printf("%d\n", n);
  for (;;) if (++n > 9) break;
  printf("%d\n", n);
  int tests[] = {0, 1, 2, 3, 4, -5, 'a'};
  for (i = 0; i < 7; i++) printf("%s ", kind(tests[i]));
  printf("\n%d %d %d\n", duff(4), duff(5), duff(11));
  int found = 0;
  for (int a = 1; a < 20; a++)
    for (int b = a; b < 20; b++)
      for (int c = b; c < 30; c++)
        if (a * a + b * b == c * c && a + b + c == 40) { found = a * 10000 + b * 100 + c; goto out; }
out:
  printf("%d\n", found);
  int x = 1;
  {
    int x = 2;
    { int x = 3; printf("%d", x); }
    printf("%d", x);
  }
  printf("%d\n", x);
  calls = 0;
  int r = side(0) && side(1);
  printf("%d %d ", r, calls);
  r = side(2) || side(3);
  printf("%d %d ", r, calls);
  r = side(0) ? side(4) : side(5);
  printf("%d %d\n", r, calls);
  int a[3] = {0, 0, 0}, *p = a;
  *p++ = 1;
  *p++ = 2;
  --p;
  *p = (x = 5, x + 1);
  printf("%d %d %d %d\n", a[0], a[1], a[2], (int)(p - a));
  i = 5;
  i += 2;
  i <<= 2;
  i |= 1;
  i ^= 8;
  i %= 13;
  printf("%d\n", i);
  if (x)
    if (!x) printf("no");
    else printf("dangling else\n");
  int k = 3;
again:
  printf("%d ", k);
  if (--k) goto again;
  printf("\n");
  unsigned long collatz = 27, steps = 0;
  while (collatz != 1) collatz = collatz % 2 ? 3 * collatz + 1 : collatz / 2, steps++;
  printf("%lu\n", steps);
  return 0;
}
