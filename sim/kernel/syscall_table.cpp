#include "sim/kernel/syscall_table.h"

#include <array>

#include "sim/kernel/simple_calls.h"

namespace sim {
namespace {

using P = PathId;

constexpr FieldKind kInt = FieldKind::integer, kHex = FieldKind::hex, kFd = FieldKind::fd,
                    kPid = FieldKind::pid, kSig = FieldKind::signal, kBytes = FieldKind::bytes,
                    kFlags = FieldKind::flags, kMsq = FieldKind::msqid;

constexpr SyscallEntry full(std::int32_t nr, std::string_view name, PathId path,
                            std::array<SyscallArg, 6> args = {}) {
  return SyscallEntry{nr, name, path, args, nullptr};
}
constexpr SyscallEntry one(std::int32_t nr, std::string_view name, std::int64_t (*call)(Ctx&),
                           std::array<SyscallArg, 6> args = {}) {
  return SyscallEntry{nr, name, PathId::sys_simple, args, call};
}

// By number: arch/x86/entry/syscalls/syscall_64.tbl.
constexpr SyscallEntry kTable[] = {
    full(0, "read", P::sys_read, {{{"fd", kFd}, {"buf", kHex}, {"count", kBytes}}}),
    full(1, "write", P::sys_write, {{{"fd", kFd}, {"buf", kHex}, {"count", kBytes}}}),
    full(2, "open", P::sys_open, {{{"filename", kHex}, {"flags", kFlags}, {"mode", kFlags}}}),
    full(3, "close", P::sys_close, {{{"fd", kFd}}}),
    full(4, "stat", P::sys_stat, {{{"filename", kHex}, {"statbuf", kHex}}}),
    full(5, "fstat", P::sys_stat, {{{"fd", kFd}, {"statbuf", kHex}}}),
    full(6, "lstat", P::sys_stat, {{{"filename", kHex}, {"statbuf", kHex}}}),
    full(7, "poll", P::sys_poll, {{{"ufds", kHex}, {"nfds", kInt}, {"timeout_msecs", kInt}}}),
    full(8, "lseek", P::sys_lseek, {{{"fd", kFd}, {"offset", kInt}, {"whence", kInt}}}),
    full(9, "mmap", P::sys_mmap,
         {{{"addr", kHex},
           {"len", kBytes},
           {"prot", kFlags},
           {"flags", kFlags},
           {"fd", kFd},
           {"off", kInt}}}),
    one(10, "mprotect", simple::mprotect, {{{"start", kHex}, {"len", kBytes}, {"prot", kFlags}}}),
    full(11, "munmap", P::sys_munmap, {{{"addr", kHex}, {"len", kBytes}}}),
    full(12, "brk", P::sys_brk, {{{"brk", kHex}}}),
    full(13, "rt_sigaction", P::sys_rt_sigaction,
         {{{"sig", kSig}, {"act", kHex}, {"oact", kHex}, {"sigsetsize", kBytes}}}),
    full(14, "rt_sigprocmask", P::sys_rt_sigprocmask,
         {{{"how", kInt}, {"nset", kHex}, {"oset", kHex}, {"sigsetsize", kBytes}}}),
    full(15, "rt_sigreturn", P::sys_rt_sigreturn),
    one(16, "ioctl", simple::ioctl, {{{"fd", kFd}, {"cmd", kHex}, {"arg", kHex}}}),
    one(17, "pread64", simple::pread64,
        {{{"fd", kFd}, {"buf", kHex}, {"count", kBytes}, {"pos", kInt}}}),
    one(18, "pwrite64", simple::pwrite64,
        {{{"fd", kFd}, {"buf", kHex}, {"count", kBytes}, {"pos", kInt}}}),
    full(19, "readv", P::sys_read, {{{"fd", kFd}, {"vec", kHex}, {"vlen", kInt}}}),
    full(20, "writev", P::sys_write, {{{"fd", kFd}, {"vec", kHex}, {"vlen", kInt}}}),
    full(21, "access", P::sys_access, {{{"filename", kHex}, {"mode", kFlags}}}),
    full(22, "pipe", P::sys_pipe, {{{"fildes", kHex}}}),
    full(24, "sched_yield", P::sys_sched_yield),
    full(32, "dup", P::sys_dup, {{{"fildes", kFd}}}),
    full(33, "dup2", P::sys_dup, {{{"oldfd", kFd}, {"newfd", kFd}}}),
    full(34, "pause", P::sys_pause),
    full(35, "nanosleep", P::sys_nanosleep, {{{"rqtp", kHex}, {"rmtp", kHex}}}),
    one(36, "getitimer", simple::getitimer, {{{"which", kInt}, {"value", kHex}}}),
    full(37, "alarm", P::sys_alarm, {{{"seconds", kInt}}}),
    full(38, "setitimer", P::sys_setitimer, {{{"which", kInt}, {"value", kHex}, {"ovalue", kHex}}}),
    one(39, "getpid", simple::getpid),
    full(56, "clone", P::sys_fork,
         {{{"clone_flags", kFlags},
           {"newsp", kHex},
           {"parent_tidptr", kHex},
           {"child_tidptr", kHex},
           {"tls", kHex}}}),
    full(57, "fork", P::sys_fork),
    full(58, "vfork", P::sys_fork),
    full(59, "execve", P::sys_execve, {{{"filename", kHex}, {"argv", kHex}, {"envp", kHex}}}),
    full(60, "exit", P::sys_exit, {{{"error_code", kInt}}}),
    full(61, "wait4", P::sys_wait4,
         {{{"upid", kInt}, {"stat_addr", kHex}, {"options", kFlags}, {"ru", kHex}}}),
    full(62, "kill", P::sys_kill, {{{"pid", kPid}, {"sig", kSig}}}),
    one(63, "uname", simple::uname, {{{"name", kHex}}}),
    full(68, "msgget", P::sys_msgget, {{{"key", kHex}, {"msgflg", kFlags}}}),
    full(69, "msgsnd", P::sys_msgsnd,
         {{{"msqid", kMsq}, {"msgp", kHex}, {"msgsz", kBytes}, {"msgflg", kFlags}}}),
    full(70, "msgrcv", P::sys_msgrcv,
         {{{"msqid", kMsq},
           {"msgp", kHex},
           {"msgsz", kBytes},
           {"msgtyp", FieldKind::msg_type},
           {"msgflg", kFlags}}}),
    full(71, "msgctl", P::sys_msgctl, {{{"msqid", kMsq}, {"cmd", kInt}, {"buf", kHex}}}),
    full(72, "fcntl", P::sys_fcntl, {{{"fd", kFd}, {"cmd", kInt}, {"arg", kHex}}}),
    one(74, "fsync", simple::fsync, {{{"fd", kFd}}}),
    one(75, "fdatasync", simple::fsync, {{{"fd", kFd}}}),
    one(76, "truncate", simple::truncate, {{{"path", kHex}, {"length", kInt}}}),
    one(77, "ftruncate", simple::ftruncate, {{{"fd", kFd}, {"length", kInt}}}),
    one(79, "getcwd", simple::getcwd, {{{"buf", kHex}, {"size", kBytes}}}),
    one(80, "chdir", simple::chdir, {{{"filename", kHex}}}),
    one(82, "rename", simple::rename, {{{"oldname", kHex}, {"newname", kHex}}}),
    one(83, "mkdir", simple::mkdir, {{{"pathname", kHex}, {"mode", kFlags}}}),
    one(84, "rmdir", simple::rmdir, {{{"pathname", kHex}}}),
    full(85, "creat", P::sys_open, {{{"pathname", kHex}, {"mode", kFlags}}}),
    full(87, "unlink", P::sys_unlink, {{{"pathname", kHex}}}),
    one(90, "chmod", simple::chmod, {{{"filename", kHex}, {"mode", kFlags}}}),
    one(91, "fchmod", simple::fchmod, {{{"fd", kFd}, {"mode", kFlags}}}),
    one(92, "chown", simple::chown, {{{"filename", kHex}, {"user", kInt}, {"group", kInt}}}),
    one(95, "umask", simple::umask, {{{"mask", kFlags}}}),
    one(96, "gettimeofday", simple::gettimeofday, {{{"tv", kHex}, {"tz", kHex}}}),
    one(98, "getrusage", simple::getrusage, {{{"who", kInt}, {"ru", kHex}}}),
    one(99, "sysinfo", simple::sysinfo, {{{"info", kHex}}}),
    one(100, "times", simple::times, {{{"tbuf", kHex}}}),
    one(102, "getuid", simple::getuid),
    one(104, "getgid", simple::getgid),
    one(105, "setuid", simple::setuid, {{{"uid", kInt}}}),
    one(106, "setgid", simple::setgid, {{{"gid", kInt}}}),
    one(107, "geteuid", simple::geteuid),
    one(108, "getegid", simple::getegid),
    one(109, "setpgid", simple::setpgid, {{{"pid", kPid}, {"pgid", kPid}}}),
    one(110, "getppid", simple::getppid),
    one(111, "getpgrp", simple::getpgrp),
    one(112, "setsid", simple::setsid),
    one(113, "setreuid", simple::setreuid, {{{"ruid", kInt}, {"euid", kInt}}}),
    one(114, "setregid", simple::setregid, {{{"rgid", kInt}, {"egid", kInt}}}),
    one(115, "getgroups", simple::getgroups, {{{"gidsetsize", kInt}, {"grouplist", kHex}}}),
    one(117, "setresuid", simple::setresuid, {{{"ruid", kInt}, {"euid", kInt}, {"suid", kInt}}}),
    one(118, "getresuid", simple::getresuid, {{{"ruidp", kHex}, {"euidp", kHex}, {"suidp", kHex}}}),
    one(119, "setresgid", simple::setresgid, {{{"rgid", kInt}, {"egid", kInt}, {"sgid", kInt}}}),
    one(120, "getresgid", simple::getresgid, {{{"rgidp", kHex}, {"egidp", kHex}, {"sgidp", kHex}}}),
    one(121, "getpgid", simple::getpgid, {{{"pid", kPid}}}),
    one(124, "getsid", simple::getsid, {{{"pid", kPid}}}),
    full(127, "rt_sigpending", P::sys_rt_sigpending, {{{"uset", kHex}, {"sigsetsize", kBytes}}}),
    full(128, "rt_sigtimedwait", P::sys_rt_sigtimedwait,
         {{{"uthese", kHex}, {"uinfo", kHex}, {"uts", kHex}, {"sigsetsize", kBytes}}}),
    full(129, "rt_sigqueueinfo", P::sys_rt_sigqueueinfo,
         {{{"pid", kPid}, {"sig", kSig}, {"uinfo", kHex}}}),
    full(130, "rt_sigsuspend", P::sys_rt_sigsuspend, {{{"unewset", kHex}, {"sigsetsize", kBytes}}}),
    one(140, "getpriority", simple::getpriority, {{{"which", kInt}, {"who", kPid}}}),
    full(141, "setpriority", P::sys_setpriority,
         {{{"which", kInt}, {"who", kPid}, {"niceval", kInt}}}),
    full(142, "sched_setparam", P::sys_sched_setscheduler, {{{"pid", kPid}, {"param", kHex}}}),
    full(143, "sched_getparam", P::sys_sched_getparam, {{{"pid", kPid}, {"param", kHex}}}),
    full(144, "sched_setscheduler", P::sys_sched_setscheduler,
         {{{"pid", kPid}, {"policy", kInt}, {"param", kHex}}}),
    full(145, "sched_getscheduler", P::sys_sched_getparam, {{{"pid", kPid}}}),
    full(146, "sched_get_priority_max", P::sys_sched_getparam, {{{"policy", kInt}}}),
    full(147, "sched_get_priority_min", P::sys_sched_getparam, {{{"policy", kInt}}}),
    full(148, "sched_rr_get_interval", P::sys_sched_getparam,
         {{{"pid", kPid}, {"interval", kHex}}}),
    one(162, "sync", simple::sync),
    one(186, "gettid", simple::gettid),
    full(200, "tkill", P::sys_tgkill, {{{"pid", kPid}, {"sig", kSig}}}),
    one(201, "time", simple::time, {{{"tloc", kHex}}}),
    full(203, "sched_setaffinity", P::sys_sched_getparam,
         {{{"pid", kPid}, {"len", kBytes}, {"user_mask_ptr", kHex}}}),
    full(204, "sched_getaffinity", P::sys_sched_getparam,
         {{{"pid", kPid}, {"len", kBytes}, {"user_mask_ptr", kHex}}}),
    one(217, "getdents64", simple::getdents64,
        {{{"fd", kFd}, {"dirent", kHex}, {"count", kBytes}}}),
    one(218, "set_tid_address", simple::set_tid_address, {{{"tidptr", kHex}}}),
    full(219, "restart_syscall", P::sys_restart_syscall),
    one(228, "clock_gettime", simple::clock_gettime, {{{"which_clock", kInt}, {"tp", kHex}}}),
    one(229, "clock_getres", simple::clock_getres, {{{"which_clock", kInt}, {"tp", kHex}}}),
    full(230, "clock_nanosleep", P::sys_clock_nanosleep,
         {{{"which_clock", kInt}, {"flags", kFlags}, {"rqtp", kHex}, {"rmtp", kHex}}}),
    full(231, "exit_group", P::sys_exit_group, {{{"error_code", kInt}}}),
    full(234, "tgkill", P::sys_tgkill, {{{"tgid", kPid}, {"pid", kPid}, {"sig", kSig}}}),
    full(247, "waitid", P::sys_waitid,
         {{{"which", kInt}, {"upid", kInt}, {"infop", kHex}, {"options", kFlags}, {"ru", kHex}}}),
    full(257, "openat", P::sys_open,
         {{{"dfd", kFd}, {"filename", kHex}, {"flags", kFlags}, {"mode", kFlags}}}),
    full(262, "newfstatat", P::sys_stat,
         {{{"dfd", kFd}, {"filename", kHex}, {"statbuf", kHex}, {"flag", kFlags}}}),
    full(263, "unlinkat", P::sys_unlink, {{{"dfd", kFd}, {"pathname", kHex}, {"flag", kFlags}}}),
    full(269, "faccessat", P::sys_access, {{{"dfd", kFd}, {"filename", kHex}, {"mode", kFlags}}}),
    full(292, "dup3", P::sys_dup, {{{"oldfd", kFd}, {"newfd", kFd}, {"flags", kFlags}}}),
    full(293, "pipe2", P::sys_pipe, {{{"fildes", kHex}, {"flags", kFlags}}}),
    one(309, "getcpu", simple::getcpu, {{{"cpup", kHex}, {"nodep", kHex}, {"unused", kHex}}}),
    full(439, "faccessat2", P::sys_access,
         {{{"dfd", kFd}, {"filename", kHex}, {"mode", kFlags}, {"flags", kFlags}}}),
};

constexpr int kMaxNr = 439;

constexpr bool in_order() {
  for (std::size_t i = 1; i < std::size(kTable); ++i)
    if (kTable[i - 1].nr >= kTable[i].nr) return false;
  return kTable[std::size(kTable) - 1].nr == kMaxNr;
}
static_assert(in_order(), "kTable must be in the order of the numbers");

constexpr auto kByNumber = [] {
  std::array<const SyscallEntry*, kMaxNr + 1> entries{};
  for (const SyscallEntry& e : kTable) entries[static_cast<std::size_t>(e.nr)] = &e;
  return entries;
}();

}  // namespace

std::span<const SyscallEntry> syscall_table() { return kTable; }

const SyscallEntry* find_syscall(std::int64_t nr) {
  return static_cast<std::uint64_t>(nr) <= kMaxNr ? kByNumber[static_cast<std::size_t>(nr)]
                                                  : nullptr;
}

std::string_view syscall_name(int nr) {
  const SyscallEntry* e = find_syscall(nr);
  return e != nullptr ? e->name : "?";
}

}  // namespace sim
