#define _GNU_SOURCE
#include <bits/libc.h>
#include <sched.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

int sched_yield(void) { return __result(__syscall(SYS_sched_yield)); }
int sched_setscheduler(pid_t pid, int policy, const struct sched_param* param) {
  return __result(__syscall(SYS_sched_setscheduler, (long)pid, (long)policy, (long)param));
}
int sched_getscheduler(pid_t pid) { return __result(__syscall(SYS_sched_getscheduler, (long)pid)); }
int sched_setparam(pid_t pid, const struct sched_param* param) {
  return __result(__syscall(SYS_sched_setparam, (long)pid, (long)param));
}
int sched_getparam(pid_t pid, struct sched_param* param) {
  return __result(__syscall(SYS_sched_getparam, (long)pid, (long)param));
}
int sched_get_priority_max(int policy) {
  return __result(__syscall(SYS_sched_get_priority_max, (long)policy));
}
int sched_get_priority_min(int policy) {
  return __result(__syscall(SYS_sched_get_priority_min, (long)policy));
}
int sched_rr_get_interval(pid_t pid, struct timespec* ts) {
  return __result(__syscall(SYS_sched_rr_get_interval, (long)pid, (long)ts));
}
int sched_setaffinity(pid_t pid, size_t size, const cpu_set_t* set) {
  return __result(__syscall(SYS_sched_setaffinity, (long)pid, size, (long)set));
}
int sched_getaffinity(pid_t pid, size_t size, cpu_set_t* set) {
  long n = __result(__syscall(SYS_sched_getaffinity, (long)pid, size, (long)set));
  if (n < 0) return -1;
  memset((char*)set + n, 0, size - n);
  return 0;
}
int sched_getcpu(void) {
  unsigned cpu = 0;
  long r = __result(__syscall(SYS_getcpu, (long)&cpu, 0l, 0l));
  return r < 0 ? -1 : (int)cpu;
}

void __cpu_zero(cpu_set_t* set) { memset(set, 0, sizeof *set); }
int __cpu_count(const cpu_set_t* set) {
  int count = 0;
  for (int i = 0; i < CPU_SETSIZE; ++i) count += CPU_ISSET(i, set);
  return count;
}
int __cpu_equal(const cpu_set_t* a, const cpu_set_t* b) { return memcmp(a, b, sizeof *a) == 0; }

/* The kernel gives 20 - nice, so that no value looks like an error. */
int getpriority(int which, id_t who) {
  long r = __result(__syscall(SYS_getpriority, (long)which, (long)(int)who));
  return r < 0 ? -1 : (int)(20 - r);
}
int setpriority(int which, id_t who, int priority) {
  return __result(__syscall(SYS_setpriority, (long)which, (long)(int)who, (long)priority));
}
int nice(int increment) {
  int before = errno;
  errno = 0;
  int priority = getpriority(PRIO_PROCESS, 0);
  if (priority == -1 && errno != 0) return -1;
  if (setpriority(PRIO_PROCESS, 0, priority + increment) < 0) {
    if (errno == EACCES) errno = EPERM;
    return -1;
  }
  errno = before;
  return getpriority(PRIO_PROCESS, 0);
}
int getrusage(int who, struct rusage* usage) {
  return __result(__syscall(SYS_getrusage, (long)who, (long)usage));
}
int getrlimit(int resource, struct rlimit* limit) {
  return __result(__syscall(SYS_prlimit64, 0l, (long)resource, 0l, (long)limit));
}
int setrlimit(int resource, const struct rlimit* limit) {
  return __result(__syscall(SYS_prlimit64, 0l, (long)resource, (long)limit, 0l));
}
