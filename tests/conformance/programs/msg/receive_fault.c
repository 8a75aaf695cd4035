/* proves: a bad buffer gives msgrcv EFAULT when a message is there, and that message is lost | section: System V message queues */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>

struct msg { long mtype; char mtext[16]; };

int main(void) {
  setbuf(stdout, NULL);
  int id = msgget(IPC_PRIVATE, 0600);
  int n = msgrcv(id, (void *)16, 16, 0, IPC_NOWAIT);
  printf("nothing there: %s\n", strerror(errno));
  struct msg m = {5, "first"};
  msgsnd(id, &m, 6, 0);
  strcpy(m.mtext, "second");
  msgsnd(id, &m, 7, 0);
  n = msgrcv(id, (void *)16, 16, 0, 0);
  printf("%d %s\n", n, strerror(errno));
  n = msgrcv(id, &m, 16, 0, 0);
  printf("%d %s\n", n, m.mtext);
  msgctl(id, IPC_RMID, NULL);
  return 0;
}
