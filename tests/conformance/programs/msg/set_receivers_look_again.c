/* proves: IPC_SET makes sleeping receivers look again: one that lost its permission gets EACCES, one that kept it sleeps on | section: System V message queues */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

struct msg { long mtype; char mtext[64]; };

int main(void) {
  setbuf(stdout, NULL);
  int id = msgget(IPC_PRIVATE, 0666);
  struct msg m = {1, "hello"};
  if (fork() == 0) {
    if (setuid(1000) != 0) printf("cannot change user\n");
    int n = msgrcv(id, &m, sizeof m.mtext, 0, 0);
    printf("other user: %d %s\n", n, strerror(errno));
    _exit(0);
  }
  usleep(20000);
  if (fork() == 0) {
    int n = msgrcv(id, &m, sizeof m.mtext, 0, 0);
    printf("root: %d %s\n", n, m.mtext);
    _exit(0);
  }
  usleep(20000);
  struct msqid_ds ds;
  msgctl(id, IPC_STAT, &ds);
  ds.msg_perm.mode = 0600;
  int r = msgctl(id, IPC_SET, &ds);
  usleep(20000);
  printf("set: %d\n", r);
  r = msgsnd(id, &m, 6, 0);
  usleep(20000);
  printf("send: %d\n", r);
  while (wait(NULL) > 0) {
  }
  msgctl(id, IPC_STAT, &ds);
  printf("mode %o, %lu messages\n", ds.msg_perm.mode & 0777, (unsigned long)ds.msg_qnum);
  msgctl(id, IPC_RMID, NULL);
  return 0;
}
