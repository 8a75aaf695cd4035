/* proves: LONG_MIN takes the lowest type of all, MSG_EXCEPT counts only with a positive type, an empty queue gives ENOMSG | section: System V message queues */
#define _GNU_SOURCE
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>

struct msg { long mtype; char mtext[16]; };
static int id;

static void fill(void) {
  static const long types[] = {LONG_MAX, 7, 5, 5, 9, 1L << 40};
  unsigned i;
  for (i = 0; i < sizeof types / sizeof types[0]; i++) {
    struct msg m = {types[i], ""};
    int n = snprintf(m.mtext, sizeof m.mtext, "number %u", i);
    msgsnd(id, &m, n + 1, 0);
  }
}

static void take(long type, int flags) {
  struct msg m;
  int n = (int)msgrcv(id, &m, sizeof m.mtext, type, flags | IPC_NOWAIT);
  if (n < 0)
    printf("type %ld, flags %o: %s\n", type, flags, strerror(errno));
  else
    printf("type %ld, flags %o: type %ld, %s\n", type, flags, m.mtype, m.mtext);
}

int main(void) {
  setbuf(stdout, NULL);
  id = msgget(IPC_PRIVATE, 0600);
  take(0, 0);
  take(-3, 0);
  take(3, MSG_EXCEPT);
  fill();
  take(LONG_MIN, 0);
  take(LONG_MIN + 1, 0);
  take(-4, 0);
  take(-7, 0);
  take(-LONG_MAX, MSG_EXCEPT);
  take(0, MSG_EXCEPT);
  take(1L << 40, MSG_EXCEPT);
  take((1L << 40) + 1, 0);
  take(LONG_MAX, MSG_EXCEPT);
  fill();
  take(LONG_MAX, 0);
  take(7, MSG_EXCEPT);
  take(5, MSG_EXCEPT);
  take(5, 0);
  take(6, 0);
  take(9, 01000);
  take(LONG_MAX, 04000 | 0777);
  take(0, 0);
  take(0, 0);
  take(0, 0);
  msgctl(id, IPC_RMID, NULL);
  take(0, 0);
  return 0;
}
