/* proves: IPC_SET lets sleeping senders that now fit go on, and leaves the others asleep | section: System V message queues */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

struct msg { long mtype; char mtext[64]; };
static int id;

static void sender(char name, size_t size) {
  if (fork() == 0) {
    struct msg m;
    memset(&m, 0, sizeof m);
    m.mtype = 1;
    int r = msgsnd(id, &m, size, 0);
    printf("%c sent %d: %d\n", name, (int)size, r);
    _exit(0);
  }
  usleep(20000);
}

static void set(unsigned long qbytes) {
  struct msqid_ds ds;
  msgctl(id, IPC_STAT, &ds);
  ds.msg_qbytes = qbytes;
  int r = msgctl(id, IPC_SET, &ds);
  usleep(20000);
  msgctl(id, IPC_STAT, &ds);
  printf("set %lu: %d; %lu messages, %lu bytes\n", qbytes, r, (unsigned long)ds.msg_qnum,
         (unsigned long)ds.__msg_cbytes);
}

int main(void) {
  setbuf(stdout, NULL);
  id = msgget(IPC_PRIVATE, 0600);
  set(0);
  sender('A', 40);
  sender('B', 10);
  sender('C', 20);
  sender('D', 10);
  set(5);
  set(10);
  set(15);
  set(30);
  set(60);
  set(200);
  while (wait(NULL) > 0) {
  }
  msgctl(id, IPC_RMID, NULL);
  return 0;
}
