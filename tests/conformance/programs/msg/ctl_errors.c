/* proves: msgctl rejects unknown commands, negative and stale ids (EINVAL) and bad buffers (EFAULT) in that order | section: System V message queues */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>

static void try_ctl(const char *what, int id, int cmd, void *buf) {
  errno = 0;
  int r = msgctl(id, cmd, buf);
  printf("%s: %d %s\n", what, r, r < 0 ? strerror(errno) : "ok");
}

int main(void) {
  setbuf(stdout, NULL);
  int id = msgget(IPC_PRIVATE, 0600);
  void *nowhere = (void *)16;
  struct msqid_ds ds;
  try_ctl("stat", id, IPC_STAT, &ds);
  try_ctl("stat into nowhere", id, IPC_STAT, nowhere);
  try_ctl("stat of a negative id", -1, IPC_STAT, nowhere);
  try_ctl("stat of an unknown id", 999999, IPC_STAT, nowhere);
  try_ctl("unknown command", id, 4711, &ds);
  try_ctl("negative command", id, -1, &ds);
  try_ctl("set from nowhere", id, IPC_SET, nowhere);
  try_ctl("set an unknown id from nowhere", 999999, IPC_SET, nowhere);
  try_ctl("set an unknown id", 999999, IPC_SET, &ds);
  ds.msg_perm.uid = (uid_t)-1;
  try_ctl("give it to nobody", id, IPC_SET, &ds);
  try_ctl("info into nowhere", 0, IPC_INFO, nowhere);
  try_ctl("remove, buffer ignored", id, IPC_RMID, nowhere);
  try_ctl("remove again", id, IPC_RMID, NULL);
  return 0;
}
