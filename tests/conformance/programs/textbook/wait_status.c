/* proves: wait tells exits, signals and stops apart | section: Text book programs */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sys/wait.h"
void pr_exit(int status) {
  if (WIFEXITED(status))
    printf("normal termination, exit status = %d\n", WEXITSTATUS(status));
  else if (WIFSIGNALED(status))
    printf("abnormal termination, signal number = %d%s (%s)\n", WTERMSIG(status),
#ifdef WCOREDUMP
           0 && WCOREDUMP(status) ? " (core file generated)" : "", strsignal(WTERMSIG(status)));
#else
           "");
#endif
  else if (WIFSTOPPED(status))
    printf("child stopped, signal number = %d\n", WSTOPSIG(status));
}
int main(void) {
  pid_t pid;
  int status;
  if ((pid = fork()) < 0)
    perror("fork error");
  else if (pid == 0)
    exit(7);
  if (wait(&status) != pid) perror("wait error");
  pr_exit(status);
  if ((pid = fork()) < 0)
    perror("fork error");
  else if (pid == 0)
    abort();
  if (wait(&status) != pid) perror("wait error");
  pr_exit(status);
  if ((pid = fork()) < 0)
    perror("fork error");
  else if (pid == 0)
    status /= 0;
  if (wait(&status) != pid) perror("wait error");
  pr_exit(status);
  if ((pid = fork()) == 0) {
    int *p = 0;
    *p = 1;
  }
  wait(&status);
  pr_exit(status);
  if ((pid = fork()) == 0) {
    for (;;) pause();
  }
  kill(pid, SIGTERM);
  wait(&status);
  pr_exit(status);
  if ((pid = fork()) == 0) {
    for (;;) pause();
  }
  kill(pid, SIGSTOP);
  waitpid(pid, &status, WUNTRACED);
  pr_exit(status);
  kill(pid, SIGKILL);
  wait(&status);
  pr_exit(status);
  if (wait(&status) == -1) perror("wait");
  exit(0);
}
