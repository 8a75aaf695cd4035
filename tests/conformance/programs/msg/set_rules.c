/* proves: IPC_SET and IPC_RMID are for the owner, the creator and root (EPERM); owner, mode and q_qbytes change, the creator does not | section: System V message queues */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

static void say(const char *who, const char *what, int r) {
  printf("%s, %s: %s\n", who, what, r < 0 ? strerror(errno) : "ok");
}

static void try_all(const char *who, int id, unsigned long bytes) {
  struct msqid_ds ds;
  int r = msgctl(id, IPC_STAT, &ds);
  say(who, "IPC_STAT", r);
  if (r < 0) return;
  ds.msg_perm.mode = 0666;
  say(who, "IPC_SET", msgctl(id, IPC_SET, &ds));
  ds.msg_qbytes = bytes;
  say(who, "IPC_SET with other msg_qbytes", msgctl(id, IPC_SET, &ds));
}

static void as_user(int uid, const char *who, int id, unsigned long bytes, int remove) {
  if (fork() == 0) {
    if (setgid(uid) != 0 || setuid(uid) != 0) printf("cannot change user\n");
    try_all(who, id, bytes);
    if (remove) say(who, "IPC_RMID", msgctl(id, IPC_RMID, NULL));
    _exit(0);
  }
  wait(NULL);
}

static void show(int id) {
  struct msqid_ds ds;
  if (msgctl(id, IPC_STAT, &ds) < 0) {
    printf("gone: %s\n", strerror(errno));
    return;
  }
  printf("uid %d gid %d cuid %d cgid %d mode %o qbytes %lu\n", (int)ds.msg_perm.uid,
         (int)ds.msg_perm.gid, (int)ds.msg_perm.cuid, (int)ds.msg_perm.cgid, ds.msg_perm.mode,
         (unsigned long)ds.msg_qbytes);
}

int main(void) {
  struct msqid_ds ds;
  int id = msgget(IPC_PRIVATE, 0644), other;
  setbuf(stdout, NULL);
  as_user(1000, "a stranger", id, 100, 1);
  show(id);

  msgctl(id, IPC_STAT, &ds);
  ds.msg_perm.uid = 1000;
  ds.msg_perm.gid = 1001;
  ds.msg_perm.cuid = 5;
  ds.msg_perm.mode = 07600;
  say("root", "giving it away", msgctl(id, IPC_SET, &ds));
  show(id);
  as_user(1000, "the owner", id, 100, 0);
  show(id);
  as_user(1000, "the owner, as much as at first", id, 16384, 0);
  as_user(1000, "the owner, more than msgmnb", id, 16385, 0);
  as_user(1001, "a member of its group", id, 50, 1);
  show(id);
  as_user(1000, "the owner", id, 200, 1);
  show(id);

  if (fork() == 0) {
    if (setgid(1000) != 0 || setuid(1000) != 0) printf("cannot change user\n");
    other = msgget(0x77, IPC_CREAT | 0600);
    msgctl(other, IPC_STAT, &ds);
    ds.msg_perm.uid = 2000;
    say("the creator", "giving it away", msgctl(other, IPC_SET, &ds));
    say("the creator", "IPC_STAT", msgctl(other, IPC_STAT, &ds));
    ds.msg_perm.uid = 3000;
    say("the creator", "giving it away again", msgctl(other, IPC_SET, &ds));
    _exit(0);
  }
  wait(NULL);
  other = msgget(0x77, 0);
  show(other);
  as_user(2000, "no longer the owner", other, 10, 1);
  as_user(3000, "the owner", other, 10, 0);
  as_user(1000, "the creator", other, 20, 1);
  show(other);
  return 0;
}
