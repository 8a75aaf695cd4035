/* proves: recursion, static state and globals work over deep stacks | section: The C language */
#include <stdio.h>

static int ackermann(int m, int n) { return m == 0 ? n + 1 : n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1)); }
static long fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
static int is_odd(int n);
static int is_even(int n) { return n == 0 ? 1 : is_odd(n - 1); }
static int is_odd(int n) { return n == 0 ? 0 : is_even(n - 1); }
static void hanoi(int n, char from, char to, char via, int *moves) {
  if (n == 0) return;
  hanoi(n - 1, from, via, to, moves);
  if (n == 4) printf("move the largest %c to %c\n", from, to);
  ++*moves;
  hanoi(n - 1, via, to, from, moves);
}
static int queens(int n, int row, unsigned columns, unsigned down, unsigned up) {
  if (row == n) return 1;
  int count = 0;
  for (int c = 0; c < n; c++) {
    unsigned a = 1u << c, b = 1u << (row + c), d = 1u << (row - c + n);
    if (columns & a || down & b || up & d) continue;
    count += queens(n, row + 1, columns | a, down | b, up | d);
  }
  return count;
}
static int depth(int n) {
  char frame[1000];
  frame[n % 1000] = 1;
  return n == 0 ? frame[0] : depth(n - 1) + frame[n % 1000];
}

int main(void) {
  printf("%d\n", ackermann(2, 5));
  printf("%ld\n", fib(20));
  printf("%d %d\n", is_even(1000), is_odd(7));
  int moves = 0;
  hanoi(4, 'A', 'C', 'B', &moves);
  printf("%d\n", moves);
  printf("%d\n", queens(6, 0, 0, 0, 0));
  printf("%d\n", depth(2000));
  return 0;
}
