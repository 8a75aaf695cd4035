// KernelState: everything the simulated kernel knows except run queues (sched/). Plain data.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/assert.h"
#include "sim/base/hash.h"
#include "sim/base/ids.h"
#include "sim/base/pool.h"
#include "sim/base/prng.h"
#include "sim/kernel/cost.h"
#include "sim/kernel/cpu.h"
#include "sim/kernel/fs.h"
#include "sim/kernel/ipc/msg.h"
#include "sim/kernel/path.h"
#include "sim/kernel/task.h"
#include "sim/trace/trace.h"
#include "sim/user/command.h"
#include "sim/user/memory.h"
#include "sim/user/program.h"

namespace sim {

// Bounds of a simulation, so that a runaway program ends with a clear message in bounded memory.
struct ResourceLimits {
  std::uint64_t max_tasks = 4096;                 // the run ends beyond: a fork bomb, surely
  std::uint64_t memory_bytes = 256ull << 20;      // per address space: brk gives ENOMEM beyond
  std::uint64_t total_memory_bytes = 2ull << 30;  // all address spaces together
  std::uint64_t stack_bytes = 8ull << 20;
  std::uint64_t output_bytes = 64ull << 20;  // terminal output in all: the run ends beyond
  std::uint64_t max_files = 1024;            // RLIMIT_NOFILE
};

// Something the scenario does to the machine from outside: a signal, an interrupt, a changed limit.
struct Injection {
  enum class What : std::uint8_t { signal, interrupt, set_msgmax, set_msgmnb, set_msgmni };
  SimTime at = SimTime::never();      // at a time, or:
  std::optional<EventType> on_event;  // when the `nth` event with these fields happens
  struct FieldIs {
    std::uint8_t field;
    std::int64_t value;
  };
  std::vector<FieldIs> fields;
  NameId on_comm;  // and its task has this name
  std::uint32_t nth = 1;
  SimDuration delay{};  // after that event
  What what = What::signal;
  NameId target;           // signal: to the process of this name
  std::int64_t value = 0;  // signal number, microseconds of interrupt, new limit
  CpuId cpu{0};            // interrupt: where
};

// What does not change while a machine runs; shared by all its copies.
struct Immutable {
  std::vector<std::shared_ptr<const Program>> programs;  // the person's
  std::vector<std::shared_ptr<const Command>> commands;  // the system's; their ids follow
  std::vector<std::string> names;                        // NameId -> comm
  CostModel costs = CostModel::defaults();
  ResourceLimits limits;
  std::int64_t boot_realtime_s =
      1'735'689'600;  // CLOCK_REALTIME at time 0: 2025-01-01 00:00:00 UTC
  int hz = 250;
  std::vector<Injection> injections;
  std::uint64_t injection_events = 0;  // bit n: an injection waits for EventType n
  std::string scenario = "scenario";   // for messages
  std::uint64_t seed = 1;

  bool is_command(ProgramId id) const { return id.value >= programs.size(); }
  bool has_program(ProgramId id) const { return id.value < programs.size() + commands.size(); }
  const Program& program(ProgramId id) const {
    return is_command(id) ? commands[id.value - programs.size()]->program() : *programs[id.value];
  }
};

// Why a run had to end early.
enum class Halt : std::uint8_t { none, output_limit, memory_limit, task_limit };

struct Inode {
  std::string path;  // absolute
  std::uint64_t ino = 0;
  std::uint32_t mode = 0, uid = 0, gid = 0;
  bool directory = false;
  bool exists = false;
  std::shared_ptr<const std::string> data;  // regular files; replaced, never changed
};

struct KernelState {
  std::shared_ptr<const Immutable> fixed;

  Pool<Task, TaskId> tasks;
  Pool<AddressSpace, MmId> mms;
  std::vector<std::uint32_t> mm_refs;  // by MmId: tasks that use it
  Pool<Sighand, SighandId> sighands;
  Pool<FdTable, FilesId> files;
  Pool<File, FileId> open_files;
  Pool<Pipe, PipeId> pipes;
  std::vector<Inode> inodes;
  MsgNamespace msg;
  OutputLog output;  // the terminal: what all processes wrote, in order
  std::vector<Cpu> cpus;

