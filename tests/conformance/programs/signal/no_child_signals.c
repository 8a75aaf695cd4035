/* proves: with SA_NOCLDSTOP a stopped child sends no SIGCHLD, with SA_NOCLDWAIT an ended one leaves no zombie but sends it | section: Processes, threads, signals */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t caught;

static void handler(int n) {
  (void)n;
  caught++;
}

static void run(const char *what, void (*how)(int), int flags) {
  struct sigaction sa;
  pid_t pid;
  int status, r;
  memset(&sa, 0, sizeof sa);
  sa.sa_handler = how;
  sa.sa_flags = flags | SA_RESTART;
  sigaction(SIGCHLD, &sa, NULL);
  caught = 0;
  pid = fork();
  if (pid == 0) {
    for (;;) pause();
  }
  usleep(20000);
  kill(pid, SIGSTOP);
  r = waitpid(pid, &status, WUNTRACED);
  usleep(20000);
  printf("%s: stopped %d, %d signals\n", what, r == pid && WIFSTOPPED(status), (int)caught);
  kill(pid, SIGCONT);
  r = waitpid(pid, &status, WCONTINUED);
  usleep(20000);
  printf("  went on %d, %d signals\n", r == pid && WIFCONTINUED(status), (int)caught);
  kill(pid, SIGKILL);
  usleep(20000);
  r = waitpid(pid, &status, 0);
  printf("  ended: %s, %d signals\n", r == pid ? "reaped" : strerror(errno), (int)caught);
}

int main(void) {
  setbuf(stdout, NULL);
  run("handled", handler, 0);
  run("SA_NOCLDSTOP", handler, SA_NOCLDSTOP);
  run("SA_NOCLDWAIT", handler, SA_NOCLDWAIT);
  run("both", handler, SA_NOCLDSTOP | SA_NOCLDWAIT);
  run("by default", SIG_DFL, 0);
  run("by default, SA_NOCLDWAIT", SIG_DFL, SA_NOCLDWAIT);
  run("ignored", SIG_IGN, 0);
  return 0;
}
