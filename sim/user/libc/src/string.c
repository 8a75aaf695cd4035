#define _GNU_SOURCE
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

void* memcpy(void* to, const void* from, size_t n) {
  __builtin_memcpy(to, from, n);
  return to;
}

void* mempcpy(void* to, const void* from, size_t n) {
  __builtin_memcpy(to, from, n);
  return (char*)to + n;
}

void* memset(void* to, int c, size_t n) {
  __builtin_memset(to, c, n);
  return to;
}

void* memmove(void* to, const void* from, size_t n) {
  char* t = to;
  const char* f = from;
  if (t + n <= f || f + n <= t) {
    __builtin_memcpy(to, from, n);
  } else if (t < f) {
    while (n--) *t++ = *f++;
  } else if (t > f) {
    while (n--) t[n] = f[n];
  }
  return to;
}

int memcmp(const void* a, const void* b, size_t n) {
  const unsigned char* x = a;
  const unsigned char* y = b;
  for (; n > 0; --n, ++x, ++y)
    if (*x != *y) return *x - *y;
  return 0;
}

void* memchr(const void* s, int c, size_t n) {
  const unsigned char* p = s;
  for (; n > 0; --n, ++p)
    if (*p == (unsigned char)c) return (void*)p;
  return NULL;
}

void* memrchr(const void* s, int c, size_t n) {
  const unsigned char* p = s;
  while (n > 0)
    if (p[--n] == (unsigned char)c) return (void*)(p + n);
  return NULL;
}

void* memccpy(void* to, const void* from, int c, size_t n) {
  unsigned char* t = to;
  const unsigned char* f = from;
  for (; n > 0; --n) {
    *t++ = *f;
    if (*f++ == (unsigned char)c) return t;
  }
  return NULL;
}

void* memmem(const void* s, size_t n, const void* part, size_t part_n) {
  const char* p = s;
  for (; n >= part_n; --n, ++p)
    if (memcmp(p, part, part_n) == 0) return (void*)p;
  return NULL;
}

size_t strlen(const char* s) {
  const char* p = s;
  while (*p) ++p;
  return p - s;
}

size_t strnlen(const char* s, size_t max) {
  size_t n = 0;
  while (n < max && s[n]) ++n;
  return n;
}

char* stpcpy(char* to, const char* from) {
  while ((*to = *from)) ++to, ++from;
  return to;
}

char* strcpy(char* to, const char* from) {
  stpcpy(to, from);
  return to;
}

char* stpncpy(char* to, const char* from, size_t n) {
  size_t length = strnlen(from, n);
  __builtin_memcpy(to, from, length);
  __builtin_memset(to + length, 0, n - length);
  return to + length;
}

char* strncpy(char* to, const char* from, size_t n) {
  stpncpy(to, from, n);
  return to;
}

char* strcat(char* to, const char* from) {
  stpcpy(to + strlen(to), from);
  return to;
}

char* strncat(char* to, const char* from, size_t n) {
  size_t length = strnlen(from, n);
  char* end = to + strlen(to);
  __builtin_memcpy(end, from, length);
  end[length] = 0;
  return to;
}

int strcmp(const char* a, const char* b) {
  while (*a && *a == *b) ++a, ++b;
  return (unsigned char)*a - (unsigned char)*b;
}

int strncmp(const char* a, const char* b, size_t n) {
  for (; n > 0; --n, ++a, ++b)
    if (*a != *b || *a == 0) return (unsigned char)*a - (unsigned char)*b;
  return 0;
}

int strcoll(const char* a, const char* b) { return strcmp(a, b); }

size_t strxfrm(char* to, const char* from, size_t n) {
  size_t length = strlen(from);
  if (n > 0) __builtin_memcpy(to, from, length < n ? length + 1 : n);
  return length;
}

char* strchrnul(const char* s, int c) {
  while (*s && *s != (char)c) ++s;
  return (char*)s;
}

char* strchr(const char* s, int c) {
  s = strchrnul(s, c);
  return *s == (char)c ? (char*)s : NULL;
}

char* strrchr(const char* s, int c) {
  const char* found = NULL;
  do {
    if (*s == (char)c) found = s;
  } while (*s++);
  return (char*)found;
}

char* strstr(const char* s, const char* part) {
  size_t n = strlen(part);
  for (;; ++s) {
    if (strncmp(s, part, n) == 0) return (char*)s;
    if (*s == 0) return NULL;
  }
}

size_t strspn(const char* s, const char* set) {
  size_t n = 0;
  while (s[n] && strchr(set, s[n])) ++n;
  return n;
}

size_t strcspn(const char* s, const char* set) {
  size_t n = 0;
  while (s[n] && !strchr(set, s[n])) ++n;
  return n;
}

char* strpbrk(const char* s, const char* set) {
  s += strcspn(s, set);
  return *s ? (char*)s : NULL;
}

char* strtok_r(char* s, const char* separators, char** rest) {
  if (s == NULL) s = *rest;
  s += strspn(s, separators);
  if (*s == 0) {
    *rest = s;
    return NULL;
  }
  char* end = s + strcspn(s, separators);
  if (*end) *end++ = 0;
  *rest = end;
  return s;
}

static char* strtok_rest;
char* strtok(char* s, const char* separators) { return strtok_r(s, separators, &strtok_rest); }

char* strsep(char** s, const char* separators) {
  char* begin = *s;
  if (begin == NULL) return NULL;
  char* end = begin + strcspn(begin, separators);
  *s = *end ? end + 1 : NULL;
  *end = 0;
  return begin;
}

char* strdup(const char* s) {
  size_t n = strlen(s) + 1;
  char* copy = malloc(n);
  return copy ? memcpy(copy, s, n) : NULL;
}

char* strndup(const char* s, size_t n) {
  size_t length = strnlen(s, n);
  char* copy = malloc(length + 1);
  if (copy == NULL) return NULL;
  memcpy(copy, s, length);
  copy[length] = 0;
  return copy;
}
