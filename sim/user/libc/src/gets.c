#include <bits/libc.h>
#include <stdio.h>

/* No header declares it any more, but old programs call it. */
char* gets(char* to) {
  int c, n = 0;
  while ((c = getchar()) != EOF && c != '\n') to[n++] = c;
  if (c == EOF && (n == 0 || ferror(stdin))) return NULL;
  to[n] = 0;
  return to;
}

int fgetpos(FILE* file, fpos_t* position) {
  *position = ftell(file);
  return *position < 0 ? -1 : 0;
}
int fsetpos(FILE* file, const fpos_t* position) { return fseek(file, *position, SEEK_SET); }
