/* proves: two programs that know only a key talk over one queue; each waits for a type of its own | section: System V message queues */
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>

#define KEY 0x7a05274f

struct message { long type; char text[128]; };

int main(void) {
  int queue = msgget(KEY, IPC_CREAT | 0666);
  struct message m;
  for (int i = 0; i < 3; i++) {
    int n = (int)msgrcv(queue, &m, sizeof m.text, 888, 0);
    printf("receiver got %d bytes: %s\n", n, m.text);
    m.type = 999;
    strcat(m.text, ", too");
    msgsnd(queue, &m, strlen(m.text) + 1, 0);
  }
  return 0;
}
