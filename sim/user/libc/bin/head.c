/* head(1) of lines: -n N, -N; -c N of bytes. */
#include <bits/commands.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int show(FILE* f, long lines, long bytes) {
  int c;
  while ((bytes < 0 ? lines > 0 : bytes > 0) && (c = getc(f)) != EOF) {
    putchar(c);
    if (c == '\n') --lines;
    if (bytes > 0) --bytes;
  }
  return 0;
}

int main(int argc, char** argv) {
  long lines = 10, bytes = -1;
  int files = 0, status = 0;
  for (int i = 1; i < argc; ++i) {
    const char* value = argv[i];
    if (value[0] != '-' || value[1] == 0) {
      argv[files++] = argv[i];
      continue;
    }
    char kind = value[1] >= '0' && value[1] <= '9' ? 'n' : value[1];
    value += kind == value[1] ? 2 : 1;
    if (kind != 'n' && kind != 'c') {
      fprintf(stderr, "head: invalid option -- '%c'\nTry 'head --help' for more information.\n",
              kind);
      return 1;
    }
    if (*value == 0) value = i + 1 < argc ? argv[++i] : "0";
    *(kind == 'n' ? &lines : &bytes) = atol(value);
  }
  if (files == 0) return show(stdin, lines, bytes);
  for (int i = 0; i < files; ++i) {
    FILE* f = strcmp(argv[i], "-") ? fopen(argv[i], "r") : stdin;
    if (f == NULL) {
      fflush(stdout);
      fprintf(stderr, "head: cannot open '%s' for reading: %s\n", argv[i], strerror(errno));
      status = 1;
      continue;
    }
    if (files > 1) printf("%s==> %s <==\n", i ? "\n" : "", argv[i]);
    show(f, lines, bytes);
    if (f != stdin) fclose(f);
  }
  return status;
}
