// System calls of the scheduler: sched_yield, setpriority, sched_setscheduler and friends
// (sched(7)).
#include <algorithm>
#include <cstring>

#include "sim/base/errno.h"
#include "sim/kernel/run_path.h"
#include "sim/sched/internal.h"

namespace sim {
namespace {

// Linux x86-64 system call numbers this file serves.
enum : int {
  kNrSchedSetparam = 142,
  kNrSchedGetparam = 143,
  kNrSchedSetscheduler = 144,
  kNrSchedGetscheduler = 145,
  kNrSchedGetPriorityMax = 146,
  kNrSchedGetPriorityMin = 147,
  kNrSchedRrGetInterval = 148,
  kNrSchedSetaffinity = 203,
  kNrSchedGetaffinity = 204,
};

bool same_owner(const Task& caller, const Task& t) {
  return caller.cred.euid == t.cred.euid || caller.cred.euid == t.cred.uid;
}
bool is_root(const Task& t) { return t.cred.euid == 0; }

// What a change of class, nice value or priority does to a task that is on a run queue.
void change_parameters(Ctx& ctx, TaskId id, Policy policy, int nice, int rt_priority) {
  Task& t = ctx.task(id);
  ensure_entity(ctx, id);
  const int old_prio = t.prio();
  Cpu& cpu = ctx.k.cpus[t.cpu.value];
  RunQueue& rq = rq_of(ctx, t.cpu);
  const bool queued = t.on_rq;
  const bool running = cpu.current == id;
  update_rq_clock(ctx, rq, t.cpu);
  const bool class_changes =
      is_rt(t) != (policy == Policy::fifo || policy == Policy::rr) || is_rt(t);
  if (queued && class_changes) {
    if (running && !is_rt(t)) {
      update_curr(ctx, rq);
      rq.cfs.load_weight -= entity(ctx, id).weight;
      --rq.cfs.nr_running;
      rq.cfs.curr = TaskId::none();
      entity(ctx, id).on_rq = false;
      --rq.nr_running;
    } else {
      deactivate_task(ctx, t.cpu, id, kDequeueSleep);
    }
  }
  t.policy = policy;
  t.nice = static_cast<std::int8_t>(nice);
  t.rt_priority = static_cast<std::int8_t>(rt_priority);
  SchedEntity& se = entity(ctx, id);
  se.time_slice = policy == Policy::rr ? rr_timeslice(ctx) : 0;
  if (queued && class_changes) {
    if (running && !is_rt(t)) {
      set_weight(se, t);
      rq.cfs.curr = id;
      se.exec_start = static_cast<std::uint64_t>(rq.clock.ns);
      se.vruntime = std::max(se.vruntime, rq.cfs.min_vruntime);
      rq.cfs.load_weight += se.weight;
      ++rq.cfs.nr_running;
      ++rq.nr_running;
      se.on_rq = true;
    } else {
      if (!is_rt(t)) set_weight(se, t);
      activate_task(ctx, t.cpu, id, is_rt(t) ? 0 : kEnqueueWakeup);
      se.exec_start = static_cast<std::uint64_t>(rq.clock.ns);
    }
    t.on_rq = true;
  } else if (!is_rt(t)) {
    reweight_fair(ctx, rq, id);
  }
  const EventSeq changed =
      ctx.emit(EventType::sched_setprio,
               {t.pid.value, old_prio, t.prio(), static_cast<std::int64_t>(t.policy)});
  if (!queued || rq.nr_running <= 1) return;
  if (running) {
    if (t.prio() > old_prio) ctx.set_need_resched(cpu, ReasonCode::priority_changed, changed);
  } else {
    check_preempt_curr(ctx, t.cpu, id, changed);
  }
}

// --- setpriority(2) ---------------------------------------------------------------------------

std::int64_t set_one_nice(Ctx& ctx, TaskId id, int nice) {
  const Task& caller = ctx.current();
  Task& t = ctx.task(id);
  if (!is_root(caller) && !same_owner(caller, t)) return -kEPERM;
  if (nice < t.nice && !is_root(caller)) return -kEACCES;
  if (nice != t.nice) change_parameters(ctx, id, t.policy, nice, t.rt_priority);
  return 0;
}

Next do_setpriority(Ctx& ctx) {
  enum { kPrioProcess = 0, kPrioPgrp = 1, kPrioUser = 2 };
  const auto& args = ctx.current().call.args;
  const int which = static_cast<int>(args[0]);
  const auto who = static_cast<std::int32_t>(args[1]);
  const int nice = std::clamp(static_cast<int>(static_cast<std::int32_t>(args[2])), -20, 19);
  if (which < kPrioProcess || which > kPrioUser) return ctx.sys_return(-kEINVAL);
  std::int64_t error = -kESRCH;
  for (std::uint32_t i = 0; i < ctx.k.tasks.capacity(); ++i) {
    const TaskId id{i};
    if (!ctx.k.tasks.contains(id)) continue;
    const Task& t = ctx.task(id);
    const Task& self = ctx.current();
    if (t.is_idle || t.state == TaskState::dead) continue;
    bool match = false;
    if (which == kPrioProcess) match = t.pid == (who == 0 ? self.pid : Pid{who});
    if (which == kPrioPgrp) match = t.pgid == (who == 0 ? self.pgid : Pid{who});
    if (which == kPrioUser)
      match = t.cred.uid == (who == 0 ? self.cred.uid : static_cast<std::uint32_t>(who));
    if (!match) continue;
    const std::int64_t result = set_one_nice(ctx, id, nice);
    if (result != 0)
      error = result;
    else if (error == -kESRCH)
      error = 0;
  }
  return ctx.sys_return(error);
}

constexpr Step kSetprioritySteps[] = {
    {"find the processes meant; may the caller do that? set their nice value and weight",
     Cost::syscall_work, do_setpriority, true},
};

// --- sched_yield(2) ---------------------------------------------------------------------------

Next give_way(Ctx& ctx) {
  RunQueue& rq = rq_of(ctx, ctx.cpu.id);
  update_rq_clock(ctx, rq, ctx.cpu.id);
  if (is_rt(ctx.current()))
    requeue_rt(ctx, rq, ctx.cpu.current);
  else
    yield_fair(ctx, rq);
  ctx.current().call.result = 0;
  return Next::tail(PathId::schedule);
}

constexpr Step kYieldSteps[] = {
    {"step aside: the scheduler shall pass over this task once if it can; schedule()",
     Cost::update_curr, give_way, true},
};

// --- sched_setscheduler(2), sched_setparam(2) -------------------------------------------------

TaskId target_of(Ctx& ctx, std::int64_t pid) {
  if (pid == 0) return ctx.cpu.current;
  const TaskId id = ctx.k.find_task_id(Pid{static_cast<std::int32_t>(pid)});
  return id && ctx.task(id).state != TaskState::dead ? id : TaskId::none();
}

Next do_setscheduler(Ctx& ctx) {
  const SyscallLocals& call = ctx.current().call;
  const bool setparam = call.nr == kNrSchedSetparam;
  const auto pid = static_cast<std::int32_t>(call.args[0]);
  const auto asked = static_cast<std::int32_t>(call.args[1]) & ~0x40000000;  // SCHED_RESET_ON_FORK
  const std::uint64_t param = setparam ? call.args[1] : call.args[2];
  if (pid < 0 || param == 0) return ctx.sys_return(-kEINVAL);
  if (!setparam && static_cast<std::int32_t>(call.args[1]) < 0) return ctx.sys_return(-kEINVAL);
  std::int32_t priority = 0;
  if (ctx.mm().copy_in(std::as_writable_bytes(std::span(&priority, 1)), param) != 0)
    return ctx.sys_return(-kEFAULT);
  const TaskId id = target_of(ctx, pid);
  if (!id) return ctx.sys_return(-kESRCH);
  Task& t = ctx.task(id);
  const Policy policy = setparam ? t.policy : static_cast<Policy>(asked);
  const bool rt = policy == Policy::fifo || policy == Policy::rr;
  const bool known =
      rt || policy == Policy::normal || policy == Policy::batch || policy == Policy::idle;
  if (!known || (rt ? priority < 1 || priority > 99 : priority != 0))
    return ctx.sys_return(-kEINVAL);
  const Task& caller = ctx.current();
  if (!is_root(caller)) {
    if (rt && (policy != t.policy || priority > t.rt_priority)) return ctx.sys_return(-kEPERM);
    if (!same_owner(caller, t)) return ctx.sys_return(-kEPERM);
    if (t.policy == Policy::idle && policy != Policy::idle && t.nice > 0)
      return ctx.sys_return(-kEPERM);
  }
  change_parameters(ctx, id, policy, t.nice, rt ? priority : 0);
  return ctx.sys_return(0);
}

constexpr Step kSetschedulerSteps[] = {
    {"check policy and priority; may the caller do that? move the task to its class",
     Cost::syscall_work, do_setscheduler, true},
};

// --- the readers, and affinity ----------------------------------------------------------------

std::int64_t set_affinity(Ctx& ctx, const SyscallLocals& call) {
  std::uint64_t mask = 0;
  const std::size_t bytes = std::min<std::uint64_t>(call.args[1], sizeof mask);
  if (ctx.mm().copy_in(std::as_writable_bytes(std::span(&mask, 1)).first(bytes), call.args[2]) != 0)
    return -kEFAULT;
  const TaskId id = target_of(ctx, static_cast<std::int32_t>(call.args[0]));
  if (!id) return -kESRCH;
  Task& t = ctx.task(id);
  if (!is_root(ctx.current()) && !same_owner(ctx.current(), t)) return -kEPERM;
  const std::uint64_t present = ctx.k.cpus.size() >= 64 ? ~0ull : (1ull << ctx.k.cpus.size()) - 1;
  if ((mask & present) == 0) return -kEINVAL;
  t.cpus_allowed = mask & present;
  if (((t.cpus_allowed >> t.cpu.value) & 1) != 0 || !t.on_rq) return 0;
  Cpu& cpu = ctx.k.cpus[t.cpu.value];
  if (cpu.current == id) {
    ctx.set_need_resched(cpu, ReasonCode::priority_changed, ctx.current().cause);
  } else if (!is_rt(t)) {
    migrate_queued_task(ctx, id,
                        CpuId{static_cast<std::uint32_t>(__builtin_ctzll(t.cpus_allowed))});
  }
  return 0;
}

template <class T>
std::int64_t put(Ctx& ctx, std::uint64_t address, const T& value, std::int64_t result) {
  return ctx.mm().copy_out(address, std::as_bytes(std::span(&value, 1))) == 0 ? result : -kEFAULT;
}

std::int64_t get_affinity(Ctx& ctx, const SyscallLocals& call) {
  if (call.args[1] < 8 || call.args[1] % 8 != 0) return -kEINVAL;
  const TaskId id = target_of(ctx, static_cast<std::int32_t>(call.args[0]));
  if (!id) return -kESRCH;
  const std::uint64_t present = ctx.k.cpus.size() >= 64 ? ~0ull : (1ull << ctx.k.cpus.size()) - 1;
  return put(ctx, call.args[2], ctx.task(id).cpus_allowed & present, 8);
}

std::int64_t rr_interval(Ctx& ctx, const SyscallLocals& call) {
  const TaskId id = target_of(ctx, static_cast<std::int32_t>(call.args[0]));
  if (static_cast<std::int32_t>(call.args[0]) < 0) return -kEINVAL;
  if (!id) return -kESRCH;
  const Task& t = ctx.task(id);
  std::int64_t ns = 0;
  if (t.policy == Policy::rr)
    ns = ctx.sched.config.rr_timeslice_ns;
  else if (t.policy != Policy::fifo)
    ns = sched_slice_ns(ctx.sched, ctx.k, id);
  const std::int64_t ts[2] = {ns / 1'000'000'000, ns % 1'000'000'000};
  return put(ctx, call.args[1], ts, 0);
}

std::int64_t priority_bound(std::int64_t policy, bool max) {
  switch (static_cast<Policy>(policy)) {
    case Policy::fifo:
    case Policy::rr:
      return max ? 99 : 1;
    case Policy::normal:
    case Policy::batch:
    case Policy::idle:
      return 0;
  }
  return -kEINVAL;
}

Next do_reading(Ctx& ctx) {
  const SyscallLocals& call = ctx.current().call;
  const auto pid = static_cast<std::int32_t>(call.args[0]);
  switch (call.nr) {
    case kNrSchedGetPriorityMax:
      return ctx.sys_return(priority_bound(pid, true));
    case kNrSchedGetPriorityMin:
      return ctx.sys_return(priority_bound(pid, false));
    case kNrSchedSetaffinity:
      return ctx.sys_return(set_affinity(ctx, call));
    case kNrSchedGetaffinity:
      return ctx.sys_return(get_affinity(ctx, call));
    case kNrSchedRrGetInterval:
      return ctx.sys_return(rr_interval(ctx, call));
    default:
      break;
  }
  if (pid < 0) return ctx.sys_return(-kEINVAL);
  const TaskId id = target_of(ctx, pid);
  if (call.nr == kNrSchedGetscheduler)
    return ctx.sys_return(id ? static_cast<std::int64_t>(ctx.task(id).policy) : -kESRCH);
  if (call.args[1] == 0) return ctx.sys_return(-kEINVAL);
  if (!id) return ctx.sys_return(-kESRCH);
  const std::int32_t priority = ctx.task(id).rt_priority;
  return ctx.sys_return(put(ctx, call.args[1], priority, 0));
}

constexpr Step kGetparamSteps[] = {
    {"look up the task and read (or set) what was asked", Cost::syscall_work, do_reading, true},
};

}  // namespace

const KernelPath kSysSchedYieldPath{PathId::sys_sched_yield, "sched_yield", code_of<kYieldSteps>,
                                    "lets others of the same standing run"};
const KernelPath kSysSetpriorityPath{PathId::sys_setpriority, "setpriority",
                                     code_of<kSetprioritySteps>, "changes nice values"};
const KernelPath kSysSchedSetschedulerPath{PathId::sys_sched_setscheduler, "sched_setscheduler",
                                           code_of<kSetschedulerSteps>,
                                           "changes a task's scheduling policy and priority"};
const KernelPath kSysSchedGetparamPath{PathId::sys_sched_getparam, "sched_getparam",
                                       code_of<kGetparamSteps>,
                                       "reads scheduling parameters; affinity"};

}  // namespace sim
