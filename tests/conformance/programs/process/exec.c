/* proves: exec keeps pid, mask, ignored and pending signals, open files but those closed on exec, and resets handlers; memory is new | section: Processes, threads, signals */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;
static int global = 1;

static void handler(int n) { printf("handler %d\n", n); }

static const char *disposition(int n) {
  struct sigaction sa;
  sigaction(n, NULL, &sa);
  return sa.sa_handler == SIG_IGN ? "ignored" : sa.sa_handler == SIG_DFL ? "default" : "handled";
}

static void show(pid_t before, int kept, int closed) {
  sigset_t mask, pending;
  char c = '?';
  int r;
  sigprocmask(SIG_BLOCK, NULL, &mask);
  sigpending(&pending);
  printf("same pid: %d, global %d, environment %s\n", getpid() == before, global,
         getenv("NAME") != NULL ? getenv("NAME") : "without NAME");
  printf("USR1 %s, USR2 %s, TERM %s\n", disposition(SIGUSR1), disposition(SIGUSR2),
         disposition(SIGTERM));
  printf("USR1 blocked %d pending %d\n", sigismember(&mask, SIGUSR1), sigismember(&pending, SIGUSR1));
  r = (int)read(kept, &c, 1);
  printf("kept descriptor: %d %c\n", r, c);
  r = (int)read(closed, &c, 1);
  printf("closed on exec: %d %s\n", r, r < 0 ? strerror(errno) : "");
  printf("alarm left: %d\n", (int)alarm(0));
}

int main(int argc, char **argv) {
  setbuf(stdout, NULL);
  if (argc == 5) {
    printf("arguments: %s\n", argv[1]);
    show(atoi(argv[2]), atoi(argv[3]), atoi(argv[4]));
    return 42;
  }
  if (fork() == 0) {
    char pid[20], kept[20], closed[20];
    char *const args[] = {argv[0], "one two", pid, kept, closed, NULL};
    char *const env[] = {"NAME=value", NULL};
    sigset_t mask;
    int a[2], b[2];
    global = 2;
    pipe(a);
    pipe(b);
    write(a[1], "k", 1);
    write(b[1], "c", 1);
    fcntl(b[0], F_SETFD, FD_CLOEXEC);
    signal(SIGUSR1, handler);
    signal(SIGUSR2, SIG_IGN);
    sigemptyset(&mask);
    sigaddset(&mask, SIGUSR1);
    sigprocmask(SIG_BLOCK, &mask, NULL);
    raise(SIGUSR1);
    alarm(100);
    sprintf(pid, "%d", (int)getpid());
    sprintf(kept, "%d", a[0]);
    sprintf(closed, "%d", b[0]);
    printf("no such file: %d", execve("/nowhere/at/all", args, env));
    printf(" %s\n", strerror(errno));
    execve(argv[0], args, env);
    printf("exec: %s\n", strerror(errno));
    _exit(1);
  }
  int status;
  wait(&status);
  printf("status %d\n", WEXITSTATUS(status));
  return 0;
}
