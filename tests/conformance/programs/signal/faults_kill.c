/* proves: a fault ends the program even when its signal is blocked or ignored; dividing by zero and the lowest number by -1 are SIGFPE | section: Processes, threads, signals */
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile int zero, minus_one = -1, lowest = INT_MIN, result;
static volatile long long_zero;

static void by_zero(void) { result = 7 / zero; }
static void remainder_of_zero(void) { result = 7 % zero; }
static void long_by_zero(void) { result = (int)(5 / long_zero); }
static void overflow(void) { result = lowest / minus_one; }
static void null_write(void) { *(volatile int *)0 = 1; }
static void null_read(void) { result = *(volatile int *)0; }
static void wild(void) { result = *(volatile int *)0x123456789000; }

static void run(const char *what, void (*f)(void), int n, int how) {
  int status;
  pid_t pid = fork();
  if (pid == 0) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, n);
    if (how == 1) signal(n, SIG_IGN);
    if (how == 2) sigprocmask(SIG_BLOCK, &set, NULL);
    f();
    _exit(0);
  }
  waitpid(pid, &status, 0);
  printf("%s%s: %s %d\n", what, how == 0 ? "" : how == 1 ? ", ignored" : ", blocked",
         WIFSIGNALED(status) ? "signal" : "status", WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
}

int main(void) {
  int how;
  setbuf(stdout, NULL);
  for (how = 0; how < 3; how++) {
    run("7 / 0", by_zero, SIGFPE, how);
    run("7 % 0", remainder_of_zero, SIGFPE, how);
    run("5l / 0l", long_by_zero, SIGFPE, how);
    run("INT_MIN / -1", overflow, SIGFPE, how);
    run("write to NULL", null_write, SIGSEGV, how);
    run("read from NULL", null_read, SIGSEGV, how);
    run("read from nowhere", wild, SIGSEGV, how);
  }
  return 0;
}
