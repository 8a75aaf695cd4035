/* proves: msgrcv takes the first message, the first of a type, the first of another type, or the lowest type | section: System V message queues */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>

struct msg { long mtype; char mtext[4]; };
static int id;

static void fill(void) {
  long types[] = {5, 3, 7, 3, 9, 2, 2, 5};
  for (int i = 0; i < 8; i++) {
    struct msg m = {types[i], {(char)('a' + i)}};
    msgsnd(id, &m, 1, 0);
  }
}

static void take(long type, int flags) {
  struct msg m;
  int n = msgrcv(id, &m, sizeof m.mtext, type, flags | IPC_NOWAIT);
  if (n < 0)
    printf("  type %ld flags %#o: %s\n", type, flags, strerror(errno));
  else
    printf("  type %ld flags %#o: %d byte, type %ld, %c\n", type, flags, n, m.mtype, m.mtext[0]);
}

static void drain(void) {
  struct msg m;
  while (msgrcv(id, &m, sizeof m.mtext, 0, IPC_NOWAIT) >= 0) printf("  left: %ld %c\n", m.mtype, m.mtext[0]);
}

int main(void) {
  setbuf(stdout, NULL);
  id = msgget(IPC_PRIVATE, 0600);
  printf("any\n");
  fill();
  take(0, 0);
  take(0, MSG_EXCEPT);
  drain();
  printf("one type\n");
  fill();
  take(3, 0);
  take(3, 0);
  take(3, 0);
  take(9, 0);
  take(4, 0);
  drain();
  printf("another type\n");
  fill();
  take(5, MSG_EXCEPT);
  take(3, MSG_EXCEPT);
  take(7, MSG_EXCEPT);
  drain();
  printf("the lowest\n");
  fill();
  take(-1, 0);
  take(-2, 0);
  take(-100, 0);
  take(-100, 0);
  take(-4, 0);
  take(-4, 0);
  take(-6, MSG_EXCEPT);
  drain();
  printf("the lowest long\n");
  fill();
  take((-0x7fffffffffffffffL - 1), 0);
  take(0x7fffffffffffffffL, MSG_EXCEPT);
  drain();
  msgctl(id, IPC_RMID, NULL);
  return 0;
}
