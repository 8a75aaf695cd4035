#include <bits/libc.h>
#include <stdlib.h>
#include <unistd.h>

char* getcwd(char* to, size_t size) {
  char* own = NULL;
  if (to == NULL) to = own = malloc(size > 0 ? size : (size = 4096));
  if (to == NULL) return NULL;
  if (__result(__syscall(SYS_getcwd, (long)to, size)) >= 0) return to;
  free(own);
  return NULL;
}
