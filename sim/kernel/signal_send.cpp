// kill(2), tgkill(2), tkill, rt_sigqueueinfo (sigqueue(3)).
#include "sim/base/errno.h"
#include "sim/kernel/kernel.h"
#include "sim/kernel/paths.h"
#include "sim/kernel/run_path.h"
#include "sim/kernel/signal_frame.h"
#include "sim/kernel/uaccess.h"

namespace sim {
namespace {

constexpr std::int32_t kNrTkill = 200, kNrSigqueueinfo = 129;

bool alive(const Task& t) { return t.state != TaskState::dead && !t.is_idle; }

// Does kill(pid) mean this task? (kill(2): one process, a group, or all but init and oneself)
bool is_meant(const Ctx& ctx, std::int32_t pid, TaskId id, const Task& t) {
  if (!alive(t)) return false;
  if (pid > 0) return t.pid.value == pid;
  if (pid == 0) return t.pgid == ctx.current().pgid;
  if (pid == -1) return t.pid.value > 1 && id != ctx.current_id();
  return t.pgid.value == -pid;
}

struct Verdict {
  int permitted = 0, refused = 0;
};

Verdict look_at_targets(Ctx& ctx, std::int32_t pid, int signal) {
  Verdict v;
  const Task& self = ctx.current();
  ctx.k.tasks.for_each([&](TaskId id, const Task& t) {
    if (!is_meant(ctx, pid, id, t)) return;
    ++(may_signal(self, t, signal) ? v.permitted : v.refused);
  });
  ctx.add_cost(Cost::list_scan, v.permitted + v.refused);
  return v;
}

Next find_targets(Ctx& ctx) {
  const auto& a = ctx.current().call.args;
  const auto pid = static_cast<std::int32_t>(a[0]);
  const Verdict v = look_at_targets(ctx, pid, static_cast<std::int32_t>(a[1]));
  return v.permitted + v.refused == 0 ? ctx.sys_return(-kESRCH) : Next::advance();
}

Next check_kill_permission(Ctx& ctx) {
  const auto& a = ctx.current().call.args;
  const auto signal = static_cast<std::int32_t>(a[1]);
  if (signal < 0 || signal > kSignalCount) return ctx.sys_return(-kEINVAL);
  const Verdict v = look_at_targets(ctx, static_cast<std::int32_t>(a[0]), signal);
  if (v.permitted + v.refused == 0) return ctx.sys_return(-kESRCH);  // reaped on another CPU
  // To all: those that may not be signalled are passed over without a word.
  const bool all = static_cast<std::int32_t>(a[0]) == -1;
  if (v.permitted == 0) return ctx.sys_return(all ? 0 : -kEPERM);
  return signal == 0 ? ctx.sys_return(0) : Next::advance();
}

SigInfo from_self(const Task& self, int signal, std::int32_t code) {
  SigInfo info;
  info.signo = signal;
  info.code = code;
  info.from = self.pid;
  info.uid = self.cred.uid;
  return info;
}

Next send_to_targets(Ctx& ctx) {
  const Task& self = ctx.current();
  const auto pid = static_cast<std::int32_t>(self.call.args[0]);
  const auto signal = static_cast<std::int32_t>(self.call.args[1]);
  const SigInfo info = from_self(self, signal, kSiUser);
  ctx.k.tasks.for_each([&](TaskId id, Task& t) {
    if (!is_meant(ctx, pid, id, t) || !may_signal(ctx.current(), t, signal)) return;
    ctx.add_cost(Cost::signal_send);
    send_signal(ctx, id, info);
  });
  ctx.current().call.result = 0;
  return ctx.cpu.wake_q.empty() ? Next::ret() : Next::tail(PathId::wake_up_q);
}

constexpr Step kKillSteps[] = {
    {"who is meant: a process, a group, or all?", Cost::check, find_targets},
    {"may we? (root, or the same user)", Cost::check, check_kill_permission},
    {"send_signal: queue it, merge it or drop it; wake the target", Cost::none, send_to_targets},
};

// --- to one thread, or with a value ---

Next find_thread(Ctx& ctx) {
  Task& self = ctx.current();
  const auto& a = self.call.args;
  const bool tkill = self.call.nr == kNrTkill, queue = self.call.nr == kNrSigqueueinfo;
  const auto tgid = static_cast<std::int32_t>(a[0]);
  const auto tid = static_cast<std::int32_t>(tkill || queue ? a[0] : a[1]);
  self.call.a = static_cast<std::int32_t>(tkill || queue ? a[1] : a[2]);
  if (!queue && (tid <= 0 || tgid <= 0)) return ctx.sys_return(-kEINVAL);
  const TaskId id = ctx.k.find_task_id(Pid{tid});
  if (!id || (!tkill && !queue && ctx.task(id).tgid.value != tgid)) return ctx.sys_return(-kESRCH);
  self.call.b = tid;
  return Next::advance();
}

// The thread that was found; none: it was reaped on another CPU since.
TaskId found_thread(const Ctx& ctx) {
  return ctx.k.find_task_id(Pid{static_cast<std::int32_t>(ctx.current().call.b)});
}

Next check_thread(Ctx& ctx) {
  const auto& call = ctx.current().call;
  if (call.a < 0 || call.a > kSignalCount) return ctx.sys_return(-kEINVAL);
  const TaskId target = found_thread(ctx);
  if (!target) return ctx.sys_return(-kESRCH);
  if (!may_signal(ctx.current(), ctx.task(target), static_cast<int>(call.a)))
    return ctx.sys_return(-kEPERM);
  return call.a == 0 ? ctx.sys_return(0) : Next::advance();
}

Next send_to_thread(Ctx& ctx) {
  Task& self = ctx.current();
  const TaskId target = found_thread(ctx);
  if (!target) return ctx.sys_return(-kESRCH);
  SigInfo info = from_self(self, static_cast<int>(self.call.a), kSiTkill);
  info.to_thread = self.call.nr != kNrSigqueueinfo;
  if (self.call.nr == kNrSigqueueinfo) {
    UserSiginfo u;
    if (!get_user(ctx, self.call.args[2], u)) return ctx.sys_return(-kEFAULT);
    // Nobody may claim to be the kernel, or kill(2).
    if ((u.si_code >= 0 || u.si_code == kSiTkill) && target != ctx.current_id())
      return ctx.sys_return(-kEPERM);
    info.code = u.si_code;
    info.from = Pid{u.u.sender.si_pid};
    info.uid = u.u.sender.si_uid;
    info.value = u.u.sender.si_value;
  }
  send_signal(ctx, target, info);
  ctx.current().call.result = 0;
  return ctx.cpu.wake_q.empty() ? Next::ret() : Next::tail(PathId::wake_up_q);
}

constexpr Step kTgkillSteps[] = {
    {"find the thread", Cost::check, find_thread},
    {"may we? (root, or the same user)", Cost::check, check_thread},
    {"send_signal: queue it, merge it or drop it; wake the target", Cost::signal_send,
     send_to_thread},
};

constexpr KernelPath kPaths[] = {
    {PathId::sys_kill, "kill", code_of<kKillSteps>, "sends a signal to a process or a group"},
    {PathId::sys_tgkill, "tgkill", code_of<kTgkillSteps>, "sends a signal to one thread"},
    {PathId::sys_rt_sigqueueinfo, "rt_sigqueueinfo", code_of<kTgkillSteps>,
     "sends a signal with a value"},
};

}  // namespace

std::span<const KernelPath> signal_send_paths() { return kPaths; }

}  // namespace sim
