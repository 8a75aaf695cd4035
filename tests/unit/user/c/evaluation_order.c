#include <stdio.h>
int g = 1;
struct {
  int i;
} s = {1}, *p = &s;
int a[3] = {1, 1, 1};
int f(void) {
  g += 10;
  s.i += 10;
  a[1] += 10;
  return 1;
}
int main(void) {
  int l = 1;
  int k = 1;
  g += f();
  s.i += f();
  p->i += f();
  a[k] += f();
  printf("%d %d %d\n", g, s.i, a[1]);
  g = 1;
  printf("%d\n", g + f());
  g = 1;
  printf("%d\n", f() + g);
  s.i = 1;
  printf("%d\n", s.i + f());
  p->i = 1;
  printf("%d\n", p->i * 2 + f());
  g = 1;
  printf("%d\n", g * 2 + f());
  a[1] = 1;
  printf("%d\n", a[k] + f());
  g = 1;
  printf("%d\n", g < f());
  g = 1;
  printf("%d\n", (long)g + f());
  g = 1;
  printf("%d\n", g - f());
  g = 1;
  printf("%d\n", (char)g + f() + g);
  return 0;
}
