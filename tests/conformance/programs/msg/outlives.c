/* proves: a queue and its messages outlive the process that made them; removing drops the messages | section: System V message queues */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

struct msg { long mtype; char mtext[16]; };

int main(void) {
  setbuf(stdout, NULL);
  struct msg m = {1, ""};
  if (fork() == 0) {
    int id = msgget(0x77, IPC_CREAT | 0600);
    strcpy(m.mtext, "left behind");
    msgsnd(id, &m, 12, 0);
    strcpy(m.mtext, "me too");
    msgsnd(id, &m, 7, 0);
    _exit(3);
  }
  int status;
  wait(&status);
  printf("child ended with %d\n", WEXITSTATUS(status));
  int id = msgget(0x77, 0);
  int n = (int)msgrcv(id, &m, 16, 0, IPC_NOWAIT);
  printf("%d %s\n", n, m.mtext);
  printf("remove %d\n", msgctl(id, IPC_RMID, NULL));
  id = msgget(0x77, IPC_CREAT | 0600);
  n = (int)msgrcv(id, &m, 16, 0, IPC_NOWAIT);
  printf("%d %s\n", n, strerror(errno));
  msgctl(id, IPC_RMID, NULL);
  return 0;
}
