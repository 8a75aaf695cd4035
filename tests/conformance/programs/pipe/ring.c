/* proves: a token goes round a ring of pipes in order | section: Pipes and files */
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#define N 5

int main(void) {
  setbuf(stdout, NULL);
  int fd[N][2];
  for (int i = 0; i < N; i++) pipe(fd[i]);
  for (int i = 1; i < N; i++) {
    if (fork() == 0) {
      int token;
      for (int round = 0; round < 3; round++) {
        read(fd[i - 1][0], &token, sizeof token);
        printf("%d has %d\n", i, token);
        token++;
        write(fd[i][1], &token, sizeof token);
      }
      _exit(i);
    }
  }
  int token = 0;
  for (int round = 0; round < 3; round++) {
    write(fd[0][1], &token, sizeof token);
    read(fd[N - 1][0], &token, sizeof token);
    printf("back with %d\n", token);
  }
  int sum = 0, status;
  while (wait(&status) > 0) sum += WEXITSTATUS(status);
  printf("sum %d\n", sum);
  return 0;
}
