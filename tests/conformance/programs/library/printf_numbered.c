/* proves: printf takes numbered arguments, for widths and precisions, too | section: The C library */
#include <stdio.h>

int main(void) {
  printf("%2$s %1$s\n", "world", "hello");
  printf("%3$d %1$d %2$d %1$d\n", 10, 20, 30);
  printf("%2$*1$d|%3$.*1$f|\n", 6, 42, 3.14159265);
  printf("%1$c%1$d%%\n", 'A');
  return 0;
}
