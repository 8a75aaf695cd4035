/* id(1): -u, -g. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char** argv) {
  const char* option = argc > 1 ? argv[1] : "";
  const char* name = geteuid() == 0 ? "(root)" : "";
  if (strcmp(option, "-u") == 0)
    printf("%u\n", geteuid());
  else if (strcmp(option, "-g") == 0)
    printf("%u\n", getegid());
  else
    printf("uid=%u%s gid=%u%s groups=%u%s\n", geteuid(), name, getegid(), getegid() ? "" : "(root)",
           getegid(), getegid() ? "" : "(root)");
  return 0;
}
