// The calls that set and show a process's own signal state: sigaction, sigprocmask, sigpending.
#include "sim/base/errno.h"
#include "sim/kernel/kernel.h"
#include "sim/kernel/paths.h"
#include "sim/kernel/run_path.h"
#include "sim/kernel/simple_calls.h"
#include "sim/kernel/uaccess.h"

namespace sim {
namespace {

constexpr SigSet kNeverBlocked = sig_bit(kSIGKILL) | sig_bit(kSIGSTOP);

// struct kernel_sigaction
struct UserSigaction {
  std::uint64_t handler = 0, flags = 0, restorer = 0, mask = 0;
};

Next check_sigaction(Ctx& ctx) {
  const auto& a = ctx.current().call.args;
  if (a[3] != sizeof(SigSet)) return ctx.sys_return(-kEINVAL);
  UserSigaction act;
  if (a[1] != 0 && !get_user(ctx, a[1], act)) return ctx.sys_return(-kEFAULT);
  const auto signal = static_cast<std::int32_t>(a[0]);
  if (signal < 1 || signal > kSignalCount ||
      (a[1] != 0 && (signal == kSIGKILL || signal == kSIGSTOP)))
    return ctx.sys_return(-kEINVAL);
  return Next::advance();
}

Next set_sigaction(Ctx& ctx) {
  Task& t = ctx.current();
  const auto& a = t.call.args;
  const auto signal = static_cast<std::int32_t>(a[0]);
  SigAction& action = ctx.k.sighands[t.sighand].action[signal - 1];
  const UserSigaction old{action.handler, action.flags, action.restorer, action.mask};
  if (a[1] != 0) {
    UserSigaction act;
    get_user(ctx, a[1], act);
    action = SigAction{act.handler, act.flags, act.restorer, act.mask & ~kNeverBlocked};
    // What is to be ignored from now on does not stay pending either.
    const SignalDefault usual = signal_default(signal);
    if (act.handler == kSigIgn || (act.handler == kSigDfl && (usual == SignalDefault::ignore ||
                                                              usual == SignalDefault::cont)))
      discard_pending(t, sig_bit(signal));
  }
  if (a[2] != 0 && !put_user(ctx, a[2], old)) return ctx.sys_return(-kEFAULT);
  return ctx.sys_return(0);
}

constexpr Step kSigactionSteps[] = {
    {"read the new action; SIGKILL and SIGSTOP have none", Cost::check, check_sigaction},
    {"set the handler, flags and mask; give back the old", Cost::list_op, set_sigaction},
};

Next set_mask(Ctx& ctx) {
  Task& t = ctx.current();
  const auto& a = t.call.args;
  if (a[3] != sizeof(SigSet)) return ctx.sys_return(-kEINVAL);
  const SigSet old = t.blocked;
  if (a[1] != 0) {
    SigSet set = 0;
    if (!get_user(ctx, a[1], set)) return ctx.sys_return(-kEFAULT);
    set &= ~kNeverBlocked;
    switch (static_cast<std::int32_t>(a[0])) {
      case 0:
        t.blocked |= set;
        break;  // SIG_BLOCK
      case 1:
        t.blocked &= ~set;
        break;  // SIG_UNBLOCK
      case 2:
        t.blocked = set;
        break;  // SIG_SETMASK
      default:
        return ctx.sys_return(-kEINVAL);
    }
  }
  if (a[2] != 0 && !put_user(ctx, a[2], old)) return ctx.sys_return(-kEFAULT);
  return ctx.sys_return(0);
}

constexpr Step kSigprocmaskSteps[] = {
    {"change the mask of blocked signals; give back the old", Cost::check, set_mask},
};

Next pending_set(Ctx& ctx) {
  const Task& t = ctx.current();
  if (t.call.args[1] > sizeof(SigSet)) return ctx.sys_return(-kEINVAL);
  const SigSet set = t.pending & t.blocked;
  return ctx.sys_return(put_user(ctx, t.call.args[0], set) ? 0 : -kEFAULT);
}

constexpr Step kSigpendingSteps[] = {
    {"give back the signals that are pending and blocked", Cost::check, pending_set},
};

constexpr KernelPath kPaths[] = {
    {PathId::sys_rt_sigaction, "rt_sigaction", code_of<kSigactionSteps>, "sets what a signal does"},
    {PathId::sys_rt_sigprocmask, "rt_sigprocmask", code_of<kSigprocmaskSteps>,
     "blocks signals for a while"},
    {PathId::sys_rt_sigpending, "rt_sigpending", code_of<kSigpendingSteps>,
     "shows blocked pending signals"},
};

}  // namespace

std::span<const KernelPath> signal_call_paths() { return kPaths; }

}  // namespace sim
