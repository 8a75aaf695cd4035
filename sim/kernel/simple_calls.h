// System calls of one step: each a function that does the whole call and returns its result or a
// negative errno. The table (syscall_table.cpp) refers to them.
#pragma once

#include <cstdint>

namespace sim {

struct Ctx;

namespace simple {

using Call = std::int64_t(Ctx&);

// identity_calls.cpp
Call getpid, gettid, getppid, getpgrp, getpgid, setpgid, setsid, getsid;
Call getuid, geteuid, getgid, getegid, setuid, setgid, setreuid, setregid, setresuid, setresgid;
Call getresuid, getresgid, getgroups;
// simple_calls.cpp
Call umask, uname, getcpu, getpriority, sysinfo, set_tid_address;
// clock_calls.cpp
Call time, gettimeofday, clock_gettime, clock_getres, times, getrusage;
// time_calls.cpp
Call getitimer;
// mm_calls.cpp
Call mprotect;
// fs/file_calls.cpp
Call ioctl;
// fs/name_calls.cpp
Call mkdir, rmdir, rename, chdir, getcwd, chmod, fchmod, chown, truncate, ftruncate, fsync, sync;
Call pread64, pwrite64, getdents64;

}  // namespace simple
}  // namespace sim
