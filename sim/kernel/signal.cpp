// Signals: names, default actions, generation and the pending set (signal(7)).
#include "sim/kernel/signal.h"

#include <algorithm>
#include <array>

#include "sim/base/assert.h"
#include "sim/kernel/kernel.h"

namespace sim {
namespace {

constexpr std::string_view kNames[] = {
    "SIG?",      "SIGHUP",  "SIGINT",    "SIGQUIT", "SIGILL",   "SIGTRAP", "SIGABRT", "SIGBUS",
    "SIGFPE",    "SIGKILL", "SIGUSR1",   "SIGSEGV", "SIGUSR2",  "SIGPIPE", "SIGALRM", "SIGTERM",
    "SIGSTKFLT", "SIGCHLD", "SIGCONT",   "SIGSTOP", "SIGTSTP",  "SIGTTIN", "SIGTTOU", "SIGURG",
    "SIGXCPU",   "SIGXFSZ", "SIGVTALRM", "SIGPROF", "SIGWINCH", "SIGIO",   "SIGPWR",  "SIGSYS"};

// The C library keeps 32 and 33 for itself; programs count from SIGRTMIN = 34.
constexpr int kUserRtmin = 34;
constexpr std::array<std::string_view, 31> kRealTimeNames = {
    "SIGRTMIN",    "SIGRTMIN+1",  "SIGRTMIN+2",  "SIGRTMIN+3",  "SIGRTMIN+4",  "SIGRTMIN+5",
    "SIGRTMIN+6",  "SIGRTMIN+7",  "SIGRTMIN+8",  "SIGRTMIN+9",  "SIGRTMIN+10", "SIGRTMIN+11",
    "SIGRTMIN+12", "SIGRTMIN+13", "SIGRTMIN+14", "SIGRTMIN+15", "SIGRTMAX-14", "SIGRTMAX-13",
    "SIGRTMAX-12", "SIGRTMAX-11", "SIGRTMAX-10", "SIGRTMAX-9",  "SIGRTMAX-8",  "SIGRTMAX-7",
    "SIGRTMAX-6",  "SIGRTMAX-5",  "SIGRTMAX-4",  "SIGRTMAX-3",  "SIGRTMAX-2",  "SIGRTMAX-1",
    "SIGRTMAX"};

constexpr SigSet kStopSignals =
    sig_bit(kSIGSTOP) | sig_bit(kSIGTSTP) | sig_bit(kSIGTTIN) | sig_bit(kSIGTTOU);
constexpr SigSet kSynchronous = sig_bit(kSIGSEGV) | sig_bit(kSIGBUS) | sig_bit(kSIGILL) |
                                sig_bit(kSIGTRAP) | sig_bit(kSIGFPE) | sig_bit(kSIGSYS);

// Would the signal have no effect on this process, so that it need not even be kept? A blocked one
// is kept: the process may change its mind before it unblocks it.
bool sig_ignored(const KernelState& k, const Task& t, int signal) {
  if (t.is_init) return true;  // init is not killed, and has no handlers
  const SigSet blocked = t.blocked | (t.waits_for_signal ? t.real_blocked : 0);
  if ((blocked & sig_bit(signal)) != 0) return false;
  const std::uint64_t handler = signal_action(k, t, signal).handler;
  if (handler == kSigIgn) return true;
  return handler == kSigDfl && signal_default(signal) == SignalDefault::ignore;
}

// SIGCONT: the process goes on at once, whatever it thinks of the signal.
void resume_stopped(Ctx& ctx, TaskId id) {
  Task& t = ctx.task(id);
  discard_pending(t, kStopSignals);
  t.stop_dequeued = false;
  if (t.state != TaskState::stopped) return;
  t.stop_status = 0;
  t.continued = true;
  wake_q_add(ctx, id);
  notify_parent(ctx, id, kCldContinued, kSIGCONT);
}

// Who is asleep and should see the signal is woken; who runs on another CPU is made to look.
void signal_wake_up(Ctx& ctx, TaskId id, int signal) {
  Task& t = ctx.task(id);
  const bool kill = signal == kSIGKILL;
  if (!kill && (t.blocked & sig_bit(signal)) != 0) return;
  const bool wake = t.state == TaskState::interruptible ||
                    (kill && (t.state == TaskState::stopped || t.wait == WaitKind::vfork));
  if (wake) {
    wake_q_add(ctx, id, t.siginfo.back().generated);
  } else if (t.on_cpu && t.cpu != ctx.cpu.id) {
    send_ipi(ctx, ctx.k.cpus[t.cpu.value], t.siginfo.back().generated);
  }
}

SigSet pending_part(const Task& t, bool to_thread) {
  SigSet set = 0;
  for (const SigInfo& s : t.siginfo)
    if (s.to_thread == to_thread) set |= sig_bit(s.signo);
  return set;
}

SendResult classify(Ctx& ctx, TaskId target, int signal, bool to_thread) {
  Task& t = ctx.task(target);
  if (t.exiting || t.state == TaskState::zombie || t.state == TaskState::dead)
    return SendResult::ignored;
  if (sig_ignored(ctx.k, t, signal)) return SendResult::ignored;
  if (signal < kSIGRTMIN && (pending_part(t, to_thread) & sig_bit(signal)) != 0)
    return SendResult::already_pending;
  return SendResult::queued;
}

}  // namespace

std::string_view signal_name(int signal) {
  if (signal >= 1 && signal < static_cast<int>(std::size(kNames))) return kNames[signal];
  if (signal >= kUserRtmin && signal <= kSIGRTMAX) return kRealTimeNames[signal - kUserRtmin];
  return kNames[0];
}

SignalDefault signal_default(int signal) {
  switch (signal) {
    case kSIGCONT:
      return SignalDefault::cont;
    case kSIGCHLD:
    case kSIGWINCH:
    case kSIGURG:
      return SignalDefault::ignore;
    case kSIGSTOP:
    case kSIGTSTP:
    case kSIGTTIN:
    case kSIGTTOU:
      return SignalDefault::stop;
    case kSIGQUIT:
    case kSIGILL:
    case kSIGTRAP:
    case kSIGABRT:
    case kSIGBUS:
    case kSIGFPE:
    case kSIGSEGV:
    case kSIGXCPU:
    case kSIGXFSZ:
    case kSIGSYS:
      return SignalDefault::core;
    default:
      return SignalDefault::terminate;
  }
}

const SigAction& signal_action(const KernelState& k, const Task& t, int signal) {
  return k.sighands[t.sighand].action[signal - 1];
}

void discard_pending(Task& t, SigSet set) {
  t.pending &= ~set;
  std::erase_if(t.siginfo, [&](const SigInfo& s) { return (set & sig_bit(s.signo)) != 0; });
}

SendResult send_signal(Ctx& ctx, TaskId target, SigInfo info) {
  Task& t = ctx.task(target);
  if (!t.exiting && !t.is_init) {
    if (info.signo == kSIGCONT) resume_stopped(ctx, target);
    if (info.signo == kSIGKILL) t.stop_dequeued = false;
    if ((kStopSignals & sig_bit(info.signo)) != 0) discard_pending(t, sig_bit(kSIGCONT));
  }
  const SendResult result = classify(ctx, target, info.signo, info.to_thread);
  info.generated = ctx.emit(
      EventType::signal_generate,
      {info.signo, info.err, info.code, t.pid.value, info.from.value, static_cast<int>(result)});
  if (result != SendResult::queued) return result;
  t.pending |= sig_bit(info.signo);
  t.siginfo.push_back(info);
  signal_wake_up(ctx, target, info.signo);
  return result;
}

void force_signal(Ctx& ctx, SigInfo info) {
  Task& t = ctx.current();
  SigAction& action = ctx.k.sighands[t.sighand].action[info.signo - 1];
  if ((t.blocked & sig_bit(info.signo)) != 0 || action.handler == kSigIgn) {
    action.handler = kSigDfl;
    t.blocked &= ~sig_bit(info.signo);
  }
  info.to_thread = true;
  send_signal(ctx, ctx.current_id(), info);
}

bool may_signal(const Task& from, const Task& to, int signal) {
  const Credentials &a = from.cred, &b = to.cred;
  if (a.euid == 0) return true;
  if (a.euid == b.suid || a.euid == b.uid || a.uid == b.suid || a.uid == b.uid) return true;
  return signal == kSIGCONT && from.sid == to.sid;
}

SigSet own_pending(const Task& t) { return pending_part(t, true); }
SigSet shared_pending(const Task& t) { return pending_part(t, false); }

bool dequeue_signal(Task& t, SigSet blocked, SigInfo& out) {
  if ((t.pending & ~blocked) == 0) return false;
  const SigSet own = own_pending(t) & ~blocked, shared = shared_pending(t) & ~blocked;
  const bool killed = ((own | shared) & sig_bit(kSIGKILL)) != 0;
  const bool to_thread = killed ? (own & sig_bit(kSIGKILL)) != 0 : own != 0;
  const SigSet ready = to_thread ? own : shared, fault = ready & kSynchronous;
  const SigSet from = killed ? sig_bit(kSIGKILL) : fault != 0 ? fault : ready;
  const int signal = std::countr_zero(from) + 1;
  const auto is_it = [&](const SigInfo& s) { return s.signo == signal; };
  const auto it = std::find_if(t.siginfo.begin(), t.siginfo.end(), [&](const SigInfo& s) {
    return s.signo == signal && s.to_thread == to_thread;
  });
  SIM_ASSERT(it != t.siginfo.end());
  out = *it;
  t.siginfo.erase(it);
  if (std::none_of(t.siginfo.begin(), t.siginfo.end(), is_it)) t.pending &= ~sig_bit(signal);
  return true;
}

void notify_parent(Ctx& ctx, TaskId child, std::int32_t code, std::int32_t status) {
  const Task& c = ctx.task(child);
  const TaskId parent = c.parent;
  const SigAction& action = signal_action(ctx.k, ctx.task(parent), kSIGCHLD);
  const bool quiet =
      (code == kCldStopped || code == kCldContinued) && (action.flags & kSaNocldstop) != 0;
  if (!quiet) {
    SigInfo info;
    info.signo = kSIGCHLD;
    info.code = code;
    info.from = c.pid;
    info.uid = c.cred.uid;
    info.value = status;
    send_signal(ctx, parent, info);
  }
  const Task& p = ctx.task(parent);
  if (!p.is_init && p.wait == WaitKind::child_exit && p.state == TaskState::interruptible)
    wake_q_add(ctx, parent);
}

}  // namespace sim
