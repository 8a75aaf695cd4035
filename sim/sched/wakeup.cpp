// Waking: waking -> choose a CPU -> enqueue -> preempt check -> need_resched. A woken task is
// ready, not running: it still has to be picked.
#include <algorithm>

#include "sim/kernel/run_path.h"
#include "sim/sched/internal.h"

namespace sim {
namespace {

TaskId target(Ctx& ctx) { return TaskId{static_cast<std::uint32_t>(ctx.frame().local[0])}; }

// Is there a sleep that a wake-up ends? That of a stopped task only SIGCONT or SIGKILL ends.
bool is_asleep(const Ctx& ctx, TaskId id) {
  if (!ctx.k.tasks.contains(id)) return false;
  const Task& t = ctx.task(id);
  return t.state == TaskState::interruptible || t.state == TaskState::uninterruptible ||
         (t.state == TaskState::stopped && !t.stop_dequeued);
}

Next is_it_asleep(Ctx& ctx) {
  const TaskId id = target(ctx);
  if (!is_asleep(ctx, id)) return Next::ret();
  Task& t = ctx.task(id);
  if (t.on_rq) {  // it was about to block: just stays runnable
    set_task_state(ctx, t, TaskState::running, ReasonCode::woken);
    return Next::ret();
  }
  const EventSeq cause = t.wake_cause != 0 ? t.wake_cause : ctx.current().cause;
  t.wake_cause =
      ctx.emit_caused(cause, EventType::sched_waking, {t.pid.value, t.prio(), t.cpu.value});
  return Next::advance();
}

Next choose_cpu(Ctx& ctx) {
  if (!is_asleep(ctx, target(ctx))) return Next::ret();
  const Task& t = ctx.task(target(ctx));
  // one that another CPU is still switching away from must wake there: no two CPUs run one task
  const CpuId to = t.on_cpu ? t.cpu : select_task_rq(ctx, target(ctx), false);
  ctx.frame().local[1] = to.value;
  return Next::advance();
}

Next enqueue_woken(Ctx& ctx) {
  const TaskId id = target(ctx);
  if (!is_asleep(ctx, id)) return Next::ret();  // another CPU woke it first
  Task& t = ctx.task(id);
  if (t.on_rq) {  // likewise, and it is about to block again
    set_task_state(ctx, t, TaskState::running, ReasonCode::woken);
    return Next::ret();
  }
  const CpuId to{static_cast<std::uint32_t>(ctx.frame().local[1])};
  int flags = kEnqueueWakeup;
  if (to != t.cpu) {
    ctx.emit_caused(t.wake_cause, EventType::sched_migrate_task,
                    {t.pid.value, t.prio(), t.cpu.value, to.value});
    if (!is_rt(t)) {
      // vruntime is relative to its run queue's: carry the difference over.
      entity(ctx, id).vruntime -= rq_of(ctx, t.cpu).cfs.min_vruntime;
      flags |= kEnqueueMigrated;
    }
  }
  account_until(t, ctx.now());
  activate_task(ctx, to, id, flags);
  // from here on its CPU may pick it
  set_task_state(ctx, t, TaskState::running, ReasonCode::woken);
  ++t.wakeups;
  return Next::advance();
}

Next preempt_check(Ctx& ctx) {
  const TaskId id = target(ctx);
  check_preempt_curr(ctx, ctx.task(id).cpu, id, ctx.task(id).wake_cause);
  return Next::advance();
}

Next now_runnable(Ctx& ctx) {
  const Task& t = ctx.task(target(ctx));
  ctx.emit_caused(t.wake_cause, EventType::sched_wakeup, {t.pid.value, t.prio(), t.cpu.value});
  return Next::ret();
}

constexpr Step kTryToWakeUpSteps[] = {
    {"is the task asleep? else there is nothing to do", Cost::ttwu, is_it_asleep, true},
    {"choose the CPU it shall run on", Cost::select_cpu, choose_cpu, true},
    {"put it on that CPU's run queue, placed by its vruntime: TASK_RUNNING", Cost::enqueue,
     enqueue_woken, true},
    {"should it preempt the task running there? then set need_resched", Cost::preempt_check,
     preempt_check, true},
    {"woken: ready, not yet running", Cost::set_state, now_runnable, true},
};

Next next_on_wake_q(Ctx& ctx) {
  if (ctx.cpu.wake_q.empty()) return Next::ret();
  const TaskId id = ctx.cpu.wake_q.pop();
  if (ctx.k.tasks.contains(id)) ctx.task(id).on_wake_q = false;
  ctx.pass(id.value);
  return Next::call_then(PathId::try_to_wake_up, 0);
}

constexpr Step kWakeUpQSteps[] = {
    {"take the next task off the wake queue and wake it; none left: done", Cost::wake_q_op,
     next_on_wake_q},
};

Next choose_cpu_for_new(Ctx& ctx) {
  ensure_entity(ctx, target(ctx));
  Task& t = ctx.task(target(ctx));
  SchedEntity& se = entity(ctx, target(ctx));
  se = SchedEntity{};
  set_weight(se, t);
  ctx.frame().local[1] = select_task_rq(ctx, target(ctx), true).value;
  return Next::advance();
}

Next enqueue_new(Ctx& ctx) {
  const TaskId id = target(ctx);
  Task& t = ctx.task(id);
  const CpuId to{static_cast<std::uint32_t>(ctx.frame().local[1])};
  RunQueue& rq = rq_of(ctx, to);
  update_rq_clock(ctx, rq, to);
  if (!is_rt(t)) {
    update_curr(ctx, rq);
    SchedEntity& se = entity(ctx, id);
    se.vruntime = rq.cfs.curr ? entity(ctx, rq.cfs.curr).vruntime : rq.cfs.min_vruntime;
  }
  t.state = TaskState::running;
  t.state_since = ctx.now();
  activate_task(ctx, to, id, kEnqueueInitial);
  const std::int64_t debit =
      is_rt(t) ? 0 : static_cast<std::int64_t>(entity(ctx, id).vruntime - rq.cfs.min_vruntime);
  t.wake_cause = ctx.emit(EventType::sched_wakeup_new, {t.pid.value, t.prio(), to.value, debit});
  return Next::advance();
}

constexpr Step kWakeUpNewTaskSteps[] = {
    {"choose the CPU for the new task: the least loaded it may use", Cost::select_cpu,
     choose_cpu_for_new, true},
    {"place its vruntime one slice behind, so that forking gains nothing; enqueue it",
     Cost::enqueue, enqueue_new, true},
    {"should it preempt the running task?", Cost::preempt_check, preempt_check, true},
};

}  // namespace

const KernelPath kTryToWakeUpPath{PathId::try_to_wake_up, "try_to_wake_up",
                                  code_of<kTryToWakeUpSteps>, "makes a sleeping task ready"};
const KernelPath kWakeUpQPath{PathId::wake_up_q, "wake_up_q", code_of<kWakeUpQSteps>,
                              "wakes the tasks that were collected while a lock was held"};
const KernelPath kWakeUpNewTaskPath{PathId::wake_up_new_task, "wake_up_new_task",
                                    code_of<kWakeUpNewTaskSteps>,
                                    "makes a new task ready for the first time"};

}  // namespace sim
