/* proves: msgget, msgsnd, msgrcv and msgctl through the C library | section: The C library */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

struct message {
  long mtype;
  char mtext[64];
};

int main(void) {
  int id = msgget(IPC_PRIVATE, IPC_CREAT | 0600);
  struct message m = {3, "hello"};
  struct msqid_ds ds;
  printf("%d\n", msgsnd(id, &m, 6, 0));
  m.mtype = 2;
  strcpy(m.mtext, "lower");
  printf("%d\n", msgsnd(id, &m, 6, 0));
  printf("%d\n", msgctl(id, IPC_STAT, &ds));
  printf("%lu %lu %lu %d %o\n", ds.msg_qnum, ds.__msg_cbytes, ds.msg_qbytes,
         ds.msg_lspid == getpid(), ds.msg_perm.mode);
  printf("%ld", (long)msgrcv(id, &m, sizeof m.mtext, -5, 0));
  printf(" %ld %s\n", m.mtype, m.mtext);
  printf("%ld", (long)msgrcv(id, &m, 2, 0, 0));
  printf(" %d\n", errno == E2BIG);
  printf("%ld %.2s\n", (long)msgrcv(id, &m, 2, 0, MSG_NOERROR), m.mtext);
  printf("%ld", (long)msgrcv(id, &m, 2, 0, IPC_NOWAIT));
  printf(" %s\n", strerror(errno));
  if (fork() == 0) {
    struct message reply = {1, "from the child"};
    msgsnd(id, &reply, strlen(reply.mtext) + 1, 0);
    exit(0);
  }
  printf("%ld %s\n", (long)msgrcv(id, &m, sizeof m.mtext, 1, 0), m.mtext);
  wait(NULL);
  printf("%d\n", msgctl(id, IPC_RMID, NULL));
  printf("%d\n", msgsnd(id, &m, 1, 0));
  perror("msgsnd");
  printf("%d\n", ftok("/", 'A') == ftok("/", 'A'));
  printf("%x %d\n", (unsigned)ftok("/", 'A') >> 24, ftok("/nonexistent", 1));
  printf("%zu %zu\n", sizeof(struct msqid_ds), sizeof(struct msginfo));
  return 0;
}
