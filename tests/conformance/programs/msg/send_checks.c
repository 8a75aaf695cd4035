/* proves: msgsnd checks in order: the type can be read, sizes, id and type, the text can be read, the queue exists | section: System V message queues */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>

static struct { long mtype; char mtext[9000]; } m;

static void try_send(const char *what, int id, const void *p, size_t size) {
  errno = 0;
  int r = msgsnd(id, p, size, IPC_NOWAIT);
  printf("%s: %d %s\n", what, r, r < 0 ? strerror(errno) : "ok");
}

int main(void) {
  setbuf(stdout, NULL);
  int id = msgget(IPC_PRIVATE, 0600);
  int gone = msgget(IPC_PRIVATE, 0600);
  msgctl(gone, IPC_RMID, NULL);
  void *nowhere = (void *)16;
  m.mtype = 1;
  try_send("a bad pointer comes before a bad size", id, nowhere, 100000);
  try_send("a bad pointer comes before a bad id", -1, nowhere, 1);
  try_send("too large", id, &m, 8193);
  try_send("far too large", id, &m, (size_t)-1);
  try_send("the largest", id, &m, 8192);
  try_send("nothing but a type", id, &m, 0);
  m.mtype = 0;
  try_send("type 0", id, &m, 1);
  m.mtype = -1;
  try_send("a negative type", id, &m, 1);
  try_send("a negative type on a removed queue", gone, &m, 1);
  m.mtype = 1;
  try_send("a negative id", -1, &m, 1);
  try_send("a removed queue", gone, &m, 1);
  try_send("an id that never was", 12345678, &m, 1);
  m.mtype = 0x7fffffffffffffffL;
  try_send("the greatest type", id, &m, 1);
  struct msqid_ds ds;
  msgctl(id, IPC_STAT, &ds);
  printf("%lu messages, %lu bytes\n", (unsigned long)ds.msg_qnum, (unsigned long)ds.__msg_cbytes);
  msgctl(id, IPC_RMID, NULL);
  return 0;
}
