#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>
int main() {
  char *args[] = {"./child", "a b", "c", NULL};
  int st;
  signal(SIGINT, SIG_IGN);
  signal(SIGUSR1, (void (*)(int))main);
  pid_t p = fork();
  if (p == 0) {
    execv("./child", args);
    perror("execv");
    _exit(1);
  }
  waitpid(p, &st, 0);
  printf("exit %d\n", WEXITSTATUS(st));
  p = vfork();
  if (p == 0) {
    execl("child", "child", (char *)0);
    _exit(1);
  }
  waitpid(p, &st, 0);
  printf("exit %d\n", WEXITSTATUS(st));
  char *env[] = {"WHO=env", NULL};
  if (!fork()) {
    execle("./child", "kid", "x", NULL, env);
  }
  wait(&st);
  if (!fork()) {
    execlp("child", "child", NULL);
    perror("execlp");
    _exit(3);
  }
  wait(&st);
  printf("exit %d\n", WEXITSTATUS(st));
  return 0;
}
