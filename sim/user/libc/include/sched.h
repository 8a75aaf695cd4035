#ifndef _SCHED_H
#define _SCHED_H
#include <bits/timespec.h>
#include <sys/types.h>
#define SCHED_OTHER 0
#define SCHED_FIFO 1
#define SCHED_RR 2
#ifdef _GNU_SOURCE
#define SCHED_BATCH 3
#define SCHED_IDLE 5
#define SCHED_DEADLINE 6
#define SCHED_RESET_ON_FORK 0x40000000
#define CLONE_VM 0x00000100
#define CLONE_FS 0x00000200
#define CLONE_FILES 0x00000400
#define CLONE_SIGHAND 0x00000800
#define CLONE_VFORK 0x00004000
#define CLONE_PARENT 0x00008000
#define CLONE_THREAD 0x00010000
#define CLONE_SYSVSEM 0x00040000
#define CLONE_SETTLS 0x00080000
#define CLONE_PARENT_SETTID 0x00100000
#define CLONE_CHILD_CLEARTID 0x00200000
#define CLONE_CHILD_SETTID 0x01000000
#endif
struct sched_param {
  int sched_priority;
};
int sched_yield(void);
int sched_setscheduler(pid_t pid, int policy, const struct sched_param* param);
int sched_getscheduler(pid_t pid);
int sched_setparam(pid_t pid, const struct sched_param* param);
int sched_getparam(pid_t pid, struct sched_param* param);
int sched_get_priority_max(int policy);
int sched_get_priority_min(int policy);
int sched_rr_get_interval(pid_t pid, struct timespec* ts);
#ifdef _GNU_SOURCE
#define CPU_SETSIZE 1024
typedef struct {
  unsigned long __bits[16];
} cpu_set_t;
#define CPU_ZERO(set) __cpu_zero(set)
#define CPU_SET(cpu, set) \
  ((unsigned)(cpu) < 1024 ? ((set)->__bits[(cpu) / 64] |= 1ul << ((cpu) % 64)) : 0)
#define CPU_CLR(cpu, set) \
  ((unsigned)(cpu) < 1024 ? ((set)->__bits[(cpu) / 64] &= ~(1ul << ((cpu) % 64))) : 0)
#define CPU_ISSET(cpu, set) \
  ((unsigned)(cpu) < 1024 && ((set)->__bits[(cpu) / 64] >> ((cpu) % 64) & 1) != 0)
#define CPU_COUNT(set) __cpu_count(set)
#define CPU_EQUAL(a, b) __cpu_equal(a, b)
void __cpu_zero(cpu_set_t* set);
int __cpu_count(const cpu_set_t* set);
int __cpu_equal(const cpu_set_t* a, const cpu_set_t* b);
int sched_setaffinity(pid_t pid, size_t size, const cpu_set_t* set);
int sched_getaffinity(pid_t pid, size_t size, cpu_set_t* set);
int sched_getcpu(void);
#endif
#endif
