#include <stddef.h>
#include <stdio.h>
#include <string.h>
struct point {
  int x, y;
};
struct rect {
  struct point a, b;
  char tag;
  double w;
};
union u {
  int i;
  float f;
  unsigned char bytes[8];
  struct {
    short lo, hi;
  };
};
struct bits {
  unsigned a : 3;
  int b : 5;
  unsigned c : 24;
  unsigned d : 1;
  long e : 40;
  unsigned : 0;
  _Bool f : 1;
};
struct __attribute__((packed)) pk {
  char c;
  int i;
  short s;
};
struct flex {
  int n;
  int v[];
};
struct node {
  int value;
  struct node *next;
};
typedef struct {
  char name[16];
  int (*op)(int, int);
} entry;
static int add(int a, int b) { return a + b; }
static int mul(int a, int b) { return a * b; }
static entry table[] = {{"add", add}, {.op = mul, .name = "mul"}, {"sub"}};
static struct rect global = {{1, 2}, {3, 4}, 'z', 2.5};
static int grid[3][4] = {{1, 2}, {5, 6, 7, 8}, [2][1] = 9};
static int matrix[2][2][2] = {1, 2, 3, 4, 5, 6, 7};
static struct point pts[] = {[2] = {5, 6}, [0] = {1}, {.y = 8}};
static const char *strs[] = {"a", "bc", NULL};
static char text[] = "hello", text8[8] = "hi", nozero[3] = "abc";
static int *gp = &grid[1][2];
static struct point *pp = &global.b;
static char *cp = text + 2;
struct anon {
  int k;
  union {
    int i;
    char c[4];
  };
  struct {
    int p, q;
  } in;
};
static struct rect make(int n) {
  struct rect r = {{n, n + 1}, {n + 2}};
  r.w = n / 2.0;
  return r;
}
static int sum(struct rect r) { return r.a.x + r.a.y + r.b.x + r.b.y; }
static struct point swap(struct point p) { return (struct point){p.y, p.x}; }
int main(void) {
  printf("%zu %zu %zu %zu %zu %zu\n", sizeof(struct rect), sizeof(union u), sizeof(struct bits),
         sizeof(struct pk), sizeof(struct flex), sizeof(entry));
  printf("%zu %zu %zu\n", offsetof(struct rect, tag), offsetof(struct rect, w),
         offsetof(struct pk, s));
  struct bits b = {5, -3, 0xabcdef, 1, -12345678901L, 1};
  printf("%u %d %x %u %ld %d\n", b.a, b.b, b.c, b.d, (long)b.e, b.f);
  b.a = 9;
  b.b = 15;
  b.b++;
  b.c += 1;
  b.e *= 2;
  b.d ^= 1;
  printf("%u %d %x %u %ld\n", b.a, b.b, b.c, b.d, (long)b.e);
  printf("%d %d\n", b.a++, (b.b = 20));
  union u u;
  memset(&u, 0, sizeof u);
  u.f = 1.0f;
  printf("%x %d %d\n", u.i, u.bytes[3], u.hi);
  for (int i = 0; i < 3; i++)
    printf("%s %d\n", table[i].name, table[i].op ? table[i].op(6, 7) : -1);
  printf("%d %d %c %g\n", global.a.x, global.b.y, global.tag, global.w);
  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 4; j++) printf("%d ", grid[i][j]);
  printf("\n%d %d\n", matrix[1][1][0], matrix[1][1][1]);
  printf("%d %d %d %d %zu\n", pts[0].x, pts[1].y, pts[2].x, pts[2].y, sizeof pts / sizeof *pts);
  for (const char **s = strs; *s; s++) printf("%s ", *s);
  printf("%zu %s %.3s %d\n", sizeof text, text8, nozero, text8[7]);
  printf("%d %d %s\n", *gp, pp->y, cp);
  struct rect r = make(10), s;
  s = r;
  s.a.x = 99;
  printf("%d %d %g %d\n", sum(r), sum(s), s.w, make(3).b.x);
  struct point p = swap((struct point){1, 2});
  printf("%d %d\n", p.x, p.y);
  struct point *q = &p;
  q->x += 5;
  (*q).y--;
  printf("%d %d\n", p.x, p.y);
  struct anon an = {1, {2}, {3, 4}};
  an.c[1] = 1;
  printf("%d %d %d\n", an.i, an.in.q, an.k);
  struct node n3 = {3, NULL}, n2 = {2, &n3}, n1 = {1, &n2};
  int total = 0;
  for (struct node *n = &n1; n; n = n->next) total = total * 10 + n->value;
  printf("%d\n", total);
  int local[5] = {1, 2};
  int *lp = local + 4;
  printf("%d %ld %d\n", local[4], lp - local, *(lp - 3));
  char buf[10] = {'a', 'b'};
  printf("%s %zu\n", buf, strlen(buf));
  struct {
    int a;
    char s[4];
  } arr[2] = {{1, "xy"}, {2, {'p', 'q'}}};
  printf("%s %s\n", arr[0].s, arr[1].s);
  struct point t1 = {1, 2}, t2 = {3, 4};
  t1 = total > 5 ? t2 : t1;
  printf("%d\n", t1.x);
  int *ip = (int[]){7, 8, 9};
  printf("%d\n", ip[2]);
  struct rect z = {0};
  printf("%d %g\n", z.b.y, z.w);
  struct pk pk = {1, 0x01020304, 5};
  printf("%d %d\n", pk.i, ((unsigned char *)&pk)[1]);
  struct {
    struct point p;
    int k;
  } nest = {p, 3};
  printf("%d %d\n", nest.p.x, nest.k);
  struct {
    struct point p;
    int k;
  } elide = {1, 2, 3};
  printf("%d %d\n", elide.p.y, elide.k);
  return 0;
}
