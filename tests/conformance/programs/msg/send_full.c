/* proves: there is room while q_cbytes + size <= q_qbytes and q_qnum + 1 <= q_qbytes; without, IPC_NOWAIT gives EAGAIN | section: System V message queues */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>

static struct { long mtype; char mtext[64]; } m = {1, ""};

static void fill(int id, size_t size) {
  int n = 0;
  while (msgsnd(id, &m, size, IPC_NOWAIT) == 0) n++;
  struct msqid_ds ds;
  int e = errno;
  msgctl(id, IPC_STAT, &ds);
  printf("size %d: %d go in, then %s; %lu messages, %lu of %lu bytes\n", (int)size, n, strerror(e),
         (unsigned long)ds.msg_qnum, (unsigned long)ds.__msg_cbytes, (unsigned long)ds.msg_qbytes);
}

static void drain(int id) {
  while (msgrcv(id, &m, sizeof m.mtext, 0, IPC_NOWAIT) >= 0) m.mtype = 1;
  m.mtype = 1;
}

int main(void) {
  setbuf(stdout, NULL);
  int id = msgget(IPC_PRIVATE, 0600);
  fill(id, 64);
  fill(id, 1);
  drain(id);
  fill(id, 60);
  fill(id, 4);
  fill(id, 0);
  drain(id);
  fill(id, 1);
  fill(id, 0);
  drain(id);
  fill(id, 0);
  drain(id);
  struct msqid_ds ds;
  msgctl(id, IPC_STAT, &ds);
  ds.msg_qbytes = 10;
  printf("set: %d\n", msgctl(id, IPC_SET, &ds));
  fill(id, 3);
  fill(id, 1);
  fill(id, 0);
  drain(id);
  fill(id, 0);
  drain(id);
  fill(id, 11);
  fill(id, 10);
  drain(id);
  ds.msg_qbytes = 0;
  msgctl(id, IPC_SET, &ds);
  fill(id, 0);
  msgctl(id, IPC_RMID, NULL);
  return 0;
}
