#include "sim/analysis/arguments.h"

#include <fmt/format.h>

#include <span>

#include "sim/base/errno.h"
#include "sim/kernel/signal.h"

namespace sim::analysis {
namespace {

// The value `value` under `mask` is called `name`. What has no bit of its own (O_RDONLY, F_OK)
// comes first in its table, what includes another (O_SYNC) before that.
struct Word {
  std::uint64_t value;
  std::string_view name;
  std::uint64_t mask;

  constexpr Word(std::uint64_t v, std::string_view n, std::uint64_t m)
      : value(v), name(n), mask(m) {}
  constexpr Word(std::uint64_t v, std::string_view n) : Word(v, n, v) {}  // a flag
};
// One of many: the whole argument.
constexpr Word is(std::uint64_t value, std::string_view name) { return {value, name, 0xffffffff}; }

constexpr Word kIpcFlags[] = {{01000, "IPC_CREAT"},   {02000, "IPC_EXCL"},
                              {04000, "IPC_NOWAIT"},  {010000, "MSG_NOERROR"},
                              {020000, "MSG_EXCEPT"}, {040000, "MSG_COPY"}};
constexpr Word kGetFlags[] = {{01000, "IPC_CREAT"}, {02000, "IPC_EXCL"}};
constexpr Word kMsgCommands[] = {is(0, "IPC_RMID"),     is(1, "IPC_SET"),   is(2, "IPC_STAT"),
                                 is(3, "IPC_INFO"),     is(11, "MSG_STAT"), is(12, "MSG_INFO"),
                                 is(13, "MSG_STAT_ANY")};
constexpr Word kKeys[] = {is(0, "IPC_PRIVATE")};
constexpr Word kOpenFlags[] = {
    {0, "O_RDONLY", 3},       {1, "O_WRONLY", 3},      {2, "O_RDWR", 3},       {0100, "O_CREAT"},
    {0200, "O_EXCL"},         {0400, "O_NOCTTY"},      {01000, "O_TRUNC"},     {02000, "O_APPEND"},
    {04000, "O_NONBLOCK"},    {04010000, "O_SYNC"},    {010000, "O_DSYNC"},    {020000, "O_ASYNC"},
    {0200000, "O_DIRECTORY"}, {0400000, "O_NOFOLLOW"}, {02000000, "O_CLOEXEC"}};
constexpr Word kDescriptorFlags[] = {{04000, "O_NONBLOCK"}, {02000000, "O_CLOEXEC"}};
constexpr Word kWaitOptions[] = {
    {1, "WNOHANG"}, {2, "WUNTRACED"}, {4, "WEXITED"}, {8, "WCONTINUED"}, {0x1000000, "WNOWAIT"}};
constexpr Word kWaitid[] = {is(0, "P_ALL"), is(1, "P_PID"), is(2, "P_PGID")};
constexpr Word kProtection[] = {
    is(0, "PROT_NONE"), {1, "PROT_READ"}, {2, "PROT_WRITE"}, {4, "PROT_EXEC"}};
constexpr Word kMapFlags[] = {
    {1, "MAP_SHARED", 15}, {2, "MAP_PRIVATE", 15}, {0x10, "MAP_FIXED"}, {0x20, "MAP_ANONYMOUS"}};
constexpr Word kWhence[] = {is(0, "SEEK_SET"), is(1, "SEEK_CUR"), is(2, "SEEK_END")};
constexpr Word kAccess[] = {is(0, "F_OK"), {4, "R_OK"}, {2, "W_OK"}, {1, "X_OK"}};
constexpr Word kMaskHow[] = {is(0, "SIG_BLOCK"), is(1, "SIG_UNBLOCK"), is(2, "SIG_SETMASK")};
constexpr Word kFcntl[] = {is(0, "F_DUPFD"), is(1, "F_GETFD"),  is(2, "F_SETFD"),
                           is(3, "F_GETFL"), is(4, "F_SETFL"),  is(5, "F_GETLK"),
                           is(6, "F_SETLK"), is(7, "F_SETLKW"), is(1030, "F_DUPFD_CLOEXEC")};
constexpr Word kPolicies[] = {is(0, "SCHED_OTHER"), is(1, "SCHED_FIFO"), is(2, "SCHED_RR"),
                              is(3, "SCHED_BATCH"), is(5, "SCHED_IDLE")};
constexpr Word kPriorityOf[] = {is(0, "PRIO_PROCESS"), is(1, "PRIO_PGRP"), is(2, "PRIO_USER")};
constexpr Word kUsageOf[] = {is(0, "RUSAGE_SELF"), is(0xffffffff, "RUSAGE_CHILDREN")};
constexpr Word kTimers[] = {is(0, "ITIMER_REAL"), is(1, "ITIMER_VIRTUAL"), is(2, "ITIMER_PROF")};
constexpr Word kClocks[] = {is(0, "CLOCK_REALTIME"),           is(1, "CLOCK_MONOTONIC"),
                            is(2, "CLOCK_PROCESS_CPUTIME_ID"), is(3, "CLOCK_THREAD_CPUTIME_ID"),
                            is(4, "CLOCK_MONOTONIC_RAW"),      is(7, "CLOCK_BOOTTIME")};
constexpr Word kTimerFlags[] = {{1, "TIMER_ABSTIME"}};
constexpr Word kFolder[] = {is(0xffffff9c, "AT_FDCWD")};  // -100
constexpr Word kAtFlags[] = {
    {0x100, "AT_SYMLINK_NOFOLLOW"}, {0x800, "AT_NO_AUTOMOUNT"}, {0x1000, "AT_EMPTY_PATH"}};
constexpr Word kUnlinkFlags[] = {{0x200, "AT_REMOVEDIR"}};
constexpr Word kFaccessFlags[] = {
    {0x100, "AT_SYMLINK_NOFOLLOW"}, {0x200, "AT_EACCESS"}, {0x1000, "AT_EMPTY_PATH"}};
constexpr Word kCloneFlags[] = {{0x100, "CLONE_VM"},
                                {0x200, "CLONE_FS"},
                                {0x400, "CLONE_FILES"},
                                {0x800, "CLONE_SIGHAND"},
                                {0x4000, "CLONE_VFORK"},
                                {0x8000, "CLONE_PARENT"},
                                {0x10000, "CLONE_THREAD"},
                                {0x40000, "CLONE_SYSVSEM"},
                                {0x80000, "CLONE_SETTLS"},
                                {0x100000, "CLONE_PARENT_SETTID"},
                                {0x200000, "CLONE_CHILD_CLEARTID"},
                                {0x1000000, "CLONE_CHILD_SETTID"},
                                {17, "SIGCHLD", 0xff}};

enum class Rest : std::uint8_t { hex, octal, decimal };  // how what has no name is written

struct ArgumentSpelling {
  std::string_view call, argument;
  std::span<const Word> words;
  Rest rest = Rest::hex;
};

// By the names in the table of system calls.
constexpr ArgumentSpelling kSpellings[] = {
    {"msgget", "key", kKeys},
    {"msgget", "msgflg", kGetFlags, Rest::octal},
    {"msgsnd", "msgflg", kIpcFlags},
    {"msgrcv", "msgflg", kIpcFlags},
    {"msgctl", "cmd", kMsgCommands, Rest::decimal},
    {"open", "flags", kOpenFlags, Rest::octal},
    {"openat", "flags", kOpenFlags, Rest::octal},
    {"openat", "dfd", kFolder, Rest::decimal},
    {"newfstatat", "dfd", kFolder, Rest::decimal},
    {"unlinkat", "dfd", kFolder, Rest::decimal},
    {"faccessat", "dfd", kFolder, Rest::decimal},
    {"faccessat2", "dfd", kFolder, Rest::decimal},
    {"newfstatat", "flag", kAtFlags},
    {"unlinkat", "flag", kUnlinkFlags},
    {"faccessat2", "flags", kFaccessFlags},
    {"access", "mode", kAccess},
    {"faccessat", "mode", kAccess},
    {"faccessat2", "mode", kAccess},
    {"dup3", "flags", kDescriptorFlags, Rest::octal},
    {"pipe2", "flags", kDescriptorFlags, Rest::octal},
    {"fcntl", "cmd", kFcntl, Rest::decimal},
    {"lseek", "whence", kWhence, Rest::decimal},
    {"mmap", "prot", kProtection},
    {"mmap", "flags", kMapFlags},
    {"mprotect", "prot", kProtection},
    {"wait4", "options", kWaitOptions},
    {"waitid", "options", kWaitOptions},
    {"waitid", "which", kWaitid, Rest::decimal},
    {"rt_sigprocmask", "how", kMaskHow, Rest::decimal},
    {"sched_setscheduler", "policy", kPolicies, Rest::decimal},
    {"sched_get_priority_max", "policy", kPolicies, Rest::decimal},
    {"sched_get_priority_min", "policy", kPolicies, Rest::decimal},
    {"getpriority", "which", kPriorityOf, Rest::decimal},
    {"setpriority", "which", kPriorityOf, Rest::decimal},
    {"getrusage", "who", kUsageOf, Rest::decimal},
    {"getitimer", "which", kTimers, Rest::decimal},
    {"setitimer", "which", kTimers, Rest::decimal},
    {"clock_gettime", "which_clock", kClocks, Rest::decimal},
    {"clock_getres", "which_clock", kClocks, Rest::decimal},
    {"clock_nanosleep", "which_clock", kClocks, Rest::decimal},
    {"clock_nanosleep", "flags", kTimerFlags},
    {"clone", "clone_flags", kCloneFlags},
};

const ArgumentSpelling* spelling_of(std::string_view call, std::string_view argument) {
  for (const ArgumentSpelling& s : kSpellings)
    if (s.call == call && s.argument == argument) return &s;
  return nullptr;
}

// An int as the kernel takes it from a register, of which it may fill only the lower half.
std::int64_t as_int(std::uint64_t value) {
  return value >> 32 == 0 ? static_cast<std::int32_t>(value) : static_cast<std::int64_t>(value);
}

std::string octal(std::uint64_t value) {
  return value == 0 ? "0" : fmt::format("0{:o}", value & 0xffffffff);
}

std::string rest_text(std::uint64_t rest, Rest how) {
  switch (how) {
    case Rest::octal:
      return octal(rest);
    case Rest::decimal:
      return fmt::format("{}", as_int(rest));
    case Rest::hex:
      break;
  }
  return rest == 0 ? "0" : fmt::format("{:#x}", rest);
}

std::string spelled(const ArgumentSpelling& s, std::uint64_t value) {
  std::uint64_t rest = value & 0xffffffff;  // all of these are ints
  std::string text;
  const auto add = [&text](std::string_view word) {
    if (!text.empty()) text += '|';
    text += word;
  };
  for (const Word& w : s.words) {
    if ((rest & w.mask) != w.value) continue;
    add(w.name);
    rest &= ~w.mask;
    if (w.mask == 0xffffffff) return text;
  }
  if (rest != 0 || text.empty()) add(rest_text(rest, s.rest));
  return text;
}

// open() takes a mode only with O_CREAT; without, the register holds anything.
bool is_meant(const SyscallEntry& call, std::size_t argument, const Event& e) {
  const bool open = call.name == "open" || call.name == "openat";
  return !open || call.args[argument].name != "mode" || (e.args[argument] & 0100) != 0;
}

}  // namespace

std::string key_words(std::int64_t key) {
  return spelled(kSpellings[0], static_cast<std::uint64_t>(key));
}

std::string argument_words(const SyscallEntry& call, std::size_t argument, std::uint64_t value) {
  const SyscallArg& a = call.args[argument];
  if (const ArgumentSpelling* s = spelling_of(call.name, a.name)) return spelled(*s, value);
  switch (a.kind) {
    case FieldKind::hex:
      if (a.name == "arg") return rest_text(value, Rest::hex);  // not always an address
      return value == 0 ? "NULL" : fmt::format("{:#x}", value);
    case FieldKind::flags:
      return octal(value);
    case FieldKind::signal:
      return value == 0 ? "0" : std::string(signal_name(static_cast<int>(value)));
    case FieldKind::bytes:
      return fmt::format("{}", value);
    case FieldKind::msg_type:
      return fmt::format("{}", static_cast<std::int64_t>(value));
    default:
      return fmt::format("{}", as_int(value));
  }
}

std::string syscall_words(const Event& e) {
  const SyscallEntry* call = find_syscall(e.args[0]);
  if (call == nullptr) return fmt::format("syscall_{}()", e.args[0]);
  std::string args;
  for (std::size_t i = 0; i < call->args.size() && !call->args[i].name.empty() && i < 5; ++i) {
    if (!is_meant(*call, i, e)) continue;
    args += fmt::format("{}{}: {}", args.empty() ? "" : ", ", call->args[i].name,
                        argument_words(*call, i, static_cast<std::uint64_t>(e.args[i + 1])));
  }
  return fmt::format("{}({})", call->name, args);
}

std::string result_words(std::int64_t nr, std::int64_t result) {
  if (result < 0 && result > -4096)
    return fmt::format("-1 {}", errno_name(static_cast<int>(-result)));
  const std::string_view call = syscall_name(static_cast<int>(nr));
  if (call == "mmap" || call == "brk")
    return fmt::format("{:#x}", static_cast<std::uint64_t>(result));
  return fmt::format("{}", result);
}

}  // namespace sim::analysis
