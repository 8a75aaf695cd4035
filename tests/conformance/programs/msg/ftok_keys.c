/* proves: ftok gives the same key for the same file and id, another for another id, and fails without a file | section: System V message queues */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>

int main(void) {
  setbuf(stdout, NULL);
  key_t a = ftok("/tmp", 'A');
  key_t again = ftok("/tmp", 'A');
  key_t b = ftok("/tmp", 'B');
  key_t dot = ftok(".", 'A');
  printf("a key: %d, the same: %d, another id: %d, another file: %d\n", a != -1, a == again, a != b, a != dot);
  printf("the id is the top byte: %x %x\n", (unsigned)a >> 24, (unsigned)b >> 24);
  printf("only eight bits of the id count: %d\n", ftok("/tmp", 0x141) == a);
  printf("the rest is the same: %d\n", ((unsigned)a & 0xffffff) == ((unsigned)b & 0xffffff));
  key_t none = ftok("/no/such/file", 'A');
  printf("no file: %d %s\n", (int)none, strerror(errno));
  int id = msgget(a, IPC_CREAT | 0600);
  printf("the same queue: %d\n", msgget(again, 0) == id);
  msgctl(id, IPC_RMID, NULL);
  return 0;
}
