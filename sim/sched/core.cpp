// schedule(): put the previous task back, pick the next, switch to it; and what the classes share.
#include <algorithm>
#include <bit>

#include "sim/kernel/run_path.h"
#include "sim/sched/internal.h"

namespace sim {

void update_rq_clock(Ctx& ctx, RunQueue& rq, CpuId) {
  if (rq.clock < ctx.now()) rq.clock = ctx.now();
}

void ensure_entity(Ctx& ctx, TaskId id) {
  if (ctx.sched.entities.size() <= id.value) ctx.sched.entities.resize(id.value + 1);
}

void update_curr(Ctx& ctx, RunQueue& rq) { update_curr_fair(ctx, rq); }

void activate_task(Ctx& ctx, CpuId cpu, TaskId id, int flags) {
  RunQueue& rq = rq_of(ctx, cpu);
  Task& t = ctx.task(id);
  update_rq_clock(ctx, rq, cpu);
  if (is_rt(t))
    enqueue_rt(ctx, rq, id, false);
  else
    enqueue_fair(ctx, rq, id, flags);
  ++rq.nr_running;
  t.on_rq = true;
  t.cpu = cpu;
}

void deactivate_task(Ctx& ctx, CpuId cpu, TaskId id, int flags) {
  RunQueue& rq = rq_of(ctx, cpu);
  Task& t = ctx.task(id);
  update_rq_clock(ctx, rq, cpu);
  if (is_rt(t))
    dequeue_rt(ctx, rq, id);
  else
    dequeue_fair(ctx, rq, id, flags);
  --rq.nr_running;
  t.on_rq = false;
}

void check_preempt_curr(Ctx& ctx, CpuId cpu, TaskId woken, EventSeq cause) {
  Cpu& target = ctx.k.cpus[cpu.value];
  if (target.need_resched) return;  // as it is, and no other buddy
  const Task& curr = ctx.task(target.current);
  const Task& w = ctx.task(woken);
  if (curr.is_idle) {
    ctx.set_need_resched(target, ReasonCode::cpu_was_idle, cause);
  } else if (is_rt(w)) {
    if (!is_rt(curr) || w.prio() < curr.prio())
      ctx.set_need_resched(target, ReasonCode::woken_is_realtime, cause);
  } else if (!is_rt(curr) && check_preempt_wakeup_fair(ctx, rq_of(ctx, cpu), woken)) {
    ctx.set_need_resched(target, ReasonCode::woken_has_less_vruntime, cause);
  }
}

namespace {

bool signal_pending_state(const Task& t) {
  const SigSet ready = t.pending & ~t.blocked;
  if (t.state == TaskState::interruptible) return ready != 0;
  if (t.state == TaskState::stopped) return (t.pending & sig_bit(kSIGKILL)) != 0;
  return false;
}

// Local 0 of schedule()'s frame: why prev leaves, and above it why next was picked (ReasonCode).
enum Leaving : std::int64_t { kInvoluntary = 0, kVoluntary = 1, kMovesAway = 2 };
constexpr int kPickReasonShift = 8;

std::int64_t leaving(const Ctx& ctx) {
  return ctx.frame().local[0] & ((std::int64_t{1} << kPickReasonShift) - 1);
}

Next lock_run_queue(Ctx& ctx) {
  RunQueue& rq = rq_of(ctx, ctx.cpu.id);
  update_rq_clock(ctx, rq, ctx.cpu.id);
  update_curr(ctx, rq);
  return Next::advance();
}

// A task that is not TASK_RUNNING any more leaves the run queue, unless a signal came first.
Next take_off_if_blocked(Ctx& ctx) {
  Task& prev = ctx.current();
  ctx.frame().local[0] = kInvoluntary;
  if (prev.is_idle) return Next::advance();
  if (prev.state == TaskState::running) {
    if (((prev.cpus_allowed >> ctx.cpu.id.value) & 1) == 0) {
      ctx.frame().local[0] = kMovesAway;
      deactivate_task(ctx, ctx.cpu.id, ctx.cpu.current, 0);
    }
    return Next::advance();
  }
  if (signal_pending_state(prev)) {
    set_task_state(ctx, prev, TaskState::running, ReasonCode::interrupted);
    return Next::advance();
  }
  ctx.frame().local[0] = kVoluntary;
  deactivate_task(ctx, ctx.cpu.id, ctx.cpu.current, kDequeueSleep);
  ctx.add_cost(Cost::dequeue);
  return Next::advance();
}

Next pull_if_empty(Ctx& ctx) {
  if (rq_of(ctx, ctx.cpu.id).nr_running == 0) [[unlikely]]
    newidle_balance(ctx, ctx.cpu.id);
  return Next::advance();
}

struct Pick {
  TaskId next;
  ReasonCode why = ReasonCode::nothing_runnable;
};

Pick choose(Ctx& ctx, RunQueue& rq) {
  Pick p;
  if (rq.rt.nr_running != 0) p.next = first_rt(rq);
  if (p.next) {
    p.why = ReasonCode::realtime_first;
  } else if (rq.cfs.nr_running > 0) {
    const TaskId prev = ctx.cpu.current;
    p.next = pick_next_fair(ctx, rq, prev, &p.why);
  } else {
    p.next = ctx.cpu.idle_task;
  }
  return p;
}

// The ready task that would have run had the chosen one not been there.
TaskId runner_up(Ctx& ctx, RunQueue& rq, TaskId picked) {
  const TaskId left = rq.cfs.tasks_timeline.leftmost;
  if (left && left != picked) return left;
  const TaskId curr = rq.cfs.curr;
  if (curr && curr != picked && entity(ctx, curr).on_rq) return curr;
  if (!left) return TaskId::none();
  return RbOps(rq.cfs.tasks_timeline,
               [&ctx](TaskId id) -> RbLinks& { return entity(ctx, id).run_node; })
      .next(left);
}

Next pick_next_task(Ctx& ctx) {
  RunQueue& rq = rq_of(ctx, ctx.cpu.id);
  ctx.cpu.need_resched = false;  // whoever asks from now on, asks about the task picked here
  const Pick p = choose(ctx, rq);
  ctx.frame().local[0] |= static_cast<std::int64_t>(p.why) << kPickReasonShift;
  ctx.frame().local[1] = p.next.value;
  const auto vruntime = [&](TaskId id) {
    return id && !is_rt(ctx.task(id)) && !ctx.task(id).is_idle
               ? static_cast<std::int64_t>(entity(ctx, id).vruntime)
               : 0;
  };
  if (((ctx.wanted >> static_cast<int>(EventType::sched_pick)) & 1) != 0) {
    const TaskId second =
        p.why == ReasonCode::only_runnable ? TaskId::none() : runner_up(ctx, rq, p.next);
    ctx.frame().local[2] = static_cast<std::int64_t>(ctx.emit_caused(
        ctx.cpu.need_resched_cause, EventType::sched_pick,
        {ctx.task(p.next).pid.value, static_cast<std::int64_t>(p.why), vruntime(p.next),
         rq.nr_running, second ? ctx.task(second).pid.value : -1, vruntime(second)}));
  } else {
    ctx.frame().local[2] = static_cast<std::int64_t>(++ctx.k.event_seq);
  }
  return Next::advance();
}

void put_prev_and_set_next(Ctx& ctx, RunQueue& rq, TaskId next) {
  const Task& p = ctx.current();
  const Task& n = ctx.task(next);
  if (!p.is_idle && !is_rt(p)) put_prev_fair(ctx, rq, ctx.cpu.current);
  if (n.is_idle) return;
  if (!is_rt(n)) return set_next_fair(ctx, rq, next, n);
  SchedEntity& se = entity(ctx, next);
  se.exec_start = static_cast<std::uint64_t>(rq.clock.ns);
  if (n.policy == Policy::rr && se.time_slice == 0) se.time_slice = rr_timeslice(ctx);
}

constexpr int kSameTaskGoesOn = 8;

Next same_task(Ctx& ctx) {
  const TaskId prev = ctx.cpu.current;
  const TaskId next{static_cast<std::uint32_t>(ctx.frame().local[1])};
  if (prev == next) {
    ctx.cpu.need_resched_cause = 0;
    return Next::jump(kSameTaskGoesOn);
  }
  put_prev_and_set_next(ctx, rq_of(ctx, ctx.cpu.id), next);
  return Next::advance();
}

// From here on `prev` is ready or blocked, and `next` has waited long enough.
void account_switch(Ctx& ctx, Task& prev, Task& next, bool voluntary) {
  if (!prev.is_idle) {
    ++(voluntary ? prev.nvcsw : prev.nivcsw);
    account_until(prev, ctx.now());
  }
  if (!next.is_idle) account_until(next, ctx.now());
  ++ctx.cpu.switches;
}

Next switch_memory(Ctx& ctx) {
  const Task& prev = ctx.current();
  const Task& next = ctx.task(TaskId{static_cast<std::uint32_t>(ctx.frame().local[1])});
  if (next.mm && next.mm != prev.mm) ctx.add_cost(Cost::switch_mm);
  return Next::advance();
}

// A running task whose affinity no longer includes this CPU: now that it has been switched out, it
// can be queued where it may run.
void push_to_allowed_cpu(Ctx& ctx, TaskId id) {
  Task& t = ctx.task(id);
  const CpuId to{static_cast<std::uint32_t>(__builtin_ctzll(t.cpus_allowed))};
  const EventSeq moved =
      ctx.emit(EventType::sched_migrate_task, {t.pid.value, t.prio(), t.cpu.value, to.value});
  activate_task(ctx, to, id, kEnqueueMigrated);
  check_preempt_curr(ctx, to, id, moved);
}

Next switch_to(Ctx& ctx) {
  const auto local = ctx.frame().local;
  const auto why_left = leaving(ctx);
  const TaskId prev_id = ctx.cpu.current;
  const TaskId next_id{static_cast<std::uint32_t>(local[1])};
  Task& prev = ctx.current();
  Task& next = ctx.task(next_id);
  account_switch(ctx, prev, next, why_left == kVoluntary);
  ctx.emit_caused(static_cast<EventSeq>(local[2]), EventType::sched_switch,
                  {prev.pid.value, prev.prio(), static_cast<std::int64_t>(prev.state),
                   next.pid.value, next.prio(), local[0] >> kPickReasonShift});
  prev.on_cpu = false;
  next.on_cpu = true;
  next.cpu = ctx.cpu.id;
  ctx.cpu.current = next_id;
  ctx.switched_to(next);
  ctx.cpu.need_resched_cause = 0;
  if (why_left == kMovesAway) push_to_allowed_cpu(ctx, prev_id);
  return Next::switched();
}

Next finish_task_switch(Ctx&) { return Next::advance(); }

Next keep_running(Ctx&) { return Next::ret(); }

constexpr Step kScheduleSteps[] = {
    {"lock the run queue; charge the current task for the time it ran", Cost::update_curr,
     lock_run_queue, true},
    {"not TASK_RUNNING any more? take it off the run queue", Cost::check, take_off_if_blocked,
     true},
    {"run queue empty? try to pull a task from a busier CPU", Cost::none, pull_if_empty, true},
    {"pick the next task: real-time first, then the smallest vruntime, else idle", Cost::pick_next,
     pick_next_task, true},
    {"the same task again? then just go on; else put the previous one back", Cost::put_prev,
     same_task, true},
    {"switch to the next task's page tables", Cost::none, switch_memory, true},
    {"save the registers of the previous task, load those of the next", Cost::switch_regs,
     switch_to, true},
    {"finish the switch (now as the next task); unlock the run queue", Cost::finish_switch,
     finish_task_switch, true},
    {"return", Cost::none, keep_running},
};
static_assert(std::size(kScheduleSteps) == kSameTaskGoesOn + 1);

}  // namespace

const KernelPath kSchedulePath{PathId::schedule, "schedule", code_of<kScheduleSteps>,
                               "gives the CPU to the task that should have it now"};

void sched_init(SchedState& s, KernelState& k, const SchedConfig& config) {
  s.config = config;
  const auto counted = static_cast<unsigned>(std::min<std::size_t>(k.cpus.size(), 8));
  s.scale = config.cfs.scale_by_cpus ? std::bit_width(counted) : 1;  // 1 + log2
  const std::int64_t gran = std::max<std::int64_t>(1, config.cfs.min_granularity_ns);
  s.nr_latency = static_cast<std::uint32_t>((config.cfs.latency_ns + gran - 1) / gran);
  s.tick_ns = 1'000'000'000 / k.fixed->hz;
  s.rqs.assign(k.cpus.size(), RunQueue{});
  s.entities.resize(k.tasks.capacity());
}

void sched_boot(Ctx& ctx, std::span<const TaskId> tasks) {
  const std::size_t cpus = ctx.k.cpus.size();
  std::vector<std::uint64_t> weight(cpus);
  std::vector<std::uint32_t> count(cpus);
  ctx.sched.entities.resize(ctx.k.tasks.capacity());
  for (const TaskId id : tasks) {
    Task& t = ctx.task(id);
    set_weight(entity(ctx, id), t);
    CpuId best;
    for (std::uint32_t c = 0; c < cpus; ++c)
      if (((t.cpus_allowed >> c) & 1) != 0 && (!best || count[c] < count[best.value]))
        best = CpuId{c};
    t.cpu = best;
    ++count[best.value];
    weight[best.value] += entity(ctx, id).weight;
  }
  for (const TaskId id : tasks) {
    Task& t = ctx.task(id);
    SchedEntity& se = entity(ctx, id);
    RunQueue& rq = rq_of(ctx, t.cpu);
    if (!is_rt(t) && rq.cfs.nr_running != 0)
      se.vruntime = start_debit_ns(ctx.sched, se, count[t.cpu.value], weight[t.cpu.value]);
    activate_task(ctx, t.cpu, id, 0);
    t.state = TaskState::running;
    t.state_since = ctx.now();
    t.wake_cause = ctx.emit_caused(0, EventType::sched_wakeup_new,
                                   {t.pid.value, t.prio(), t.cpu.value,
                                    is_rt(t) ? 0 : static_cast<std::int64_t>(se.vruntime)});
    ctx.k.cpus[t.cpu.value].need_resched = true;
    ctx.k.cpus[t.cpu.value].need_resched_cause = t.wake_cause;
  }
}

void SchedState::hash(Hasher& h) const {
  for (const RunQueue& rq : rqs) {
    h.add(rq.nr_running).add(rq.clock);
    const CfsRq& c = rq.cfs;
    h.add(c.tasks_timeline.root).add(c.tasks_timeline.leftmost).add(c.tasks_timeline.size);
    h.add(c.min_vruntime).add(c.load_weight).add(c.nr_running);
    h.add(c.curr).add(c.next).add(c.last).add(c.skip);
    h.add(rq.rt.nr_running);
    if (rq.rt.nr_running != 0)
      for (int i = 0; i < 100; ++i) h.add(rq.rt.first[i]).add(rq.rt.last[i]);
  }
  for (const SchedEntity& e : entities) {
    h.add(e.vruntime).add(e.exec_start).add(e.sum_exec_runtime).add(e.prev_sum_exec_runtime);
    h.add(e.weight).add(e.on_rq).add(e.time_slice);
    h.add(e.run_node.parent).add(e.run_node.left).add(e.run_node.right).add(e.run_node.red);
    h.add(e.rt_prev).add(e.rt_next);
  }
}

std::span<const KernelPath> sched_paths() {
  static const KernelPath paths[] = {
      kSchedulePath,         kTryToWakeUpPath,
      kWakeUpQPath,          kWakeUpNewTaskPath,
      kSchedulerTickPath,    kIdlePath,
      kRescheduleIpiPath,    kSysSchedYieldPath,
      kSysSetpriorityPath,   kSysSchedSetschedulerPath,
      kSysSchedGetparamPath,
  };
  return paths;
}

}  // namespace sim
