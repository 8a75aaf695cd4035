/* proves: MSG_COPY copies by position, only with IPC_NOWAIT and without MSG_EXCEPT, and leaves the message | section: System V message queues */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>

struct msg { long mtype; char mtext[16]; };
static int id;

static void copy(const char *what, size_t size, long position, int flags) {
  struct msg m;
  memset(&m, 0, sizeof m);
  int n = msgrcv(id, &m, size, position, flags | MSG_COPY);
  if (n < 0)
    printf("%s: %s\n", what, strerror(errno));
  else
    printf("%s: %d bytes, type %ld, %s\n", what, n, m.mtype, m.mtext);
}

int main(void) {
  setbuf(stdout, NULL);
  id = msgget(IPC_PRIVATE, 0600);
  copy("empty queue", 16, 0, IPC_NOWAIT);
  struct msg m = {5, "first"};
  msgsnd(id, &m, 6, 0);
  m.mtype = 3;
  strcpy(m.mtext, "second");
  msgsnd(id, &m, 7, 0);
  m.mtype = 9;
  strcpy(m.mtext, "third");
  msgsnd(id, &m, 6, 0);
  copy("at 0", 16, 0, IPC_NOWAIT);
  copy("at 1", 16, 1, IPC_NOWAIT);
  copy("at 2", 16, 2, IPC_NOWAIT);
  copy("at 3", 16, 3, IPC_NOWAIT);
  copy("at -1", 16, -1, IPC_NOWAIT);
  copy("would wait", 16, 0, 0);
  copy("except", 16, 0, IPC_NOWAIT | MSG_EXCEPT);
  copy("too long", 3, 1, IPC_NOWAIT);
  copy("too long, cut", 3, 1, IPC_NOWAIT | MSG_NOERROR);
  copy("just long enough", 7, 1, IPC_NOWAIT);
  int n = msgrcv(id, (void *)16, 16, 0, IPC_NOWAIT | MSG_COPY);
  printf("into a bad buffer: %d %s\n", n, strerror(errno));
  n = msgrcv(-1, (void *)16, 16, 0, IPC_NOWAIT | MSG_COPY);
  printf("a bad id comes before a bad buffer: %d %s\n", n, strerror(errno));
  n = msgrcv(77777, (void *)16, 16, 0, IPC_NOWAIT | MSG_COPY);
  printf("a bad buffer comes before an unknown id: %d %s\n", n, strerror(errno));
  struct msqid_ds ds;
  msgctl(id, IPC_STAT, &ds);
  printf("%lu messages, lrpid %d, received at %ld\n", (unsigned long)ds.msg_qnum, ds.msg_lrpid,
         (long)ds.msg_rtime);
  msgctl(id, IPC_RMID, NULL);
  return 0;
}
