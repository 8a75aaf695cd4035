#include <stdio.h>
#include <stdlib.h>
#include <string.h>
typedef int (*cmp)(const void *, const void *);
typedef int (*binop)(int, int);
static int by_int(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }
static int by_str(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}
static int plus(int a, int b) { return a + b; }
static int minus(int a, int b) { return a - b; }
static binop choose(char c) { return c == '+' ? plus : minus; }
static int (*choose2(char c))(int, int) { return c == '+' ? &plus : &minus; }
static int apply(int f(int, int), int a, int b) { return (*f)(a, b) + (***f)(a, b); }
static void fill(int (*m)[3], int n) {
  for (int i = 0; i < n; i++)
    for (int j = 0; j < 3; j++) m[i][j] = i * 3 + j;
}
static int vla(int n, int a[n][n]) {
  int s = 0;
  for (int i = 0; i < n; i++) s += a[i][i];
  return s;
}
static char *rev(char *s) {
  char *a = s, *b = s + strlen(s) - 1;
  while (a < b) {
    char t = *a;
    *a++ = *b;
    *b-- = t;
  }
  return s;
}
static int g;
static int *where(void) {
  g++;
  return &g;
}
int main(void) {
  int v[] = {5, 3, 9, -1, 7};
  qsort(v, 5, sizeof v[0], by_int);
  for (int i = 0; i < 5; i++) printf("%d ", v[i]);
  const char *w[] = {"pear", "apple", "fig"};
  qsort(w, 3, sizeof *w, (cmp)by_str);
  printf("%s %s %s\n", w[0], w[1], w[2]);
  printf("%d %d %d\n", choose('+')(4, 3), choose2('-')(4, 3), apply(plus, 1, 2));
  int m[2][3];
  fill(m, 2);
  printf("%d %d %zu\n", m[1][2], *(*(m + 1) + 1), sizeof m[0]);
  int n = 3;
  int a[n][n];
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) a[i][j] = i + j;
  printf("%d %zu\n", vla(n, a), sizeof a);
  for (int i = 1; i < 4; i++) {
    char buf[i * 10];
    memset(buf, 'x', sizeof buf);
    printf("%zu%c ", sizeof buf, buf[i]);
  }
  char s[] = "stressed";
  printf("%s\n", rev(s));
  int x = 1, *p = &x, **pp = &p;
  **pp = 5;
  printf("%d %d\n", x, *p + 1);
  int *h = malloc(10 * sizeof *h);
  for (int i = 0; i < 10; i++) h[i] = i * i;
  int *e = h + 10;
  long sum = 0;
  while (e > h) sum += *--e;
  printf("%ld\n", sum);
  free(h);
  char *str = "literal";
  printf("%c %c %c\n", str[2], *(str + 3), 4 [str]);
  *where() += 10;
  printf("%d\n", g);
  (*where())++;
  printf("%d\n", g);
  int arr[4] = {1, 2, 3, 4};
  int *q = arr;
  int y = *q++ + *q++;
  printf("%d %d\n", y, *q);
  y = (*q)++;
  printf("%d %d %d\n", y, *q, ++*q);
  printf("%ld\n", (char *)q - (char *)arr);
  void *vp = arr;
  printf("%d\n", ((int *)vp)[1]);
  printf("%d\n", *(int *)((char *)vp + 8));
  binop ops[2] = {plus, minus};
  for (int i = 0; i < 2; i++) printf("%d ", ops[i](10, 4));
  printf("%d %d\n", p == &x, p != NULL);
  struct {
    int k;
    int *ip;
  } st = {3, arr};
  st.ip[st.k] = 77;
  printf("%d\n", arr[3]);
  char grid[3][5] = {"ab", "cde", "f"};
  for (int i = 0; i < 3; i++) printf("%s,", grid[i]);
  unsigned char bytes[4];
  unsigned z = 0x11223344;
  memcpy(bytes, &z, 4);
  printf("%x %x\n", bytes[0], bytes[3]);
  long diff = &arr[3] - &arr[0];
  printf("%ld %d\n", diff, &arr[1] < &arr[2]);
  int(*pa)[4] = &arr;
  printf("%d %zu\n", (*pa)[2], sizeof *pa);
  const char *const names[] = {"x", "y"};
  printf("%s\n", *(names + 1));
  return 0;
}
