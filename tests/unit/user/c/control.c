#include <stdio.h>
static int classify(int c) {
  switch (c) {
    case 'a' ... 'z':
      return 1;
    case 'A':
    case 'B':
    case 'C':
      return 2;
    case -5:
      return 3;
    case 0:
      c = 10;
    case 10:
      return c;
    case 200: {
      int k = 3;
      while (k--) {
        if (k == 1) break;
      }
      return k;
    }
    default:
      return -1;
    case 1000000:
      return 7;
  }
}
static int dense(unsigned n) {
  switch (n) {
    case 0:
      return 5;
    case 1:
      return 6;
    case 2:
      return 7;
    case 3:
      return 8;
    case 4:
      return 9;
    case 5:
      return 1;
    case 6:
      return 2;
    case 7:
      return 3;
    case 8:
      return 4;
    case 4000000000u:
      return 11;
  }
  return 0;
}
static int collatz(int n) {
  int s = 0;
  while (n != 1) {
    n = n % 2 ? 3 * n + 1 : n / 2;
    s++;
  }
  return s;
}
static int ack(int m, int n) {
  return m == 0 ? n + 1 : n == 0 ? ack(m - 1, 1) : ack(m - 1, ack(m, n - 1));
}
static void hanoi(int n, char a, char b, char c, int *moves) {
  if (!n) return;
  hanoi(n - 1, a, c, b, moves);
  ++*moves;
  hanoi(n - 1, c, b, a, moves);
}
static int counter(void) {
  static int n = 100;
  return n++;
}
static int side(int *p, int v) {
  printf("[%d]", v);
  *p += v;
  return v;
}
int main(int argc, char *argv[]) {
  int vals[] = {'q', 'B', -5, 0, 10, 200, 77, 1000000};
  for (unsigned i = 0; i < sizeof vals / sizeof vals[0]; i++) printf("%d ", classify(vals[i]));
  for (unsigned i = 0; i < 10; i++) printf("%d ", dense(i));
  printf("%d\n", dense(4000000000u));
  printf("%d %d\n", collatz(27), ack(2, 3));
  int moves = 0;
  hanoi(6, 'a', 'b', 'c', &moves);
  printf("%d\n", moves);
  counter();
  counter();
  printf("%d\n", counter());
  int i = 0;
again:
  if (i < 3) {
    printf("g%d ", i);
    i++;
    goto again;
  }
  do {
    i--;
    if (i == 1) continue;
    printf("d%d ", i);
  } while (i > 0);
  for (int a = 0, b = 10; a < b; a += 3, b--) printf("(%d,%d)", a, b);
  putchar('\n');
  for (int x = 0; x < 4; x++) {
    for (int y = 0; y < 4; y++) {
      if (y == 2) break;
      if (x == 1) goto next;
      printf("%d%d ", x, y);
    }
  next:;
  }
  int p = 0;
  int r = side(&p, 1) && side(&p, 0) && side(&p, 5);
  printf("%d %d\n", r, p);
  r = side(&p, 0) || side(&p, 2) || side(&p, 3);
  printf("%d %d\n", r, p);
  int c = (side(&p, 1), side(&p, 2));
  printf("%d\n", c);
  printf("%s\n", argc > 5 ? "many" : argc > 0 ? "some" : "none");
  unsigned u = 10;
  while (u-- > 7) printf("%u ", u);
  printf("\n");
  int sum = 0;
  for (;;) {
    if (++sum > 10) break;
  }
  printf("%d\n", sum);
  switch (3) {
    int z;
    case 3:
      z = 4;
      printf("%d\n", z);
  }
  switch (argc) {
    default:
      printf("d ");
    case 99:
      printf("99\n");
  }
  int k = 3;
  {
    int k = 4;
    {
      int k = 5;
      printf("%d ", k);
    }
    printf("%d ", k);
  }
  printf("%d\n", k);
  long n = 0;
  for (long q = 0; q < 100000; q++) n += q ^ (q >> 3);
  printf("%ld\n", n);
  int duff = 0, cnt = 7, m = (cnt + 3) / 4;
  switch (cnt % 4) {
    case 0:
      do {
        duff++;
        case 3:
          duff++;
        case 2:
          duff++;
        case 1:
          duff++;
      } while (--m > 0);
  }
  printf("%d\n", duff);
  (void)argv;
  return 3;
}
