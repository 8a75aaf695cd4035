// The periodic tick, the idle task, and the interrupt that asks a CPU to reschedule.
#include "sim/kernel/run_path.h"
#include "sim/sched/internal.h"

namespace sim {
namespace {

// Ticks are at multiples of their period.
SimTime next_tick_after(const Ctx& ctx, SimTime t) {
  const SimTime due = ctx.cpu.next_tick;
  if (due <= t && (t - due).ns < ctx.sched.tick_ns) return due + nanoseconds(ctx.sched.tick_ns);
  return SimTime{(t.ns / ctx.sched.tick_ns + 1) * ctx.sched.tick_ns};
}

Next account_tick(Ctx& ctx) {
  ctx.cpu.next_tick = next_tick_after(ctx, ctx.now());
  RunQueue& rq = rq_of(ctx, ctx.cpu.id);
  update_rq_clock(ctx, rq, ctx.cpu.id);
  update_curr(ctx, rq);
  ctx.frame().local[0] = static_cast<std::int64_t>(ctx.emit(EventType::tick, {ctx.cpu.id.value}));
  return Next::advance();
}

void tick_rr(Ctx& ctx, RunQueue& rq, Task& t, EventSeq cause) {
  SchedEntity& se = entity(ctx, ctx.cpu.current);
  if (se.time_slice > 1) {
    --se.time_slice;
    return;
  }
  se.time_slice = rr_timeslice(ctx);
  const int prio = t.prio();
  if (rq.rt.first[prio] == rq.rt.last[prio]) return;  // alone at its priority
  requeue_rt(ctx, rq, ctx.cpu.current);
  ctx.set_need_resched(ctx.cpu, ReasonCode::quantum_used_up, cause);
}

Next has_it_run_long_enough(Ctx& ctx) {
  RunQueue& rq = rq_of(ctx, ctx.cpu.id);
  Task& t = ctx.current();
  const auto cause = static_cast<EventSeq>(ctx.frame().local[0]);
  if (t.is_idle) return Next::advance();
  if (is_rt(t)) {
    if (t.policy == Policy::rr) tick_rr(ctx, rq, t, cause);
    return Next::advance();
  }
  const ReasonCode why = check_preempt_tick(ctx, rq);
  if (why != ReasonCode::none) ctx.set_need_resched(ctx.cpu, why, cause);
  return Next::advance();
}

Next balance(Ctx& ctx) {
  periodic_balance(ctx, ctx.cpu.id);
  return Next::advance();
}

constexpr Step kTickSteps[] = {
    {"charge the current task for the time it ran since the last tick", Cost::update_curr,
     account_tick, true},
    {"has it run its slice while others wait? then set need_resched", Cost::tick_work,
     has_it_run_long_enough, true},
    {"is another CPU much busier? then move a task over", Cost::none, balance, true},
};

constexpr int kIdleCheck = 0;

bool may_idle(Ctx& ctx) { return !ctx.cpu.need_resched && rq_of(ctx, ctx.cpu.id).nr_running == 0; }

Next anything_to_run(Ctx& ctx) {
  if (may_idle(ctx)) return Next::advance();
  if (ctx.cpu.tick_stopped) {
    ctx.cpu.tick_stopped = false;
    ctx.cpu.next_tick = next_tick_after(ctx, ctx.now());
    ctx.cpu.undisturbed_until = SimTime{};  // look again
  }
  return Next::call_then(PathId::schedule, kIdleCheck);
}

Next halt(Ctx& ctx) {
  // An interrupt between the check and here may have woken somebody: nobody would wake us for it.
  if (!may_idle(ctx)) return Next::jump(kIdleCheck);
  ctx.cpu.halted = true;
  ctx.cpu.undisturbed_until = SimTime{};
  ctx.cpu.tick_stopped = true;
  ctx.cpu.next_tick = SimTime::never();
  ctx.emit(EventType::cpu_idle, {1, ctx.cpu.id.value});
  return Next::advance();
}

Next woke_from_halt(Ctx& ctx) {
  ctx.emit(EventType::cpu_idle, {0xffffffff, ctx.cpu.id.value});
  return Next::jump(kIdleCheck);
}

constexpr Step kIdleSteps[] = {
    {"is there anything to run? then schedule()", Cost::check, anything_to_run, true},
    {"stop the tick and halt until an interrupt", Cost::none, halt},
    {"an interrupt came: look again", Cost::idle_exit, woke_from_halt},
};

Next acknowledge_ipi(Ctx& ctx) {
  ctx.cpu.need_resched = true;
  ctx.cpu.need_resched_cause = ctx.cpu.ipi_cause;
  return Next::ret();
}

constexpr Step kIpiSteps[] = {
    {"another CPU asks this one to reschedule: set need_resched", Cost::check, acknowledge_ipi,
     true},
};

}  // namespace

const KernelPath kSchedulerTickPath{PathId::scheduler_tick, "scheduler_tick", code_of<kTickSteps>,
                                    "what the scheduler does HZ times a second"};
const KernelPath kIdlePath{PathId::idle, "do_idle", code_of<kIdleSteps>,
                           "what a CPU does when nobody wants it"};
const KernelPath kRescheduleIpiPath{PathId::reschedule_ipi, "scheduler_ipi", code_of<kIpiSteps>,
                                    "a CPU is told by another that it has somebody better to run"};

}  // namespace sim
