// The ways into the kernel and out of it. Their frames lie on the kernel stack of the task that was
// running: syscall_entry and exception_entry begin in user mode; irq_entry wherever the interrupt
// found the CPU, and goes through exit_to_user only when that was user mode (the kernel itself is
// not preempted).
#include "sim/base/errno.h"
#include "sim/kernel/kernel.h"
#include "sim/kernel/paths.h"
#include "sim/kernel/run_path.h"
#include "sim/kernel/signal.h"
#include "sim/kernel/syscall_table.h"

namespace sim {
namespace {

constexpr std::int32_t kNrRtSigreturn = 15;

// --- system calls. Frame locals: 0 when it began (ns), 1 the cause before it ---

Next syscall_save(Ctx& ctx) {
  Task& t = ctx.current();
  ctx.cpu.mode = CpuMode::kernel;
  ctx.frame().local = {ctx.now().ns, static_cast<std::int64_t>(t.cause), 0};
  const auto& a = t.call.args;
  const auto arg = [&](int i) { return static_cast<std::int64_t>(a[i]); };
  // What the program does by itself has no cause inside the machine.
  t.cause =
      ctx.emit_caused(0, EventType::sys_enter, {t.call.nr, arg(0), arg(1), arg(2), arg(3), arg(4)});
  t.call.result = -kENOSYS;
  return Next::advance();
}

Next syscall_dispatch(Ctx& ctx) {
  const SyscallEntry* entry = find_syscall(ctx.current().call.nr);
  return Next::call(entry != nullptr ? entry->path : PathId::not_implemented);
}

bool is_restart_code(std::int64_t result) {
  return result <= -kERESTARTSYS && result >= -kERESTART_RESTARTBLOCK;
}

// What the program will see of an interrupted call: EINTR when a handler is going to run and the
// call is not one that begins again.
[[gnu::cold]] std::int64_t result_of_interrupted(const Ctx& ctx, const Task& t) {
  Task copy_of_signals;
  copy_of_signals.pending = t.pending;
  copy_of_signals.siginfo = t.siginfo;
  SigInfo next;
  if (!dequeue_signal(copy_of_signals, t.blocked, next)) return t.call.result;
  const SigAction& action = signal_action(ctx.k, t, next.signo);
  if (action.handler == kSigDfl || action.handler == kSigIgn) return t.call.result;
  if (t.call.result == -kERESTARTNOINTR) return t.call.result;
  if (t.call.result == -kERESTARTSYS && (action.flags & kSaRestart) != 0) return t.call.result;
  return -kEINTR;
}

std::int64_t visible_result(const Ctx& ctx, const Task& t) {
  return is_restart_code(t.call.result) ? result_of_interrupted(ctx, t) : t.call.result;
}

Next syscall_result(Ctx& ctx) {
  Task& t = ctx.current();
  t.regs.r[kRegResult] = static_cast<std::uint64_t>(t.call.result);
  ctx.emit(EventType::sys_exit,
           {t.call.nr, visible_result(ctx, t), ctx.now().ns - ctx.frame().local[0]});
  // r0 is what the interrupted code had in it, not a result.
  if (t.call.nr == kNrRtSigreturn) t.call.result = 0;
  return Next::tail(PathId::exit_to_user);
}

constexpr Step kSyscallSteps[] = {
    {"trap: save the user's registers in pt_regs", Cost::trap_in, syscall_save},
    {"call sys_call_table[r0] with r1..r6", Cost::none, syscall_dispatch},
    {"r0 = what it returned, or -errno", Cost::none, syscall_result},
};

// --- interrupts. Frame locals: 0 which, 1 argument, 2 the cause before it ---

Next irq_save(Ctx& ctx) {
  ctx.cpu.mode = CpuMode::irq;
  ctx.book();
  ++ctx.cpu.irq_depth;
  ctx.frame().local[2] = static_cast<std::int64_t>(ctx.current().cause);
  ctx.current().cause = 0;
  return Next::advance();
}

Next irq_handler(Ctx& ctx) {
  const auto& local = ctx.frame().local;
  ctx.pass(local[1]);
  if (local[0] == 1) return Next::call(PathId::reschedule_ipi);
  if (local[0] == 2) return Next::call(PathId::injected_interrupt);
  return Next::call(PathId::timer_interrupt);
}

Next irq_exit(Ctx& ctx) {
  ctx.book();
  --ctx.cpu.irq_depth;
  ctx.find_undisturbed_time(ctx.cpu.irq_depth != 0);  // another one may be waiting
  ctx.current().cause = static_cast<EventSeq>(ctx.frame().local[2]);
  const Task& t = ctx.current();
  if (t.frame_count == 1 && !t.is_idle) {
    ctx.cpu.mode = CpuMode::kernel;
    return Next::tail(PathId::exit_to_user);
  }
  return Next::advance();
}

Next irq_return(Ctx& ctx) {
  ctx.cpu.mode = ctx.cpu.irq_depth != 0  ? CpuMode::irq
                 : ctx.current().is_idle ? CpuMode::idle
                                         : CpuMode::kernel;
  return Next::ret();
}

constexpr Step kIrqSteps[] = {
    {"interrupt: save registers, find its handler", Cost::irq_in, irq_save, true},
    {"call the handler", Cost::none, irq_handler, true},
    {"irq_exit: was it user mode that was interrupted?", Cost::none, irq_exit, true},
    {"no: go on where the kernel was", Cost::irq_out, irq_return, true},
};

// --- faults. Frame locals: 0 the signal, 1 the address ---

Next fault_save(Ctx& ctx) {
  ctx.cpu.mode = CpuMode::kernel;
  Task& t = ctx.current();
  t.call.nr = -1;
  t.cause = 0;
  if (ctx.frame().local[0] == kSIGSEGV || ctx.frame().local[0] == kSIGBUS)
    t.cause = ctx.emit(
        EventType::page_fault,
        {ctx.frame().local[1], static_cast<std::int64_t>(t.regs.pc), ctx.frame().local[2]});
  return Next::advance();
}

// si_code of the signals faults make: SEGV_MAPERR or SEGV_ACCERR, FPE_INTDIV, ILL_ILLOPN.
std::int32_t fault_code(const Ctx& ctx, int signal, std::uint64_t address) {
  if (signal == kSIGSEGV) return ctx.mm().find_vma(address) != nullptr ? 2 : 1;
  return signal == kSIGILL ? 2 : 1;
}

Next fault_signal(Ctx& ctx) {
  const auto& local = ctx.frame().local;
  SigInfo info;
  info.signo = static_cast<std::int32_t>(local[0]);
  info.code = fault_code(ctx, info.signo, static_cast<std::uint64_t>(local[1]));
  info.value = info.signo == kSIGSEGV || info.signo == kSIGBUS
                   ? local[1]
                   : static_cast<std::int64_t>(ctx.current().regs.pc);
  force_signal(ctx, info);
  return Next::tail(PathId::exit_to_user);
}

constexpr Step kFaultSteps[] = {
    {"fault: save registers and the bad address", Cost::exception_in, fault_save, true},
    {"force_sig_fault: the task cannot go on", Cost::signal_send, fault_signal},
};

// --- where a new task begins ---

Next forked(Ctx& ctx) {
  ctx.cpu.mode = CpuMode::kernel;
  return Next::tail(PathId::exit_to_user);
}

// Two steps that may each be the first: nothing but time is lost when a switch to the new task
// counts as the first one.
constexpr Step kRetFromForkSteps[] = {
    {"schedule_tail: finish the switch to the new task", Cost::finish_switch, nullptr},
    {"the child's fork() returns 0", Cost::none, forked},
};

// --- back to user mode ---

Next exit_need_resched(Ctx& ctx) {
  if (ctx.cpu.need_resched) [[unlikely]]
    return Next::call_then(PathId::schedule, 0);
  return Next::advance();
}

Next exit_signals(Ctx& ctx) {
  const Task& t = ctx.current();
  const bool interrupted = t.call.nr >= 0 && is_restart_code(t.call.result);
  if (signal_pending(t) || interrupted) [[unlikely]]
    return Next::call_then(PathId::do_signal, 0);
  return Next::advance();
}

Next exit_restore(Ctx& ctx) {
  Task& t = ctx.current();
  ctx.add_cost(t.call.nr >= 0 ? Cost::trap_out : Cost::irq_out);
  t.call.nr = -1;
  ctx.cpu.mode = CpuMode::user;
  return Next::ret();
}

constexpr Step kExitSteps[] = {
    {"need_resched set? then schedule(), and look again", Cost::none, exit_need_resched, true},
    {"a signal pending? then do_signal(), and look again", Cost::none, exit_signals, true},
    {"restore the registers, return to user mode", Cost::none, exit_restore, true},
};

// --- no such call ---

Next no_such_call(Ctx& ctx) { return ctx.sys_return(-kENOSYS); }

constexpr Step kNotImplementedSteps[] = {
    {"no such system call: -ENOSYS", Cost::syscall_work, no_such_call},
};

constexpr KernelPath kPaths[] = {
    {PathId::syscall_entry, "syscall_entry", code_of<kSyscallSteps>,
     "the way from a system call instruction into the kernel"},
    {PathId::irq_entry, "irq_entry", code_of<kIrqSteps>,
     "the way into the kernel for an interrupt"},
    {PathId::exception_entry, "exception_entry", code_of<kFaultSteps>,
     "a fault in user mode becomes a signal"},
    {PathId::ret_from_fork, "ret_from_fork", code_of<kRetFromForkSteps>, "where a new task begins"},
    {PathId::exit_to_user, "exit_to_user_mode", code_of<kExitSteps>,
     "what is done before user code runs again: reschedule, deliver signals"},
    {PathId::not_implemented, "sys_ni_syscall", code_of<kNotImplementedSteps>,
     "a system call the kernel does not have"},
};

}  // namespace

std::span<const KernelPath> entry_paths() { return kPaths; }

}  // namespace sim
