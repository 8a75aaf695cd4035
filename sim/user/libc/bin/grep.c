/* grep(1) with ^ $ . [...] and x*: -v, -c, -i, -n, -q. */
#define _GNU_SOURCE
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int inverted, counts, numbers, quiet, any_case;

/* Behind the pattern's first sign: a letter, \\x or [...]. */
static const char* behind(const char* p) {
  if (*p == '\\' && p[1]) return p + 2;
  if (*p != '[') return p + 1;
  const char* end = p[1] == '^' ? p + 2 : p + 1;
  end = *end ? strchr(end + 1, ']') : NULL;
  return end ? end + 1 : p + 1;
}

static int one_of(const char* p, const char* end, char c) {
  int inverted = *p == '^', in = 0;
  for (p += inverted; p < end; ++p) {
    char low = *p, high = low;
    if (p + 2 < end && p[1] == '-') high = *(p += 2);
    in |= c >= low && c <= high;
  }
  return in != inverted;
}

static int same(const char* p, char c) {
  if (c == 0) return 0;
  if (*p == '\\' && p[1]) return p[1] == c;
  if (*p == '[' && behind(p) > p + 1) return one_of(p + 1, behind(p) - 1, c);
  return *p == '.' || *p == c || (any_case && tolower(*p) == tolower(c));
}

static int matches_here(const char* p, const char* s) {
  if (*p == 0) return 1;
  if (p[0] == '$' && p[1] == 0) return *s == 0;
  const char* next = behind(p);
  if (*next != '*') return same(p, *s) && matches_here(next, s + 1);
  do {
    if (matches_here(next + 1, s)) return 1;
  } while (same(p, *s++));
  return 0;
}

static int matches(const char* p, const char* s) {
  if (*p == '^') return matches_here(p + 1, s);
  do {
    if (matches_here(p, s)) return 1;
  } while (*s++);
  return 0;
}

static long search(FILE* f, const char* pattern, const char* name) {
  char* line = NULL;
  size_t size = 0;
  long n, found = 0, number = 0;
  while ((n = getline(&line, &size, f)) > 0) {
    if (line[n - 1] == '\n') line[n - 1] = 0;
    ++number;
    if (matches(pattern, line) == inverted) continue;
    ++found;
    if (counts || quiet) continue;
    if (name) printf("%s:", name);
    if (numbers) printf("%ld:", number);
    puts(line);
  }
  if (counts && name) printf("%s:", name);
  if (counts) printf("%ld\n", found);
  free(line);
  return found;
}

int main(int argc, char** argv) {
  int option, trouble = 0;
  long found = 0;
  while ((option = getopt(argc, argv, "vcinq")) != -1) {
    if (option == '?') return 2;
    *(option == 'v'   ? &inverted
      : option == 'c' ? &counts
      : option == 'i' ? &any_case
      : option == 'n' ? &numbers
                      : &quiet) = 1;
  }
  if (optind == argc) {
    fprintf(stderr, "Usage: grep [OPTION]... PATTERNS [FILE]...\n");
    return 2;
  }
  const char* pattern = argv[optind++];
  if (optind == argc) found = search(stdin, pattern, NULL);
  for (int i = optind; i < argc; ++i) {
    FILE* f = fopen(argv[i], "r");
    if (f == NULL) {
      fprintf(stderr, "grep: %s: %s\n", argv[i], strerror(errno));
      trouble = 1;
      continue;
    }
    found += search(f, pattern, argc - optind > 1 ? argv[i] : NULL);
    fclose(f);
  }
  return trouble ? 2 : found == 0;
}
