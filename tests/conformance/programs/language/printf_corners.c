/* proves: printf's flags, widths, precisions and length modifiers give what glibc gives | section: The C library */
#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

int main(void) {
  printf("[%d] [%5d] [%-5d] [%05d] [%+d] [% d] [%+5d] [%-+5d]|\n", 42, 42, 42, 42, 42, 42, 42, 42);
  printf("[%.3d] [%8.3d] [%-8.3d] [%08.3d] [%.0d] [%.0d]\n", 7, 7, 7, 7, 0, 1);
  printf("[%u] [%x] [%X] [%o] [%#x] [%#X] [%#o] [%#x]\n", 255u, 255u, 255u, 255u, 255u, 255u, 255u, 0u);
  printf("[%08x] [%#010x] [%-#10x] [%.5x]\n", 0xbeefu, 0xbeefu, 0xbeefu, 0xbeefu);
  printf("[%hhd] [%hd] [%ld] [%lld] [%zu] [%jd] [%td]\n", 300, 70000, LONG_MIN, LLONG_MAX, sizeof(long), (intmax_t)-1, (ptrdiff_t)5);
  printf("[%hhu] [%hu] [%lu] [%llx]\n", 300, 70000, ULONG_MAX, ULLONG_MAX);
  printf("[%c] [%5c] [%-5c] [%%]\n", 'x', 'y', 'z');
  printf("[%s] [%10s] [%-10s] [%.3s] [%10.3s] [%-10.3s] [%.0s]\n", "string", "string", "string", "string", "string", "string", "string");
  printf("[%*d] [%-*d] [%.*s] [%*d]\n", 6, 42, 6, 42, 2, "string", -6, 42);
  printf("[%p] [%s]\n", (void *)0x1234, (char *)"");
  printf("[%f] [%.2f] [%8.3f] [%-8.1f] [%+f] [%.0f] [%#.0f]\n", 3.14159, 3.14159, 3.14159, 3.14159, 3.14159, 2.5, 2.5);
  printf("[%f] [%.1f] [%.1f] [%.2f] [%.3f]\n", 1e10, 0.05, 0.25, 1.005, -0.0005);
  printf("[%e] [%.2e] [%E] [%g] [%g] [%g] [%g] [%G]\n", 12345.678, 12345.678, 0.00012, 100000.0, 1000000.0, 0.0001, 0.00001, 1e-10);
  printf("[%g] [%.3g] [%#g] [%10g] [%g]\n", 0.1, 1234.5, 1.0, 2.5, 0.0);
  printf("[%f] [%g] [%f] [%5.1f]\n", 1.0 / 0.0 > 0 ? 1e308 * 10 : 0, -1e308 * 10, 0.0, -0.0);
  int n = 0;
  printf("count%n", &n);
  printf(" %d\n", n);
  char buffer[8];
  int r = snprintf(buffer, sizeof buffer, "%d-%d", 12345, 67890);
  printf("%d [%s] %zu\n", r, buffer, strlen(buffer));
  r = snprintf(NULL, 0, "%s", "measure me");
  printf("%d\n", r);
  r = sprintf(buffer, "%03d", 7);
  printf("%d [%s]\n", r, buffer);
  printf("%d\n", printf("twelve here\n"));
  puts("puts adds a line end");
  putchar('A');
  putchar('\n');
  fputs("fputs does not\n", stdout);
  fprintf(stdout, "%s %d\n", "fprintf", 1);
  return 0;
}
