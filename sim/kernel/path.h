// Kernel paths: every way through the kernel is a table of named steps. What runs, what the code
// panel shows with its cursor, what the trace names and what the documentation prints is this one
// table.
//
//   constexpr Step kMsgsndSteps[] = {
//       {"read mtype from user space", Cost::get_user, read_mtype},      // EFAULT
//       {"copy the text into a msg_msg", Cost::load_msg, load_message},  // EINVAL, ENOMEM
//       ...
//   };
//
// A step is atomic. It does its work on the state it is given, may add to the step's cost, and says
// what comes next. A path may call another path; the frames of the calls are the task's kernel
// stack. Paths refer to each other by PathId only, so layers meet here and nowhere else:
// `kernel/ipc` calls PathId::wake_up_q, and `sched` provides it.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "sim/kernel/cost.h"

namespace sim {

struct Ctx;

enum class PathId : std::uint8_t {
  none,
  // entry and exit (kernel/entry.cpp)
  syscall_entry,    // trap, call the system call, exit work, return to user mode
  irq_entry,        // an interrupt: call its handler, exit work when it came from user mode
  exception_entry,  // a fault in user mode: SIGSEGV, SIGFPE, SIGILL
  ret_from_fork,    // where a new task begins
  exit_to_user,     // need_resched? signals? then back to user mode
  do_signal,        // deliver one pending signal: default action or push a frame
  // scheduler (sched/)
  schedule,          // put previous, pick next, context switch
  try_to_wake_up,    // frame local 0: TaskId to wake
  wake_up_q,         // wake all on the CPU's wake queue
  wake_up_new_task,  // frame local 0: TaskId
  scheduler_tick,
  idle,  // the idle task: wait for an interrupt
  sched_yield,
  // interrupts (kernel/timer.cpp)
  timer_interrupt,  // runs expired timers
  reschedule_ipi,
  injected_interrupt,
  // processes (kernel/)
  sys_fork,
  sys_execve,
  sys_exit,
  sys_exit_group,
  do_exit,
  sys_wait4,
  sys_waitid,
  sys_kill,
  sys_tgkill,
  sys_rt_sigaction,
  sys_rt_sigprocmask,
  sys_rt_sigpending,
  sys_rt_sigsuspend,
  sys_rt_sigreturn,
  sys_rt_sigtimedwait,
  sys_rt_sigqueueinfo,
  sys_restart_syscall,
  sys_pause,
  sys_alarm,
  sys_setitimer,
  sys_nanosleep,
  sys_clock_nanosleep,
  sys_simple,  // system calls of one step (getpid, getuid, time, ...): see kernel/simple_calls.cpp
  sys_sched_yield,
  sys_setpriority,
  sys_sched_setscheduler,
  sys_sched_getparam,
  sys_brk,
  sys_mmap,
  sys_munmap,
  // files (kernel/fs/)
  sys_read,
  sys_write,
  sys_open,
  sys_close,
  sys_pipe,
  sys_dup,
  sys_stat,
  sys_lseek,
  sys_unlink,
  sys_access,
  sys_fcntl,
  sys_poll,
  // System V message queues (kernel/ipc/msg.cpp)
  sys_msgget,
  sys_msgsnd,
  sys_msgrcv,
  sys_msgctl,
  expunge_all,
  not_implemented,  // ENOSYS
  // room for what comes later (futex, clone, POSIX queues, shared memory, semaphores)
  count_,
};
constexpr int kPathCount = static_cast<int>(PathId::count_);

// What a step says comes next. One number, so that it is chosen and compared at once.
class Next {
 public:
  enum class Kind : std::uint8_t {
    advance,    // the following step; after the last one: return
    jump,       // step `step` of this path
    call,       // `path` from its first step; then the following step of this path
    call_then,  // `path` from its first step; then step `step` of this path
    tail,       // `path` instead of this one
    return_,    // back to the calling path (from the outermost: to user mode)
    switched,   // cpu.current has changed: go on with the new task's innermost frame, at the step
                // after the one it stopped at
    wait,  // this step could not be done now (a lock another CPU holds); do it again when the CPU
           // has been given its time: see Cpu::lock_wait
  };

  constexpr Next() = default;  // advance
  static constexpr Next advance() { return {}; }
  static constexpr Next jump(int step) { return {Kind::jump, PathId{}, step}; }
  static constexpr Next call(PathId p) { return {Kind::call, p}; }
  static constexpr Next call_then(PathId p, int step) { return {Kind::call_then, p, step}; }
  static constexpr Next tail(PathId p) { return {Kind::tail, p}; }
  static constexpr Next ret() { return {Kind::return_}; }
  static constexpr Next switched() { return {Kind::switched}; }
  static constexpr Next wait() { return {Kind::wait}; }

  constexpr Kind kind() const { return static_cast<Kind>(bits_ & 0xff); }
  constexpr PathId path() const { return static_cast<PathId>(bits_ >> 8 & 0xff); }
  constexpr std::uint32_t step() const { return bits_ >> 16; }

 private:
  constexpr Next(Kind kind, PathId path = PathId{}, int step = 0)
      : bits_(static_cast<std::uint32_t>(kind) | static_cast<std::uint32_t>(path) << 8 |
              static_cast<std::uint32_t>(step) << 16) {}
  std::uint32_t bits_ = 0;
};

using StepFn = Next (*)(Ctx&);

struct Step {
  std::string_view text;  // one line of pseudo-code, our words, the kernel's terms
  Cost cost =
      Cost::none;  // what it costs; the function may add to it (bytes copied, nodes searched)
  StepFn run = nullptr;
  bool irqs_off = false;  // an interrupt that arrives during this step waits for the next
};

// What does a step and then goes on for as long as nobody else has a say; what it returns goes on
// from there. Made from a path's table by code_of (kernel/run_path.h).
struct Resume {
  Resume (*run)(Ctx&) = nullptr;  // nullptr: somebody else has a say now
};

// The steps of a path, and for each of them where to enter the path's code.
struct PathCode : std::span<const Step> {
  template <std::size_t N>
  constexpr PathCode(const Step (&steps)[N], const Resume* functions)
      : std::span<const Step>(steps), run(functions) {}
  constexpr PathCode() = default;
  const Resume* run = nullptr;
};

struct KernelPath {
  PathId id = PathId::none;
  std::string_view name;  // as the kernel calls it: "msgsnd", "try_to_wake_up"
  PathCode steps;
  std::string_view about;  // one sentence for the documentation
};

// What running a path needs of its table, close together.
struct PathEntry {
  const Resume* run = nullptr;
  const Step* steps = nullptr;
  std::uint32_t count = 0;
  const KernelPath* path = nullptr;
};

// Innermost frame last. `local` belongs to the path; call arguments are put there by the caller
// (see Ctx::push_args).
struct KernelFrame {
  PathId path = PathId::none;
  std::uint32_t step = 0;  // the next one to do; wide, so that it is not loaded along with `path`
  std::array<std::int64_t, 3> local{};
};

constexpr int kMaxKernelFrames = 12;

}  // namespace sim
