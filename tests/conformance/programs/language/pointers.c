/* proves: pointer arithmetic, arrays of arrays, pointers to pointers and casts address memory as on Linux | section: The C language */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void swap(int **a, int **b) { int *t = *a; *a = *b; *b = t; }
static int total(int rows, int (*m)[3]) {
  int s = 0;
  for (int i = 0; i < rows; i++) for (int j = 0; j < 3; j++) s += m[i][j];
  return s;
}

int main(int argc, char **argv) {
  int a[10];
  for (int i = 0; i < 10; i++) a[i] = i * i;
  int *p = a + 3, *q = &a[8];
  printf("%d %d %ld %d %d\n", *p, p[-1], (long)(q - p), p < q, 2[a]);
  printf("%ld\n", (long)((char *)q - (char *)p));
  int x = 1, y = 2, *px = &x, *py = &y;
  swap(&px, &py);
  printf("%d %d\n", *px, *py);
  int m[2][3] = {{1, 2, 3}, {4, 5, 6}};
  printf("%d %d %zu %zu\n", total(2, m), *(*(m + 1) + 2), sizeof m, sizeof m[0]);
  uint32_t word = 0x04030201;
  unsigned char *bytes = (unsigned char *)&word;
  printf("%d %d %d %d\n", bytes[0], bytes[1], bytes[2], bytes[3]);
  *(uint16_t *)(bytes + 1) = 0xbeef;
  printf("%x\n", word);
  double d = 1.5;
  uint64_t bits;
  memcpy(&bits, &d, sizeof bits);
  printf("%lx\n", (unsigned long)bits);
  char **rows = malloc(3 * sizeof *rows);
  for (int i = 0; i < 3; i++) {
    rows[i] = calloc(8, 1);
    sprintf(rows[i], "row %d", i);
  }
  rows[1] = realloc(rows[1], 100);
  strcat(rows[1], " grown");
  for (int i = 0; i < 3; i++) printf("%s%s", rows[i], i < 2 ? ", " : "\n");
  for (int i = 0; i < 3; i++) free(rows[i]);
  free(rows);
  void *v = &x;
  *(int *)v = 77;
  printf("%d %d\n", x, v == (void *)&x);
  const char *s = "walk";
  while (*s) putchar(*s++);
  putchar('\n');
  printf("%d %d %d\n", argc, argv[argc] == NULL, argv[0] != NULL);
  int *null = NULL;
  printf("%d %d\n", !null, null == 0);
  struct { int n; char flexible[]; } *f = malloc(sizeof *f + 5);
  memcpy(f->flexible, "flex", 5);
  printf("%zu %s\n", sizeof *f, f->flexible);
  free(f);
  int vla_size = argc + 2;
  (void)vla_size;
  char *big = malloc(1 << 20);
  big[(1 << 20) - 1] = 'z';
  printf("%c\n", big[1048575]);
  free(big);
  return 0;
}
