#include <libgen.h>
#include <string.h>

/* Where the last name of a path begins; slashes at the end are cut off. */
static char* last_name(char* path) {
  char* end = path + strlen(path);
  while (end > path + 1 && end[-1] == '/') *--end = 0;
  while (end > path && end[-1] != '/') --end;
  return end;
}

char* __xpg_basename(char* path) {
  if (path == NULL || *path == 0) return ".";
  char* name = last_name(path);
  return *name ? name : name - 1;
}

char* dirname(char* path) {
  if (path == NULL || *path == 0) return ".";
  char* name = last_name(path);
  if (*name == 0) return "/";
  if (name == path) return ".";
  while (name > path + 1 && name[-1] == '/') --name;
  if (name == path + 1 && path[1] == '/' && path[2] != '/') ++name; /* "//" is a root of its own */
  *name = 0;
  return path;
}
