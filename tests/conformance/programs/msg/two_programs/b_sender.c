#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <unistd.h>

#define KEY 0x7a05274f

struct message { long type; char text[128]; };

int main(void) {
  usleep(20000); /* the receiver makes the queue */
  int queue = msgget(KEY, 0);
  struct message m;
  const char *texts[] = {"hello", "how are you", "goodbye"};
  for (int i = 0; i < 3; i++) {
    m.type = 888;
    strcpy(m.text, texts[i]);
    msgsnd(queue, &m, strlen(m.text) + 1, 0);
    int n = (int)msgrcv(queue, &m, sizeof m.text, 999, 0);
    printf("sender got %d bytes: %s\n", n, m.text);
  }
  usleep(20000);
  msgctl(queue, IPC_RMID, NULL);
  return 0;
}
