/* proves: structures by value, enumerations, tagged unions with methods | section: Text book programs */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
typedef enum { CIRCLE, RECT, TRI } kind;
typedef struct shape {
  kind k;
  union {
    struct {
      double r;
    } c;
    struct {
      double w, h;
    } r;
    double abc[3];
  } u;
  const char *(*name)(const struct shape *);
  double (*area)(const struct shape *);
} shape;
static const char *cn(const shape *s) {
  (void)s;
  return "circle";
}
static double ca(const shape *s) { return 3.14159265358979 * s->u.c.r * s->u.c.r; }
static const char *rn(const shape *s) { return "rect"; }
static double ra(const shape *s) { return s->u.r.w * s->u.r.h; }
enum week { Sun = 1, Mon, Tue, Wed = 10, Thu, Fri = Thu * 2, Sat };
struct date {
  unsigned d : 5, m : 4, y : 12;
};
struct student {
  char name[20];
  int roll;
  float marks[3];
  struct date dob;
};
typedef struct student Student;
extern int counter;
int counter = 5;
static int next(void) {
  static int n = 100;
  return n++;
}
const int limits[] = {10, 20, 30};
volatile int vv;
void byval(Student s) {
  s.roll = 0;
  strcpy(s.name, "changed");
}
Student mk(const char *n, int r) {
  Student s = {0};
  strncpy(s.name, n, sizeof s.name - 1);
  s.roll = r;
  s.dob = (struct date){1, 2, 2000};
  return s;
}
void swap(Student *a, Student *b) {
  Student t = *a;
  *a = *b;
  *b = t;
}
int main(void) {
  shape s[2] = {{CIRCLE, .u.c = {2}, cn, ca}, {RECT, .u.r = {3, 4}, rn, ra}};
  for (int i = 0; i < 2; i++) printf("%s %.3f\n", s[i].name(&s[i]), s[i].area(s + i));
  printf("%d %d %d %d\n", Mon, Thu, Fri, Sat);
  Student a = mk("Alice", 1), b = mk("Bob", 2);
  swap(&a, &b);
  byval(a);
  printf("%s %d %s %u/%u/%u\n", a.name, a.roll, b.name, a.dob.d, a.dob.m, a.dob.y);
  next();
  next();
  printf("%d %d %d\n", next(), counter, limits[2]);
  Student *p = malloc(3 * sizeof *p);
  p[0] = a;
  *(p + 1) = b;
  p = realloc(p, 10 * sizeof *p);
  printf("%s %s %zu\n", p->name, (p + 1)->name, sizeof(Student));
  free(p);
  printf("%d\n", memcmp(&a, &b, sizeof a) != 0);
  return 0;
}
