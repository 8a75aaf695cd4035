/* proves: kill checks the target (ESRCH), the signal (EINVAL) and the permission (EPERM); signal 0 only checks | section: Processes, threads, signals */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void try_kill(const char *what, pid_t pid, int sig) {
  errno = 0;
  int r = kill(pid, sig);
  printf("%s: %d %s\n", what, r, r < 0 ? strerror(errno) : "ok");
}

int main(void) {
  setbuf(stdout, NULL);
  pid_t child = fork();
  if (child == 0) {
    for (;;) pause();
  }
  try_kill("check", child, 0);
  try_kill("no such signal", child, 65);
  try_kill("negative signal", child, -1);
  try_kill("nobody", 999999, 0);
  try_kill("nobody, bad signal", 999999, 65);
  if (fork() == 0) {
    if (setuid(1000) != 0) printf("cannot change user\n");
    try_kill("not permitted", child, SIGTERM);
    try_kill("not even to check", child, 0);
    _exit(0);
  }
  wait(NULL);
  try_kill("stop", child, SIGSTOP);
  int status;
  waitpid(child, &status, WUNTRACED);
  printf("stopped: %d %d\n", WIFSTOPPED(status), WSTOPSIG(status) == SIGSTOP);
  try_kill("pending while stopped", child, SIGTERM);
  usleep(20000);
  printf("not yet: %d\n", waitpid(child, &status, WNOHANG));
  try_kill("continue", child, SIGCONT);
  waitpid(child, &status, 0);
  printf("killed by SIGTERM: %d\n", WTERMSIG(status) == SIGTERM);
  struct sigaction sa;
  memset(&sa, 0, sizeof sa);
  sa.sa_handler = SIG_IGN;
  int r = sigaction(SIGKILL, &sa, NULL);
  printf("SIGKILL cannot be ignored: %d %s\n", r, strerror(errno));
  r = sigaction(SIGSTOP, &sa, NULL);
  printf("nor SIGSTOP: %d %s\n", r, strerror(errno));
  return 0;
}
