#include <setjmp.h>
#include <stdio.h>
static jmp_buf env;
static int depth;
static void deep(int n) {
  depth++;
  if (n == 0) longjmp(env, 7);
  deep(n - 1);
}
static int try(int v) {
  switch (setjmp(env)) {
    case 0:
      if (v) longjmp(env, v);
      return 0;
    case 1:
      return 100;
    default:
      return 200;
  }
}
int main(void) {
  volatile int k = 1;
  int r = setjmp(env);
  if (r == 0) {
    k = 2;
    deep(5);
  } else
    printf("back %d depth %d k %d\n", r, depth, k);
  printf("%d %d %d\n", try(0), try(1), try(9));
  if (!setjmp(env))
    longjmp(env, 0);
  else
    printf("zero becomes one\n");
  return 0;
}
