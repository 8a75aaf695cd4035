#include <bits/libc.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

static void put_to_string(struct __sink* sink, const char* from, size_t n) {
  if (sink->used < sink->size) {
    size_t room = sink->size - sink->used;
    memcpy((char*)sink->target + sink->used, from, n < room ? n : room);
  }
  sink->used += n;
}

int vsnprintf(char* to, size_t size, const char* format, va_list ap) {
  struct __sink sink = {put_to_string, to, size > 0 ? size - 1 : 0, 0, 0};
  int n = __format(&sink, format, ap);
  if (size > 0) to[sink.used < size ? sink.used : size - 1] = 0;
  return n;
}

int vsprintf(char* to, const char* format, va_list ap) {
  return vsnprintf(to, (size_t)LONG_MAX, format, ap);
}

int snprintf(char* to, size_t size, const char* format, ...) {
  va_list ap;
  va_start(ap, format);
  int n = vsnprintf(to, size, format, ap);
  va_end(ap);
  return n;
}

int sprintf(char* to, const char* format, ...) {
  va_list ap;
  va_start(ap, format);
  int n = vsprintf(to, format, ap);
  va_end(ap);
  return n;
}

int vasprintf(char** to, const char* format, va_list ap) {
  char none[1];
  int n = vsnprintf(none, 0, format, ap);
  if (n < 0) return -1;
  *to = malloc((size_t)n + 1);
  return *to ? vsnprintf(*to, (size_t)n + 1, format, ap) : -1;
}

int asprintf(char** to, const char* format, ...) {
  va_list ap;
  va_start(ap, format);
  int n = vasprintf(to, format, ap);
  va_end(ap);
  return n;
}
