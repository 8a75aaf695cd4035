/* proves: five philosophers share chopsticks that are message queue tokens | section: Text book programs */
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
#define NUM 5
#define LEFT(i) ((i) + 1)
#define RIGHT(i) (((i) + 1) % NUM + 1)
enum { SEAT = 100 };
struct token {
  long mtype;
  char c;
};
int q;
static void take(long what) {
  struct token t;
  while (msgrcv(q, &t, 1, what, 0) == -1) {
    perror("take");
    exit(9);
  }
}
static void put(long what) {
  struct token t = {what, 'x'};
  msgsnd(q, &t, 1, 0);
}
void philosopher(int i) {
  int meals;
  for (meals = 0; meals < 3; meals++) {
    take(SEAT);
    take(LEFT(i));
    take(RIGHT(i));
    usleep(1000 * (i + 1));
    put(LEFT(i));
    put(RIGHT(i));
    put(SEAT);
  }
  exit(meals);
}
int main() {
  int i, st, total = 0;
  q = msgget(IPC_PRIVATE, 0666 | IPC_CREAT);
  for (i = 0; i < NUM; i++) put(LEFT(i));
  for (i = 0; i < NUM - 1; i++) put(SEAT);
  for (i = 0; i < NUM; i++)
    if (fork() == 0) philosopher(i);
  while (wait(&st) > 0) total += WEXITSTATUS(st);
  struct msqid_ds d;
  msgctl(q, IPC_STAT, &d);
  printf("%d meals, %d tokens\n", total, (int)d.msg_qnum);
  msgctl(q, IPC_RMID, NULL);
  return 0;
}
