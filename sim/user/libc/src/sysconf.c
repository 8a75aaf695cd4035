#define _GNU_SOURCE
#include <bits/libc.h>
#include <sched.h>
#include <unistd.h>

long sysconf(int name) {
  cpu_set_t cpus;
  switch (name) {
    case _SC_ARG_MAX:
      return 2097152;
    case _SC_CLK_TCK:
      return 100;
    case _SC_OPEN_MAX:
      return 1024;
    case _SC_PAGESIZE:
      return 4096;
    case _SC_IOV_MAX:
      return 1024;
    case _SC_RTSIG_MAX:
      return 31;
    case _SC_SEM_VALUE_MAX:
      return 2147483647;
    case _SC_NPROCESSORS_CONF:
    case _SC_NPROCESSORS_ONLN:
      if (sched_getaffinity(1, sizeof cpus, &cpus) < 0 &&
          sched_getaffinity(0, sizeof cpus, &cpus) < 0)
        return 1;
      return CPU_COUNT(&cpus);
    case _SC_PHYS_PAGES:
    case _SC_AVPHYS_PAGES:
      return 262144;
    case _SC_CHILD_MAX:
    case _SC_SIGQUEUE_MAX:
      return 32768;
  }
  errno = EINVAL;
  return -1;
}
