/* proves: an id is sequence * 32768 + index, indices are given cyclically, and a freed one comes back with a new sequence | section: System V message queues */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>

int main(void) {
  setbuf(stdout, NULL);
  int first = msgget(IPC_PRIVATE, 0600);
  printf("first %d\n", first);
  msgctl(first, IPC_RMID, NULL);
  for (int i = 0; i < 200; i++) {
    int id = msgget(IPC_PRIVATE, 0600);
    if (i % 16 == 0 || id % 32768 == 0) printf("%d: index %d sequence %d\n", id, id % 32768, id / 32768);
    if (msgctl(id, IPC_RMID, NULL) != 0) printf("remove: %s\n", strerror(errno));
  }
  int stale = msgget(IPC_PRIVATE, 0600);
  msgctl(stale, IPC_RMID, NULL);
  int fresh = 0;
  for (int i = 0; i < 64; i++) {
    fresh = msgget(IPC_PRIVATE, 0600);
    if (i < 63) msgctl(fresh, IPC_RMID, NULL);
  }
  printf("same index %d, same id %d\n", stale % 32768 == fresh % 32768, stale == fresh);
  struct msqid_ds ds;
  printf("fresh: %d\n", msgctl(fresh, IPC_STAT, &ds));
  int r = msgctl(stale, IPC_STAT, &ds);
  printf("stale: %d %s\n", r, strerror(errno));
  msgctl(fresh, IPC_RMID, NULL);

  int keep[60];
  for (int i = 0; i < 60; i++) keep[i] = msgget(IPC_PRIVATE, 0600);
  printf("sixty: %d .. %d\n", keep[0], keep[59]);
  int last = keep[59];
  for (int i = 0; i < 100; i++) {
    int id = msgget(IPC_PRIVATE, 0600);
    if (id % 32768 <= last % 32768) printf("after %d comes %d\n", last, id);
    last = id;
    msgctl(id, IPC_RMID, NULL);
  }
  for (int i = 0; i < 60; i++) msgctl(keep[i], IPC_RMID, NULL);
  int id = msgget(IPC_PRIVATE, 0600);
  printf("with few left: %d\n", id);
  msgctl(id, IPC_RMID, NULL);
  return 0;
}