  TaskId init;  // pid 1
  std::int32_t next_pid = 100;
  bool pids_came_round = false;      // only then may a next pid be somebody's already
  std::uint32_t pollers = 0;         // tasks asleep in poll
  std::uint32_t live_processes = 0;  // not init, not idle, not dead
  EventSeq event_seq = 0;            // facts stated so far
  std::uint64_t timer_seq = 0;
  std::string input;  // what reading the terminal yields
  std::uint64_t input_pos = 0;
  Halt halt = Halt::none;
  std::vector<TaskId> dead_tasks;  // reaped; their slots are freed once they have left their CPU
  std::vector<std::uint32_t> injection_seen;  // matching events so far, by injection
  Prng prng;

  Task* find_task(Pid pid);
  const Task* find_task(Pid pid) const;
  TaskId find_task_id(Pid pid) const;
  std::string_view comm(const Task& t) const { return fixed->names[t.comm.value]; }
  const Program& program(const Task& t) const { return fixed->program(t.program); }
  void hash(Hasher& h) const;
};

struct SchedState;  // sched/sched.h

// The fields of an event, in the order of its EventSpec.
struct EventArgs {
  constexpr EventArgs(std::int64_t a = 0, std::int64_t b = 0, std::int64_t c = 0,
                      std::int64_t d = 0, std::int64_t e = 0, std::int64_t f = 0)
      : values{a, b, c, d, e, f} {}
  std::array<std::int64_t, 6> values;
};

// What a step is given: the state, the CPU it runs on, and where to tell what happened.
struct Ctx {
  Ctx(KernelState& kernel, SchedState& scheduler, Cpu& on, Trace* records);

  KernelState& k;
  SchedState& sched;
  Cpu& cpu;
  Trace* trace;          // nullptr: nobody records
  std::uint64_t wanted;  // bit n: somebody wants to hear of EventType n (trace, or an injection)
  std::int64_t extra_ns = 0;  // what the step adds to its cost
  // Looked up once: every step needs them. Whoever changes cpu.current says so with switched_to().
  Task* current_task;
  const std::int32_t* cost_ns;

  TaskId current_id() const { return cpu.current; }
  Task& current() const { return *current_task; }
  void switched_to(Task& now_current) { current_task = &now_current; }
  Task& task(TaskId id) const { return k.tasks[id]; }
  KernelFrame& frame() const { return current().top(); }
  const CostModel& costs() const { return k.fixed->costs; }
  AddressSpace& mm() const { return k.mms[current().mm]; }
  SimTime now() const { return cpu.clock; }

  void add_cost(Cost c, std::int64_t times = 1) {
    extra_ns += cost_ns[static_cast<int>(c)] * times;
  }

  // States a fact. Counted whether or not it is recorded. The cause defaults to what the current
  // task is doing (its system call or the interrupt). Returns the event's number, to be a later
  // cause.
  EventSeq emit(EventType type, const EventArgs& args) {
    return emit_caused(current().cause, type, args);
  }
  EventSeq emit_caused(EventSeq cause, EventType type, const EventArgs& args) {
    if ((wanted >> static_cast<int>(type) & 1) != 0) [[unlikely]] {
      Event& e = begin_event(cause, type);
      e.args = args.values;  // straight to its place
      end_event(e);
    }
    return ++k.event_seq;
  }
  // Local 0 of the frame the next Next::call will push.
  void pass(std::int64_t argument) { call_argument = argument; }
  std::int64_t call_argument = 0;

  // TIF_NEED_RESCHED on `target` (the CPU this step runs on, or another: then an IPI is sent).
  void set_need_resched(Cpu& target, ReasonCode why, EventSeq cause);

  // A finished system call: what it returns to the program (a value or a negative errno).
  Next sys_return(std::int64_t value) {
    current().call.result = value;
    return Next::ret();
  }

  // --- the course of a run of kernel steps (run_path.h) ---

  const PathEntry* paths = nullptr;    // by PathId
  std::uint64_t steps_left = 1;        // so many steps may still be done
  SimTime stop_at = SimTime::never();  // no step begins at or after this
  Task* actor;                         // who does the step, also if it switches tasks
  TaskId actor_id;
  SimTime booked_until;  // kernel time is in the accounts up to here
  struct StepDone {
    TaskId task;
    PathId path = PathId::none;
    std::uint8_t index = 0;
    bool in_irq = false;
    std::int64_t cost_ns = 0;
  };
  StepDone done;  // the step after which somebody else had a say

