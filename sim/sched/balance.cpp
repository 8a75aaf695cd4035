// Which CPU a task runs on: at wake-up, at its birth, and when a CPU runs dry.
#include "sim/sched/internal.h"

namespace sim {
namespace {

bool allowed(const Task& t, CpuId cpu) { return ((t.cpus_allowed >> cpu.value) & 1) != 0; }

std::uint32_t cpu_count(const Ctx& ctx) { return static_cast<std::uint32_t>(ctx.k.cpus.size()); }

bool idle_cpu(Ctx& ctx, CpuId cpu) {
  const Cpu& c = ctx.k.cpus[cpu.value];
  return rq_of(ctx, cpu).nr_running == 0 && ctx.task(c.current).is_idle;
}

// The allowed CPU with the fewest runnable tasks; the first such from `from` on.
CpuId least_loaded(Ctx& ctx, const Task& t, CpuId from) {
  CpuId best;
  for (std::uint32_t i = 0; i < cpu_count(ctx); ++i) {
    const CpuId cpu{(from.value + i) % cpu_count(ctx)};
    if (!allowed(t, cpu)) continue;
    if (!best || rq_of(ctx, cpu).nr_running < rq_of(ctx, best).nr_running) best = cpu;
  }
  return best;
}

// A queued, not running, fair task of `cpu` that may run on `to`: the one that would wait longest.
TaskId candidate(Ctx& ctx, CpuId cpu, CpuId to) {
  const std::vector<TaskId> ready = ready_by_vruntime(ctx.sched, cpu);
  for (auto it = ready.rbegin(); it != ready.rend(); ++it)
    if (allowed(ctx.task(*it), to)) return *it;
  return TaskId::none();
}

// A CPU in schedule() holds its run queue's lock: nobody takes away the task it has just picked, or
// the one it is still switching away from.
bool is_scheduling(Ctx& ctx, CpuId cpu) {
  const Task& curr = ctx.task(ctx.k.cpus[cpu.value].current);
  return curr.in_kernel() && curr.top().path == PathId::schedule;
}

TaskId find_to_pull(Ctx& ctx, CpuId to, std::uint32_t at_least) {
  CpuId busiest;
  TaskId best;
  for (std::uint32_t i = 1; i < cpu_count(ctx); ++i) {
    const CpuId from{(to.value + i) % cpu_count(ctx)};
    const RunQueue& rq = rq_of(ctx, from);
    if (rq.nr_running < at_least || is_scheduling(ctx, from)) continue;
    if (busiest && rq.nr_running <= rq_of(ctx, busiest).nr_running) continue;
    if (const TaskId id = candidate(ctx, from, to)) {
      busiest = from;
      best = id;
    }
  }
  return best;
}

}  // namespace

CpuId select_task_rq(Ctx& ctx, TaskId id, bool is_new) {
  const Task& t = ctx.task(id);
  if (cpu_count(ctx) == 1) return CpuId{0};
  const CpuId here = ctx.cpu.id;
  if (is_new) return least_loaded(ctx, t, here);
  const CpuId prev = t.cpu;
  if (allowed(t, prev) && idle_cpu(ctx, prev)) return prev;
  for (std::uint32_t i = 0; i < cpu_count(ctx); ++i) {
    const CpuId cpu{(prev.value + i) % cpu_count(ctx)};
    if (allowed(t, cpu) && idle_cpu(ctx, cpu)) return cpu;
  }
  if (!allowed(t, prev)) return least_loaded(ctx, t, here);
  const bool here_is_lighter =
      allowed(t, here) && rq_of(ctx, here).cfs.load_weight < rq_of(ctx, prev).cfs.load_weight;
  return here_is_lighter ? here : prev;
}

void migrate_queued_task(Ctx& ctx, TaskId id, CpuId to) {
  Task& t = ctx.task(id);
  const CpuId from = t.cpu;
  ctx.emit(EventType::sched_migrate_task, {t.pid.value, t.prio(), from.value, to.value});
  deactivate_task(ctx, from, id, 0);
  activate_task(ctx, to, id, kEnqueueMigrated);
}

bool newidle_balance(Ctx& ctx, CpuId cpu) {
  if (cpu_count(ctx) == 1) return false;
  const TaskId id = find_to_pull(ctx, cpu, 2);
  if (!id) return false;
  migrate_queued_task(ctx, id, cpu);
  return true;
}

void periodic_balance(Ctx& ctx, CpuId cpu) {
  if (cpu_count(ctx) == 1) return;
  const TaskId id = find_to_pull(ctx, cpu, rq_of(ctx, cpu).nr_running + 2);
  if (!id) return;
  migrate_queued_task(ctx, id, cpu);
  check_preempt_curr(ctx, cpu, id, 0);
}

}  // namespace sim
