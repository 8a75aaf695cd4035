/* proves: a child takes messages of low types first, the parent the rest in order | section: Text book programs */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct msgbuf {
  long mtype;
  char mtext[80];
} message_buf;

static void send(int q, long type, const char *t) {
  message_buf b;
  b.mtype = type;
  (void)strcpy(b.mtext, t);
  if (msgsnd(q, &b, strlen(b.mtext) + 1, IPC_NOWAIT) < 0) {
    printf("%d, %ld, %s, %zu\n", q, b.mtype, b.mtext, strlen(b.mtext) + 1);
    perror("msgsnd");
    exit(1);
  }
}
int main() {
  int q = msgget((key_t)1234, IPC_CREAT | 0666), i;
  message_buf r;
  send(q, 5, "five");
  send(q, 3, "three");
  send(q, 9, "nine");
  send(q, 1, "one");
  send(q, 3, "three again");
  if (fork() == 0) {
    while (msgrcv(q, &r, 80, -4, IPC_NOWAIT) >= 0)
      printf("child: type=%ld text=%s\n", r.mtype, r.mtext);
    perror("child: msgrcv");
    exit(3);
  }
  wait(&i);
  printf("child status %d %d\n", WIFEXITED(i), WEXITSTATUS(i));
  while (1) {
    ssize_t n = msgrcv(q, &r, 80, 0, IPC_NOWAIT);
    if (n == -1) break;
    printf("parent: %zd bytes type=%ld text=%s\n", n, r.mtype, r.mtext);
  }
  msgctl(q, IPC_RMID, 0);
  if (msgctl(q, IPC_RMID, 0) == -1) perror("again");
}
