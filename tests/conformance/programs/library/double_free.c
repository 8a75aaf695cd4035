/* proves: a block that is freed twice ends the program with SIGABRT | section: The C library */
#include <stdlib.h>
int main(void) {
  char* volatile p = malloc(10);
  malloc(10);
  free(p);
  free(p);
  return 0;
}
