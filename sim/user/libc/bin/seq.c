/* seq(1) of whole numbers: LAST, FIRST LAST, FIRST STEP LAST. */
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char** argv) {
  if (argc < 2 || argc > 4) {
    fprintf(stderr, "seq: missing operand\nTry 'seq --help' for more information.\n");
    return 1;
  }
  long first = argc > 2 ? atol(argv[1]) : 1, step = argc > 3 ? atol(argv[2]) : 1;
  long last = atol(argv[argc - 1]);
  if (step == 0) {
    fprintf(stderr, "seq: invalid Zero increment value: '0'\n");
    return 1;
  }
  for (long i = first; step > 0 ? i <= last : i >= last; i += step) printf("%ld\n", i);
  return 0;
}
