// The end of a process, by exit(2) or by a signal: Task::exit_status says how before do_exit is
// entered. What its parent may want to know stays behind as a zombie. Orphans go to init, which
// reaps those that end at once: init is always in wait, so its reaping is done for it here.
#include "sim/base/errno.h"
#include "sim/kernel/fs/table.h"
#include "sim/kernel/kernel.h"
#include "sim/kernel/paths.h"
#include "sim/kernel/process.h"
#include "sim/kernel/run_path.h"

namespace sim {
namespace {

Next take_exit_code(Ctx& ctx) {
  Task& t = ctx.current();
  t.exit_status = static_cast<std::int32_t>(t.call.args[0] & 0xff) << 8;
  return Next::tail(PathId::do_exit);
}

Next exit_signals(Ctx& ctx) {
  Task& t = ctx.current();
  t.exiting = true;
  t.wait = WaitKind::none;
  t.alarm_at = SimTime::never();
  cancel_timers(ctx.k, ctx.current_id(), TimerKind::alarm);
  cancel_timers(ctx.k, ctx.current_id(), TimerKind::wake_task);
  ctx.emit(EventType::sched_process_exit,
           {t.pid.value, t.prio(), t.exit_status >> 8 & 0xff, t.exit_status & 0x7f});
  return Next::advance();
}

Next exit_mm(Ctx& ctx) {
  Task& t = ctx.current();
  drop_mm(ctx.k, t.mm);
  t.mm = MmId::none();
  t.compute_left_ns = 0;
  release_vfork_parent(ctx, t);
  return ctx.cpu.wake_q.empty() ? Next::advance() : Next::call(PathId::wake_up_q);
}

Next exit_files(Ctx& ctx) {
  close_all(ctx);
  return ctx.cpu.wake_q.empty() ? Next::advance() : Next::call(PathId::wake_up_q);
}

// init takes the exit status of a child of its own.
void reap_for_init(Ctx& ctx, TaskId child) {
  ctx.add_cost(Cost::reap);
  const Task& c = ctx.task(child);
  ctx.emit(EventType::sched_process_wait,
           {ctx.task(ctx.k.init).pid.value, c.pid.value, c.exit_status});
  release_task(ctx, child);
}

Next forget_original_parent(Ctx& ctx) {
  Task& t = ctx.current();
  while (t.first_child) {
    const TaskId child = t.first_child;
    ctx.add_cost(Cost::list_op);
    remove_child(ctx.k, child);
    add_child(ctx.k, ctx.k.init, child);
    ctx.task(child).vfork_parent = TaskId::none();
    ctx.emit(EventType::sched_process_reparent,
             {ctx.task(child).pid.value, t.pid.value, ctx.task(ctx.k.init).pid.value});
    if (ctx.task(child).state == TaskState::zombie) reap_for_init(ctx, child);
  }
  return Next::advance();
}

// A parent that ignores SIGCHLD does not want zombies either (sigaction(2)).
bool parent_wants_no_zombie(Ctx& ctx, const Task& t) {
  const SigAction& action = signal_action(ctx.k, ctx.task(t.parent), kSIGCHLD);
  return action.handler == kSigIgn || (action.flags & kSaNocldwait) != 0;
}

Next become_zombie(Ctx& ctx) {
  Task& t = ctx.current();
  const bool killed = (t.exit_status & 0x7f) != 0;
  set_task_state(ctx, t, TaskState::zombie, killed ? ReasonCode::killed : ReasonCode::exited);
  const std::int32_t code = !killed                       ? kCldExited
                            : (t.exit_status & 0x80) != 0 ? kCldDumped
                                                          : kCldKilled;
  if (t.parent == ctx.k.init) {
    reap_for_init(ctx, ctx.current_id());
    return Next::advance();
  }
  const bool autoreap = parent_wants_no_zombie(ctx, t);
  notify_parent(ctx, ctx.current_id(), code, killed ? t.exit_status & 0x7f : t.exit_status >> 8);
  if (autoreap) release_task(ctx, ctx.current_id());
  return Next::advance();
}

Next wake_parent(Ctx& ctx) {
  return ctx.cpu.wake_q.empty() ? Next::advance() : Next::call(PathId::wake_up_q);
}

Next last_schedule(Ctx&) { return Next::call(PathId::schedule); }

constexpr Step kSysExitSteps[] = {
    {"exit code = r1 & 0xff", Cost::syscall_work, take_exit_code},
};

constexpr Step kDoExitSteps[] = {
    {"exit_signals: PF_EXITING, no more signals", Cost::check, exit_signals},
    {"exit_mm: give the memory back", Cost::exit_task, exit_mm},
    {"exit_files: close every descriptor", Cost::list_op, exit_files},
    {"forget_original_parent: children go to init", Cost::check, forget_original_parent},
    {"exit_notify: EXIT_ZOMBIE, SIGCHLD to the parent", Cost::signal_send, become_zombie},
    {"wake the parent if it sleeps in wait", Cost::none, wake_parent},
    {"schedule(): never comes back", Cost::none, last_schedule},
};

constexpr KernelPath kPaths[] = {
    {PathId::sys_exit, "sys_exit", code_of<kSysExitSteps>, "ends the calling task"},
    {PathId::sys_exit_group, "sys_exit_group", code_of<kSysExitSteps>, "ends the calling process"},
    {PathId::do_exit, "do_exit", code_of<kDoExitSteps>,
     "the end of a process: the textbook's primitive 'terminate'"},
};

}  // namespace

std::span<const KernelPath> exit_paths() { return kPaths; }

}  // namespace sim
