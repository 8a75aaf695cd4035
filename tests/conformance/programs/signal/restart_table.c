/* proves: what a handler, one with SA_RESTART, or a stop and SIGCONT do to each call that sleeps: it sleeps on, fails with EINTR or returns what it did | section: Processes, threads, signals */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/select.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct msg { long mtype; char mtext[8000]; };
static struct msg m;
static int in, out, full, queue, full_queue;
static char bytes[70000];

static long do_read(void) { return read(in, bytes, 1); }
static long do_write(void) { return write(full, bytes, 1); }
static long do_long_write(void) { return write(out, bytes, sizeof bytes); }
static long do_wait(void) { return waitpid(-1, NULL, 0) > 0; }
static long do_waitid(void) {
  siginfo_t si;
  return waitid(P_ALL, 0, &si, WEXITED);
}
static long do_msgrcv(void) { return msgrcv(queue, &m, 8000, 0, 0); }
static long do_msgsnd(void) {
  m.mtype = 1;
  return msgsnd(full_queue, &m, 8000, 0);
}
static long do_nanosleep(void) {
  struct timespec t = {3, 0};
  return nanosleep(&t, NULL);
}
static long do_clock_nanosleep(void) {
  struct timespec t = {3, 0};
  return clock_nanosleep(CLOCK_MONOTONIC, 0, &t, NULL);
}
static long do_poll(void) {
  struct pollfd p = {in, POLLIN, 0};
  return poll(&p, 1, 3000);
}
static long do_select(void) {
  fd_set set;
  FD_ZERO(&set);
  FD_SET(in, &set);
  return select(in + 1, &set, NULL, NULL, NULL);
}
static long do_pause(void) { return pause(); }
static long do_sigsuspend(void) {
  sigset_t none;
  sigemptyset(&none);
  return sigsuspend(&none);
}
static long do_sigtimedwait(void) {
  struct timespec t = {3, 0};
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR2);
  return sigtimedwait(&set, NULL, &t);
}

static const struct { const char *name; long (*call)(void); } calls[] = {
    {"read", do_read}, {"write", do_write}, {"a long write", do_long_write}, {"waitpid", do_wait},
    {"waitid", do_waitid}, {"msgrcv", do_msgrcv}, {"msgsnd", do_msgsnd},
    {"nanosleep", do_nanosleep}, {"clock_nanosleep", do_clock_nanosleep}, {"poll", do_poll},
    {"select", do_select}, {"pause", do_pause}, {"sigsuspend", do_sigsuspend},
    {"sigtimedwait", do_sigtimedwait}};

static void handler(int n) { (void)n; }

enum how { HANDLER, RESTARTS, STOP };

/* In a process of its own, which is ended when it is still in its call. */
static void attempt(int i, enum how how) {
  static const char *const names[] = {"handler", "handler with SA_RESTART", "stop and SIGCONT"};
  int status, fd[2];
  pid_t pid = fork();
  if (pid == 0) {
    struct sigaction sa;
    long r;
    if (fork() == 0) {
      usleep(400000);
      _exit(0);
    }
    memset(&sa, 0, sizeof sa);
    sa.sa_handler = handler;
    sa.sa_flags = how == RESTARTS ? SA_RESTART : 0;
    sigaction(SIGALRM, &sa, NULL);
    pipe(fd);
    in = fd[0];
    pipe(fd);
    out = fd[1];
    pipe(fd);
    full = fd[1];
    write(full, bytes, 65536);
    errno = 0;
    r = calls[i].call();
    printf("%s, %s: %ld %s\n", calls[i].name, names[how], r, errno ? strerror(errno) : "");
    _exit(0);
  }
  usleep(30000);
  kill(pid, how == STOP ? SIGSTOP : SIGALRM);
  if (how == STOP) {
    waitpid(pid, &status, WUNTRACED);
    kill(pid, SIGCONT);
  }
  usleep(30000);
  if (waitpid(pid, &status, WNOHANG) == 0) {
    printf("%s, %s: goes on\n", calls[i].name, names[how]);
    kill(pid, SIGKILL);
    waitpid(pid, &status, 0);
  }
}

int main(void) {
  unsigned i;
  setbuf(stdout, NULL);
  queue = msgget(IPC_PRIVATE, 0600);
  full_queue = msgget(IPC_PRIVATE, 0600);
  m.mtype = 1;
  while (msgsnd(full_queue, &m, 8000, IPC_NOWAIT) == 0) {
  }
  for (i = 0; i < sizeof calls / sizeof calls[0]; i++) {
    attempt(i, HANDLER);
    attempt(i, RESTARTS);
    attempt(i, STOP);
  }
  msgctl(queue, IPC_RMID, NULL);
  msgctl(full_queue, IPC_RMID, NULL);
  return 0;
}
