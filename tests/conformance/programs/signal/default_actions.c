/* proves: what each signal does by default: end the process, stop it, or nothing | section: Processes, threads, signals */
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int n;
  setbuf(stdout, NULL);
  for (n = 1; n <= 64; n++) {
    int status = 0;
    pid_t pid;
    if (n == 32 || n == 33) continue; /* the C library's own */
    pid = fork();
    if (pid == 0) {
      setpgid(0, 0);
      kill(getpid(), n);
      _exit(77);
    }
    waitpid(pid, &status, WUNTRACED);
    if (WIFSTOPPED(status)) {
      printf("%d stops with %d\n", n, WSTOPSIG(status));
      kill(pid, SIGKILL);
      waitpid(pid, &status, 0);
    } else if (WIFSIGNALED(status)) {
      printf("%d ends with %d\n", n, WTERMSIG(status));
    } else {
      printf("%d does nothing: %d\n", n, WEXITSTATUS(status));
    }
  }
  return 0;
}
