/* proves: enum, typedef, const, volatile, storage classes, casts and the comma operator are understood wherever C allows them | section: The C language */
#include <stdio.h>

typedef unsigned long ulong_t;
typedef struct list list;
struct list { list *next; ulong_t v; };
typedef enum { MON = 1, TUE, WED, SUN = 7 } day;
typedef int row[3];
typedef char *text;
extern int later;
static const int answer = 42;
volatile int shared;
int later = 8;
static inline int twice(const int x) { return 2 * x; }
static day next_day(day d) { return d == SUN ? MON : (day)(d + 1); }
_Static_assert(sizeof(row) == 12, "three ints");

int main(void) {
  const text t = "text";
  row r = {1, 2, 3};
  register int i = 0;
  auto int j = 1;
  volatile int *v = &shared;
  *v = 5;
  list b = {0, 2}, a = {&b, 1};
  ulong_t sum = 0;
  for (const list *l = &a; l; l = l->next) sum += l->v;
  printf("%lu %s %d %d %d\n", sum, t, r[2], i + j, shared);
  printf("%d %d %d\n", answer, later, twice(4));
  printf("%d %d %d\n", WED, next_day(SUN), next_day(TUE));
  int x = (printf("comma "), 3);
  printf("%d\n", x);
  enum { LOCAL = 10, OTHER = LOCAL * 2 };
  struct { enum { A, B, C } e; } s = {B};
  printf("%d %d\n", OTHER, s.e);
  int arr[OTHER / 4] = {[LOCAL / 5] = 9};
  printf("%zu %d\n", sizeof arr, arr[2]);
  printf("%d\n", (int)sizeof(struct { char c; int i; }));
  extern int later;
  printf("%d\n", later);
  return 0;
}
