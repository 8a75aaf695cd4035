/* proves: an ignored or blocked signal does not end a sleeping msgrcv; a message still reaches it | section: System V message queues */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

struct msg { long mtype; char mtext[16]; };
static void on_signal(int sig) { printf("handler for %s\n", sig == SIGUSR2 ? "SIGUSR2" : "another"); }

int main(void) {
  setbuf(stdout, NULL);
  int id = msgget(IPC_PRIVATE, 0600);
  struct msg m = {1, "hello"};
  pid_t child = fork();
  if (child == 0) {
    signal(SIGUSR1, SIG_IGN);
    signal(SIGUSR2, on_signal);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR2);
    sigprocmask(SIG_BLOCK, &set, NULL);
    int n = msgrcv(id, &m, 16, 0, 0);
    printf("received %d\n", n);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
    _exit(0);
  }
  usleep(30000);
  kill(child, SIGUSR1);
  kill(child, SIGUSR2);
  kill(child, SIGCHLD);
  usleep(30000);
  printf("sending\n");
  msgsnd(id, &m, 6, 0);
  wait(NULL);
  msgctl(id, IPC_RMID, NULL);
  return 0;
}
