/* proves: messages larger than a page arrive whole, at every size around the segments' borders | section: System V message queues */
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>

static struct { long mtype; unsigned char mtext[8192]; } out, in;

int main(void) {
  setbuf(stdout, NULL);
  int id = msgget(IPC_PRIVATE, 0600);
  int sizes[] = {1, 63, 64, 65, 4047, 4048, 4049, 4096, 8135, 8136, 8137, 8191, 8192};
  for (int i = 0; i < 8192; i++) out.mtext[i] = (unsigned char)(i * 7 + i / 256);
  for (int i = 0; i < 13; i++) {
    out.mtype = sizes[i];
    msgsnd(id, &out, (size_t)sizes[i], 0);
    memset(&in, 0, sizeof in);
    int n = (int)msgrcv(id, &in, 8192, 0, 0);
    int same = n == sizes[i] && memcmp(in.mtext, out.mtext, (size_t)n) == 0;
    int rest = 0;
    for (int j = n; j < 8192; j++) rest |= in.mtext[j];
    printf("%d bytes, type %ld, same %d, untouched behind %d\n", n, in.mtype, same, rest == 0);
  }
  out.mtype = 1;
  msgsnd(id, &out, 8192, 0);
  memset(&in, 0, sizeof in);
  int n = (int)msgrcv(id, &in, 5000, 0, MSG_NOERROR);
  printf("cut to %d, same %d, next byte %d\n", n, memcmp(in.mtext, out.mtext, 5000) == 0, in.mtext[5000]);
  msgctl(id, IPC_RMID, NULL);
  return 0;
}
