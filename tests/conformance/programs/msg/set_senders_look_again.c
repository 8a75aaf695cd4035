/* proves: IPC_SET makes sleeping senders look again: more room lets one in, a lost permission is EACCES, else it sleeps on | section: System V message queues */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

struct msg { long mtype; char mtext[64]; };

static void sender(int id, int uid, int size) {
  if (fork() == 0) {
    struct msg m = {2, "late"};
    int r, e;
    if (uid != 0 && setuid(uid) != 0) printf("cannot change user\n");
    r = msgsnd(id, &m, size, 0);
    e = errno;
    usleep(5000); /* the parent speaks first, whoever of the two runs first */
    printf("user %d, %d bytes: %d %s\n", uid, size, r, r < 0 ? strerror(e) : "sent");
    _exit(0);
  }
  usleep(20000);
}

static void set(int id, int bytes, int mode) {
  struct msqid_ds ds;
  int r;
  msgctl(id, IPC_STAT, &ds);
  ds.msg_qbytes = bytes;
  ds.msg_perm.mode = mode;
  r = msgctl(id, IPC_SET, &ds);
  usleep(20000);
  msgctl(id, IPC_STAT, &ds);
  printf("set %d bytes, mode %o: %d; %lu messages\n", bytes, mode, r, (unsigned long)ds.msg_qnum);
}

int main(void) {
  struct msg m = {1, "first"};
  int id;
  setbuf(stdout, NULL);
  id = msgget(IPC_PRIVATE, 0666);
  set(id, 10, 0666);
  msgsnd(id, &m, 10, 0);
  sender(id, 0, 20);
  set(id, 29, 0666);
  set(id, 30, 0666);
  sender(id, 1000, 5);
  set(id, 30, 0600);
  sender(id, 0, 40);
  set(id, 5, 0600);
  printf("received %d\n", (int)msgrcv(id, &m, 64, 0, 0));
  printf("received %d\n", (int)msgrcv(id, &m, 64, 0, 0));
  usleep(20000);
  set(id, 40, 0600);
  while (wait(NULL) > 0) {
  }
  msgctl(id, IPC_RMID, NULL);
  return 0;
}
