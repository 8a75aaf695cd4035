/* proves: two processes exchange messages over two queues, each waiting for the other | section: System V message queues */
#include <stdio.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

struct msg { long mtype; long value; };

int main(void) {
  setbuf(stdout, NULL);
  int there = msgget(IPC_PRIVATE, 0600), back = msgget(IPC_PRIVATE, 0600);
  struct msg m = {1, 0};
  if (fork() == 0) {
    for (;;) {
      msgrcv(there, &m, sizeof m.value, 0, 0);
      if (m.value < 0) _exit(0);
      m.value = m.value * m.value;
      msgsnd(back, &m, sizeof m.value, 0);
    }
  }
  long sum = 0;
  for (long i = 0; i < 1000; i++) {
    m.mtype = 1 + i % 3;
    m.value = i;
    msgsnd(there, &m, sizeof m.value, 0);
    msgrcv(back, &m, sizeof m.value, 0, 0);
    sum += m.value;
  }
  m.value = -1;
  msgsnd(there, &m, sizeof m.value, 0);
  wait(NULL);
  printf("sum of squares %ld\n", sum);
  msgctl(there, IPC_RMID, NULL);
  msgctl(back, IPC_RMID, NULL);
  return 0;
}
