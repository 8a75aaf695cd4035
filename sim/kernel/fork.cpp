// fork(2), vfork(2) and clone(2) as far as it makes processes. The child is a copy: credentials,
// registers, descriptors, handlers and mask are copied, memory is shared copy-on-write, nothing
// pending is inherited. call.a: the child's TaskId.
#include "sim/base/errno.h"
#include "sim/kernel/fs/table.h"
#include "sim/kernel/kernel.h"
#include "sim/kernel/paths.h"
#include "sim/kernel/process.h"
#include "sim/kernel/run_path.h"

namespace sim {
namespace {

constexpr std::int32_t kNrClone = 56, kNrVfork = 58;
constexpr std::uint64_t kCsignal = 0xff, kCloneVfork = 0x4000, kCloneVm = 0x100,
                        kCloneParentSettid = 0x100000, kCloneChildCleartid = 0x200000,
                        kCloneChildSettid = 0x1000000;

TaskId child_of(const Ctx& ctx) { return TaskId(static_cast<std::uint32_t>(ctx.current().call.a)); }

bool is_vfork(const Task& t) {
  return t.call.nr == kNrVfork || (t.call.nr == kNrClone && (t.call.args[0] & kCloneVfork) != 0);
}

// What a process made by clone may share with its maker here: nothing.
bool unsupported_flags(const Task& t) {
  constexpr std::uint64_t known = kCsignal | kCloneVfork | kCloneVm | kCloneParentSettid |
                                  kCloneChildCleartid | kCloneChildSettid;
  if (t.call.nr != kNrClone) return false;
  const std::uint64_t flags = t.call.args[0];
  return (flags & ~known) != 0 || ((flags & kCloneVm) != 0 && (flags & kCloneVfork) == 0);
}

Next duplicate_task(Ctx& ctx) {
  KernelState& k = ctx.k;
  if (unsupported_flags(ctx.current())) return ctx.sys_return(-kEINVAL);
  free_dead_tasks(k);
  if (k.tasks.live() - k.cpus.size() >= k.fixed->limits.max_tasks) {
    ctx.end_run(Halt::task_limit);
    return ctx.sys_return(-kEAGAIN);
  }
  Task child = ctx.current();
  child.state = TaskState::running;
  child.on_cpu = child.on_rq = false;
  child.frame_count = 0;
  child.on_wake_q = false;
  child.frames = {};
  child.first_child = child.last_child = TaskId::none();
  child.sibling = TaskNode{};
  child.parent = TaskId::none();
  // Nobody finds it by a pid before it has its own.
  child.pid = child.tgid = Pid{};
  child.pending = 0;
  child.siginfo.clear();
  child.utime_ns = child.stime_ns = child.ready_ns = child.blocked_ns = 0;
  child.cutime_ns = child.cstime_ns = 0;
  child.nvcsw = child.nivcsw = child.wakeups = 0;
  child.start_time = child.state_since = ctx.now();
  child.wake_cause = 0;
  child.stop_status = 0;
  child.continued = false;
  // Until they are copied it shares what its maker has.
  ++k.files[child.files].refs;
  ++k.sighands[child.sighand].refs;
  ++k.mm_refs[child.mm.value];
  const TaskId id = k.tasks.allocate(std::move(child));
  ctx.current().call.a = id.value;
  return Next::advance();
}

Next give_pid(Ctx& ctx) {
  const Pid pid = allocate_pid(ctx.k);
  Task& c = ctx.task(child_of(ctx));
  c.pid = c.tgid = pid;
  return Next::advance();
}

Next copy_open_files(Ctx& ctx) {
  Task& c = ctx.task(child_of(ctx));
  --ctx.k.files[c.files].refs;
  c.files = copy_files(ctx.k, c.files);
  ctx.add_cost(Cost::list_op, static_cast<std::int64_t>(ctx.k.files[c.files].fds.size()));
  return Next::advance();
}

Next copy_signals(Ctx& ctx) {
  Task& c = ctx.task(child_of(ctx));
  --ctx.k.sighands[c.sighand].refs;
  Sighand copy = ctx.k.sighands[c.sighand];
  copy.refs = 1;
  c.sighand = ctx.k.sighands.allocate(copy);
  // Timers are not inherited.
  c.alarm_at = SimTime::never();
  c.alarm_interval = SimDuration{};
  c.cpu_timers = {};
  c.has_cpu_timers = false;
  ++c.alarm_generation;
  ++c.timer_generation;
  return Next::advance();
}

Next copy_mm(Ctx& ctx) {
  AddressSpace copy = ctx.mm();
  ctx.add_cost(Cost::fork_page, static_cast<std::int64_t>(copy.resident_pages()));
  Task& c = ctx.task(child_of(ctx));
  drop_mm(ctx.k, c.mm);
  c.mm = allocate_mm(ctx.k, std::move(copy));
  return Next::advance();
}

Next copy_thread(Ctx& ctx) {
  const Task& parent = ctx.current();
  Task& c = ctx.task(child_of(ctx));
  c.regs.r[kRegResult] = 0;
  c.call.result = 0;
  if (parent.call.nr == kNrClone && parent.call.args[1] != 0)
    c.regs.r[kRegSp] = parent.call.args[1];
  push_frame(c, PathId::ret_from_fork);
  return Next::advance();
}

Next join_family(Ctx& ctx) {
  const TaskId id = child_of(ctx);
  add_child(ctx.k, ctx.current_id(), id);
  ++ctx.k.live_processes;
  Task& c = ctx.task(id);
  c.vfork_parent = is_vfork(ctx.current()) ? ctx.current_id() : TaskId::none();
  const EventSeq forked =
      ctx.emit(EventType::sched_process_fork,
               {ctx.current().pid.value, c.pid.value, id.value, c.comm.value, c.program.value});
  c.cause = forked;
  return Next::advance();
}

Next wake_child(Ctx& ctx) {
  ctx.pass(child_of(ctx).value);
  return Next::call(PathId::wake_up_new_task);
}

enum : int { kStepWaitForVfork = 8 };

// vfork: the parent sleeps until the child is done with its memory.
Next wait_for_vfork(Ctx& ctx) {
  Task& t = ctx.current();
  const TaskId id = child_of(ctx);
  t.call.result = ctx.task(id).pid.value;
  if (ctx.task(id).vfork_parent != ctx.current_id()) return Next::ret();
  t.wait = WaitKind::vfork;
  set_task_state(ctx, t, TaskState::uninterruptible, ReasonCode::waits_for_child);
  return Next::call(PathId::schedule);
}

// A wake-up meant for an earlier sleep may come late, from another CPU: then the child is not done.
Next return_pid(Ctx& ctx) {
  Task& t = ctx.current();
  const TaskId id = child_of(ctx);
  const bool done = !ctx.k.tasks.contains(id) || ctx.task(id).vfork_parent != ctx.current_id();
  const bool killed = (t.pending & sig_bit(kSIGKILL)) != 0;
  if (!done && !killed) return Next::jump(kStepWaitForVfork);
  t.wait = WaitKind::none;
  return Next::ret();
}

constexpr Step kForkSteps[] = {
    {"dup_task_struct: a PCB for the child, a copy of ours", Cost::fork_task, duplicate_task},
    {"alloc_pid: a process identifier nobody has", Cost::check, give_pid},
    {"copy_files: the same open files, one more user each", Cost::none, copy_open_files},
    {"copy_sighand: the same handlers; nothing pending", Cost::list_op, copy_signals},
    {"copy_mm: share every page, copy-on-write", Cost::none, copy_mm},
    {"copy_thread: the same registers, but r0 = 0", Cost::check, copy_thread},
    {"link the child into our list of children", Cost::list_op, join_family},
    {"wake_up_new_task(child): new becomes ready", Cost::none, wake_child},
    {"return the child's pid (vfork: when it has ended)", Cost::check, wait_for_vfork},
    {"vfork: the child is done, return its pid", Cost::none, return_pid},
};

constexpr KernelPath kPaths[] = {
    {PathId::sys_fork, "kernel_clone", code_of<kForkSteps>,
     "makes a child process: the textbook's primitive 'create'"},
};

}  // namespace

std::span<const KernelPath> fork_paths() { return kPaths; }

}  // namespace sim
