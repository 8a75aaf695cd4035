/* proves: the banker's algorithm finds a safe sequence | section: Text book programs */
#include <stdbool.h>
#include <stdio.h>
#define P 5
#define Rr 3
int main() {
  int alloc[P][Rr] = {{0, 1, 0}, {2, 0, 0}, {3, 0, 2}, {2, 1, 1}, {0, 0, 2}};
  int max[P][Rr] = {{7, 5, 3}, {3, 2, 2}, {9, 0, 2}, {2, 2, 2}, {4, 3, 3}};
  int avail[Rr] = {3, 3, 2};
  bool f[P] = {0};
  int ans[P], ind = 0, need[P][Rr];
  for (int i = 0; i < P; i++)
    for (int j = 0; j < Rr; j++) need[i][j] = max[i][j] - alloc[i][j];
  for (int k = 0; k < P; k++)
    for (int i = 0; i < P; i++)
      if (!f[i]) {
        bool flag = false;
        for (int j = 0; j < Rr; j++)
          if (need[i][j] > avail[j]) {
            flag = true;
            break;
          }
        if (!flag) {
          ans[ind++] = i;
          for (int y = 0; y < Rr; y++) avail[y] += alloc[i][y];
          f[i] = 1;
        }
      }
  printf("Following is the SAFE Sequence\n");
  for (int i = 0; i < P - 1; i++) printf(" P%d ->", ans[i]);
  printf(" P%d\n", ans[P - 1]);
  return 0;
}
