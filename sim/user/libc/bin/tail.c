/* tail(1): the last lines, -n N or -N. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int show(FILE* f, long lines) {
  size_t size = 0, room = 0;
  char* text = NULL;
  int c;
  while ((c = getc(f)) != EOF) {
    if (size == room) text = realloc(text, room = room * 2 + 512);
    if (text == NULL) return 1;
    text[size++] = (char)c;
  }
  size_t from = size;
  for (long left = lines; from > 0; --from) {
    if (from < size && text[from - 1] == '\n' && --left == 0) break;
    if (lines == 0) break;
  }
  fwrite(text + (lines ? from : size), 1, lines ? size - from : 0, stdout);
  free(text);
  return 0;
}

int main(int argc, char** argv) {
  long lines = 10;
  int files = 0, status = 0;
  for (int i = 1; i < argc; ++i) {
    const char* value = argv[i];
    if (value[0] != '-' || value[1] == 0) {
      argv[files++] = argv[i];
      continue;
    }
    value += value[1] == 'n' ? 2 : 1;
    if (*value == 0 && i + 1 < argc) value = argv[++i];
    if (*value < '0' || *value > '9') {
      fprintf(stderr, "tail: invalid option '%s'\n", argv[i]);
      return 1;
    }
    lines = atol(value);
  }
  if (files == 0) return show(stdin, lines);
  for (int i = 0; i < files; ++i) {
    FILE* f = fopen(argv[i], "r");
    if (f == NULL) {
      fprintf(stderr, "tail: cannot open '%s' for reading: %s\n", argv[i], strerror(errno));
      status = 1;
      continue;
    }
    if (files > 1) printf("%s==> %s <==\n", i ? "\n" : "", argv[i]);
    status |= show(f, lines);
    fclose(f);
  }
  return status;
}
