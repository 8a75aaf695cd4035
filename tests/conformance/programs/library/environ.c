/* proves: environ and __environ are one variable, which getenv reads and setenv changes | section: The C library */
#include <stdlib.h>
#include <stdio.h>
extern char** environ;
extern char** __environ;
int main(void) {
  int n = 0;
  for (char** e = environ; *e; ++e) ++n;
  printf("%d %d\n", n > 0, environ == __environ);
  setenv("NEW_ONE", "1", 1);
  int m = 0;
  for (char** e = environ; *e; ++e) ++m;
  printf("%d\n", m - n);
  static char* none[] = {"A=b", NULL};
  environ = none;
  printf("%s %d\n", getenv("A"), getenv("NEW_ONE") == NULL);
  { extern char** environ; puts(environ[0]); }
  return 0;
}
