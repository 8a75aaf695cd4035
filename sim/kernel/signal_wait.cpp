// Waiting for signals: pause(2), rt_sigsuspend(2), rt_sigtimedwait(2).
#include "sim/base/errno.h"
#include "sim/kernel/kernel.h"
#include "sim/kernel/paths.h"
#include "sim/kernel/run_path.h"
#include "sim/kernel/signal_frame.h"
#include "sim/kernel/time.h"
#include "sim/kernel/uaccess.h"

namespace sim {
namespace {

constexpr std::int32_t kNrPause = 34;
constexpr SigSet kNeverBlocked = sig_bit(kSIGKILL) | sig_bit(kSIGSTOP);

// --- pause and sigsuspend: until a handler has run ---

Next sleep_until_signal(Ctx& ctx) {
  Task& t = ctx.current();
  if (signal_pending(t)) return Next::advance();
  t.wait = WaitKind::pause;
  set_task_state(ctx, t, TaskState::interruptible, ReasonCode::pauses);
  return Next::call(PathId::schedule);
}

// A wake-up that was meant for an earlier sleep may come late, from another CPU: only a signal ends
// this one.
Next woken_by_signal(Ctx& ctx) {
  ctx.current().wait = WaitKind::none;
  if (!signal_pending(ctx.current())) return Next::jump(ctx.current().call.nr == kNrPause ? 0 : 1);
  return ctx.sys_return(-kERESTARTNOHAND);
}

constexpr Step kPauseSteps[] = {
    {"TASK_INTERRUPTIBLE; schedule()", Cost::set_state, sleep_until_signal},
    {"a signal came: EINTR once its handler has run", Cost::check, woken_by_signal},
};

Next swap_mask(Ctx& ctx) {
  Task& t = ctx.current();
  SigSet set = 0;
  if (t.call.args[1] != sizeof(SigSet)) return ctx.sys_return(-kEINVAL);
  if (!get_user(ctx, t.call.args[0], set)) return ctx.sys_return(-kEFAULT);
  t.saved_blocked = t.blocked;
  t.restore_saved_blocked = true;
  t.blocked = set & ~kNeverBlocked;
  return Next::advance();
}

constexpr Step kSigsuspendSteps[] = {
    {"replace the mask, remember the old one", Cost::check, swap_mask},
    {"TASK_INTERRUPTIBLE; schedule()", Cost::set_state, sleep_until_signal},
    {"a signal came: its handler runs, then the old mask is back", Cost::check, woken_by_signal},
};

// --- sigtimedwait: takes a signal without a handler ---

// call.a: the set waited for; call.b: the deadline, ns; call.c: 1 when it may sleep.
Next read_set(Ctx& ctx) {
  Task& t = ctx.current();
  const auto& a = t.call.args;
  SigSet set = 0;
  if (a[3] != sizeof(SigSet)) return ctx.sys_return(-kEINVAL);
  if (!get_user(ctx, a[0], set)) return ctx.sys_return(-kEFAULT);
  t.call.a = static_cast<std::int64_t>(set & ~kNeverBlocked);
  t.call.b = SimTime::never().ns;
  t.call.c = 1;
  if (a[2] == 0) return Next::advance();
  UserTimespec ts;
  if (!get_user(ctx, a[2], ts)) return ctx.sys_return(-kEFAULT);
  if (ts.tv_sec < 0 || ts.tv_nsec < 0 || ts.tv_nsec >= kNsPerSecond)
    return ctx.sys_return(-kEINVAL);
  t.call.c = ts.tv_sec != 0 || ts.tv_nsec != 0;
  t.call.b = ts.tv_sec > 1'000'000'000 ? SimTime::never().ns
                                       : ctx.now().ns + ts.tv_sec * kNsPerSecond + ts.tv_nsec;
  return Next::advance();
}

enum : int { kStepGiveInfo = 3 };

Next take_or_sleep(Ctx& ctx) {
  Task& t = ctx.current();
  if (dequeue_signal(t, ~static_cast<SigSet>(t.call.a), t.delivering))
    return Next::jump(kStepGiveInfo);
  if (t.call.c == 0) return ctx.sys_return(-kEAGAIN);
  if (signal_pending(t)) return ctx.sys_return(-kEINTR);
  t.real_blocked = t.blocked;
  t.waits_for_signal = true;
  t.blocked &= ~static_cast<SigSet>(t.call.a);
  t.wait = WaitKind::signal_wait;
  ++t.timer_generation;
  if (t.call.b != SimTime::never().ns) {
    Timer timer{SimTime{t.call.b}, 0, TimerKind::wake_task, ctx.current_id(), t.timer_generation};
    timer.cause = t.cause;
    arm_timer(ctx, timer);
    t.wait_until = timer.when;
  }
  set_task_state(ctx, t, TaskState::interruptible, ReasonCode::pauses);
  return Next::call(PathId::schedule);
}

Next woken(Ctx& ctx) {
  Task& t = ctx.current();
  t.blocked = t.real_blocked;
  t.waits_for_signal = false;
  t.wait = WaitKind::none;
  t.wait_until = SimTime::never();
  cancel_timers(ctx.k, ctx.current_id(), TimerKind::wake_task);
  if (dequeue_signal(t, ~static_cast<SigSet>(t.call.a), t.delivering)) return Next::advance();
  return ctx.sys_return(ctx.now().ns >= t.call.b ? -kEAGAIN : -kEINTR);
}

Next give_info(Ctx& ctx) {
  const Task& t = ctx.current();
  const std::uint64_t to = t.call.args[1];
  if (to != 0 && !put_user(ctx, to, to_user_siginfo(t.delivering))) return ctx.sys_return(-kEFAULT);
  return ctx.sys_return(t.delivering.signo);
}

constexpr Step kSigtimedwaitSteps[] = {
    {"read the set and the time-out", Cost::check, read_set},
    {"is one of them pending? else unblock them and sleep", Cost::check, take_or_sleep},
    {"woken: take the signal, if it was one", Cost::check, woken},
    {"write its siginfo; return its number", Cost::none, give_info},
};

constexpr KernelPath kPaths[] = {
    {PathId::sys_pause, "pause", code_of<kPauseSteps>, "sleeps until a signal handler has run"},
    {PathId::sys_rt_sigsuspend, "rt_sigsuspend", code_of<kSigsuspendSteps>,
     "replaces the mask and sleeps until a signal handler has run"},
    {PathId::sys_rt_sigtimedwait, "rt_sigtimedwait", code_of<kSigtimedwaitSteps>,
     "takes a pending signal, waiting for it if need be"},
};

}  // namespace

std::span<const KernelPath> signal_wait_paths() { return kPaths; }

}  // namespace sim
