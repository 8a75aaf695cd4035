/* proves: process groups: setpgid, waiting for a group, killing a group | section: Processes, threads, signals */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void show(const char *what, int r) {
  printf("%s: %s\n", what, r < 0 ? strerror(errno) : "ok");
}

int main(void) {
  setbuf(stdout, NULL);
  pid_t kids[4];
  for (int i = 0; i < 4; i++) {
    kids[i] = fork();
    if (kids[i] == 0) {
      for (;;) pause();
    }
    show("setpgid", setpgid(kids[i], i < 2 ? kids[0] : 0));
  }
  printf("groups %d %d %d\n", getpgid(kids[0]) == kids[0], getpgid(kids[1]) == kids[0],
         getpgid(kids[2]) == kids[2]);
  show("of a stranger", setpgid(1, 0));
  show("into no group", setpgid(kids[3], 1));
  show("negative", setpgid(kids[3], -5));
  show("nobody", getpgid(2000000) < 0 ? -1 : 0);
  show("kill the group", kill(-kids[0], SIGTERM));
  int status, n = 0;
  while (waitpid(-kids[0], &status, 0) > 0) n += WTERMSIG(status) == SIGTERM;
  printf("%d ended; %s\n", n, strerror(errno));
  printf("others alive: %d %d\n", kill(kids[2], 0), kill(kids[3], 0));
  show("no such group", kill(-kids[0], SIGTERM));
  kill(kids[2], SIGKILL);
  kill(kids[3], SIGINT);
  waitpid(kids[2], &status, 0);
  printf("%d\n", WTERMSIG(status));
  printf("zombie can be signalled: ");
  siginfo_t info;
  waitid(P_PID, kids[3], &info, WEXITED | WNOWAIT);
  printf("%d\n", kill(kids[3], SIGTERM));
  printf("%d %d %d\n", info.si_code == CLD_KILLED, info.si_status, info.si_pid == kids[3]);
  waitpid(kids[3], &status, 0);
  printf("%d\n", WTERMSIG(status));
  show("now it is gone", kill(kids[3], 0));
  return 0;
}
