#include <stdio.h>
#include <stdlib.h>
int add();
typedef unsigned int uint_t;
typedef struct list list_t;
struct list {
  int v;
  list_t *next;
};
static list_t *push(list_t *l, int v) {
  list_t *n = malloc(sizeof *n);
  n->v = v;
  n->next = l;
  return n;
}
int older(a, s, c)
int a;
char *s, c;
{ return a + s[0] + c; }
add(a, b) { return a + b; }
enum { A, B = 10, C, D = -1 };
enum week { MON = 1, TUE, SUN = 7 };
const int limit = 10;
static const char *const msg = "msg";
volatile int vol;
register_me(void) {
  register int i = 3;
  return i;
}
extern int later;
int later = 12;
int tent;
int tent;
int arr[];
int arr[3] = {1, 2};
inline static int in(int x) { return x * 2; }
_Static_assert(sizeof(int) == 4, "int");
_Noreturn static void die(int n) {
  printf("die %d\n", n);
  exit(n);
}
#define typecheck(x) _Generic((x), int : "int", char * : "str", double : "dbl", default : "other")
int main(argc, argv)
int argc;
char **argv;
{
  list_t *l = 0;
  for (int i = 0; i < 4; i++) l = push(l, i);
  while (l) {
    printf("%d ", l->v);
    list_t *n = l->next;
    free(l);
    l = n;
  }
  printf("%d %d %d %d %d\n", add(1, 2), older(1, "a", 'b'), C, D, SUN);
  enum week d = TUE;
  printf("%d %zu %s %d %d\n", d, sizeof d, msg, limit, register_me());
  printf("%d %d %d %zu %d\n", later, tent, arr[1], sizeof arr, in(21));
  printf("%s %s %s %s\n", typecheck(1), typecheck("x"), typecheck(1.0), typecheck(1L));
  int t = ({
    int q = 5;
    q * 2;
  });
  typeof(t) t2 = t + 1;
  printf("%d %d\n", t, t2);
  uint_t x = 5;
  {
    typedef char uint_t;
    uint_t y = 300;
    printf("%d %d\n", (int)sizeof(uint_t), y);
  }
  struct s {
    int a;
  } s1 = {1};
  {
    struct s {
      char b[9];
    } s2;
    printf("%zu %zu\n", sizeof s1, sizeof s2);
  }
  printf("%d\n", (x, 3, 4));
  int a = 1, b = 2, c = 3;
  a = b = c;
  printf("%d%d%d\n", a, b, c);
  printf("h\u00e9llo \xe4\xb8\xad 中文\n"); /* 注释 */
  printf("%s\n", __func__);
  argv = argv;
  if (argc > 100) return 1;
  die(4);
}
