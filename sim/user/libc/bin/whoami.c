/* whoami(1). */
#include <stdio.h>
#include <unistd.h>

int main(void) {
  if (geteuid() == 0)
    puts("root");
  else
    printf("%u\n", geteuid());
  return 0;
}
