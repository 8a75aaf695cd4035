/* proves: round robin scheduling worked out in a table | section: Text book programs */
#include <stdio.h>
#include <string.h>
struct proc {
  char name[4];
  int at, bt, rt, ct, tat, wt, pri;
};
void rr(struct proc* p, int n, int q) {
  int t = 0, done = 0, queue[100], f = 0, r = 0, in[10] = {0};
  queue[r++] = 0;
  in[0] = 1;
  while (done < n) {
    int i = queue[f++];
    int x = p[i].rt < q ? p[i].rt : q;
    printf("|%s %d-%d", p[i].name, t, t + x);
    t += x;
    p[i].rt -= x;
    for (int j = 0; j < n; j++)
      if (!in[j] && p[j].at <= t) {
        queue[r++] = j;
        in[j] = 1;
      }
    if (p[i].rt == 0) {
      p[i].ct = t;
      p[i].tat = t - p[i].at;
      p[i].wt = p[i].tat - p[i].bt;
      done++;
    } else
      queue[r++] = i;
  }
  puts("|");
}
int main() {
  struct proc p[] = {{"P1", 0, 5, 5}, {"P2", 1, 3, 3}, {"P3", 2, 8, 8}, {"P4", 3, 6, 6}};
  int n = sizeof(p) / sizeof(p[0]);
  rr(p, n, 3);
  float aw = 0, at = 0;
  printf("%-8s%8s%8s%12s%10s\n", "Process", "Arrival", "Burst", "Turnaround", "Waiting");
  for (int i = 0; i < n; i++) {
    printf("%-8s%8d%8d%12d%10d\n", p[i].name, p[i].at, p[i].bt, p[i].tat, p[i].wt);
    aw += p[i].wt;
    at += p[i].tat;
  }
  printf("Average waiting time: %.2f\nAverage turnaround: %.2f\n", aw / n, at / n);
  return 0;
}
