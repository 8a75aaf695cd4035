#include <bits/libc.h>
#include <stdlib.h>

/* The locale is "C": a character is a byte up to 127. */
size_t mbstowcs(wchar_t* to, const char* from, size_t n) {
  size_t i = 0;
  for (; to == NULL || i < n; ++i) {
    if (from[i] & 128) {
      errno = EILSEQ;
      return -1;
    }
    if (to) to[i] = from[i];
    if (from[i] == 0) break;
  }
  return i;
}

size_t wcstombs(char* to, const wchar_t* from, size_t n) {
  size_t i = 0;
  for (; to == NULL || i < n; ++i) {
    if (from[i] < 0 || from[i] > 127) {
      errno = EILSEQ;
      return -1;
    }
    if (to) to[i] = (char)from[i];
    if (from[i] == 0) break;
  }
  return i;
}
