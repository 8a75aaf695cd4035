#define _GNU_SOURCE
#include <ctype.h>
#include <string.h>
#include <strings.h>

int strncasecmp(const char* a, const char* b, size_t n) {
  for (; n > 0; --n, ++a, ++b) {
    int x = tolower((unsigned char)*a), y = tolower((unsigned char)*b);
    if (x != y || x == 0) return x - y;
  }
  return 0;
}

int strcasecmp(const char* a, const char* b) { return strncasecmp(a, b, (size_t)-1); }

char* strcasestr(const char* s, const char* part) {
  size_t n = strlen(part);
  for (;; ++s) {
    if (strncasecmp(s, part, n) == 0) return (char*)s;
    if (*s == 0) return NULL;
  }
}

void bzero(void* to, size_t n) { memset(to, 0, n); }
void bcopy(const void* from, void* to, size_t n) { memmove(to, from, n); }
int bcmp(const void* a, const void* b, size_t n) { return memcmp(a, b, n); }
char* index(const char* s, int c) { return strchr(s, c); }
char* rindex(const char* s, int c) { return strrchr(s, c); }

int ffs(int n) {
  int i = 1;
  if (n == 0) return 0;
  for (; (n & 1) == 0; n >>= 1) ++i;
  return i;
}
