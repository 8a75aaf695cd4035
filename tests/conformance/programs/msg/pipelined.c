/* proves: a message for a sleeping receiver goes straight to it and never onto the queue; the first in the line that matches gets it | section: System V message queues */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

struct msg { long mtype; char mtext[16]; };
static int id;

static void receiver(char name, long type) {
  if (fork() == 0) {
    struct msg m;
    int n = msgrcv(id, &m, sizeof m.mtext, type, 0);
    struct msqid_ds ds;
    msgctl(id, IPC_STAT, &ds);
    usleep(5000);
    printf("%c (type %ld) got %d bytes of type %ld: %s; last receiver is me: %d\n", name, type, n,
           m.mtype, m.mtext, ds.msg_lrpid == getpid());
    _exit(0);
  }
  usleep(20000);
}

static void send(long type, const char *text) {
  struct msg m = {type, ""};
  strcpy(m.mtext, text);
  int r = msgsnd(id, &m, strlen(text) + 1, 0);
  struct msqid_ds ds;
  msgctl(id, IPC_STAT, &ds);
  printf("sent %s: %d; on the queue: %lu\n", text, r, (unsigned long)ds.msg_qnum);
  usleep(20000);
}

int main(void) {
  setbuf(stdout, NULL);
  id = msgget(IPC_PRIVATE, 0600);
  receiver('A', 5);
  receiver('B', 0);
  receiver('C', -4);
  receiver('D', 5);
  receiver('E', -9);
  send(7, "seven");
  send(5, "five");
  send(5, "five again");
  send(8, "eight");
  send(6, "six");
  send(3, "three");
  while (wait(NULL) > 0) {
  }
  struct msg m;
  while (msgrcv(id, &m, sizeof m.mtext, 0, IPC_NOWAIT) >= 0) printf("left: %s\n", m.mtext);
  msgctl(id, IPC_RMID, NULL);
  return 0;
}
