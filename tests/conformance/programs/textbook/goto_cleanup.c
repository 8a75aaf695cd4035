/* proves: goto for cleaning up, break and continue in nested loops | section: Text book programs */
#include <stdio.h>
#include <stdlib.h>
int process(int fail) {
  int rc = -1;
  char *a = NULL, *b = NULL;
  FILE* f = NULL;
  a = malloc(10);
  if (!a || fail == 1) goto out;
  b = malloc(20);
  if (!b || fail == 2) goto free_a;
  f = fopen("/dev/null", "w");
  if (!f || fail == 3) goto free_b;
  rc = 0;
  fclose(f);
free_b:
  printf("free b\n");
  free(b);
free_a:
  printf("free a\n");
  free(a);
  a = NULL;
out:
  printf("rc %d\n", rc);
  return rc;
}
int main() {
  for (int i = 0; i < 4; i++) process(i);
  int i = 0;
again:
  if (i < 3) {
    printf("%d ", i++);
    goto again;
  }
  puts("");
  for (int x = 0; x < 5; x++) {
    for (int y = 0; y < 5; y++) {
      if (x * y == 6) goto found;
      if (y > x) break;
      if (y % 2) continue;
      printf("(%d,%d)", x, y);
    }
  }
found:
  puts("!");
  do {
    static int k;
    if (++k > 3)
      break;
    else
      continue;
  } while (1);
  return 0;
}
