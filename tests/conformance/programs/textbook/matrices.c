/* proves: arrays of two and three dimensions, variable ones, arrays of pointers | section: Text book programs */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#define R 3
#define C 4
int m[R][C] = {{1, 2, 3, 4}, {5, 6, 7, 8}, {9, 10, 11, 12}};
void tr(int r, int c, int a[r][c], int b[c][r]) {
  for (int i = 0; i < r; i++)
    for (int j = 0; j < c; j++) b[j][i] = a[i][j];
}
void pr(int *p, int r, int c) {
  for (int i = 0; i < r; i++) {
    for (int j = 0; j < c; j++) printf("%4d", p[i * c + j]);
    printf("\n");
  }
}
int **alloc(int r, int c) {
  int **p = malloc(r * sizeof(int *));
  for (int i = 0; i < r; i++) p[i] = calloc(c, sizeof(int));
  return p;
}
int main() {
  int t[C][R];
  tr(R, C, m, t);
  pr(&t[0][0], C, R);
  int **d = alloc(3, 3);
  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 3; j++) d[i][j] = i == j;
  printf("%d %d\n", d[1][1], d[1][2]);
  int cube[2][2][2] = {1, 2, 3, 4, 5, 6, 7, 8};
  printf("%d %d\n", cube[1][0][1], *(*(*(cube + 1) + 1) + 0));
  char names[][10] = {"ab", "cd"};
  char(*pn)[10] = names;
  printf("%s %zu\n", pn[1], sizeof names);
  int *ap[R];
  for (int i = 0; i < R; i++) ap[i] = m[i];
  printf("%d\n", ap[2][3]);
  double id[2][2] = {{
                         1.5,
                     },
                     {.5}};
  printf("%.1f %.1f\n", id[0][1], id[1][0]);
  printf("%ld\n", (long)((char *)&m[1] - (char *)&m[0]));
  return 0;
}
