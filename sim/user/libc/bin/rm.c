/* rm(1): -f, -r. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int force, recursive, status;

static void remove_path(const char* path) {
  struct stat st;
  const char* why = NULL;
  if (stat(path, &st) < 0) {
    if (force && errno == ENOENT) return;
    why = strerror(errno);
  } else if (!S_ISDIR(st.st_mode)) {
    if (unlink(path) < 0) why = strerror(errno);
  } else if (!recursive) {
    why = "Is a directory";
  } else {
    char inner[4096];
    struct dirent* e;
    DIR* d = opendir(path);
    while (d && (e = readdir(d)) != NULL) {
      if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0) continue;
      snprintf(inner, sizeof inner, "%s/%s", path, e->d_name);
      remove_path(inner);
    }
    if (d) closedir(d);
    if (rmdir(path) < 0) why = strerror(errno);
  }
  if (why == NULL) return;
  fprintf(stderr, "rm: cannot remove '%s': %s\n", path, why);
  status = 1;
}

int main(int argc, char** argv) {
  int option;
  while ((option = getopt(argc, argv, "frR")) != -1) {
    if (option == 'f') force = 1;
    if (option == 'r' || option == 'R') recursive = 1;
    if (option == '?') return 1;
  }
  if (optind == argc && !force) {
    fprintf(stderr, "rm: missing operand\nTry 'rm --help' for more information.\n");
    return 1;
  }
  for (int i = optind; i < argc; ++i) remove_path(argv[i]);
  return status;
}
