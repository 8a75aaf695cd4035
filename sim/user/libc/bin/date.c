/* date(1): +FORMAT. */
#include <stdio.h>
#include <time.h>

int main(int argc, char** argv) {
  char text[512];
  time_t now = time(NULL);
  const char* format = argc > 1 && argv[1][0] == '+' ? argv[1] + 1 : "%a %b %e %H:%M:%S UTC %Y";
  if (argc > 1 && argv[1][0] != '+') {
    fprintf(stderr, "date: invalid date '%s'\n", argv[1]);
    return 1;
  }
  text[strftime(text, sizeof text - 1, format, localtime(&now))] = 0;
  puts(text);
  return 0;
}
