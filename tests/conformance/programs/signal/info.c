/* proves: a handler is told who sent the signal and how, which child ended, stopped or went on and why, and where a fault was | section: Processes, threads, signals */
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t parent, child;
static sigjmp_buf back;
static volatile int zero;

static const char *who(pid_t pid) { return pid == 0 ? "the kernel" : pid == parent ? "parent" : pid == child ? "child" : "?"; }

static void from(int n, siginfo_t *si, void *context) {
  (void)context;
  printf("%d: signo %d errno %d code %d from %s uid %d\n", n, si->si_signo, si->si_errno, si->si_code,
         who(si->si_pid), (int)si->si_uid);
}

static void of_child(int n, siginfo_t *si, void *context) {
  (void)context;
  printf("%d: code %d status %d from %s uid %d\n", n, si->si_code, si->si_status, who(si->si_pid), (int)si->si_uid);
}

static void fault(int n, siginfo_t *si, void *context) {
  (void)context;
  printf("%d: code %d address %s\n", n, si->si_code, n == SIGSEGV ? (si->si_addr == (void *)24 ? "24" : "?") : si->si_addr != NULL ? "some" : "none");
  siglongjmp(back, 1);
}

static void install(int n, void (*f)(int, siginfo_t *, void *)) {
  struct sigaction sa;
  memset(&sa, 0, sizeof sa);
  sa.sa_sigaction = f;
  sa.sa_flags = SA_SIGINFO | SA_RESTART;
  sigaction(n, &sa, NULL);
}

int main(void) {
  union sigval v;
  int status;
  setbuf(stdout, NULL);
  parent = getpid();
  memset(&v, 0, sizeof v);
  install(SIGUSR1, from);
  install(SIGALRM, from);
  install(SIGRTMIN, from);
  install(SIGPIPE, from);
  kill(getpid(), SIGUSR1);
  raise(SIGUSR1);
  sigqueue(getpid(), SIGRTMIN, v);
  alarm(1);
  pause();
  int fd[2];
  pipe(fd);
  close(fd[0]);
  write(fd[1], "x", 1);

  install(SIGCHLD, of_child);
  child = fork();
  if (child == 0) {
    raise(SIGSTOP);
    _exit(7);
  }
  waitpid(child, &status, WUNTRACED);
  kill(child, SIGCONT);
  waitpid(child, &status, 0);
  usleep(20000);
  child = fork();
  if (child == 0) {
    if (setuid(1000) != 0) printf("cannot change user\n");
    kill(getpid(), SIGTERM);
  }
  waitpid(child, &status, 0);
  usleep(20000);

  install(SIGSEGV, fault);
  install(SIGFPE, fault);
  if (sigsetjmp(back, 1) == 0) *(volatile int *)24 = 1;
  if (sigsetjmp(back, 1) == 0) printf("%d\n", 7 / zero);
  if (sigsetjmp(back, 1) == 0) printf("%d\n", 7 % zero);
  printf("done\n");
  return 0;
}
