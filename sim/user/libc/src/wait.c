#include <bits/libc.h>
#include <sys/resource.h>
#include <sys/wait.h>

pid_t wait4(pid_t pid, int* status, int options, struct rusage* usage) {
  return __result(__syscall(SYS_wait4, (long)pid, (long)status, (long)options, (long)usage));
}
pid_t wait3(int* status, int options, struct rusage* usage) {
  return wait4(-1, status, options, usage);
}
pid_t waitpid(pid_t pid, int* status, int options) { return wait4(pid, status, options, NULL); }
pid_t wait(int* status) { return wait4(-1, status, 0, NULL); }
int waitid(idtype_t type, id_t id, siginfo_t* info, int options) {
  return __result(__syscall(SYS_waitid, (long)type, (long)(int)id, (long)info, (long)options, 0L));
}
