// task_struct: the process control block, with the fields of the textbook under the kernel's
// names.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/assert.h"
#include "sim/base/hash.h"
#include "sim/base/ids.h"
#include "sim/base/time.h"
#include "sim/kernel/path.h"
#include "sim/kernel/signal.h"
#include "sim/trace/event.h"
#include "sim/user/isa.h"

namespace sim {

// Task states, with the letters that sched_switch prints. A task that runs and one that is ready
// are both TASK_RUNNING: which of them it is, is the run queue's business (see Task::on_cpu).
enum class TaskState : std::uint8_t {
  running,          // TASK_RUNNING         R
  interruptible,    // TASK_INTERRUPTIBLE   S
  uninterruptible,  // TASK_UNINTERRUPTIBLE D
  stopped,          // TASK_STOPPED         T
  zombie,           // EXIT_ZOMBIE          Z
  dead,             // EXIT_DEAD            X
};
std::string_view task_state_name(TaskState s);  // "TASK_INTERRUPTIBLE"
char task_state_letter(TaskState s);            // 'S'

// What the textbook calls the state.
enum class TextbookState : std::uint8_t {
  new_,
  ready,
  running,
  blocked,
  stopped,
  zombie,
  terminated
};
std::string_view textbook_state_name(TextbookState s);

// Scheduling policies, Linux numbers (sched(7)).
enum class Policy : std::uint8_t { normal = 0, fifo = 1, rr = 2, batch = 3, idle = 5 };

// The list a blocked task's node hangs on. A blocked task is on exactly one, and on no run queue.
enum class WaitKind : std::uint8_t {
  none,
  msg_receivers,
  msg_senders,
  child_exit,
  sleep,
  pause,
  pipe_read,
  pipe_write,
  futex,
  vfork,        // a parent until its vfork child ends
  signal_wait,  // rt_sigtimedwait
  poll,         // several pipes at once: Task::poll_pipes
};
std::string_view wait_kind_name(WaitKind k);

// Intrusive list node of a task: handles, so that the picture can draw the links that exist.
struct TaskNode {
  TaskId prev, next;
};

struct Credentials {
  std::uint32_t uid = 0, euid = 0, suid = 0;
  std::uint32_t gid = 0, egid = 0, sgid = 0;
};

// A receiver's entry on q_receivers (the kernel's struct msg_receiver) lives in its task.
enum class SearchMode : std::uint8_t { any, equal, not_equal, less_equal, number };
struct MsgReceiver {
  SearchMode r_mode = SearchMode::any;
  std::int64_t r_msgtype = 0;
  std::uint64_t r_maxsize = 0;
  bool r_noerror = false;
  MsgId r_msg;               // the message in hand, when r_error is 0 and valid
  std::int32_t r_error = 0;  // negative errno: EAGAIN means "look again"; 0 with r_msg: done
};
// A sender's entry on q_senders (struct msg_sender).
struct MsgSender {
  std::uint64_t msgsz = 0;
};

// Locals of the system call a task is in: what a real kernel keeps in its stack frame.
struct SyscallLocals {
  SyscallLocals() = default;
  // At a call's beginning: its number, and the first of its six arguments.
  SyscallLocals(std::int32_t number, const std::uint64_t* arg)
      : nr(number), args{arg[0], arg[1], arg[2], arg[3], arg[4], arg[5]} {}

  std::int32_t nr = -1;  // -1: not in a system call
  std::array<std::uint64_t, 6> args{};
  std::int64_t result = 0;
  QueueId queue;
  MsgId msg;
  std::int64_t type = 0;
  std::uint64_t size = 0;
  std::uint64_t done = 0;                   // bytes already copied by read/write
  std::int64_t a = 0, b = 0, c = 0, d = 0;  // whatever else the path must remember
};

// What restart_syscall needs to go on with an interrupted sleep (the kernel's restart_block).
struct RestartBlock {
  SimTime deadline;
  std::uint64_t rmtp = 0;  // where the remaining time goes
};

// setitimer's timers of CPU time: looked at on every tick, as Linux does.
struct CpuTimer {
  std::int64_t expires_ns = 0;  // of CPU time used; 0: not armed
  std::int64_t interval_ns = 0;
};

// Fields stand in the order of how often they are needed, not of what they are about: a context
// switch among many tasks costs a wait for memory for each cache line it touches.
struct alignas(64) Task {
  // --- what every switch and every step looks at ---
  // identifiers
  Pid pid, tgid, pgid, sid;
  NameId comm;
  ProgramId program;
  // state
  TaskState state = TaskState::dead;
  bool on_cpu = false;   // running right now (on `cpu`)
  bool on_rq = false;    // on a run queue (also while it runs)
  bool is_idle = false;  // a CPU's idle task
  CpuId cpu;             // where it runs, ran last, or is queued
  // scheduling parameters (the run queue's own figures are in sched/)
  Policy policy = Policy::normal;
  std::int8_t nice = 0;
  std::int8_t rt_priority = 0;          // 1..99 for SCHED_FIFO and SCHED_RR
  std::uint8_t frame_count = 0;         // of `frames`
  MmId mm;                              // none: a kernel thread (idle, init)
  std::uint64_t cpus_allowed = ~0ull;   // bit n: CPU n
  std::int64_t compute_left_ns = 0;     // what remains of a compute_us in progress
  std::uint32_t nvcsw = 0, nivcsw = 0;  // switches, voluntary and not
  // cause links: the event to which what this task does now is due
  EventSeq cause = 0;
  EventSeq wake_cause = 0;  // the sched_waking that made it ready last
  // accounting, nanoseconds
  std::int64_t utime_ns = 0, stime_ns = 0;
  std::int64_t ready_ns = 0, blocked_ns = 0;
  SimTime state_since;  // since when it runs, is ready, or is blocked
  SigSet pending = 0, blocked = 0;
  // registers
  Registers regs;
  bool was_in_empty_loop = false;  // when it was interrupted: see Program::empty_loop_at
  bool has_cpu_timers = false;     // maybe: else the tick need not look at `cpu_timers`
  SyscallLocals call;
  // kernel stack: frames of the paths it is in, innermost last; empty in user mode
  std::array<KernelFrame, kMaxKernelFrames> frames{};

