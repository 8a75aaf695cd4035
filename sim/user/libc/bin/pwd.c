/* pwd(1). */
#include <stdio.h>
#include <unistd.h>

int main(void) {
  char path[4096];
  if (getcwd(path, sizeof path) == NULL) {
    perror("pwd");
    return 1;
  }
  puts(path);
  return 0;
}
