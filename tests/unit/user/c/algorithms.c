#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#define N 200
static int sieve[N];
static unsigned long fnv(const char *s) {
  unsigned long h = 14695981039346656037ul;
  while (*s) {
    h ^= (unsigned char)*s++;
    h *= 1099511628211ul;
  }
  return h;
}
static void bubble(int *a, int n) {
  for (int i = 0; i < n - 1; i++)
    for (int j = 0; j < n - 1 - i; j++)
      if (a[j] > a[j + 1]) {
        int t = a[j];
        a[j] = a[j + 1];
        a[j + 1] = t;
      }
}
struct tree {
  int key;
  struct tree *kid[2];
};
static struct tree *insert(struct tree *t, int key) {
  if (!t) {
    t = calloc(1, sizeof *t);
    t->key = key;
    return t;
  }
  t->kid[key > t->key] = insert(t->kid[key > t->key], key);
  return t;
}
static void walk(struct tree *t, void (*visit)(int, void *), void *ctx) {
  if (!t) return;
  walk(t->kid[0], visit, ctx);
  visit(t->key, ctx);
  walk(t->kid[1], visit, ctx);
}
static void show(int k, void *ctx) { printf("%d%s", k, (const char *)ctx); }
static int queens(int n, int row, unsigned c, unsigned l, unsigned r) {
  if (row == n) return 1;
  int s = 0;
  for (int i = 0; i < n; i++) {
    unsigned b = 1u << i;
    if ((c | l | r) & b) continue;
    s += queens(n, row + 1, c | b, (l | b) << 1, (r | b) >> 1);
  }
  return s;
}
static int eval(const char **p);
static int factor(const char **p) {
  if (**p == '(') {
    ++*p;
    int v = eval(p);
    ++*p;
    return v;
  }
  if (**p == '-') {
    ++*p;
    return -factor(p);
  }
  int v = 0;
  while (isdigit((unsigned char)**p)) v = v * 10 + *(*p)++ - '0';
  return v;
}
static int term(const char **p) {
  int v = factor(p);
  while (**p == '*' || **p == '/') {
    char op = *(*p)++;
    int w = factor(p);
    v = op == '*' ? v * w : v / w;
  }
  return v;
}
static int eval(const char **p) {
  int v = term(p);
  while (**p == '+' || **p == '-') {
    char op = *(*p)++;
    int w = term(p);
    v = op == '+' ? v + w : v - w;
  }
  return v;
}
static unsigned crc(const void *d, size_t n) {
  const unsigned char *p = d;
  unsigned c = ~0u;
  while (n--) {
    c ^= *p++;
    for (int k = 0; k < 8; k++) c = c & 1 ? (c >> 1) ^ 0xedb88320u : c >> 1;
  }
  return ~c;
}
static void mat(double a[3][3], double b[3][3], double c[3][3]) {
  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 3; j++) {
      c[i][j] = 0;
      for (int k = 0; k < 3; k++) c[i][j] += a[i][k] * b[k][j];
    }
}
int main(void) {
  int count = 0;
  for (int i = 2; i < N; i++) {
    if (sieve[i]) continue;
    count++;
    for (int j = i * i; j < N; j += i) sieve[j] = 1;
  }
  printf("%d %lx %x\n", count, fnv("message queue"), crc("123456789", 9));
  int a[] = {9, 4, 7, 1, 8, 2};
  bubble(a, 6);
  for (int i = 0; i < 6; i++) printf("%d ", a[i]);
  struct tree *t = NULL;
  int keys[] = {50, 20, 70, 10, 30, 60, 80};
  for (int i = 0; i < 7; i++) t = insert(t, keys[i]);
  walk(t, show, " ");
  printf("\n");
  const char *e = "2+3*(4-1)-10/5*-1";
  printf("%d %d\n", queens(6, 0, 0, 0, 0), eval(&e));
  double x[3][3] = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}, y[3][3] = {{2}, {0, 2}, {0, 0, 2}}, z[3][3];
  mat(x, y, z);
  printf("%g %g\n", z[2][2], z[0][1]);
  char line[] = "one two  three,four";
  int words = 0;
  for (char *p = strtok(line, " ,"); p; p = strtok(NULL, " ,")) {
    p[0] = toupper((unsigned char)p[0]);
    printf("%s;", p);
    words++;
  }
  printf("%d\n", words);
  unsigned seed = 12345;
  long tot = 0;
  for (int i = 0; i < 1000; i++) {
    seed = seed * 1103515245u + 12345u;
    tot += (seed >> 16) & 0x7fff;
  }
  printf("%ld\n", tot);
  char *end;
  printf("%ld %d %s\n", strtol("  -42xyz", &end, 10), atoi("77"), end);
  char big[64];
  snprintf(big, sizeof big, "%s-%03d", "id", 7);
  printf("%s %d\n", big, strcmp(big, "id-007"));
  int h = 0;
  for (const char *p = "hash"; *p; ++p) h = 31 * h + *p;
  printf("%d\n", h);
  printf("%d\n", memcmp("abc", "abd", 3) < 0);
  return count & 0x7f;
}