  // --- waiting ---
  WaitKind wait = WaitKind::none;
  QueueId wait_queue;  // msg_receivers, msg_senders
  PipeId wait_pipe;
  bool on_wake_q = false;  // on some CPU's wake queue
  std::uint32_t wakeups = 0;
  TaskNode wait_node;
  MsgReceiver msr;
  MsgSender mss;
  std::vector<PipeId> poll_pipes;
  RestartBlock restart;
  SimTime wait_until = SimTime::never();  // sleeping with a time-out
  std::uint32_t timer_generation = 0;     // an older timer that still fires is ignored
  std::uint32_t alarm_generation = 0;
  SimTime alarm_at = SimTime::never();
  SimDuration alarm_interval{};
  // family
  TaskId parent;
  TaskId first_child, last_child;  // children, oldest first
  TaskNode sibling;
  // credentials
  Credentials cred;
  // the end
  bool is_init = false;
  bool exiting = false;          // PF_EXITING
  bool continued = false;        // for WCONTINUED: not reported yet
  std::int32_t exit_status = 0;  // as wait(2) reports it: code << 8, or the signal number
  bool stop_dequeued = false;    // a stop signal is being obeyed: until SIGCONT or SIGKILL
  std::int32_t stop_status = 0;  // for WUNTRACED: the signal that stopped it, until reported
  TaskId vfork_parent;           // who waits in vfork for this task's end
  // signals
  SigSet saved_blocked = 0;  // sigsuspend: the mask to restore
  bool restore_saved_blocked = false;
  bool waits_for_signal = false;  // rt_sigtimedwait: `real_blocked` is the mask to restore
  SigSet real_blocked = 0;
  std::vector<SigInfo> siginfo;  // queued information, oldest first
  SigInfo delivering;            // the signal do_signal is busy with
  SighandId sighand;
  // files
  FilesId files;
  std::uint32_t umask = 022;
  std::string cwd;  // working directory; empty: /root, where it begins
  // accounting, nanoseconds
  SimTime start_time;
  std::int64_t cutime_ns = 0, cstime_ns = 0;  // of children it waited for
  std::array<CpuTimer, 2> cpu_timers{};       // ITIMER_VIRTUAL, ITIMER_PROF

  bool in_kernel() const { return frame_count != 0; }
  KernelFrame& top() { return *(frames.data() + frame_count - 1); }
  const KernelFrame& top() const { return *(frames.data() + frame_count - 1); }
  // Kernel priority: 0..99 real-time (99 - rt_priority), 120 + nice otherwise.
  int prio() const {
    return policy == Policy::fifo || policy == Policy::rr ? 99 - rt_priority : 120 + nice;
  }
  TextbookState textbook_state() const;
  void hash(Hasher& h) const;

  // Has the memory that a switch to this task will need fetched meanwhile.
  void prefetch() const {
    const char* p = reinterpret_cast<const char*>(this);
    for (std::size_t line = 0; line < offsetof(Task, frames) + 2 * sizeof(KernelFrame); line += 64)
      __builtin_prefetch(p + line, 1);
  }
};

// Books the time since `state_since` as ready or blocked, whichever the task was, and starts a new
// interval. Call it before changing `state`, `on_cpu` or `on_rq`. Time on a CPU is booked by
// whoever spends it (utime_ns, stime_ns).
inline void account_until(Task& t, SimTime now) {
  const std::int64_t ns = (now - t.state_since).ns;
  t.state_since = now;
  if (t.on_cpu || ns <= 0) return;
  if (t.state == TaskState::running && t.on_rq) t.ready_ns += ns;
  if (t.state == TaskState::interruptible || t.state == TaskState::uninterruptible ||
      t.state == TaskState::stopped)
    t.blocked_ns += ns;
}

// What its timers of CPU time go by: 0, the time in the program; 1, that in the kernel too.
inline std::int64_t cpu_timer_clock(const Task& t, int which) {
  return which == 0 ? t.utime_ns : t.utime_ns + t.stime_ns;
}

// Puts `path` on the task's kernel stack, to begin at its first step.
inline void push_frame(Task& t, PathId path, std::int64_t local0 = 0, std::int64_t local1 = 0) {
  SIM_ASSERT(t.frame_count < kMaxKernelFrames);
  t.frames[t.frame_count++] = KernelFrame{path, 0, {local0, local1, 0}};
}

// A signal that is not blocked waits to be delivered (TIF_SIGPENDING).
inline bool signal_pending(const Task& t) { return (t.pending & ~t.blocked) != 0; }

}  // namespace sim
