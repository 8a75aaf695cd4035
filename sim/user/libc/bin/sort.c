/* sort(1): -r, -n, -u, -k N. Bytes decide, as in the C locale. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int reverse, numeric, unique, key;

static const char* field(const char* line) {
  for (int i = 1; i < key; ++i) {
    line += strspn(line, " \t");
    line += strcspn(line, " \t");
  }
  return line;
}

static int by_key(const char* a, const char* b) {
  a = field(a);
  b = field(b);
  if (!numeric) return strcmp(a, b);
  double x = strtod(a, NULL), y = strtod(b, NULL);
  return (x > y) - (x < y);
}

static int compare(const void* a, const void* b) {
  const char *x = *(char*const*)a, *y = *(char*const*)b;
  int order = by_key(x, y);
  if (order == 0 && !unique) order = strcmp(x, y);
  return reverse ? -order : order;
}

static char** lines;
static size_t count, room;

static void read_lines(FILE* f) {
  char* line = NULL;
  size_t size = 0;
  long n;
  while ((n = getline(&line, &size, f)) > 0) {
    if (line[n - 1] == '\n') line[n - 1] = 0;
    if (count == room) lines = realloc(lines, (room = room * 2 + 64) * sizeof *lines);
    lines[count++] = strdup(line);
  }
  free(line);
}

int main(int argc, char** argv) {
  int files = 0;
  for (int i = 1; i < argc; ++i) {
    if (argv[i][0] != '-' || argv[i][1] == 0) {
      argv[files++] = argv[i];
      continue;
    }
    for (const char* o = argv[i] + 1; *o; ++o) {
      if (*o == 'r') {
        reverse = 1;
      } else if (*o == 'n') {
        numeric = 1;
      } else if (*o == 'u') {
        unique = 1;
      } else if (*o == 'k') {
        key = atoi(o[1] ? o + 1 : i + 1 < argc ? argv[++i] : "1");
        break;
      } else {
        fprintf(stderr, "sort: invalid option -- '%c'\nTry 'sort --help' for more information.\n",
                *o);
        return 2;
      }
    }
  }
  if (files == 0) read_lines(stdin);
  for (int i = 0; i < files; ++i) {
    FILE* f = strcmp(argv[i], "-") ? fopen(argv[i], "r") : stdin;
    if (f == NULL) {
      fprintf(stderr, "sort: cannot read: %s: %s\n", argv[i], strerror(errno));
      return 2;
    }
    read_lines(f);
  }
  if (count) qsort(lines, count, sizeof *lines, compare);
  for (size_t i = 0; i < count; ++i)
    if (!unique || i == 0 || by_key(lines[i - 1], lines[i])) puts(lines[i]);
  return 0;
}
