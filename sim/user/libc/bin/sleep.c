/* sleep(1): seconds, with a fraction and s, m, h, d; several add up. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

int main(int argc, char** argv) {
  double seconds = 0;
  if (argc < 2) {
    fprintf(stderr, "sleep: missing operand\nTry 'sleep --help' for more information.\n");
    return 1;
  }
  for (int i = 1; i < argc; ++i) {
    char* end;
    double n = strtod(argv[i], &end);
    double unit = *end == 'm' ? 60 : *end == 'h' ? 3600 : *end == 'd' ? 86400 : 1;
    int bad = end == argv[i] || n < 0 || (*end && (!strchr("smhd", *end) || end[1]));
    if (bad) {
      fprintf(stderr,
              "sleep: invalid time interval '%s'\nTry 'sleep --help' for more information.\n",
              argv[i]);
      return 1;
    }
    seconds += n * unit;
  }
  struct timespec left = {(time_t)seconds, (long)((seconds - (time_t)seconds) * 1e9 + 0.5)};
  nanosleep(&left, NULL);
  return 0;
}
