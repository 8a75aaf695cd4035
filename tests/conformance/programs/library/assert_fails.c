/* proves: an assertion that fails aborts the program | section: The C library */
#include <assert.h>
#include <stdio.h>
#include <unistd.h>
int main(int argc, char** argv) {
  (void)argv;
  setvbuf(stdout, NULL, _IOFBF, 0);
  printf("not written by abort\n");
  close(2);
  assert(argc == 1);
  assert(argc > 5 && "explained");
  return 0;
}
