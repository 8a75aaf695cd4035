/* proves: setuid of root gives the identity away for good; children inherit it | section: Processes, threads, signals */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  setbuf(stdout, NULL);
  printf("%d %d %d %d\n", (int)getuid(), (int)geteuid(), (int)getgid(), (int)getegid());
  if (fork() == 0) {
    printf("setgid %d\n", setgid(500));
    printf("setuid %d\n", setuid(1000));
    printf("%d %d %d %d\n", (int)getuid(), (int)geteuid(), (int)getgid(), (int)getegid());
    int r = setuid(0);
    printf("back: %d %s\n", r, strerror(errno));
    if (fork() == 0) {
      printf("child: %d %d %d %d\n", (int)getuid(), (int)geteuid(), (int)getgid(), (int)getegid());
      _exit(0);
    }
    wait(NULL);
    r = kill(1, 0);
    printf("may not signal init: %d %s\n", r, strerror(errno));
    _exit(0);
  }
  wait(NULL);
  if (fork() == 0) {
    printf("seteuid %d\n", seteuid(1000));
    printf("%d %d\n", (int)getuid(), (int)geteuid());
    printf("back: %d\n", seteuid(0));
    printf("%d %d\n", (int)getuid(), (int)geteuid());
    _exit(0);
  }
  wait(NULL);
  return 0;
}
