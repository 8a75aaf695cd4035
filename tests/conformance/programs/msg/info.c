/* proves: IPC_INFO tells the limits, MSG_INFO the usage; both return the greatest index; MSG_STAT takes an index and returns the id | section: System V message queues */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>

#ifndef MSG_STAT_ANY
#define MSG_STAT_ANY 13
#endif

static void show(const char *what, int cmd) {
  struct msginfo info;
  memset(&info, 0xee, sizeof info);
  int r = msgctl(0, cmd, (struct msqid_ds *)&info);
  printf("%s: %d; pool %d map %d max %d mnb %d mni %d ssz %d tql %d seg %d\n", what, r, info.msgpool,
         info.msgmap, info.msgmax, info.msgmnb, info.msgmni, info.msgssz, info.msgtql, info.msgseg);
}

int main(void) {
  setbuf(stdout, NULL);
  printf("size %d\n", (int)sizeof(struct msginfo));
  show("IPC_INFO", IPC_INFO);
  show("MSG_INFO", MSG_INFO);
  int a = msgget(IPC_PRIVATE, 0600);
  int b = msgget(IPC_PRIVATE, 0600);
  int c = msgget(IPC_PRIVATE, 0600);
  struct { long mtype; char mtext[100]; } m = {1, "x"};
  msgsnd(a, &m, 100, 0);
  msgsnd(a, &m, 1, 0);
  msgsnd(c, &m, 50, 0);
  show("IPC_INFO", IPC_INFO);
  show("MSG_INFO", MSG_INFO);
  msgctl(b, IPC_RMID, NULL);
  show("one removed", MSG_INFO);
  struct msqid_ds ds;
  for (int i = 0; i < 5; i++) {
    int r = msgctl(i, MSG_STAT, &ds);
    if (r < 0)
      printf("index %d: %s\n", i, strerror(errno));
    else
      printf("index %d: %s, %lu messages\n", i, r == a ? "a" : r == c ? "c" : "?", (unsigned long)ds.msg_qnum);
    r = msgctl(i, MSG_STAT_ANY, &ds);
    printf("any: %d\n", r == a || r == c);
  }
  msgctl(c, IPC_RMID, NULL);
  show("with its message", MSG_INFO);
  msgctl(a, IPC_RMID, NULL);
  show("nothing left", MSG_INFO);
  return 0;
}
