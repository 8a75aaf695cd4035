#include <locale.h>
#include <string.h>

char* setlocale(int category, const char* locale) {
  if (category < 0 || category > LC_ALL) return NULL;
  if (locale && *locale && strcmp(locale, "C") != 0 && strcmp(locale, "POSIX") != 0) return NULL;
  return "C";
}
