// do_signal: on the way back to user mode, one pending signal after the other is ignored, acted on
// by default, or turned into a call of the program's handler. Also rt_sigreturn, the handler's end,
// and what becomes of an interrupted system call (signal(7), "Interruption of system calls").
#include <cstddef>

#include "sim/base/errno.h"
#include "sim/kernel/kernel.h"
#include "sim/kernel/paths.h"
#include "sim/kernel/run_path.h"
#include "sim/kernel/signal_frame.h"
#include "sim/kernel/uaccess.h"

namespace sim {

UserSiginfo to_user_siginfo(const SigInfo& info) {
  UserSiginfo u;
  u.si_signo = info.signo;
  u.si_errno = info.err;
  u.si_code = info.code;
  const bool fault = info.code > 0 && info.code != kSiKernel &&
                     (info.signo == kSIGSEGV || info.signo == kSIGFPE || info.signo == kSIGILL ||
                      info.signo == kSIGBUS);
  if (fault)
    u.u.si_addr = static_cast<std::uint64_t>(info.value);
  else
    u.u.sender = {info.from.value, info.uid, info.value};
  return u;
}

namespace {

constexpr std::int32_t kNrRestartSyscall = 219;

enum : int {
  kStepDequeue,
  kStepDecide,
  kStepStop,
  kStepSleepStopped,
  kStepContinued,
  kStepKill,
  kStepPushFrame,
  kStepEnterHandler
};

// The program runs the syscall instruction once more.
void restart_syscall(Task& t, std::int32_t nr) {
  t.regs.r[kRegResult] = static_cast<std::uint64_t>(nr);
  t.regs.pc -= kInsnBytes;
  t.call.result = 0;
}

// No handler is going to run: an interrupted call goes on as if nothing had happened.
void restart_without_handler(Task& t) {
  if (t.call.nr >= 0) {
    switch (-t.call.result) {
      case kERESTARTSYS:
      case kERESTARTNOINTR:
      case kERESTARTNOHAND:
        restart_syscall(t, t.call.nr);
        break;
      case kERESTART_RESTARTBLOCK:
        restart_syscall(t, kNrRestartSyscall);
        break;
      default:
        break;
    }
  }
  if (t.restore_saved_blocked) t.blocked = t.saved_blocked;
  t.restore_saved_blocked = false;
}

// A handler is going to run: an interrupted call fails with EINTR or begins again after it.
void restart_with_handler(Task& t, const SigAction& action) {
  if (t.call.nr < 0) return;
  const std::int64_t code = -t.call.result;
  const bool again =
      code == kERESTARTNOINTR || (code == kERESTARTSYS && (action.flags & kSaRestart) != 0);
  if (again) {
    restart_syscall(t, t.call.nr);
  } else if (code >= kERESTARTSYS && code <= kERESTART_RESTARTBLOCK) {
    t.regs.r[kRegResult] = static_cast<std::uint64_t>(-kEINTR);
    t.call.result = 0;
  }
}

Next next_signal(Ctx& ctx) {
  Task& t = ctx.current();
  if (dequeue_signal(t, t.blocked, t.delivering)) {
    t.stop_dequeued = signal_default(t.delivering.signo) == SignalDefault::stop;
    return Next::advance();
  }
  restart_without_handler(t);
  return Next::ret();
}

void state_delivery(Ctx& ctx, const SigAction& action) {
  Task& t = ctx.current();
  t.cause = ctx.emit_caused(
      t.delivering.generated, EventType::signal_deliver,
      {t.delivering.signo, t.delivering.code, static_cast<std::int64_t>(action.handler),
       static_cast<std::int64_t>(action.flags)});
}

Next decide(Ctx& ctx) {
  const Task& t = ctx.current();
  const int signal = t.delivering.signo;
  const SigAction& action = signal_action(ctx.k, t, signal);
  if (action.handler == kSigIgn) return Next::jump(kStepDequeue);
  if (action.handler != kSigDfl) return Next::jump(kStepPushFrame);
  switch (signal_default(signal)) {
    case SignalDefault::ignore:
    case SignalDefault::cont:
      return Next::jump(kStepDequeue);
    case SignalDefault::stop:
      if (!t.stop_dequeued) return Next::jump(kStepDequeue);  // SIGCONT came since, or SIGKILL
      state_delivery(ctx, action);
      return Next::jump(kStepStop);
    case SignalDefault::terminate:
    case SignalDefault::core:
      break;
  }
  state_delivery(ctx, action);
  return Next::jump(kStepKill);
}

Next stop(Ctx& ctx) {
  Task& t = ctx.current();
  if (!t.stop_dequeued) return Next::jump(kStepDequeue);
  t.stop_status = t.delivering.signo;
  t.continued = false;
  set_task_state(ctx, t, TaskState::stopped, ReasonCode::stopped_by_signal);
  notify_parent(ctx, ctx.current_id(), kCldStopped, t.delivering.signo);
  return ctx.cpu.wake_q.empty() ? Next::advance() : Next::call(PathId::wake_up_q);
}

Next sleep_stopped(Ctx&) { return Next::call(PathId::schedule); }

Next continued(Ctx&) { return Next::jump(kStepDequeue); }

Next kill(Ctx& ctx) {
  Task& t = ctx.current();
  // Never with the core flag (0x80): the usual limit on the size of core files is 0.
  t.exit_status = t.delivering.signo;
  return Next::tail(PathId::do_exit);
}

SignalFrame make_frame(const Task& t, const Program& program, std::uint64_t at) {
  SignalFrame f;
  f.return_address = kTextBase + program.sigreturn * kInsnBytes;
  f.signo = static_cast<std::uint64_t>(t.delivering.signo);
  f.info_address = at + offsetof(SignalFrame, info);
  f.context_address = at + offsetof(SignalFrame, context);
  f.magic = kSignalFrameMagic;
  f.compute_left_ns = static_cast<std::uint64_t>(t.compute_left_ns);
  f.info = to_user_siginfo(t.delivering);
  for (int i = 0; i < kRegisterCount; ++i) f.context.gregs[i] = t.regs.r[i];
  f.context.gregs[kRegisterCount] = t.regs.pc;
  f.context.uc_sigmask[0] = t.restore_saved_blocked ? t.saved_blocked : t.blocked;
  return f;
}

Next push_signal_frame(Ctx& ctx) {
  Task& t = ctx.current();
  const SigAction& action = signal_action(ctx.k, t, t.delivering.signo);
  state_delivery(ctx, action);
  restart_with_handler(t, action);
  const std::uint64_t at = (t.regs.r[kRegSp] - sizeof(SignalFrame)) & ~15ull;
  if (put_user(ctx, at, make_frame(t, ctx.k.program(t), at))) {
    t.regs.r[kRegSp] = at;
    t.compute_left_ns = 0;
    return Next::advance();
  }
  // No stack left for the handler: the kernel ends the process.
  SigInfo info;
  info.signo = kSIGSEGV;
  info.code = kSiKernel;
  if (t.delivering.signo == kSIGSEGV)
    ctx.k.sighands[t.sighand].action[kSIGSEGV - 1].handler = kSigDfl;
  force_signal(ctx, info);
  return Next::jump(kStepDequeue);
}

Next enter_handler(Ctx& ctx) {
  Task& t = ctx.current();
  SigAction& action = ctx.k.sighands[t.sighand].action[t.delivering.signo - 1];
  t.regs.pc = action.handler;
  t.restore_saved_blocked = false;
  t.blocked |= action.mask;
  if ((action.flags & kSaNodefer) == 0) t.blocked |= sig_bit(t.delivering.signo);
  t.blocked &= ~(sig_bit(kSIGKILL) | sig_bit(kSIGSTOP));
  if ((action.flags & kSaResethand) != 0) action.handler = kSigDfl;
  return Next::ret();
}

constexpr Step kDoSignalSteps[] = {
    {"dequeue_signal: the next pending one that is not blocked", Cost::check, next_signal},
    {"ignored, default action or a handler?", Cost::check, decide},
    {"default: stop; TASK_STOPPED, tell the parent", Cost::set_state, stop},
    {"schedule(): nothing happens until SIGCONT or SIGKILL", Cost::none, sleep_stopped},
    {"continued: look for the next signal", Cost::check, continued},
    {"default: terminate; do_exit(signal)", Cost::check, kill},
    {"handler: push registers, mask and siginfo on the user's stack", Cost::signal_deliver,
     push_signal_frame},
    {"block sa_mask and the signal; pc = the handler", Cost::check, enter_handler},
};

// --- rt_sigreturn: the handler has returned into the code that makes this call ---

Next pop_signal_frame(Ctx& ctx) {
  Task& t = ctx.current();
  // The handler's return took the return address off; the frame begins right below.
  SignalFrame f;
  if (!get_user(ctx, t.regs.r[kRegSp] - sizeof f.return_address, f) ||
      f.magic != kSignalFrameMagic) {
    SigInfo info;
    info.signo = kSIGSEGV;
    info.code = kSiKernel;
    force_signal(ctx, info);
    return ctx.sys_return(0);
  }
  for (int i = 0; i < kRegisterCount; ++i) t.regs.r[i] = f.context.gregs[i];
  t.regs.pc = f.context.gregs[kRegisterCount];
  t.blocked = f.context.uc_sigmask[0] & ~(sig_bit(kSIGKILL) | sig_bit(kSIGSTOP));
  t.compute_left_ns = static_cast<std::int64_t>(f.compute_left_ns);
  t.call.result = static_cast<std::int64_t>(t.regs.r[kRegResult]);
  return Next::ret();
}

constexpr Step kSigreturnSteps[] = {
    {"take registers and mask back from the signal frame", Cost::signal_return, pop_signal_frame},
};

constexpr KernelPath kPaths[] = {
    {PathId::do_signal, "do_signal", code_of<kDoSignalSteps>,
     "delivers pending signals before user code runs again"},
    {PathId::sys_rt_sigreturn, "rt_sigreturn", code_of<kSigreturnSteps>, "ends a signal handler"},
};

}  // namespace

std::span<const KernelPath> signal_deliver_paths() { return kPaths; }

}  // namespace sim
