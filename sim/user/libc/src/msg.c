#include <bits/libc.h>
#include <sys/msg.h>

int msgget(key_t key, int flags) { return __result(__syscall(SYS_msgget, (long)key, (long)flags)); }
int msgsnd(int id, const void* message, size_t size, int flags) {
  return __result(__syscall(SYS_msgsnd, (long)id, (long)message, size, (long)flags));
}
ssize_t msgrcv(int id, void* message, size_t size, long type, int flags) {
  return __result(__syscall(SYS_msgrcv, (long)id, (long)message, size, type, (long)flags));
}
int msgctl(int id, int command, struct msqid_ds* buffer) {
  return __result(__syscall(SYS_msgctl, (long)id, (long)command, (long)buffer));
}
