/* proves: a task killed while it sleeps on a queue leaves the line; the next one gets the message | section: System V message queues */
#include <signal.h>
#include <stdio.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

struct msg { long mtype; char mtext[16]; };

int main(void) {
  setbuf(stdout, NULL);
  int id = msgget(IPC_PRIVATE, 0600);
  struct msg m = {1, "hello"};
  pid_t child[2];
  for (int i = 0; i < 2; i++) {
    child[i] = fork();
    if (child[i] == 0) {
      int n = msgrcv(id, &m, 16, 0, 0);
      printf("%c received %d\n", 'A' + i, n);
      _exit(0);
    }
    usleep(20000);
  }
  kill(child[0], SIGKILL);
  int status;
  pid_t who = wait(&status);
  printf("first gone: %d, by signal %d\n", who == child[0], WTERMSIG(status));
  msgsnd(id, &m, 6, 0);
  who = wait(&status);
  printf("second gone: %d, status %d\n", who == child[1], status);
  msgctl(id, IPC_RMID, NULL);
  return 0;
}
