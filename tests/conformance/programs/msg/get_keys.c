/* proves: msgget finds a queue by its key, makes one with IPC_CREAT, and fails with ENOENT or EEXIST | section: System V message queues */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>

static int try_get(const char *what, key_t key, int flags) {
  int id = msgget(key, flags);
  if (id < 0)
    printf("%s: %s\n", what, strerror(errno));
  else
    printf("%s: a queue\n", what);
  return id;
}

int main(void) {
  setbuf(stdout, NULL);
  key_t key = 0x7a05274f;
  try_get("no such key", key, 0);
  try_get("IPC_EXCL alone creates nothing", key, IPC_EXCL | 0600);
  int first = try_get("create", key, IPC_CREAT | 0600);
  int again = try_get("create again", key, IPC_CREAT | 0600);
  printf("the same queue: %d\n", first == again);
  try_get("create exclusively", key, IPC_CREAT | IPC_EXCL | 0600);
  int opened = try_get("open", key, 0);
  printf("the same queue: %d\n", first == opened);
  try_get("open with IPC_EXCL alone", key, IPC_EXCL);
  int a = try_get("private", IPC_PRIVATE, 0600);
  int b = try_get("private again", IPC_PRIVATE, 0600);
  printf("two queues: %d\n", a != b);
  int c = try_get("private, exclusively", IPC_PRIVATE, IPC_CREAT | IPC_EXCL | 0600);
  int d = try_get("private without IPC_CREAT", IPC_PRIVATE, 0);
  int all[] = {first, a, b, c, d};
  for (int i = 0; i < 5; i++) printf("remove: %d\n", msgctl(all[i], IPC_RMID, NULL));
  try_get("removed key", key, 0600);
  return 0;
}
