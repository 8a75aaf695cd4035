/* proves: opening a queue checks the asked mode bits against owner, group or others; root passes | section: System V message queues */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

static void try_open(const char *who, key_t key, int mode) {
  int id = msgget(key, mode);
  if (id < 0)
    printf("%s asks for %03o: %s\n", who, mode, strerror(errno));
  else
    printf("%s asks for %03o: yes\n", who, mode);
}

static void try_all(const char *who, key_t key) {
  int modes[] = {0, 0400, 0200, 0600, 0040, 0020, 0004, 0002, 0006, 0666, 0100};
  for (int i = 0; i < 11; i++) try_open(who, key, modes[i]);
}

int main(void) {
  setbuf(stdout, NULL);
  key_t key = 0x5001;
  int id = msgget(key, IPC_CREAT | 0642);
  try_all("root", key);
  struct msqid_ds ds;
  msgctl(id, IPC_STAT, &ds);
  ds.msg_perm.uid = 1000;
  ds.msg_perm.gid = 2000;
  printf("set: %d\n", msgctl(id, IPC_SET, &ds));
  if (fork() == 0) {
    if (setgid(5) != 0 || setuid(1000) != 0) printf("cannot change user\n");
    try_all("owner", key);
    return 0;
  }
  wait(NULL);
  if (fork() == 0) {
    if (setgid(2000) != 0 || setuid(1001) != 0) printf("cannot change user\n");
    try_all("group", key);
    return 0;
  }
  wait(NULL);
  if (fork() == 0) {
    if (setgid(5) != 0 || setuid(1001) != 0) printf("cannot change user\n");
    try_all("other", key);
    struct { long mtype; char mtext[8]; } m = {1, "x"};
    int r = msgsnd(id, &m, 1, 0);
    printf("other sends: %d\n", r);
    r = msgrcv(id, &m, 8, 0, IPC_NOWAIT);
    printf("other receives: %d %s\n", r, strerror(errno));
    r = msgctl(id, IPC_STAT, &ds);
    printf("other looks: %d %s\n", r, strerror(errno));
    r = msgctl(id, IPC_SET, &ds);
    printf("other sets: %d %s\n", r, strerror(errno));
    r = msgctl(id, IPC_RMID, NULL);
    printf("other removes: %d %s\n", r, strerror(errno));
    return 0;
  }
  wait(NULL);
  if (fork() == 0) {
    if (setgid(2000) != 0 || setuid(1001) != 0) printf("cannot change user\n");
    struct { long mtype; char mtext[8]; } m = {1, "x"};
    int r = msgsnd(id, &m, 1, 0);
    printf("group sends: %d %s\n", r, strerror(errno));
    r = msgrcv(id, &m, 8, 0, IPC_NOWAIT);
    printf("group receives: %d\n", r);
    return 0;
  }
  wait(NULL);
  if (fork() == 0) {
    if (setuid(1000) != 0) printf("cannot change user\n");
    ds.msg_perm.uid = 1000;
    ds.msg_perm.gid = 2000;
    ds.msg_perm.mode = 0600;
    ds.msg_qbytes = 16385;
    int r = msgctl(id, IPC_SET, &ds);
    printf("owner raises q_qbytes over msgmnb: %d %s\n", r, strerror(errno));
    ds.msg_qbytes = 16384;
    printf("owner sets: %d\n", msgctl(id, IPC_SET, &ds));
    printf("owner removes: %d\n", msgctl(id, IPC_RMID, NULL));
    return 0;
  }
  wait(NULL);
  printf("gone: %d\n", msgget(key, 0) < 0 && errno == ENOENT);
  return 0;
}
