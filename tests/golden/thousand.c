// One of a thousand: many wait for a message that does not come, some compute, one fills the queue.
#include <msgscope.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <unistd.h>

struct message {
  long mtype;
  char mtext[8];
};

int main(int argc, char *argv[])
{
  struct message m = {.mtype = 1};
  int q = msgget(0x1000, IPC_CREAT | 0600);
  const char *part = argc > 1 ? argv[1] : "wait";
  if (strcmp(part, "fill") == 0) {
    for (int i = 0; i < 10000; i++) {
      m.mtype = 1 + i % 7;
      strcpy(m.mtext, "abc");
      msgsnd(q, &m, 4, 0);
    }
    return 0;
  }
  if (strcmp(part, "compute") == 0) {
    compute_us(1000000);
    return 0;
  }
  if (strcmp(part, "sleep") == 0) {
    sleep(5);
    return 0;
  }
  msgrcv(q, &m, sizeof m.mtext, 99, 0);
  return 0;
}
