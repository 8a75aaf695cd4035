/* proves: a message handed to a sleeping receiver sets q_lspid, q_lrpid and both times, and is never counted on the queue | section: System V message queues */
#include <stdio.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

struct msg { long mtype; char mtext[64]; };
static pid_t parent;

static const char *who(pid_t pid) { return pid == 0 ? "nobody" : pid == parent ? "parent" : "child"; }

static void show(int id) {
  struct msqid_ds ds;
  msgctl(id, IPC_STAT, &ds);
  printf("%lu messages, %lu bytes, last sent by %s, received by %s, times %d %d\n",
         (unsigned long)ds.msg_qnum, (unsigned long)ds.__msg_cbytes, who(ds.msg_lspid),
         who(ds.msg_lrpid), ds.msg_stime != 0, ds.msg_rtime != 0);
}

int main(void) {
  struct msg m = {3, "to whoever waits"};
  struct msqid_ds ds;
  int id, i, r;
  setbuf(stdout, NULL);
  parent = getpid();
  id = msgget(IPC_PRIVATE, 0600);
  msgctl(id, IPC_STAT, &ds);
  ds.msg_qbytes = 4;
  msgctl(id, IPC_SET, &ds);
  show(id);
  for (i = 0; i < 2; i++) {
    if (fork() == 0) {
      int n = (int)msgrcv(id, &m, 64, i == 0 ? 3 : -5, 0);
      printf("child %d: %d bytes of type %ld\n", i, n, m.mtype);
      if (i == 1) usleep(40000);
      _exit(0);
    }
    usleep(20000);
  }
  /* Larger than the queue, so it does not even go to one that waits. */
  printf("16 bytes: %d\n", msgsnd(id, &m, 16, IPC_NOWAIT));
  show(id);
  r = msgsnd(id, &m, 4, IPC_NOWAIT);
  usleep(20000);
  printf("4 bytes: %d\n", r);
  show(id);
  r = msgsnd(id, &m, 0, IPC_NOWAIT);
  usleep(20000);
  printf("no bytes: %d\n", r);
  show(id);
  while (wait(NULL) > 0) {
  }
  msgctl(id, IPC_RMID, NULL);
  return 0;
}
