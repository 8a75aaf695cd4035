/* proves: function pointers are called, stored, compared, passed and returned; variadic functions read their arguments | section: The C language */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef int (*operation)(int, int);
static int add(int a, int b) { return a + b; }
static int subtract(int a, int b) { return a - b; }
static int multiply(int a, int b) { return a * b; }
static operation choose(char c) { return c == '+' ? add : c == '-' ? &subtract : multiply; }
static int apply(int (*f)(int, int), int a, int b) { return (*f)(a, b); }
static int (*returns_pointer(int which))(int, int) { return which ? add : subtract; }

struct object { const char *name; int (*method)(struct object *, int); int state; };
static int bump(struct object *o, int by) { return o->state += by; }

static int by_value(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }
static int by_text(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static long sum(int n, ...) {
  va_list ap;
  va_start(ap, n);
  long s = 0;
  for (int i = 0; i < n; i++) s += va_arg(ap, int);
  va_end(ap);
  return s;
}
static void mixed(const char *kinds, ...) {
  va_list ap, again;
  va_start(ap, kinds);
  va_copy(again, ap);
  for (const char *k = kinds; *k; k++) {
    if (*k == 'i') printf("%d ", va_arg(ap, int));
    if (*k == 'l') printf("%ld ", va_arg(ap, long));
    if (*k == 'd') printf("%g ", va_arg(ap, double));
    if (*k == 's') printf("%s ", va_arg(ap, char *));
  }
  va_end(ap);
  printf("first again %d\n", va_arg(again, int));
  va_end(again);
}
static void forward(const char *format, ...) {
  va_list ap;
  va_start(ap, format);
  vprintf(format, ap);
  va_end(ap);
}

int main(void) {
  operation table[] = {add, subtract, multiply};
  for (int i = 0; i < 3; i++) printf("%d ", table[i](7, 3));
  printf("\n");
  printf("%d %d %d\n", choose('+')(1, 2), choose('-')(1, 2), choose('*')(3, 4));
  printf("%d %d\n", apply(multiply, 6, 7), returns_pointer(0)(9, 4));
  printf("%d %d\n", choose('+') == add, choose('-') == add);
  struct object o = {"o", bump, 5};
  o.method(&o, 3);
  printf("%d\n", (*o.method)(&o, 10));
  int numbers[] = {5, -3, 99, 0, 12, -40, 7};
  qsort(numbers, 7, sizeof(int), by_value);
  for (int i = 0; i < 7; i++) printf("%d ", numbers[i]);
  int key = 12;
  int *found = bsearch(&key, numbers, 7, sizeof(int), by_value);
  printf("at %d\n", (int)(found - numbers));
  const char *words[] = {"pear", "apple", "fig", "banana"};
  qsort(words, 4, sizeof(char *), by_text);
  for (int i = 0; i < 4; i++) printf("%s ", words[i]);
  printf("\n%ld %ld\n", sum(3, 1, 2, 3), sum(10, 1, 2, 3, 4, 5, 6, 7, 8, 9, -10));
  mixed("ilds", 1, 2L, 3.5, "four");
  mixed("iiiiiiddddddddddi", 1, 2, 3, 4, 5, 6, .1, .2, .3, .4, .5, .6, .7, .8, .9, 1., 7);
  forward("%s %d %.1f %c\n", "forwarded", 1, 2.5, 'x');
  return 0;
}
