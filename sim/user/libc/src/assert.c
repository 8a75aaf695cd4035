#include <bits/libc.h>
#include <stdlib.h>
#include <string.h>

void __assert_fail(const char* expression, const char* file, unsigned line, const char* function) {
  const char* slash = strrchr(__program_name, '/');
  fprintf(stderr, "%s: %s:%u: %s: Assertion `%s' failed.\n", slash ? slash + 1 : __program_name,
          file, line, function, expression);
  abort();
}
