/* proves: a receiver that matches but whose buffer is too small is woken with E2BIG, and the search for a receiver goes on | section: System V message queues */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

struct msg { long mtype; char mtext[16]; };
static int id;

static void receiver(char name, size_t size, int flags) {
  if (fork() == 0) {
    struct msg m;
    memset(&m, 0, sizeof m);
    int n = msgrcv(id, &m, size, 0, flags);
    int error = errno;
    usleep(2000 * (name - 'A' + 1)); /* one after the other */
    printf("%c: %d %s\n", name, n, n < 0 ? strerror(error) : m.mtext);
    _exit(0);
  }
  usleep(20000);
}

int main(void) {
  setbuf(stdout, NULL);
  id = msgget(IPC_PRIVATE, 0600);
  receiver('A', 4, 0);
  receiver('B', 5, 0);
  receiver('C', 3, MSG_NOERROR);
  receiver('D', 16, 0);
  struct msg m = {1, "a long text"};
  printf("send: %d\n", msgsnd(id, &m, 12, 0));
  usleep(20000);
  strcpy(m.mtext, "another");
  printf("send: %d\n", msgsnd(id, &m, 8, 0));
  usleep(20000);
  receiver('E', 2, 0);
  strcpy(m.mtext, "stays");
  printf("send: %d\n", msgsnd(id, &m, 6, 0));
  usleep(20000);
  int n = msgrcv(id, &m, 16, 0, IPC_NOWAIT);
  printf("on the queue: %d %s\n", n, m.mtext);
  while (wait(NULL) > 0) {
  }
  msgctl(id, IPC_RMID, NULL);
  return 0;
}
