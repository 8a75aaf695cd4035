/* proves: structs are passed, returned and assigned by value, whatever their size | section: The C language */
#include <stdio.h>

struct small { char c; short s; };
struct two { long a, b; };
struct large { int v[20]; double d; };
struct floats { float x, y; };
struct node { int value; struct node *next; };

static struct small make_small(char c) { struct small s = {c, (short)(c * 2)}; return s; }
static struct two swap(struct two t) { long x = t.a; t.a = t.b; t.b = x; return t; }
static struct large fill(struct large l, int from) {
  for (int i = 0; i < 20; i++) l.v[i] = from + i;
  l.d *= 2;
  return l;
}
static struct floats add(struct floats a, struct floats b) { return (struct floats){a.x + b.x, a.y + b.y}; }
static int sum(struct large l) {
  int s = 0;
  for (int i = 0; i < 20; i++) s += l.v[i];
  return s;
}
static struct two deep(int n, struct two t) { return n == 0 ? t : deep(n - 1, swap((struct two){t.a + 1, t.b})); }

int main(void) {
  struct small s = make_small('A');
  printf("%c %d\n", s.c, s.s);
  struct two t = {1, 2}, u;
  u = swap(t);
  printf("%ld %ld %ld %ld\n", t.a, t.b, u.a, u.b);
  struct large l = {{0}, 1.5}, m;
  m = fill(l, 100);
  printf("%d %d %g %g %d\n", l.v[0], m.v[19], l.d, m.d, sum(m));
  printf("%d\n", fill(l, 5).v[3]);
  struct floats f = add((struct floats){1, 2}, (struct floats){0.5f, 0.25f});
  printf("%g %g\n", f.x, f.y);
  t = deep(7, t);
  printf("%ld %ld\n", t.a, t.b);
  struct node c = {3, 0}, b = {2, &c}, a = {1, &b};
  int total = 0;
  for (struct node *p = &a; p; p = p->next) total = total * 10 + p->value;
  printf("%d %d\n", total, a.next->next->value);
  struct large array[3] = {m, l, m};
  array[1] = array[2];
  array[2].v[0] = -1;
  printf("%d %d %d\n", array[0].v[0], array[1].v[0], array[2].v[0]);
  struct { struct two inner[2]; int n; } anonymous = {{{1, 2}, {3, 4}}, 5};
  struct two *q = anonymous.inner + 1;
  printf("%ld %d\n", q->a + (*q).b, anonymous.n);
  struct with { int kind; union { int i; double d; }; } w = {1, {.d = 2.5}};
  printf("%g\n", w.d);
  return (a.value, b.value) == 2 ? 0 : 1;
}
