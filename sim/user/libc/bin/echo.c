/* echo(1): -n, -e, -E. */
#include <bits/commands.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char** argv) {
  int newline = 1, escapes = 0, i = 1;
  for (; i < argc && argv[i][0] == '-' && argv[i][1]; ++i) {
    if (strspn(argv[i] + 1, "neE") != strlen(argv[i] + 1)) break;
    for (const char* o = argv[i] + 1; *o; ++o) {
      if (*o == 'n') newline = 0;
      if (*o != 'n') escapes = *o == 'e';
    }
  }
  for (int first = i; i < argc; ++i) {
    if (i > first) putchar(' ');
    if (!escapes)
      fputs(argv[i], stdout);
    else if (!__put_escaped(argv[i]))
      return 0;
  }
  if (newline) putchar('\n');
  return 0;
}
