/* proves: parent and child take turns by signals | section: Text book programs */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
static volatile sig_atomic_t sigflag;
static sigset_t newmask, oldmask, zeromask;
static void sig_usr(int signo) { sigflag = 1; }
void TELL_WAIT(void) {
  signal(SIGUSR1, sig_usr);
  signal(SIGUSR2, sig_usr);
  sigemptyset(&zeromask);
  sigemptyset(&newmask);
  sigaddset(&newmask, SIGUSR1);
  sigaddset(&newmask, SIGUSR2);
  sigprocmask(SIG_BLOCK, &newmask, &oldmask);
}
void TELL_PARENT(pid_t p) { kill(p, SIGUSR2); }
void TELL_CHILD(pid_t p) { kill(p, SIGUSR1); }
void WAIT_X(void) {
  while (sigflag == 0) sigsuspend(&zeromask);
  sigflag = 0;
}
static void charatatime(char* str) {
  char* ptr;
  int c;
  setbuf(stdout, NULL);
  for (ptr = str; (c = *ptr++) != 0;) putc(c, stdout);
}
int main(void) {
  pid_t pid;
  TELL_WAIT();
  if ((pid = fork()) < 0)
    return 1;
  else if (pid == 0) {
    for (int i = 0; i < 3; i++) {
      WAIT_X();
      charatatime("output from child\n");
      TELL_PARENT(getppid());
    }
  } else {
    for (int i = 0; i < 3; i++) {
      charatatime("output from parent\n");
      TELL_CHILD(pid);
      WAIT_X();
    }
    wait(NULL);
  }
  exit(0);
}
