#include <bits/libc.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Where the characters come from: a file, or a string. */
struct source {
  FILE* file;
  const char* text;
  long taken;
};

static int look(struct source* from) {
  if (from->file) return __fill(from->file);
  return *from->text ? (unsigned char)*from->text : EOF;
}

static void take(struct source* from) {
  if (from->file)
    ++from->file->begin;
  else
    ++from->text;
  ++from->taken;
}

static void skip_space(struct source* from) {
  while (isspace(look(from))) take(from);
}

/* Appends the next character to `to` if it is one of `set` (or a digit when set is NULL). */
static int accept(struct source* from, const char* set, char* to, int* n, int max) {
  int c = look(from);
  if (c == EOF || *n >= max || (set ? c == 0 || !strchr(set, c) : !isdigit(c))) return 0;
  to[(*n)++] = (char)c;
  take(from);
  return 1;
}

#define NUMBER_MAX 510

/* The text of an integer; returns its length, 0 when there is none. */
static int read_integer(struct source* from, char* to, int max, int* base) {
  const char* digits = "0123456789abcdefABCDEF";
  char allowed[24];
  int n = 0, any = 0;
  accept(from, "+-", to, &n, max);
  if (accept(from, "0", to, &n, max)) {
    any = 1;
    if (*base == 0 || *base == 16) {
      if (accept(from, "xX", to, &n, max)) {
        *base = 16;
      } else if (*base == 0) {
        *base = 8;
      }
    }
  }
  if (*base == 0) *base = 10;
  strcpy(allowed, digits);
  if (*base < 16) allowed[*base] = 0;
  while (accept(from, allowed, to, &n, max)) any = 1;
  to[n] = 0;
  return any ? n : 0;
}

static int read_word(struct source* from, const char* word, char* to, int* n, int max) {
  char both[3] = "";
  for (; *word; ++word) {
    both[0] = *word;
    both[1] = (char)toupper((unsigned char)*word);
    if (!accept(from, both, to, n, max)) return 0;
  }
  return 1;
}

static int read_floating(struct source* from, char* to, int max) {
  int n = 0, any = 0, c;
  accept(from, "+-", to, &n, max);
  c = tolower(look(from));
  if (c == 'n') {
    any = read_word(from, "nan", to, &n, max);
  } else if (c == 'i') {
    any = read_word(from, "inf", to, &n, max);
    if (any && tolower(look(from)) == 'i') any = read_word(from, "inity", to, &n, max);
  } else {
    const char* digits = "0123456789";
    const char* exponent = "eE";
    if (accept(from, "0", to, &n, max)) {
      any = 1;
      if (accept(from, "xX", to, &n, max)) {
        digits = "0123456789abcdefABCDEF";
        exponent = "pP";
        any = 0;
      }
    }
    while (accept(from, digits, to, &n, max)) any = 1;
    if (accept(from, ".", to, &n, max))
      while (accept(from, digits, to, &n, max)) any = 1;
    if (any && accept(from, exponent, to, &n, max)) {
      accept(from, "+-", to, &n, max);
      any = 0;
      while (accept(from, NULL, to, &n, max)) any = 1;
    }
  }
  to[n] = 0;
  return any ? n : 0;
}

static void store_integer(void* to, long value, int size) {
  if (size == 'H')
    *(char*)to = (char)value;
  else if (size == 'h')
    *(short*)to = (short)value;
  else if (size == 'l')
    *(long*)to = value;
  else
    *(int*)to = (int)value;
}

/* Marks the characters of a [set]; returns what follows it. */
static const char* read_set(const char* f, char* in_set) {
  int negated = *f == '^';
  if (negated) ++f;
  memset(in_set, negated, 256);
  const char* begin = f;
  for (; *f && (*f != ']' || f == begin); ++f) {
    unsigned char first = (unsigned char)*f, last = first;
    if (f[1] == '-' && f[2] && f[2] != ']') {
      last = (unsigned char)f[2];
      f += 2;
    }
    for (int c = first; c <= last; ++c) in_set[c] = !negated;
  }
  return *f ? f + 1 : f;
}

/* Characters of the set (any for %c, all but space for %s) into `to`, or nowhere. */
static long read_characters(struct source* from, const char* in_set, long max, char* to) {
  long n = 0;
  while (n < max) {
    int c = look(from);
    if (c == EOF || (in_set && !in_set[c])) break;
    if (to) to[n] = (char)c;
    ++n;
    take(from);
  }
  return n;
}