  // The step is done and its time passes. False: somebody else may have a say before the next one.
  bool end_step(std::int64_t ns) {
    extra_ns = 0;
    ++k.event_seq;
    cpu.clock.ns += ns;
    return --steps_left != 0 && cpu.clock < cpu.undisturbed_until;
  }
  // What a step costs that says `cost` in its table.
  std::int64_t step_cost(Cost cost) const { return cost_ns[static_cast<int>(cost)] + extra_ns; }
  // Finds out until when nobody has a say: no interrupt (in one, further ones wait until it is
  // over), no other CPU, no limit. Who wants to hear of steps has a say after each.
  void find_undisturbed_time(bool in_irq) {
    const SimTime irq = in_irq ? SimTime::never() : next_interrupt(cpu);
    const bool tells = (wanted >> static_cast<int>(EventType::kernel_step) & 1) != 0;
    cpu.undisturbed_until = tells ? SimTime{} : std::min(irq, stop_at);
  }
  // States that a step has been done, whose time has just passed. To be called after end_step, and
  // before the frames change.
  void tell_step(std::size_t index, std::int64_t ns) {
    if ((wanted >> static_cast<int>(EventType::kernel_step) & 1) != 0) record_step(index, ns);
  }
  // Nobody else has a say before the next step.
  bool undisturbed() const { return cpu.clock < cpu.undisturbed_until && steps_left != 0; }
  // Whoever changes what another CPU does next says so: it may have the next step.
  void let_others_act() { cpu.undisturbed_until = stop_at = SimTime{}; }
  // Ends the run after this step.
  void end_run(Halt why);
  // Books the kernel time since the last call. Before whatever reads or splits these accounts.
  void book();

 private:
  // An event of this moment, in the trace if that wants it, still without its fields.
  Event& begin_event(EventSeq cause, EventType type);
  // It has them: does an injection wait for it?
  void end_event(const Event& e) {
    if ((k.fixed->injection_events >> static_cast<int>(e.type) & 1) != 0) match_injections(e);
  }
  [[gnu::cold]] void match_injections(const Event& e);
  [[gnu::noinline]] void record_step(std::size_t index, std::int64_t ns);

  Event unrecorded_;  // one that only injections are told of
};

// Takes the lock for the current CPU, or arranges that the step is done again once it is free.
// Use as: if (!lock_or_wait(ctx, q.lock)) return Next::wait();
[[gnu::cold]] void wait_for_lock(Ctx& ctx, const SpinLock& lock);
inline bool lock_or_wait(Ctx& ctx, SpinLock& lock) {
  SIM_ASSERT(lock.owner != ctx.cpu.id);
  if (lock.owner) {
    wait_for_lock(ctx, lock);
    return false;
  }
  lock.owner = ctx.cpu.id;
  return true;
}
void let_waiters_try(Ctx& ctx);
inline void unlock(Ctx& ctx, SpinLock& lock) {
  SIM_ASSERT(lock.owner == ctx.cpu.id);
  lock.owner = CpuId::none();
  if (ctx.k.cpus.size() != 1) let_waiters_try(ctx);
}

// An interrupt to another CPU, to make it look for work before it returns to user mode.
void send_ipi(Ctx& ctx, Cpu& target, EventSeq cause);

// Timers of a CPU: a binary heap ordered by (when, seq). Arming gives the timer its seq.
void arm_timer(Ctx& ctx, Timer timer);  // on ctx.cpu
void arm_timer_on(KernelState& k, Cpu& cpu, Timer timer);
Timer pop_timer(Cpu& cpu);  // the soonest
// Takes a task's timers of a kind off every CPU, so that nothing waits for what will not matter.
void cancel_timers(KernelState& k, TaskId task, TimerKind kind);

// Puts a task on the CPU's wake queue, once; `cause` is why it is woken (0: what the current task
// is doing).
void wake_q_add(Ctx& ctx, TaskId id, EventSeq cause = 0);

// A state change of a task, with its accounting and its task_state event.
void set_task_state(Ctx& ctx, Task& t, TaskState state, ReasonCode why);

}  // namespace sim
