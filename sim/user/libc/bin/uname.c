/* uname(1): -s, -n, -r, -m, -a. */
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>

int main(int argc, char** argv) {
  struct utsname u;
  const char* wanted = argc > 1 && argv[1][0] == '-' ? argv[1] + 1 : "s";
  int first = 1;
  uname(&u);
  if (strchr(wanted, 'a')) wanted = "snrvm";
  for (const char* o = "snrvm"; *o; ++o) {
    if (!strchr(wanted, *o)) continue;
    printf(first ? "%s" : " %s", *o == 's'   ? u.sysname
                                 : *o == 'n' ? u.nodename
                                 : *o == 'r' ? u.release
                                 : *o == 'v' ? u.version
                                             : u.machine);
    first = 0;
  }
  putchar('\n');
  return 0;
}
