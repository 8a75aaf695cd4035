// Facts about a run, in the past tense. Where Linux has a tracepoint for the fact, the event has
// its name and the names of its fields (Documentation/trace/events.rst); where it has none, ours.
// The one table `kEventSpecs` (event.cpp) says of each type its name, detail level and fields;
// exporters, patterns in scenarios and the window read that table and nothing else.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "sim/base/ids.h"
#include "sim/base/time.h"

namespace sim {

enum class EventType : std::uint8_t {
  // processes
  sched_process_fork,  // also stated for processes the scenario starts (parent 0)
  sched_process_exec,  // a process became another program
  sched_process_exit,
  sched_process_wait,      // a parent reaped (or found) a zombie child
  sched_process_reparent,  // an orphan got a new parent
  task_state,              // a task changed state (kernel name and why)
  // scheduling
  sched_switch,
  sched_pick,  // pick_next_task decided, and by what
  sched_waking,
  sched_wakeup,
  sched_wakeup_new,
  sched_migrate_task,
  sched_need_resched,  // TIF_NEED_RESCHED was set, and why
  sched_setprio,
  cpu_idle,
  spin_skip,  // a busy-waiting loop was skipped over: exactly the same result, no work
  tick,
  // system calls and signals
  sys_enter,
  sys_exit,
  signal_generate,
  signal_deliver,
  page_fault,  // a bad address in user mode, or the fault a copy to/from user met
  // System V message queues
  msq_create,
  msq_remove,
  msq_set,
  msg_enqueue,
  msg_pipelined,
  msg_dequeue,
  msg_block_sender,
  msg_block_receiver,
  msg_wake_sender,
  msg_wake_receiver,  // a receiver was told to look again, or that it failed (E2BIG, EIDRM)
  // time, files, terminal
  timer_start,
  timer_expire,
  timer_cancel,
  tty_write,
  pipe_block,
  pipe_wake,
  file_open,
  file_close,
  // locks and the world outside
  lock_wait,  // a CPU spins for a kernel lock another CPU holds
  inject,     // the scenario did something: a signal, an interrupt, a sysctl
  limit,      // a resource limit of the simulation ended the run
  // fine detail
  kernel_step,
  user_line,
  count_,
};
constexpr int kEventTypeCount = static_cast<int>(EventType::count_);
static_assert(kEventTypeCount <= 64, "sets of event types are 64-bit masks");

// How fine a recording is; each level includes those before it. (`--detail`)
enum class Detail : std::uint8_t { switches, events, steps, lines };

enum class FieldKind : std::uint8_t {
  integer,
  hex,
  boolean,
  pid,   // printed with the comm beside it where the format wants one
  prio,  // kernel priority: 0..99 real-time, 100..139 fair (120 = nice 0)
  cpu,
  time_ns,
  duration_ns,
  syscall_nr,
  result /* value or -errno */,
  signal,
  task_state,  // TaskStateBits as Linux prints them: R S D T Z X
  errno_code,
  msqid,
  msg_type,
  bytes,
  text8 /* up to 8 bytes of text packed little-endian */,
  path,     // PathId
  step,     // index of a step in that path
  reason,   // ReasonCode
  line,     // index into the program's line table
  program,  // ProgramId
  flags,
  fd,
};

// Why something happened; the narration turns it into a sentence. See analysis/.
enum class ReasonCode : std::uint8_t {
  none,
  // sched_need_resched
  slice_used_up,            // it has run its share and others wait
  vruntime_ahead,           // it is too far ahead of the leftmost waiting task
  woken_has_less_vruntime,  // wake-up preemption: the woken task lags by more than the granularity
  woken_is_realtime,        // the woken task is of a higher class or priority
  quantum_used_up,          // SCHED_RR or a textbook round robin
  new_task_first,
  cpu_was_idle,
  yielded,
  priority_changed,
  // sched_pick
  smallest_vruntime,
  only_runnable,
  realtime_first,
  next_buddy,
  last_buddy,
  nothing_runnable,
  skip_buddy_passed_over,
  // task_state
  waits_for_message,
  waits_for_room,
  waits_for_child,
  sleeps,
  pauses,
  waits_for_pipe_data,
  waits_for_pipe_room,
  stopped_by_signal,
  continued,
  exited,
  killed,
  reaped,
  waits_for_futex,
  woken,
  interrupted,
};

struct EventField {
  std::string_view name;
  FieldKind kind;
};

struct EventSpec {
  EventType type;
  std::string_view name;
  Detail level;
  std::array<EventField, 6> fields;  // fields beyond the last have an empty name
  std::string_view about;            // one line, for documentation and the schema
};

// One fact. `task` and `cpu` say who was running there when it happened.
struct Event {
  EventSeq seq = 0;    // position in the total order of events
  EventSeq cause = 0;  // the event that made this happen; 0: none inside the machine
  SimTime time;
  TaskId task;
  Pid pid;                             // of `task`
  std::array<std::int64_t, 6> args{};  // meaning: event_spec(type).fields
  std::uint8_t cpu = 0;
  EventType type = EventType::kernel_step;
};

const EventSpec& event_spec(EventType type);
std::span<const EventSpec> event_specs();
std::optional<EventType> event_type_by_name(std::string_view name);
// Index of the field `name` in the event's args; nullopt when the event has no such field.
std::optional<int> event_field_index(EventType type, std::string_view name);
std::string_view reason_name(ReasonCode reason);

}  // namespace sim
