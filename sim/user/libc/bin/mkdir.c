/* mkdir(1): -p. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

int main(int argc, char** argv) {
  int parents = 0, status = 0;
  for (int i = 1; i < argc; ++i) {
    if (strcmp(argv[i], "-p") == 0) {
      parents = 1;
      continue;
    }
    for (char* slash = argv[i]; parents && (slash = strchr(slash + 1, '/')) != NULL; *slash = '/') {
      *slash = 0;
      mkdir(argv[i], 0777);
    }
    if (mkdir(argv[i], 0777) == 0 || (parents && errno == EEXIST)) continue;
    fprintf(stderr, "mkdir: cannot create directory '%s': %s\n", argv[i], strerror(errno));
    status = 1;
  }
  return status;
}
