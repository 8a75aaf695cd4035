// wait4(2) and waitid(2). Locals: call.a the child found, call.b what it reports (a Report), call.c
// the status, call.d its pid, call.type and call.done its user and system time, call.size its uid.
#include "sim/base/errno.h"
#include "sim/kernel/kernel.h"
#include "sim/kernel/paths.h"
#include "sim/kernel/process.h"
#include "sim/kernel/run_path.h"
#include "sim/kernel/time.h"
#include "sim/kernel/uaccess.h"

namespace sim {
namespace {

constexpr std::int32_t kNrWaitid = 247;
constexpr std::uint64_t kWnohang = 1, kWuntraced = 2, kWexited = 4, kWcontinued = 8,
                        kWnowait = 0x01000000;
constexpr std::uint64_t kWnothread = 0x20000000, kWall = 0x40000000, kWclone = 0x80000000;
constexpr std::int64_t kPAll = 0, kPPid = 1, kPPgid = 2;

enum Report : std::int64_t { kNothing, kEnded, kStopped, kContinued };

// Whom and what a call asks for, the same for both calls.
struct Wanted {
  std::int64_t type = kPAll;
  Pid id;
  bool ended = false, stopped = false, continued = false;
  bool nohang = false, keep = false;
};

Wanted wanted_of(const Task& t) {
  Wanted w;
  const auto& a = t.call.args;
  const std::uint64_t options = t.call.nr == kNrWaitid ? a[3] : a[2];
  w.nohang = (options & kWnohang) != 0;
  w.stopped = (options & kWuntraced) != 0;
  w.continued = (options & kWcontinued) != 0;
  if (t.call.nr == kNrWaitid) {
    w.type = static_cast<std::int32_t>(a[0]);
    w.id = Pid(static_cast<std::int32_t>(a[1]));
    if (w.type == kPPgid && w.id.value == 0) w.id = t.pgid;
    w.ended = (options & kWexited) != 0;
    w.keep = (options & kWnowait) != 0;
    return w;
  }
  w.ended = true;
  const auto pid = static_cast<std::int32_t>(a[0]);
  if (pid == -1) return w;
  w.type = pid > 0 ? kPPid : kPPgid;
  w.id = pid > 0 ? Pid{pid} : pid == 0 ? t.pgid : Pid{-pid};
  return w;
}

Next check_options(Ctx& ctx) {
  const auto& call = ctx.current().call;
  const std::uint64_t options = call.nr == kNrWaitid ? call.args[3] : call.args[2];
  const std::uint64_t common = kWnohang | kWuntraced | kWcontinued | kWnothread | kWall | kWclone;
  if (call.nr != kNrWaitid) {
    if ((static_cast<std::uint32_t>(options) & ~common) != 0) return ctx.sys_return(-kEINVAL);
    // -INT_MIN is no process group.
    if (static_cast<std::uint32_t>(call.args[0]) == 0x80000000u) return ctx.sys_return(-kESRCH);
    return Next::advance();
  }
  if ((static_cast<std::uint32_t>(options) & ~(common | kWexited | kWnowait)) != 0 ||
      (options & (kWexited | kWuntraced | kWcontinued)) == 0)
    return ctx.sys_return(-kEINVAL);
  const auto type = static_cast<std::int32_t>(call.args[0]);
  const auto id = static_cast<std::int32_t>(call.args[1]);
  if (type < kPAll || type > kPPgid || (type == kPPid && id <= 0) || (type == kPPgid && id < 0))
    return ctx.sys_return(-kEINVAL);
  return Next::advance();
}

bool eligible(const Wanted& w, const Task& child) {
  if (w.type == kPPid) return child.pid == w.id;
  if (w.type == kPPgid) return child.pgid == w.id;
  return true;
}

Report report_of(const Wanted& w, const Task& c) {
  if (w.ended && c.state == TaskState::zombie) return kEnded;
  if (w.stopped && c.stop_status != 0) return kStopped;
  if (w.continued && c.continued) return kContinued;
  return kNothing;
}

enum : int { kStepScan = 1, kStepWoken = 2, kStepTake = 3 };

// Looks at the children and, when none has anything to report, goes to sleep: in one step, so that
// no wake-up can be missed in between.
Next scan_children(Ctx& ctx) {
  Task& t = ctx.current();
  const Wanted w = wanted_of(t);
  bool any = false;
  for (TaskId id = t.first_child; id; id = ctx.task(id).sibling.next) {
    ctx.add_cost(Cost::wait_scan);
    const Task& c = ctx.task(id);
    if (!eligible(w, c)) continue;
    any = true;
    const Report report = report_of(w, c);
    if (report == kNothing) continue;
    t.call.a = id.value;
    t.call.b = report;
    return Next::jump(kStepTake);
  }
  if (!any) return ctx.sys_return(-kECHILD);
  if (w.nohang) {
    t.call.b = kNothing;
    t.call.d = 0;
    return Next::jump(kStepTake);
  }
  if (signal_pending(t)) return ctx.sys_return(-kERESTARTSYS);
  t.wait = WaitKind::child_exit;
  set_task_state(ctx, t, TaskState::interruptible, ReasonCode::waits_for_child);
  return Next::call(PathId::schedule);
}

Next woken(Ctx& ctx) {
  ctx.current().wait = WaitKind::none;
  return Next::jump(kStepScan);
}

Next take_status(Ctx& ctx) {
  Task& t = ctx.current();
  if (t.call.b == kNothing) return Next::advance();
  Task& c = ctx.task(TaskId(static_cast<std::uint32_t>(t.call.a)));
  // stopped or continued, and meanwhile something else on another CPU: that is no report any more
  if (report_of(wanted_of(t), c) != t.call.b) return Next::jump(kStepScan);
  const bool keep = wanted_of(t).keep;
  t.call.d = c.pid.value;
  t.call.type = c.utime_ns + c.cutime_ns;
  t.call.done = static_cast<std::uint64_t>(c.stime_ns + c.cstime_ns);
  t.call.size = c.cred.uid;
  if (t.call.b == kEnded) {
    t.call.c = c.exit_status;
    ctx.emit(EventType::sched_process_wait, {t.pid.value, c.pid.value, c.exit_status});
  } else if (t.call.b == kStopped) {
    t.call.c = c.stop_status << 8 | 0x7f;
    if (!keep) c.stop_status = 0;
  } else {
    t.call.c = 0xffff;
    if (!keep) c.continued = false;
  }
  return Next::advance();
}

Next reap(Ctx& ctx) {
  Task& t = ctx.current();
  if (t.call.b != kEnded || wanted_of(t).keep) return Next::advance();
  const TaskId id(static_cast<std::uint32_t>(t.call.a));
  const Task& c = ctx.task(id);
  ctx.add_cost(Cost::reap);
  t.cutime_ns += c.utime_ns + c.cutime_ns;
  t.cstime_ns += c.stime_ns + c.cstime_ns;
  release_task(ctx, id);
  return Next::advance();
}

// siginfo_t as waitid fills it: si_code CLD_*, si_pid, si_uid, si_status.
bool put_siginfo(Ctx& ctx) {
  const auto& call = ctx.current().call;
  const std::uint64_t to = call.args[2];
  if (to == 0) return true;
  const auto status = static_cast<std::int32_t>(call.c);
  std::array<std::int32_t, 7> info{};
  if (call.b != kNothing) {
    info[0] = kSIGCHLD;
    info[4] = static_cast<std::int32_t>(call.d);
    info[5] = static_cast<std::int32_t>(call.size);
    if (call.b == kStopped) {
      info[2] = kCldStopped;
      info[6] = status >> 8;
    } else if (call.b == kContinued) {
      info[2] = kCldContinued;
      info[6] = kSIGCONT;
    } else {
      const int signal = status & 0x7f;
      info[2] = signal == 0 ? kCldExited : (status & 0x80) != 0 ? kCldDumped : kCldKilled;
      info[6] = signal == 0 ? status >> 8 : signal;
    }
  }
  return put_user(ctx, to, info);
}

Next put_status(Ctx& ctx) {
  const auto& call = ctx.current().call;
  if (call.nr == kNrWaitid) return ctx.sys_return(put_siginfo(ctx) ? 0 : -kEFAULT);
  if (call.b == kNothing) return ctx.sys_return(0);
  if (call.args[1] != 0 && !put_user(ctx, call.args[1], static_cast<std::int32_t>(call.c)))
    return ctx.sys_return(-kEFAULT);
  if (call.args[3] != 0 &&
      !put_user(ctx, call.args[3], make_rusage(call.type, static_cast<std::int64_t>(call.done))))
    return ctx.sys_return(-kEFAULT);
  return ctx.sys_return(call.d);
}

constexpr Step kWaitSteps[] = {
    {"are the options known?", Cost::check, check_options},
    {"a child ended? if not, sleep on wait_chldexit", Cost::check, scan_children},
    {"woken: look at the children again", Cost::check, woken},
    {"take the child's status", Cost::check, take_status},
    {"release_task: the zombie, its pid and PCB go", Cost::none, reap},
    {"write the status to user space; return the pid", Cost::none, put_status},
};

constexpr KernelPath kPaths[] = {
    {PathId::sys_wait4, "do_wait", code_of<kWaitSteps>, "waits for a child to end and reaps it"},
    {PathId::sys_waitid, "do_wait", code_of<kWaitSteps>, "waits for a child's change of state"},
};

}  // namespace

std::span<const KernelPath> wait_paths() { return kPaths; }

}  // namespace sim
