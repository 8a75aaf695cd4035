#include <bits/commands.h>
#include <bits/libc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct arguments {
  char** next;
  char** end;
  const char* me;
  int status;
};

static char* take(struct arguments* a) { return a->next < a->end ? *a->next++ : NULL; }

static long long whole(struct arguments* a, int is_unsigned) {
  char *text = take(a), *end;
  if (text == NULL) return 0;
  if (*text == '"' || *text == '\'') return (unsigned char)text[1];
  long long n = is_unsigned ? (long long)strtoull(text, &end, 0) : strtoll(text, &end, 0);
  if (*text == 0 || *end) {
    fflush(stdout);
    dprintf(2,
            end == text ? "%s: %s: expected numeric value\n" : "%s: %s: not completely converted\n",
            a->me, text);
    a->status = 1;
  }
  return n;
}

/* One conversion, from its % on; returns what follows it, or NULL for an end (\c in %b). */
static const char* convert(const char* f, struct arguments* a) {
  char spec[40];
  int n = 0, star[2], stars = 0;
  spec[n++] = *f++;
  while (*f && strchr("-+ #0123456789.*", *f) && n < 30) {
    if (*f == '*' && stars < 2) star[stars++] = (int)whole(a, 0);
    if (*f == '*')
      n += snprintf(spec + n, 12, "%d", star[stars - 1]);
    else
      spec[n++] = *f;
    ++f;
  }
  char c = *f;
  if (c && strchr("diouxX", c)) {
    strcpy(spec + n, "ll");
    spec[n + 2] = c;
    spec[n + 3] = 0;
    printf(spec, whole(a, c != 'd' && c != 'i'));
  } else if (c && strchr("eEfFgG", c)) {
    char* text = take(a);
    spec[n] = c;
    spec[n + 1] = 0;
    printf(spec, text ? strtod(text, NULL) : 0.0);
  } else if (c == 's' || c == 'c') {
    char* text = take(a);
    spec[n] = c;
    spec[n + 1] = 0;
    if (c == 's')
      printf(spec, text ? text : "");
    else if (text && *text)
      printf(spec, *text);
  } else if (c == 'b') {
    char* text = take(a);
    if (text && !__put_escaped(text)) return NULL;
  } else {
    fflush(stdout);
    dprintf(2, "%s: %%%c: invalid directive\n", a->me, c);
    a->status = 1;
    return NULL;
  }
  return f + 1;
}

int __run_printf(int argc, char** argv, const char* me) {
  struct arguments a = {argv + 2, argv + argc, me, 0};
  if (argc < 2) {
    dprintf(2, "%s: usage: printf format [arg ...]\n", me);
    return 2;
  }
  char** before;
  do {
    before = a.next;
    for (const char* f = argv[1]; *f;) {
      if (f[0] == '%' && f[1] == '%') {
        putchar('%');
        f += 2;
      } else if (f[0] == '%') {
        f = convert(f, &a);
        if (f == NULL) return a.status;
      } else {
        char piece[6];
        int n = 0;
        piece[n++] = *f++;
        if (piece[0] == '\\' && *f) {
          if (*f >= '0' && *f <= '7') {
            while (n < 4 && *f >= '0' && *f <= '7') piece[n++] = *f++;
          } else {
            piece[n++] = *f++;
          }
        }
        piece[n] = 0;
        if (!__put_escaped(piece)) return a.status;
      }
    }
  } while (a.next < a.end && a.next != before);
  return a.status;
}
