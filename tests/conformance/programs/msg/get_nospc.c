/* proves: a namespace has at most msgmni queues, then msgget fails with ENOSPC | section: System V message queues */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>

int main(void) {
  setbuf(stdout, NULL);
  struct msginfo info;
  msgctl(0, IPC_INFO, (struct msqid_ds *)&info);
  printf("msgmni %d\n", info.msgmni);
  static int ids[40000];
  int n = 0;
  while (n < 40000 && (ids[n] = msgget(IPC_PRIVATE, 0600)) >= 0) n++;
  printf("%d queues, then %s\n", n, strerror(errno));
  printf("greatest index %d\n", msgctl(0, IPC_INFO, (struct msqid_ds *)&info));
  printf("a key nobody has: ");
  int r = msgget(0x4711, IPC_CREAT | 0600);
  printf("%d %s\n", r, strerror(errno));
  msgctl(ids[100], IPC_RMID, NULL);
  int id = msgget(0x4711, IPC_CREAT | 0600);
  printf("after one is gone: index %d\n", id % 32768);
  ids[100] = id;
  for (int i = 0; i < n; i++) msgctl(ids[i], IPC_RMID, NULL);
  return 0;
}
