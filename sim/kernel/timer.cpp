// The timer interrupt: expired timers one by one, then the scheduler's tick when it is due. And
// what the scenario does to the machine from outside.
#include "sim/kernel/kernel.h"
#include "sim/kernel/paths.h"
#include "sim/kernel/run_path.h"

namespace sim {
namespace {

enum : int { kStepNextTimer, kStepAlarm, kStepInject, kStepTick };

// Frame local 1: the task, or the injection, of the timer that expired; local 0 its generation.

bool is_current(const KernelState& k, const Timer& t) {
  if (t.kind == TimerKind::inject || t.kind == TimerKind::start_task) return true;
  if (!k.tasks.contains(t.task)) return false;
  const Task& task = k.tasks[t.task];
  return t.generation ==
         (t.kind == TimerKind::alarm ? task.alarm_generation : task.timer_generation);
}

Next next_timer(Ctx& ctx) {
  Cpu& cpu = ctx.cpu;
  while (!cpu.timers.empty() && cpu.timers.front().when <= ctx.now()) {
    const Timer t = pop_timer(cpu);
    if (!is_current(ctx.k, t)) continue;
    ctx.add_cost(Cost::timer_expire);
    if (t.kind == TimerKind::inject) {
      ctx.frame().local[1] = t.generation;
      ctx.frame().local[2] = static_cast<std::int64_t>(t.cause);
      return Next::jump(kStepInject);
    }
    if (t.kind == TimerKind::start_task) {  // the scenario starts a process now
      ctx.pass(t.task.value);
      return Next::call_then(PathId::wake_up_new_task, kStepNextTimer);
    }
    Task& task = ctx.task(t.task);
    const EventSeq expired = ctx.emit_caused(t.cause, EventType::timer_expire,
                                             {task.pid.value, static_cast<int>(t.kind)});
    ctx.frame().local[1] = t.task.value;
    ctx.frame().local[2] = static_cast<std::int64_t>(expired);
    ctx.frame().local[0] = t.generation;
    if (t.kind == TimerKind::alarm) return Next::jump(kStepAlarm);
    task.wake_cause = expired;
    ctx.pass(t.task.value);
    return Next::call_then(PathId::try_to_wake_up, kStepNextTimer);
  }
  return Next::jump(kStepTick);
}

// Steps taken for a timer act because of it.
class CauseScope {
 public:
  explicit CauseScope(Ctx& ctx) : task_(ctx.current()), before_(task_.cause) {
    task_.cause = static_cast<EventSeq>(ctx.frame().local[2]);
  }
  ~CauseScope() { task_.cause = before_; }
  CauseScope(const CauseScope&) = delete;
  CauseScope& operator=(const CauseScope&) = delete;

