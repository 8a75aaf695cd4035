#include <assert.h>
#include <stdio.h>
int main(int argc, char** argv) {
  (void)argv;
  printf("before\n");
  assert(argc == 1);
  assert(argc > 5 && "explained");
  return 0;
}