static int scan(struct source* from, const char* f, va_list arguments) {
  int converted = 0;
  char number[NUMBER_MAX + 2], in_set[256];
  va_list ap;
  va_copy(ap, arguments);
  for (; *f; ++f) {
    if (isspace((unsigned char)*f)) {
      skip_space(from);
      continue;
    }
    if (*f != '%' || f[1] == '%') {
      if (*f == '%') {
        ++f;
        skip_space(from);
      }
      int c = look(from);
      if (c != (unsigned char)*f) {
        if (c == EOF && converted == 0) converted = EOF;
        break;
      }
      take(from);
      continue;
    }
    int discard = 0, size = 0, base = 10, allocate = 0;
    long width = 0;
    ++f;
    if (*f == '*') discard = 1, ++f;
    for (; isdigit((unsigned char)*f); ++f) width = width * 10 + (*f - '0');
    if (*f == 'm') allocate = 1, ++f;
    for (;; ++f) {
      if (*f == 'h')
        size = size == 'h' ? 'H' : 'h';
      else if (*f && strchr("ljztLq", *f))
        size = 'l';
      else
        break;
    }
    if (*f == 'n') {
      if (!discard) store_integer(va_arg(ap, void*), from->taken, size);
      continue;
    }
    int conversion = *f;
    if (conversion != 'c' && conversion != '[') skip_space(from);
    if (look(from) == EOF) {
      if (converted == 0) converted = EOF;
      break;
    }
    int max = width > 0 && width < NUMBER_MAX ? (int)width : NUMBER_MAX;
    if (conversion == 's' || conversion == 'c' || conversion == '[') {
      long most = width > 0 ? width : conversion == 'c' ? 1 : 0x7fffffffffffL;
      char* to = NULL;
      if (conversion == '[') {
        f = read_set(f + 1, in_set) - 1;
      } else {
        memset(in_set, 1, 256);
        if (conversion == 's')
          for (int c = 0; c < 256; ++c) in_set[c] = !isspace(c);
      }
      if (!discard) {
        if (allocate) {
          most = most < 4096 ? most : 4096;
          to = malloc((size_t)most + 1);
          *va_arg(ap, char**) = to;
        } else {
          to = va_arg(ap, char*);
        }
      }
      long n = read_characters(from, in_set, most, to);
      if (n == 0 || (conversion == 'c' && n < most)) break;
      if (to && conversion != 'c') to[n] = 0;
      converted += !discard;
      continue;
    }
    if (conversion && strchr("diuxXop", conversion)) {
      if (conversion == 'i') base = 0;
      if (conversion == 'o') base = 8;
      if (conversion == 'x' || conversion == 'X' || conversion == 'p') base = 16;
      if (conversion == 'p') size = 'l';
      if (read_integer(from, number, max, &base) == 0) break;
      if (discard) continue;
      int is_signed = conversion == 'd' || conversion == 'i';
      store_integer(va_arg(ap, void*),
                    is_signed ? strtol(number, NULL, base) : (long)strtoul(number, NULL, base),
                    size);
      ++converted;
      continue;
    }
    if (conversion == 0 || !strchr("eEfFgGaA", conversion)) break;
    if (read_floating(from, number, max) == 0) break;
    if (discard) continue;
    if (size == 'l')
      *va_arg(ap, double*) = strtod(number, NULL);
    else
      *va_arg(ap, float*) = strtof(number, NULL);
    ++converted;
  }
  va_end(ap);
  return converted;
}

int vfscanf(FILE* file, const char* format, va_list ap) {
  struct source from = {file, NULL, 0};
  return scan(&from, format, ap);
}
int vsscanf(const char* text, const char* format, va_list ap) {
  struct source from = {NULL, text, 0};
  return scan(&from, format, ap);
}
int vscanf(const char* format, va_list ap) { return vfscanf(stdin, format, ap); }

int scanf(const char* format, ...) {
  va_list ap;
  va_start(ap, format);
  int n = vfscanf(stdin, format, ap);
  va_end(ap);
  return n;
}
int fscanf(FILE* file, const char* format, ...) {
  va_list ap;
  va_start(ap, format);
  int n = vfscanf(file, format, ap);
  va_end(ap);
  return n;
}
int sscanf(const char* text, const char* format, ...) {
  va_list ap;
  va_start(ap, format);
  int n = vsscanf(text, format, ap);
  va_end(ap);
  return n;
}
