/* proves: a bad pointer in the program is SIGSEGV with its address, which can be handled; in a system call it is EFAULT | section: Processes, threads, signals */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void on_fault(int sig, siginfo_t *info, void *context) {
  (void)context;
  printf("signal %d, code %d, at %p\n", sig == SIGSEGV, info->si_code, info->si_addr);
  _exit(9);
}

int main(void) {
  setbuf(stdout, NULL);
  int fd[2];
  pipe(fd);
  int r = (int)write(fd[1], (void *)0x1234, 5);
  printf("write: %d %s\n", r, strerror(errno));
  write(fd[1], "x", 1);
  r = (int)read(fd[0], (void *)0x1234, 1);
  printf("read: %d %s\n", r, strerror(errno));
  struct sigaction sa;
  memset(&sa, 0, sizeof sa);
  sa.sa_sigaction = on_fault;
  sa.sa_flags = SA_SIGINFO;
  sigaction(SIGSEGV, &sa, NULL);
  volatile char *p = (volatile char *)0x4567;
  *p = 1;
  printf("never printed\n");
  return 0;
}
