/* proves: IPC_RMID wakes all sleeping senders and receivers with EIDRM, and later calls get EINVAL | section: System V message queues */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

struct msg { long mtype; char mtext[16]; };

int main(void) {
  setbuf(stdout, NULL);
  int id = msgget(IPC_PRIVATE, 0600);
  struct msqid_ds ds;
  msgctl(id, IPC_STAT, &ds);
  ds.msg_qbytes = 8;
  msgctl(id, IPC_SET, &ds);
  struct msg m = {1, "1234567"};
  msgsnd(id, &m, 8, 0);
  for (int i = 0; i < 4; i++) {
    if (fork() == 0) {
      int r;
      if (i % 2 == 0)
        r = msgrcv(id, &m, 16, 50 + i, 0);
      else
        r = msgsnd(id, &m, 3, 0);
      int error = errno;
      usleep(20000 * (i + 1)); /* one after the other */
      printf("%c %s: %d %s\n", 'A' + i, i % 2 == 0 ? "receiving" : "sending", r, strerror(error));
      r = msgsnd(id, &m, 3, 0);
      printf("%c again: %d %s\n", 'A' + i, r, strerror(errno));
      _exit(0);
    }
    usleep(20000);
  }
  int removed = msgctl(id, IPC_RMID, NULL);
  while (wait(NULL) > 0) {
  }
  int r = msgctl(id, IPC_RMID, NULL);
  printf("remove: %d; again: %d %s\n", removed, r, strerror(errno));
  return 0;
}
