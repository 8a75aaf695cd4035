/* proves: a message that is too long gives E2BIG and stays, or is cut with MSG_NOERROR; msgrcv returns the number of bytes | section: System V message queues */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>

struct msg { long mtype; char mtext[16]; };

int main(void) {
  setbuf(stdout, NULL);
  int id = msgget(IPC_PRIVATE, 0600);
  struct msg m = {4, "hello, world"};
  msgsnd(id, &m, 13, 0);
  m.mtype = 6;
  msgsnd(id, &m, 2, 0);
  memset(&m, '.', sizeof m);
  int n = msgrcv(id, &m, 5, 0, 0);
  printf("%d %s\n", n, strerror(errno));
  n = msgrcv(id, &m, 0, 4, 0);
  printf("%d %s\n", n, strerror(errno));
  struct msqid_ds ds;
  msgctl(id, IPC_STAT, &ds);
  printf("still %lu messages\n", (unsigned long)ds.msg_qnum);
  n = msgrcv(id, &m, 5, 0, MSG_NOERROR);
  printf("%d of type %ld: %.6s\n", n, m.mtype, m.mtext);
  msgctl(id, IPC_STAT, &ds);
  printf("now %lu message, %lu bytes\n", (unsigned long)ds.msg_qnum, (unsigned long)ds.__msg_cbytes);
  n = msgrcv(id, &m, 0, 0, MSG_NOERROR);
  printf("%d of type %ld: %.6s\n", n, m.mtype, m.mtext);
  m.mtype = 1;
  msgsnd(id, &m, 0, 0);
  n = msgrcv(id, &m, 0, 0, 0);
  printf("%d of type %ld\n", n, m.mtype);
  m.mtype = 1;
  strcpy(m.mtext, "exactly");
  msgsnd(id, &m, 8, 0);
  n = msgrcv(id, &m, 8, 0, 0);
  printf("%d %s\n", n, m.mtext);
  n = msgrcv(id, &m, (size_t)-1, 0, IPC_NOWAIT);
  printf("%d %s\n", n, strerror(errno));
  n = msgrcv(-1, &m, 8, 0, IPC_NOWAIT);
  printf("%d %s\n", n, strerror(errno));
  n = msgrcv(id, &m, 8, 0, IPC_NOWAIT);
  printf("%d %s\n", n, strerror(errno));
  msgctl(id, IPC_RMID, NULL);
  n = msgrcv(id, &m, 8, 0, IPC_NOWAIT);
  printf("%d %s\n", n, strerror(errno));
  return 0;
}
