/* proves: initializers: designated, nested, partial, of strings, unions, static and automatic objects, compound literals | section: The C language */
#include <stdio.h>
#include <string.h>

struct point { int x, y; };
struct line { struct point a, b; const char *name; };
struct table { int n; struct { char key[4]; int value; } rows[3]; };
union number { int i; float f; unsigned char bytes[4]; };

static int zeros[5];
static struct line fixed = {{1, 2}, {.y = 4}, "fixed"};
static const char *names[] = {[2] = "two", [0] = "zero", "one"};
static int matrix[3][4] = {{1}, {[2] = 5, 6}, {7, 8, 9, 10}};
static int flat[2][2] = {1, 2, 3, 4};
static char text[6] = "abc", full[3] = "xyz";
static int *pointer = &matrix[1][2];
static const char *middle = "hello" + 2;
static struct point *to_b = &fixed.b;
static long expression = sizeof(struct line) * 2 + (3 << 4 | 1);
static double real = 1 / 4.0;
static int counter(void) { static int n = 10; return n++; }

static void show(struct line l) { printf("%d %d %d %d %s\n", l.a.x, l.a.y, l.b.x, l.b.y, l.name ? l.name : "none"); }

int main(void) {
  for (int i = 0; i < 5; i++) printf("%d ", zeros[i]);
  printf("\n");
  show(fixed);
  for (int i = 0; i < 3; i++) printf("%s ", names[i]);
  printf("%zu\n", sizeof names / sizeof *names);
  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 4; j++) printf("%d%s", matrix[i][j], j == 3 ? "\n" : " ");
  printf("%d %d %d %d\n", flat[0][0], flat[0][1], flat[1][0], flat[1][1]);
  printf("%s %d %d %.3s\n", text, text[4], text[5], full);
  printf("%d %s %d %ld %g\n", *pointer, middle, to_b->y, expression, real);
  struct line local = {.name = "local", .b.x = 9};
  show(local);
  struct line copy = local;
  copy.a.x = 100;
  show(local);
  show(copy);
  struct table t = {2, {{"ab", 1}, {{'c', 'd'}, 2}}};
  for (int i = 0; i < 3; i++) printf("[%s] %d ", t.rows[i].key, t.rows[i].value);
  printf("\n");
  union number n = {.f = 1.0f};
  printf("%x %d %d\n", (unsigned)n.i, n.bytes[3], n.bytes[0]);
  show((struct line){{1, 1}, {2, 2}, "literal"});
  int *p = (int[]){5, 6, 7};
  printf("%d\n", p[0] + p[1] + p[2]);
  int partial[10] = {1, 2};
  int sum = 0;
  for (int i = 0; i < 10; i++) sum += partial[i];
  printf("%d\n", sum);
  counter();
  counter();
  printf("%d\n", counter());
  int runtime[] = {sum, sum * 2, counter()};
  printf("%d %d %d\n", runtime[0], runtime[1], runtime[2]);
  char zero[16] = {0};
  printf("%zu\n", strlen(zero));
  return 0;
}
