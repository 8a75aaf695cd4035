/* proves: recursion: towers of Hanoi, permutations, eight queens, Ackermann | section: Text book programs */
#include <stdio.h>
int moves;
void hanoi(int n, char a, char b, char c) {
  if (n == 1) {
    printf("Move disk 1 from rod %c to rod %c\n", a, c);
    moves++;
    return;
  }
  hanoi(n - 1, a, c, b);
  printf("Move disk %d from rod %c to rod %c\n", n, a, c);
  moves++;
  hanoi(n - 1, b, a, c);
}
void permute(char* a, int l, int r) {
  int i;
  if (l == r)
    printf("%s ", a);
  else
    for (i = l; i <= r; i++) {
      char t = a[l];
      a[l] = a[i];
      a[i] = t;
      permute(a, l + 1, r);
      t = a[l];
      a[l] = a[i];
      a[i] = t;
    }
}
#define N 8
int board[N], sol;
int safe(int r, int c) {
  for (int i = 0; i < r; i++)
    if (board[i] == c || board[i] - c == i - r || board[i] - c == r - i) return 0;
  return 1;
}
void queens(int r) {
  if (r == N) {
    if (++sol == 1)
      for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) putchar(board[i] == j ? 'Q' : '.');
        putchar('\n');
      }
    return;
  }
  for (int c = 0; c < N; c++)
    if (safe(r, c)) {
      board[r] = c;
      queens(r + 1);
    }
}
int ack(int m, int n) {
  return m == 0 ? n + 1 : n == 0 ? ack(m - 1, 1) : ack(m - 1, ack(m, n - 1));
}
int gcd(int a, int b) { return b ? gcd(b, a % b) : a; }
long long fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
int main() {
  hanoi(3, 'A', 'B', 'C');
  printf("%d moves\n", moves);
  char s[] = "ABCD";
  permute(s, 0, 3);
  puts("");
  queens(0);
  printf("%d solutions\n", sol);
  printf("%d %d %lld\n", ack(2, 3), gcd(1071, 462), fib(20));
  return 0;
}
