/* proves: a sender that was woken and found no room again waits at the tail, behind those moved there before | section: System V message queues */
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

int main(void) {
  setbuf(stdout, NULL);
  real_time(20);
  id = msgget(IPC_PRIVATE, 0600);
  struct msqid_ds ds;
  msgctl(id, IPC_STAT, &ds);
  ds.msg_qbytes = 40;
  msgctl(id, IPC_SET, &ds);
  struct msg m;
  memset(&m, 0, sizeof m);
  m.mtype = 1;
  for (int i = 0; i < 4; i++) {
    m.mtext[0] = (char)('0' + i);
    msgsnd(id, &m, 10, 0);
  }
  const char *names = "ABCDEFGHIJ";
  int sizes[] = {10, 10, 20, 10, 20, 10, 10, 30, 10, 20};
  for (int i = 0; i < 10; i++) {
    if (fork() == 0) {
      real_time(10);
      m.mtext[0] = names[i];
      msgsnd(id, &m, (size_t)sizes[i], 0);
      _exit(0);
    }
    usleep(20000);
  }
  for (int i = 0; i < 14; i++) {
    int n = (int)msgrcv(id, &m, sizeof m.mtext, 0, 0);
    if (i % 3 != 1) usleep(20000); /* sometimes two are taken before the woken ones run */
    printf("took %c (%d)\n", m.mtext[0], n);
  }
  while (wait(NULL) > 0) {
  }
  msgctl(id, IPC_RMID, NULL);
  return 0;
}
