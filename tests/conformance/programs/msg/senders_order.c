/* proves: taking a message wakes every sender that now fits; those that do not, move to the tail in their order | section: System V message queues */
#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

struct msg { long mtype; char mtext[100]; };
static int id;

/* Real-time tasks of one priority run in the order they were woken. */
static void real_time(int priority) {
  struct sched_param p = {priority};
  if (sched_setscheduler(0, SCHED_FIFO, &p) != 0) _exit(77);
}

static void sender(char name, size_t size) {
  if (fork() == 0) {
    real_time(10);
    struct msg m;
    memset(&m, 0, sizeof m);
    m.mtype = 1;
    m.mtext[0] = name;
    msgsnd(id, &m, size, 0);
    _exit(0);
  }
  usleep(20000);
}

int main(void) {
  setbuf(stdout, NULL);
  real_time(20);
  id = msgget(IPC_PRIVATE, 0600);
  struct msqid_ds ds;
  msgctl(id, IPC_STAT, &ds);
  ds.msg_qbytes = 100;
  msgctl(id, IPC_SET, &ds);
  struct msg m;
  memset(&m, 0, sizeof m);
  m.mtype = 1;
  for (int i = 0; i < 10; i++) {
    m.mtext[0] = (char)('0' + i);
    msgsnd(id, &m, 10, 0);
  }
  sender('A', 30);
  sender('B', 20);
  sender('C', 10);
  sender('D', 30);
  sender('E', 10);
  sender('F', 20);
  sender('G', 10);
  sender('H', 0);
  for (int i = 0; i < 18; i++) {
    int n = msgrcv(id, &m, sizeof m.mtext, 0, 0);
    usleep(20000);
    msgctl(id, IPC_STAT, &ds);
    printf("took %c (%d); now %lu messages, %lu bytes\n", m.mtext[0], n, (unsigned long)ds.msg_qnum,
           (unsigned long)ds.__msg_cbytes);
  }
  while (wait(NULL) > 0) {
  }
  msgctl(id, IPC_RMID, NULL);
  return 0;
}
