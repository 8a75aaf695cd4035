/* proves: tables of function pointers, functions that return functions | section: Text book programs */
#include <math.h>
#include <stdio.h>
typedef double (*op)(double, double);
double add(double a, double b) { return a + b; }
double sub(double a, double b) { return a - b; }
double mul(double a, double b) { return a * b; }
double dv(double a, double b) { return b ? a / b : NAN; }
static const struct {
  const char *name;
  op f;
  char sym;
} table[] = {
    {"add", add, '+'}, {"sub", sub, '-'}, {"mul", mul, '*'}, {"div", dv, '/'}, {"pow", pow, '^'}};
int (*pick(int n))(int);
int sq(int x) { return x * x; }
int cu(int x) { return x * x * x; }
int (*pick(int n))(int) { return n == 2 ? sq : cu; }
void each(int *a, int n, void (*f)(int *)) {
  for (int i = 0; i < n; i++) f(a + i);
}
void dbl(int *p) { *p *= 2; }
int main(void) {
  for (size_t i = 0; i < sizeof table / sizeof *table; i++)
    printf("%s: 7 %c 2.5 = %g\n", table[i].name, table[i].sym, table[i].f(7, 2.5));
  printf("%d %d %d\n", pick(2)(5), (*pick(3))(5), (**pick)(2)(3));
  int a[] = {1, 2, 3};
  each(a, 3, dbl);
  each(a, 3, &dbl);
  printf("%d %d %d\n", a[0], a[1], a[2]);
  void (*fs[2])(int *) = {dbl, dbl};
  fs[1](a);
  printf("%d %d\n", *a, fs[0] == dbl);
  printf("%f %f %.3f %e\n", sqrt(2), fabs(-3.5), sin(1), exp(10));
  return 0;
}
