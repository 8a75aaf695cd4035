/* proves: SIGCONT takes pending stop signals away and wakes even when blocked or ignored; a stop signal takes a pending SIGCONT away | section: Processes, threads, signals */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void handler(int n) { printf("handler: %s\n", n == SIGCONT ? "CONT" : n == SIGTSTP ? "TSTP" : "other"); }

static void show(const char *when) {
  sigset_t p;
  sigpending(&p);
  printf("%s: TSTP %d TTIN %d CONT %d\n", when, sigismember(&p, SIGTSTP), sigismember(&p, SIGTTIN),
         sigismember(&p, SIGCONT));
}

static void hold(int how) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTSTP);
  sigaddset(&set, SIGTTIN);
  sigaddset(&set, SIGCONT);
  sigprocmask(how, &set, NULL);
}

static void stop_and_go(const char *what, void (*how)(int), int blocked) {
  pid_t pid;
  int status;
  printf("%s\n", what);
  pid = fork();
  if (pid == 0) {
    signal(SIGCONT, how);
    if (blocked) hold(SIG_BLOCK);
    raise(SIGSTOP);
    printf("goes on\n");
    if (blocked) show("then");
    _exit(5);
  }
  waitpid(pid, &status, WUNTRACED);
  printf("stopped %d\n", WIFSTOPPED(status));
  kill(pid, SIGTERM);
  usleep(20000);
  printf("a signal to a stopped one waits: %d\n", waitpid(pid, &status, WNOHANG));
  kill(pid, SIGCONT);
  waitpid(pid, &status, 0);
  printf("ended by %d with %d\n", WIFSIGNALED(status) ? WTERMSIG(status) : 0,
         WIFEXITED(status) ? WEXITSTATUS(status) : -1);
}

int main(void) {
  setbuf(stdout, NULL);
  signal(SIGTSTP, handler);
  signal(SIGTTIN, handler);
  signal(SIGCONT, handler);
  hold(SIG_BLOCK);
  raise(SIGTSTP);
  raise(SIGTTIN);
  show("two stops");
  raise(SIGCONT);
  show("and SIGCONT");
  raise(SIGTSTP);
  show("and a stop");
  hold(SIG_UNBLOCK);
  signal(SIGTSTP, SIG_DFL);
  signal(SIGTERM, SIG_IGN);
  stop_and_go("handled", handler, 0);
  stop_and_go("ignored", SIG_IGN, 0);
  stop_and_go("by default", SIG_DFL, 0);
  stop_and_go("handled but blocked", handler, 1);
  signal(SIGTERM, SIG_DFL);
  stop_and_go("with a signal that ends it", SIG_IGN, 0);
  return 0;
}
