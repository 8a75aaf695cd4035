/* proves: SA_RESTART repeats an interrupted read or wait; without it they fail with EINTR; nanosleep always does and tells what remains | section: Processes, threads, signals */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void on_signal(int sig) {
  (void)sig;
  printf("handler\n");
}

static void install(int flags) {
  struct sigaction sa;
  memset(&sa, 0, sizeof sa);
  sa.sa_handler = on_signal;
  sa.sa_flags = flags;
  sigaction(SIGUSR1, &sa, NULL);
}

int main(void) {
  setbuf(stdout, NULL);
  pid_t parent = getpid();
  for (int i = 0; i < 2; i++) {
    printf(i ? "with SA_RESTART\n" : "without\n");
    install(i ? SA_RESTART : 0);
    int fd[2];
    pipe(fd);
    if (fork() == 0) {
      usleep(20000);
      kill(parent, SIGUSR1);
      usleep(20000);
      write(fd[1], "x", 1);
      _exit(0);
    }
    char c = 0;
    int r = (int)read(fd[0], &c, 1);
    printf("read %d %s\n", r, r < 0 ? strerror(errno) : "ok");
    while (wait(NULL) < 0 && errno == EINTR) {
    }
    if (fork() == 0) {
      usleep(20000);
      kill(parent, SIGUSR1);
      usleep(20000);
      _exit(4);
    }
    int status = 0;
    r = wait(&status);
    printf("wait %s\n", r < 0 ? strerror(errno) : "ok");
    if (r < 0) wait(&status);
    printf("status %d\n", WEXITSTATUS(status));
    if (fork() == 0) {
      usleep(20000);
      kill(parent, SIGUSR1);
      _exit(0);
    }
    struct timespec t = {1, 0}, left = {0, 0};
    r = nanosleep(&t, &left);
    printf("nanosleep %d %s, about 0.98 s left: %d\n", r, strerror(errno),
           left.tv_sec == 0 && left.tv_nsec > 900000000);
    while (wait(NULL) < 0 && errno == EINTR) {
    }
    close(fd[0]);
    close(fd[1]);
  }
  return 0;
}
