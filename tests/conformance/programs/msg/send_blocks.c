/* proves: without room msgsnd sleeps until a message is taken, then goes on | section: System V message queues */
#include <stdio.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

struct msg { long mtype; char mtext[10]; };

int main(void) {
  setbuf(stdout, NULL);
  int id = msgget(IPC_PRIVATE, 0600);
  struct msqid_ds ds;
  msgctl(id, IPC_STAT, &ds);
  ds.msg_qbytes = 20;
  msgctl(id, IPC_SET, &ds);
  if (fork() == 0) {
    struct msg m = {1, "123456789"};
    for (int i = 1; i <= 5; i++) {
      m.mtype = i;
      int r = msgsnd(id, &m, 10, 0);
      usleep(2000);
      printf("sent %d: %d\n", i, r);
    }
    return 0;
  }
  usleep(60000);
  msgctl(id, IPC_STAT, &ds);
  printf("waiting on the queue: %lu messages, %lu bytes\n", (unsigned long)ds.msg_qnum,
         (unsigned long)ds.__msg_cbytes);
  for (int i = 0; i < 5; i++) {
    struct msg m;
    int n = msgrcv(id, &m, 10, 0, 0);
    printf("received %d bytes of type %ld\n", n, m.mtype);
    usleep(20000);
  }
  wait(NULL);
  msgctl(id, IPC_RMID, NULL);
  return 0;
}
