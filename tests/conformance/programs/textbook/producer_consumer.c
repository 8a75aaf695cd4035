/* proves: a bounded buffer: empty and full slots on one queue | section: Text book programs */
#include <stdio.h>
#include <stdlib.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>
#define N 5 /* slots in the buffer */
#define ITEMS 12
#define EMPTY 1
#define FULL 2
struct m {
  long type;
  int item;
};
int id;
void producer(void) {
  struct m e, f;
  int i;
  for (i = 0; i < ITEMS; i++) {
    msgrcv(id, &e, sizeof e.item, EMPTY, 0);
    f.type = FULL;
    f.item = i * i;
    msgsnd(id, &f, sizeof f.item, 0);
  }
}
void consumer(void) {
  struct m m;
  int i, sum = 0;
  for (i = 0; i < N; i++) {
    m.type = EMPTY;
    msgsnd(id, &m, sizeof m.item, 0);
  }
  for (i = 0; i < ITEMS; i++) {
    msgrcv(id, &m, sizeof(int), FULL, 0);
    sum += m.item;
    printf("consumed %d\n", m.item);
    m.type = EMPTY;
    msgsnd(id, &m, sizeof(int), 0);
  }
  printf("sum=%d\n", sum);
}
int main() {
  id = msgget(IPC_PRIVATE, IPC_CREAT | 0600);
  if (id < 0) {
    perror("msgget");
    exit(1);
  }
  switch (fork()) {
    case -1:
      exit(1);
    case 0:
      producer();
      exit(0);
    default:
      consumer();
  }
  wait(0);
  struct msqid_ds ds;
  msgctl(id, IPC_STAT, &ds);
  printf("left %lu messages, %lu bytes cap %lu perm %o\n", ds.msg_qnum, ds.__msg_cbytes,
         ds.msg_qbytes, ds.msg_perm.mode);
  msgctl(id, IPC_RMID, 0);
  return 0;
}
