/* proves: system and popen run simple shell commands | section: Text book programs */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

int main(void) {
  char line[80];
  setbuf(stdout, NULL);
  FILE* p = popen("echo hello; echo \"two  words\" one", "r");
  while (fgets(line, sizeof line, p)) printf("got %s", line);
  printf("pclose %d\n", pclose(p));
  printf("%d\n", system("echo from system"));
  printf("%d\n", WEXITSTATUS(system("exit 3")));
  system("true && echo yes || echo no");
  system("false && echo yes || echo no");
  system(
      "echo kept > /tmp/msgscope-kept; echo more >> /tmp/msgscope-kept; cat < /tmp/msgscope-kept");
  system("rm /tmp/msgscope-kept");
  p = popen("cat", "w");
  fprintf(p, "through cat\n");
  printf("pclose %d\n", pclose(p));
  printf("%d\n", system(NULL) != 0);
  return 0;
}
