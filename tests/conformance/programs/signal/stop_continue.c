/* proves: stopped and continued children are reported once each; SIGKILL ends even a stopped one | section: Processes, threads, signals */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static volatile int continued;
static void on_cont(int s) { continued = s; }

static void report(pid_t child, int options) {
  int status = 0;
  pid_t r = waitpid(child, &status, options);
  if (r == 0) printf("nothing\n");
  if (r < 0) printf("%s\n", strerror(errno));
  if (r > 0 && WIFSTOPPED(status)) printf("stopped by %d\n", WSTOPSIG(status));
  if (r > 0 && WIFCONTINUED(status)) printf("continued\n");
  if (r > 0 && WIFEXITED(status)) printf("exited %d\n", WEXITSTATUS(status));
  if (r > 0 && WIFSIGNALED(status)) printf("killed by %d\n", WTERMSIG(status));
}

int main(void) {
  setbuf(stdout, NULL);
  pid_t child = fork();
  if (child == 0) {
    signal(SIGCONT, on_cont);
    struct timespec ts = {0, 50000000};
    raise(SIGSTOP);
    int r = nanosleep(&ts, NULL);
    _exit(continued == SIGCONT && r == 0 ? 7 : 8);
  }
  report(child, WUNTRACED);
  report(child, WUNTRACED | WNOHANG);
  kill(child, SIGCONT);
  report(child, WCONTINUED);
  report(child, WCONTINUED | WNOHANG);
  report(child, WUNTRACED);
  report(child, 0);
  child = fork();
  if (child == 0)
    for (;;) pause();
  kill(child, SIGTSTP);
  report(child, WUNTRACED);
  kill(child, SIGTERM);
  report(child, WNOHANG);
  kill(child, SIGKILL);
  report(child, 0);
  child = fork();
  if (child == 0)
    for (;;) pause();
  kill(child, SIGTTIN);
  report(child, WUNTRACED);
  kill(child, SIGTERM);
  kill(child, SIGCONT);
  report(child, 0);
  return 0;
}
