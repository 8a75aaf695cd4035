/* proves: SIGKILL and SIGSTOP cannot be caught, ignored or blocked; numbers outside 1..64 are EINVAL | section: Processes, threads, signals */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void handler(int n) { (void)n; }

static void act(int n, void (*how)(int), const char *name) {
  struct sigaction sa;
  int r;
  memset(&sa, 0, sizeof sa);
  sa.sa_handler = how;
  r = sigaction(n, &sa, NULL);
  printf("sigaction(%d, %s): %s\n", n, name, r < 0 ? strerror(errno) : "ok");
}

int main(void) {
  static const int numbers[] = {SIGKILL, SIGSTOP, 0, -1, 65, SIGUSR1, 64};
  struct sigaction old;
  sigset_t all, now;
  pid_t pid;
  unsigned i;
  int status, n, how;
  setbuf(stdout, NULL);
  for (i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
    act(numbers[i], handler, "handler");
    act(numbers[i], SIG_IGN, "ignore");
    act(numbers[i], SIG_DFL, "default");
    printf("sigaction(%d) asked: %d\n", numbers[i], sigaction(numbers[i], NULL, &old));
  }
  sigfillset(&all);
  printf("block all: %d\n", sigprocmask(SIG_BLOCK, &all, NULL));
  sigprocmask(SIG_BLOCK, NULL, &now);
  for (n = 1; n <= 64; n++)
    if (n != 32 && n != 33 && !sigismember(&now, n)) printf("not blocked: %d\n", n);
  for (how = -1; how < 5; how++) {
    int r = sigprocmask(how, &now, NULL);
    printf("sigprocmask(%d): %s\n", how, r < 0 ? strerror(errno) : "ok");
    r = sigprocmask(how, NULL, NULL);
    printf("sigprocmask(%d) of nothing: %s\n", how, r < 0 ? strerror(errno) : "ok");
  }
  sigprocmask(SIG_BLOCK, &all, NULL);
  pid = fork();
  if (pid == 0)
    for (;;) pause();
  kill(pid, SIGTERM);
  kill(pid, SIGSTOP);
  waitpid(pid, &status, WUNTRACED);
  printf("stopped %d by %d\n", WIFSTOPPED(status), WSTOPSIG(status));
  kill(pid, SIGKILL);
  waitpid(pid, &status, 0);
  printf("killed by %d\n", WTERMSIG(status));
  return 0;
}
