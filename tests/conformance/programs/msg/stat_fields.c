/* proves: msgsnd and msgrcv keep q_qnum, q_cbytes, q_lspid, q_lrpid and the times; IPC_STAT shows them | section: System V message queues */
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

struct msg { long mtype; char mtext[64]; };
static pid_t parent;

static void show(const char *when, int id) {
  struct msqid_ds ds;
  memset(&ds, 0xee, sizeof ds);
  int r = msgctl(id, IPC_STAT, &ds);
  printf("%s: %d; key %#x uid %d cuid %d mode %03o seq %d qnum %lu cbytes %lu qbytes %lu", when, r,
         (unsigned)ds.msg_perm.__key, (int)ds.msg_perm.uid, (int)ds.msg_perm.cuid,
         (unsigned)ds.msg_perm.mode, (int)ds.msg_perm.__seq, (unsigned long)ds.msg_qnum,
         (unsigned long)ds.__msg_cbytes, (unsigned long)ds.msg_qbytes);
  printf(" lspid %s lrpid %s stime %d rtime %d ctime %d\n",
         ds.msg_lspid == 0 ? "none" : ds.msg_lspid == parent ? "parent" : "child",
         ds.msg_lrpid == 0 ? "none" : ds.msg_lrpid == parent ? "parent" : "child",
         ds.msg_stime != 0, ds.msg_rtime != 0, ds.msg_ctime != 0);
}

int main(void) {
  setbuf(stdout, NULL);
  parent = getpid();
  printf("sizes %d %d\n", (int)sizeof(struct msqid_ds), (int)sizeof(struct ipc_perm));
  int id = msgget(0x1234, IPC_CREAT | 0640);
  show("new", id);
  struct msg m = {1, "text"};
  msgsnd(id, &m, 5, 0);
  show("sent", id);
  msgsnd(id, &m, 7, 0);
  show("sent again", id);
  if (fork() == 0) {
    msgrcv(id, &m, 64, 0, 0);
    _exit(0);
  }
  wait(NULL);
  show("child received", id);
  if (fork() == 0) {
    msgsnd(id, &m, 64, 0);
    _exit(0);
  }
  wait(NULL);
  show("child sent", id);
  msgrcv(id, &m, 64, 0, 0);
  show("received", id);
  struct msqid_ds ds;
  msgctl(id, IPC_STAT, &ds);
  ds.msg_perm.mode = 07777;
  ds.msg_qbytes = 1000;
  ds.msg_qnum = 99;
  msgctl(id, IPC_SET, &ds);
  show("set", id);
  msgctl(id, IPC_RMID, NULL);
  return 0;
}
