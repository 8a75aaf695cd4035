#include "sim/kernel/kernel.h"

#include <algorithm>

#include "sim/base/assert.h"

namespace sim {

TaskId KernelState::find_task_id(Pid pid) const {
  if (pid.value <= 0) return TaskId::none();
  for (std::uint32_t i = 0; i < tasks.capacity(); ++i) {
    const TaskId id{i};
    if (!tasks.contains(id)) continue;
    const Task& t = tasks[id];
    if (t.pid == pid && !t.is_idle && t.state != TaskState::dead) return id;
  }
  return TaskId::none();
}

Task* KernelState::find_task(Pid pid) {
  const TaskId id = find_task_id(pid);
  return id ? &tasks[id] : nullptr;
}

const Task* KernelState::find_task(Pid pid) const {
  const TaskId id = find_task_id(pid);
  return id ? &tasks[id] : nullptr;
}

namespace {

bool matches(const KernelState& k, const Injection& i, TaskId current, const Event& e) {
  if (!i.on_event || *i.on_event != e.type) return false;
  if (i.on_comm && (!current || k.tasks[current].comm != i.on_comm)) return false;
  return std::all_of(i.fields.begin(), i.fields.end(),
                     [&](const Injection::FieldIs& f) { return e.args[f.field] == f.value; });
}

}  // namespace

Ctx::Ctx(KernelState& kernel, SchedState& scheduler, Cpu& on, Trace* records)
    : k(kernel),
      sched(scheduler),
      cpu(on),
      trace(records),
      wanted((records != nullptr ? records->wanted() : 0) | kernel.fixed->injection_events),
      current_task(on.current ? &kernel.tasks[on.current] : nullptr),
      cost_ns(kernel.fixed->costs.ns.data()),
      actor(current_task),
      actor_id(on.current),
      booked_until(on.clock) {}

Event& Ctx::begin_event(EventSeq cause, EventType type) {
  Event* e = trace != nullptr && trace->wants(type) ? trace->append() : nullptr;
  if (e == nullptr) e = &unrecorded_;
  e->seq = k.event_seq + 1;
  e->cause = cause;
  e->time = cpu.clock;
  e->task = cpu.current;
  e->pid = cpu.current ? current().pid : Pid{};
  e->cpu = static_cast<std::uint8_t>(cpu.id.value);
  e->type = type;
  return *e;
}

// Arms what the scenario wants to happen because of this event.
void Ctx::match_injections(const Event& e) {
  const auto& injections = k.fixed->injections;
  k.injection_seen.resize(injections.size());
  for (std::uint32_t n = 0; n < injections.size(); ++n) {
    const Injection& i = injections[n];
    if (!matches(k, i, cpu.current, e) || ++k.injection_seen[n] != i.nth) continue;
    Timer t{now() + i.delay, 0, TimerKind::inject, TaskId::none(), n};
    t.cause = e.seq;
    arm_timer_on(k, i.what == Injection::What::interrupt ? k.cpus[i.cpu.value] : cpu, t);
    let_others_act();
  }
}

// After a switch the current task is another; the step was the actor's.
void Ctx::record_step(std::size_t index, std::int64_t ns) {
  if (trace == nullptr || !trace->wants(EventType::kernel_step)) return;
  Event e;
  e.seq = k.event_seq;
  e.cause = actor->cause;
  e.time = SimTime{cpu.clock.ns - ns};
  e.task = actor_id;
  e.pid = actor->pid;
  e.args = {static_cast<std::int64_t>(actor->top().path),
            static_cast<std::int64_t>(index),
            ns,
            actor->frame_count,
            0,
            0};
  e.cpu = static_cast<std::uint8_t>(cpu.id.value);
  e.type = EventType::kernel_step;
  trace->append(e);
}

// Kernel time is the task's that did the step; the idle task has no account.
void Ctx::book() {
  const std::int64_t ns = (cpu.clock - booked_until).ns;
  booked_until = cpu.clock;
  (cpu.irq_depth != 0 ? cpu.irq_ns : cpu.kernel_ns) += ns;
  if (!actor->is_idle) actor->stime_ns += ns;
  actor = current_task;
  actor_id = cpu.current;
}

void Ctx::end_run(Halt why) {
  k.halt = why;
  cpu.undisturbed_until = SimTime{};
  emit(EventType::limit, {static_cast<std::int64_t>(why), current().pid.value});
}

void Ctx::set_need_resched(Cpu& target, ReasonCode why, EventSeq cause) {
  if (target.need_resched) return;
  target.need_resched = true;
  const Pid running = target.current ? k.tasks[target.current].pid : Pid{};
  target.need_resched_cause = emit_caused(cause, EventType::sched_need_resched,
                                          {running.value, static_cast<int>(why), target.id.value});
  if (target.id != cpu.id) send_ipi(*this, target, target.need_resched_cause);
}

void send_ipi(Ctx& ctx, Cpu& target, EventSeq cause) {
  if (target.ipi_pending) return;
  target.ipi_pending = true;
  target.ipi_at = ctx.now() + ctx.costs()[Cost::ipi];
  target.ipi_cause = cause;
  ctx.let_others_act();
}

void wait_for_lock(Ctx& ctx, const SpinLock& lock) {
  if (!ctx.cpu.lock_wait)
    ctx.emit(EventType::lock_wait, {ctx.current().pid.value, lock.owner.value});
  ctx.cpu.lock_wait = true;
  ctx.let_others_act();  // it does not try again by itself
}

void let_waiters_try(Ctx& ctx) {
  ctx.let_others_act();
  // Who spun for it has spent its time up to now; it tries again.
  for (Cpu& other : ctx.k.cpus) {
    if (!other.lock_wait) continue;
    other.lock_wait = false;
    const SimDuration spun = ctx.now() - other.clock;
    if (spun.ns <= 0) continue;
    other.clock = ctx.now();
    other.kernel_ns += spun.ns;
    ctx.task(other.current).stime_ns += spun.ns;
  }
}

bool timer_later(const Timer& a, const Timer& b) {
  return a.when != b.when ? a.when > b.when : a.seq > b.seq;
}

void arm_timer_on(KernelState& k, Cpu& cpu, Timer timer) {
  timer.seq = ++k.timer_seq;
  cpu.undisturbed_until = std::min(cpu.undisturbed_until, timer.when);
  cpu.timers.push_back(timer);
  std::push_heap(cpu.timers.begin(), cpu.timers.end(), timer_later);
}

void arm_timer(Ctx& ctx, Timer timer) { arm_timer_on(ctx.k, ctx.cpu, timer); }

Timer pop_timer(Cpu& cpu) {
  std::pop_heap(cpu.timers.begin(), cpu.timers.end(), timer_later);
  const Timer t = cpu.timers.back();
  cpu.timers.pop_back();
  return t;
}

void cancel_timers(KernelState& k, TaskId task, TimerKind kind) {
  for (Cpu& cpu : k.cpus) {
    const auto is_it = [&](const Timer& t) { return t.task == task && t.kind == kind; };
    if (std::erase_if(cpu.timers, is_it) != 0)
      std::make_heap(cpu.timers.begin(), cpu.timers.end(), timer_later);
  }
}

void set_task_state(Ctx& ctx, Task& t, TaskState state, ReasonCode why) {
  if (t.state == state) return;
  account_until(t, ctx.now());
  ctx.emit(EventType::task_state, {t.pid.value, static_cast<int>(t.state), static_cast<int>(state),
                                   static_cast<int>(why)});
  t.state = state;
}

void wake_q_add(Ctx& ctx, TaskId id, EventSeq cause) {
  Task& t = ctx.task(id);
  if (std::exchange(t.on_wake_q, true)) return;
  ctx.cpu.wake_q.push(id);
  t.wake_cause = cause != 0 ? cause : ctx.current().cause;
  ctx.add_cost(Cost::wake_q_op);
}

}  // namespace sim
