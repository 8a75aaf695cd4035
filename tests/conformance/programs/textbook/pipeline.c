/* proves: two children joined by a pipe on their standard output and input | section: Text book programs */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
int main() {
  int p[2];
  pipe(p);
  if (fork() == 0) {
    dup2(p[1], 1);
    close(p[0]);
    close(p[1]);
    for (int i = 10; i > 0; i--) printf("%d line\n", i * 7 % 11);
    fflush(stdout);
    exit(0);
  }
  if (fork() == 0) {
    dup2(p[0], 0);
    close(p[0]);
    close(p[1]);
    int x;
    char w[20];
    int s = 0, c = 0;
    while (scanf("%d %s", &x, w) == 2) {
      s += x;
      c++;
    }
    printf("sum %d of %d last %s\n", s, c, w);
    return 5;
  }
  close(p[0]);
  close(p[1]);
  int st;
  while (wait(&st) > 0) printf("st %d\n", WEXITSTATUS(st));
  FILE* f = fdopen(dup(1), "w");
  fprintf(f, "via dup\n");
  fclose(f);
  fprintf(stderr, "to stderr %s\n", "ok");
}
