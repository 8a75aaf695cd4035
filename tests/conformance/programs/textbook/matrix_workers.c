/* proves: forked workers multiply matrices and send their rows as messages | section: Text book programs */
#include <stdio.h>
#include <stdlib.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>
#define N 6
int a[N][N], b[N][N], c[N][N];
struct rowmsg {
  long row;
  int data[N];
};
int main(void) {
  int i, j, k;
  int q = msgget(IPC_PRIVATE, 0600);
  for (i = 0; i < N; i++)
    for (j = 0; j < N; j++) {
      a[i][j] = i + j;
      b[i][j] = i == j ? 2 : (i * j) % 3;
    }
  for (i = 0; i < N; i++)
    if (!fork()) {
      struct rowmsg r;
      r.row = i + 1;
      for (j = 0; j < N; j++) {
        r.data[j] = 0;
        for (k = 0; k < N; k++) r.data[j] += a[i][k] * b[k][j];
      }
      if (msgsnd(q, &r, sizeof r - sizeof(long), 0)) perror("msgsnd");
      return 0;
    }
  for (i = 0; i < N; i++) {
    struct rowmsg r;
    if (msgrcv(q, &r, sizeof(r.data), i + 1, 0) < 0) perror("msgrcv");
    for (j = 0; j < N; j++) c[i][j] = r.data[j];
  }
  while (wait(NULL) != -1)
    ;
  for (i = 0; i < N; i++) {
    for (j = 0; j < N; j++) printf("%5d", c[i][j]);
    putchar('\n');
  }
  msgctl(q, IPC_RMID, NULL);
  return 0;
}
