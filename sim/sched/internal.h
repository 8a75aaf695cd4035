// What the files of the scheduler share. Names follow the kernel's kernel/sched/*.c.
#pragma once

#include "sim/sched/sched.h"

namespace sim {

inline SchedEntity& entity(Ctx& ctx, TaskId id) { return ctx.sched.entities[id.value]; }
inline RunQueue& rq_of(Ctx& ctx, CpuId cpu) { return ctx.sched.rqs[cpu.value]; }
inline bool is_rt(const Task& t) { return t.policy == Policy::fifo || t.policy == Policy::rr; }

// The quantum of SCHED_RR in ticks, part of one counting whole.
inline std::uint16_t rr_timeslice(const Ctx& ctx) {
  const std::int64_t tick = ctx.sched.tick_ns;
  return static_cast<std::uint16_t>((ctx.sched.config.rr_timeslice_ns + tick - 1) / tick);
}

enum EnqueueFlags : int { kEnqueueWakeup = 1, kEnqueueMigrated = 2, kEnqueueInitial = 4 };
enum DequeueFlags : int { kDequeueSleep = 1 };

// fair.cpp: CFS on the run queue of one CPU.
void charge_curr_fair(Ctx& ctx, RunQueue& rq, std::uint64_t ran_ns);
// The running task's account, up to now.
inline void update_curr_fair(Ctx& ctx, RunQueue& rq) {
  if (!rq.cfs.curr) return;
  const std::int64_t ran_ns =
      rq.clock.ns - static_cast<std::int64_t>(entity(ctx, rq.cfs.curr).exec_start);
  if (ran_ns > 0) charge_curr_fair(ctx, rq, static_cast<std::uint64_t>(ran_ns));
}
void enqueue_fair(Ctx& ctx, RunQueue& rq, TaskId id, int flags);
void dequeue_fair(Ctx& ctx, RunQueue& rq, TaskId id, int flags);
TaskId pick_next_fair(Ctx& ctx, RunQueue& rq, TaskId prev, ReasonCode* why);
void put_prev_fair(Ctx& ctx, RunQueue& rq, TaskId prev);
void set_next_fair(Ctx& ctx, RunQueue& rq, TaskId next, const Task& t);
void yield_fair(Ctx& ctx, RunQueue& rq);
ReasonCode check_preempt_tick(Ctx& ctx, RunQueue& rq);  // none: keep running
bool check_preempt_wakeup_fair(Ctx& ctx, RunQueue& rq, TaskId woken);
// How far behind a new task starts when `nr` tasks of `total_weight` in all share its CPU.
std::uint64_t start_debit_ns(const SchedState& s, const SchedEntity& se, std::uint32_t nr,
                             std::uint64_t total_weight);
void set_weight(SchedEntity& se, const Task& t);
void reweight_fair(Ctx& ctx, RunQueue& rq, TaskId id);

// rt.cpp: SCHED_FIFO and SCHED_RR.
void enqueue_rt(Ctx& ctx, RunQueue& rq, TaskId id, bool at_head);
void dequeue_rt(Ctx& ctx, RunQueue& rq, TaskId id);
TaskId first_rt(const RunQueue& rq);
void requeue_rt(Ctx& ctx, RunQueue& rq, TaskId id);

// core.cpp: what is common to the classes.
void update_rq_clock(Ctx& ctx, RunQueue& rq, CpuId cpu);
void update_curr(Ctx& ctx, RunQueue& rq);
void activate_task(Ctx& ctx, CpuId cpu, TaskId id, int flags);
void deactivate_task(Ctx& ctx, CpuId cpu, TaskId id, int flags);
void check_preempt_curr(Ctx& ctx, CpuId cpu, TaskId woken, EventSeq cause);
void ensure_entity(Ctx& ctx, TaskId id);

// balance.cpp: which CPU.
CpuId select_task_rq(Ctx& ctx, TaskId id, bool is_new);
bool newidle_balance(Ctx& ctx,
                     CpuId cpu);  // pulls a ready task from the busiest CPU; true: got one
void periodic_balance(Ctx& ctx, CpuId cpu);
void migrate_queued_task(Ctx& ctx, TaskId id, CpuId to);

extern const KernelPath kSchedulePath, kTryToWakeUpPath, kWakeUpQPath, kWakeUpNewTaskPath,
    kSchedulerTickPath, kIdlePath, kRescheduleIpiPath, kSysSchedYieldPath, kSysSetpriorityPath,
    kSysSchedSetschedulerPath, kSysSchedGetparamPath;

}  // namespace sim