 private:
  Task& task_;
  EventSeq before_;
};

Next wake_then_next_timer(Ctx& ctx) {
  if (ctx.cpu.wake_q.empty()) return Next::jump(kStepNextTimer);
  return Next::call_then(PathId::wake_up_q, kStepNextTimer);
}

Next ring_alarm(Ctx& ctx) {
  const CauseScope scope(ctx);
  const TaskId id(static_cast<std::uint32_t>(ctx.frame().local[1]));
  // meanwhile called off, set anew or ended on another CPU?
  if (!ctx.k.tasks.contains(id)) return Next::jump(kStepNextTimer);
  Task& t = ctx.task(id);
  if (t.alarm_generation != ctx.frame().local[0] || t.exiting) return Next::jump(kStepNextTimer);
  const SimTime rang = t.alarm_at;
  t.alarm_at = SimTime::never();
  if (t.alarm_interval.ns != 0) {
    t.alarm_at = rang + t.alarm_interval;
    while (t.alarm_at <= ctx.now()) t.alarm_at += t.alarm_interval;
    Timer again{t.alarm_at, 0, TimerKind::alarm, id, ++t.alarm_generation};
    again.cause = t.cause;
    arm_timer(ctx, again);
  }
  SigInfo info;
  info.signo = kSIGALRM;
  info.code = kSiKernel;
  ctx.add_cost(Cost::signal_send);
  send_signal(ctx, id, info);
  return wake_then_next_timer(ctx);
}

// The living process of that name that was made first.
TaskId process_named(const KernelState& k, NameId name) {
  TaskId found;
  k.tasks.for_each([&](TaskId id, const Task& t) {
    const bool is_it = t.comm == name && t.parent && !t.exiting && !t.is_idle && !t.is_init &&
                       t.state != TaskState::zombie && t.state != TaskState::dead;
    if (is_it && (!found || t.pid < k.tasks[found].pid)) found = id;
  });
  return found;
}

void inject_signal(Ctx& ctx, const Injection& i, TaskId target) {
  SigInfo info;
  info.signo = static_cast<std::int32_t>(i.value);
  info.code = kSiUser;
  send_signal(ctx, target, info);
}

Next inject(Ctx& ctx) {
  const CauseScope scope(ctx);
  const auto index = static_cast<std::size_t>(ctx.frame().local[1]);
  const Injection& i = ctx.k.fixed->injections[index];
  const TaskId target =
      i.what == Injection::What::signal ? process_named(ctx.k, i.target) : TaskId::none();
  const EventSeq seq = ctx.emit(EventType::inject, {static_cast<int>(i.what), i.value,
                                                    target ? ctx.task(target).pid.value : 0});
  ctx.current().cause = seq;
  const auto limit = static_cast<std::uint64_t>(i.value);
  switch (i.what) {
    case Injection::What::signal:
      if (target) inject_signal(ctx, i, target);
      break;
    case Injection::What::interrupt:
      ctx.pass(i.value);
      return Next::call_then(PathId::injected_interrupt, kStepNextTimer);
    case Injection::What::set_msgmax:
      ctx.k.msg.limits.msgmax = limit;
      break;
    case Injection::What::set_msgmnb:
      ctx.k.msg.limits.msgmnb = limit;
      break;
    case Injection::What::set_msgmni:
      ctx.k.msg.limits.msgmni = static_cast<std::uint32_t>(limit);
      break;
  }
  return wake_then_next_timer(ctx);
}

// ITIMER_VIRTUAL counts what the program itself uses, ITIMER_PROF what the kernel does for it too.
void expire_cpu_timers(Ctx& ctx) {
  Task& t = ctx.current();
  if (!t.has_cpu_timers) return;
  for (int which = 0; which < 2; ++which) {
    CpuTimer& timer = t.cpu_timers[static_cast<std::size_t>(which)];
    if (timer.expires_ns == 0 || cpu_timer_clock(t, which) < timer.expires_ns) continue;
    timer.expires_ns = timer.interval_ns == 0 ? 0 : timer.expires_ns + timer.interval_ns;
    SigInfo info;
    info.signo = which == 0 ? kSIGVTALRM : kSIGPROF;
    info.code = kSiKernel;
    ctx.add_cost(Cost::signal_send);
    send_signal(ctx, ctx.current_id(), info);
  }
}

Next tick_if_due(Ctx& ctx) {
  if (ctx.cpu.next_tick > ctx.now()) return Next::advance();
  expire_cpu_timers(ctx);
  return Next::call(PathId::scheduler_tick);
}

constexpr Step kTimerSteps[] = {
    {"the next timer whose time has come: wake its task", Cost::check, next_timer, true},
    {"an alarm clock: send SIGALRM", Cost::none, ring_alarm, true},
    {"the scenario acts from outside", Cost::none, inject, true},
    {"is the periodic tick due? scheduler_tick()", Cost::none, tick_if_due, true},
};

// Local 0: how long, microseconds.
Next keep_busy(Ctx& ctx) {
  ctx.extra_ns += microseconds(ctx.frame().local[0]).ns;
  return Next::ret();
}

constexpr Step kInjectedSteps[] = {
    {"a device's handler keeps the CPU busy", Cost::none, keep_busy, true},
};

constexpr KernelPath kPaths[] = {
    {PathId::timer_interrupt, "timer_interrupt", code_of<kTimerSteps>,
     "expired timers, and the tick"},
    {PathId::injected_interrupt, "device_interrupt", code_of<kInjectedSteps>,
     "an interrupt the scenario asked for"},
};

}  // namespace

std::span<const KernelPath> timer_paths() { return kPaths; }

}  // namespace sim
