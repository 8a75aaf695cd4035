// step(): who acts next, and the smallest thing worth showing that it does.
#include <algorithm>

#include "sim/base/assert.h"
#include "sim/kernel/process.h"
#include "sim/kernel/run_path.h"
#include "sim/machine/machine.h"
#include "sim/machine/registry.h"

namespace sim {
namespace {

// When a CPU acts next. What passes time without touching anything (waiting, computing, spinning)
// acts when it ends, so that an interrupt sent meanwhile is not overtaken.
SimTime acts_at(const KernelState& k, const Cpu& cpu) {
  if (cpu.lock_wait) return SimTime::never();
  if (cpu.halted) {
    const SimTime irq = next_interrupt(cpu);
    return irq == SimTime::never() ? irq : std::max(irq, cpu.clock);
  }
  const Task& t = k.tasks[cpu.current];
  if (t.frame_count != 0) return cpu.clock;
  if (cpu.spinning) return std::max(next_interrupt(cpu), cpu.clock);
  if (t.compute_left_ns > 0)
    return std::max(std::min(cpu.clock + nanoseconds(t.compute_left_ns), next_interrupt(cpu)),
                    cpu.clock);
  return cpu.clock;
}

std::int64_t user_insn_ns(const Ctx& ctx) {
  return std::max(1, ctx.cost_ns[static_cast<int>(Cost::user_insn)]);
}
// So many instructions, the last one begun included, in a time.
std::int64_t instructions_in(std::int64_t ns, std::int64_t insn_ns) {
  return insn_ns == 1 ? ns : (ns + insn_ns - 1) / insn_ns;
}

// The loop of nothing that the current task's user code is in.
EmptyLoop empty_loop(const Ctx& ctx) {
  const Task& t = ctx.current();
  return ctx.k.program(t).empty_loop_at((t.regs.pc - kTextBase) / kInsnBytes);
}

// What irq_entry is told: which interrupt it is.
enum Irq : std::int64_t { kIrqTimer = 0, kIrqReschedule = 1 };

}  // namespace

Tlb& Machine::Translations::find(MmId mm) {
  Slot& slot = slots_[mm.value % slots_.size()];
  if (!slot.tlb)
    slot.tlb = std::make_unique<Tlb>();
  else if (slot.mm != mm)
    slot.tlb->flush();
  slot.mm = last_ = mm;
  return *(last_tlb_ = slot.tlb.get());
}

// The CPU that is furthest behind; of equals, the first. A CPU in user mode stays on until it is a
// `lookahead` in front of the others: nothing they do can reach it sooner, because whatever they
// send it takes that long. So lines of user code need not alternate between CPUs one by one.
Machine::Actor Machine::next_actor() const {
  if (k_.cpus.size() == 1) {
    const SimTime at = acts_at(k_, k_.cpus.front());
    return {at == SimTime::never() ? CpuId::none() : CpuId{0}, at, SimTime::never()};
  }
  Actor a{CpuId::none(), SimTime::never(), SimTime::never()};
  for (const Cpu& cpu : k_.cpus) {
    const SimTime t = acts_at(k_, cpu);
    if (t < a.at) {
      a.others = a.at;
      a.at = t;
      a.cpu = cpu.id;
    } else {
      a.others = std::min(a.others, t);
    }
  }
  return stay_on(a);
}

Machine::Actor Machine::stay_on(const Actor& first) const {
  if (!first.cpu || first.cpu == last_step_.cpu || !last_step_.cpu) return first;
  const Cpu& last = k_.cpus[last_step_.cpu.value];
  const Task& t = k_.tasks[last.current];
  const bool in_user_mode =
      t.frame_count == 0 && !last.halted && !last.spinning && t.compute_left_ns == 0;
  if (!in_user_mode || last.clock >= first.at + lookahead() || next_interrupt(last) <= last.clock)
    return first;
  return Actor{last.id, last.clock, first.at};
}

SimDuration Machine::lookahead() const { return k_.fixed->costs[Cost::ipi]; }

void Machine::charge_user(Cpu& cpu, Task& t, std::int64_t ns) {
  cpu.clock += nanoseconds(ns);
  cpu.user_ns += ns;
  cpu.mode = CpuMode::user;
  t.utime_ns += ns;
}

void Machine::take_interrupt(Cpu& cpu) {
  Task& t = k_.tasks[cpu.current];
  if (cpu.ipi_at <= cpu.clock) {
    cpu.ipi_at = SimTime::never();
    cpu.ipi_pending = false;
    push_frame(t, PathId::irq_entry, kIrqReschedule);
  } else {
    push_frame(t, PathId::irq_entry, kIrqTimer);
  }
}

Ctx Machine::context(Cpu& cpu, Trace* trace) {
  Ctx ctx{k_, s_, cpu, trace};
  ctx.paths = kPathRegistry.data();
  return ctx;
}

// See kernel/run_path.h.
void Machine::run_kernel(Ctx& ctx) {
  Resume next = resume(ctx, ctx.current());
  do next = next.run(ctx);
  while (next.run != nullptr);
  ctx.book();
}

void Machine::run_compute(Cpu& cpu, Task& t, SimTime at) {
  const std::int64_t ns = std::min((at - cpu.clock).ns, t.compute_left_ns);
  t.compute_left_ns -= ns;
  charge_user(cpu, t, ns);
}

void Machine::end_spin(Ctx& ctx, SimTime at) {
  Cpu& cpu = ctx.cpu;
  Task& t = ctx.current();
  std::int64_t iterations = cpu.spin_period_ns > 0 ? (at - cpu.clock).ns / cpu.spin_period_ns : 0;
  std::int64_t ns = iterations * cpu.spin_period_ns;
  if (const EmptyLoop loop = empty_loop(ctx); loop.instructions != 0) {
    // No need to run its last instructions: those before `at`, to the last one begun.
    const std::int64_t insn_ns = user_insn_ns(ctx);
    const auto begun = static_cast<std::int64_t>((t.regs.pc - loop.head) / kInsnBytes);
    const std::int64_t done = instructions_in((at - cpu.clock).ns, insn_ns);
    ns = done * insn_ns;
    iterations = (begun + done) / loop.instructions;
    const std::int64_t rest = (begun + done) % loop.instructions;
    t.regs.pc = loop.head + static_cast<std::uint64_t>(rest) * kInsnBytes;
    t.was_in_empty_loop = true;
  }
  charge_user(cpu, t, ns);
  cpu.spinning = false;
  ctx.emit(EventType::spin_skip, {t.pid.value, ns, iterations});
}

// A task that comes back to a loop of nothing goes on with that, and need not find out again.
void Machine::resume_spin(Ctx& ctx) {
  Cpu& cpu = ctx.cpu;
  if (next_interrupt(cpu) <= cpu.clock) return;  // not yet
  ctx.current().was_in_empty_loop = false;
  const EmptyLoop loop = empty_loop(ctx);
  if (loop.instructions == 0) return;  // a signal's handler has come between
  cpu.spinning = true;
  cpu.spin_period_ns = loop.instructions * user_insn_ns(ctx);
}

// What user code stopped for, when that is not a system call.
[[gnu::noinline]] void Machine::stopped_for(Cpu& cpu, Task& t, const VmResult& r) {
  switch (r.stop) {
    case VmStop::compute:
      t.compute_left_ns =
          static_cast<std::int64_t>(std::min<std::uint64_t>(r.compute_ns, std::uint64_t{1} << 62));
      break;
    case VmStop::spin:
      cpu.spinning = true;
      cpu.spin_period_ns = r.spin_instructions * k_.fixed->costs[Cost::user_insn].ns;
      break;
    case VmStop::segv:
      push_frame(t, PathId::exception_entry, kSIGSEGV, static_cast<std::int64_t>(r.fault_address));
      break;
    case VmStop::fpe:
      push_frame(t, PathId::exception_entry, kSIGFPE, static_cast<std::int64_t>(t.regs.pc));
      break;
    case VmStop::ill:
      push_frame(t, PathId::exception_entry, kSIGILL, static_cast<std::int64_t>(t.regs.pc));
      break;
    case VmStop::syscall:
    case VmStop::budget:
    case VmStop::line:
      break;
  }
}

void Machine::tell_line(Ctx& ctx, std::uint64_t pc, std::int64_t instructions) {
  const Program& program = k_.program(ctx.current());
  const auto index = static_cast<std::uint32_t>((pc - kTextBase) / kInsnBytes);
  const LineEntry* line = program.line_at(index);
  ctx.emit(EventType::user_line, {line != nullptr ? line - program.lines.data() : -1,
                                  static_cast<std::int64_t>(pc), instructions});
}

void Machine::run_user(Ctx& ctx, SimTime stop_at) {
  constexpr std::int64_t kUnlimited = std::int64_t{1} << 40;
  Cpu& cpu = ctx.cpu;
  Task& t = ctx.current();
  const std::int64_t insn_ns = user_insn_ns(ctx);
  const auto instructions_until = [&](SimTime when) {
    return instructions_in(std::clamp((when - cpu.clock).ns, std::int64_t{1}, kUnlimited), insn_ns);
  };
  const bool each_line = (ctx.wanted >> static_cast<int>(EventType::user_line) & 1) != 0;
  VmLimits limits;
  limits.hard_budget = instructions_until(next_interrupt(cpu));
  limits.soft_budget = instructions_until(stop_at);
  limits.line_budget =
      each_line ? 1
                : static_cast<std::int64_t>(std::min<std::uint64_t>(ctx.steps_left, kUnlimited));
  const std::uint64_t pc_before = t.regs.pc;
  const VmResult r = vm_run(k_.program(t), t.regs, k_.mms[t.mm], translations_.of(t.mm), limits);
  charge_user(cpu, t, r.instructions * insn_ns);
  if (each_line)
    tell_line(ctx, pc_before, r.instructions);
  else
    k_.event_seq += 1 + static_cast<std::uint64_t>(r.lines);
  ctx.steps_left -= static_cast<std::uint64_t>(r.lines);  // act() counts the last one
  if (r.stop != VmStop::syscall) return stopped_for(cpu, t, r);
  t.call = SyscallLocals(static_cast<std::int32_t>(t.regs.r[0]), &t.regs.r[1]);
  push_frame(t, PathId::syscall_entry);
}

// The current task's code, user code and the kernel's in turn, until somebody else has a say.
inline StepInfo::Kind Machine::run_task(Ctx& ctx, SimTime user_stop_at) {
  const auto waits = [&ctx] { return ctx.cpu.spinning || ctx.current().compute_left_ns > 0; };
  for (;;) {
    if (ctx.current().frame_count == 0) {
      last_step_.begin = ctx.cpu.clock;
      last_step_.task = ctx.cpu.current;
      run_user(ctx, user_stop_at);
      if (ctx.current().frame_count == 0 || !ctx.undisturbed() || !goes_on(ctx))
        return StepInfo::Kind::user;
    }
    run_kernel(ctx);
    if (ctx.current().frame_count == 0 && ctx.current().was_in_empty_loop) resume_spin(ctx);
    if (ctx.current().frame_count != 0 || !ctx.undisturbed() || waits())
      return StepInfo::Kind::kernel;
  }
}

// Time passes on a CPU that waits for an interrupt, computes or spins.
inline StepInfo::Kind Machine::pass_time(Ctx& ctx, SimTime at) {
  if (ctx.cpu.halted) {
    wait_for_interrupt(ctx.cpu, at);
    return StepInfo::Kind::idle;
  }
  if (ctx.cpu.spinning) {
    end_spin(ctx, at);
    return StepInfo::Kind::spin;
  }
  run_compute(ctx.cpu, ctx.current(), at);
  return StepInfo::Kind::compute;
}

// A step other than a kernel path's is done. May this CPU do the next at once?
inline bool Machine::goes_on(Ctx& ctx) {
  if (ctx.steps_left == 1 || ctx.cpu.clock >= ctx.stop_at) return false;
  --ctx.steps_left;
  ctx.booked_until = ctx.cpu.clock;
  last_step_.task = ctx.cpu.current;
  last_step_.begin = ctx.cpu.clock;
  return true;
}

// What this CPU does now: the smallest thing, or many until somebody else has a say. act() counts
// the last of them.
inline StepInfo::Kind Machine::act_once(Ctx& ctx, SimTime at, SimTime user_stop_at) {
  Cpu& cpu = ctx.cpu;
  const bool in_user_mode = ctx.current().frame_count == 0;
  const bool computes = ctx.current().compute_left_ns > 0 && at > cpu.clock;
  if (cpu.halted || (in_user_mode && (cpu.spinning || computes))) {
    const StepInfo::Kind kind = pass_time(ctx, at);
    if (!goes_on(ctx)) return kind;
  }
  const bool interrupted = next_interrupt(cpu) <= cpu.clock && !interrupts_off(ctx);
  if (interrupted) {
    take_interrupt(cpu);
    if (!goes_on(ctx)) return StepInfo::Kind::interrupt;
  }
  ctx.find_undisturbed_time(interrupted || cpu.irq_depth != 0);
  return run_task(ctx, user_stop_at);
}

// When this CPU acts again if nobody else has a say before; never: somebody may.
inline SimTime Machine::acts_again_at(const Ctx& ctx, SimTime user_stop_at) const {
  if (ctx.steps_left == 0 || ctx.stop_at == SimTime{} || k_.halt != Halt::none)
    return SimTime::never();
  const Cpu& cpu = ctx.cpu;
  const Task& t = ctx.current();
  const bool passes_time = cpu.halted || cpu.lock_wait || cpu.spinning || t.compute_left_ns > 0;
  const SimTime at = passes_time ? acts_at(k_, cpu) : cpu.clock;
  const bool in_user_mode = t.frame_count == 0 && !passes_time && cpu.clock < next_interrupt(cpu);
  return at < (in_user_mode ? user_stop_at : ctx.stop_at) ? at : SimTime::never();
}

// What a CPU does for as long as nobody else has a say. Most of a simulation's time is spent here.
void Machine::act(const Actor& actor, const Until& until, Trace* trace) {
  Cpu& cpu = k_.cpus[actor.cpu.value];
  Ctx ctx = context(cpu, trace);
  const std::uint64_t allowed = until.step - steps_;
  ctx.steps_left = allowed;
  ctx.stop_at = std::min(until.time, actor.others);
  const SimTime user_stop_at = std::min(
      until.time, actor.others == SimTime::never() ? actor.others : actor.others + lookahead());
  last_step_.cpu = cpu.id;
  for (SimTime at = actor.at; at != SimTime::never(); at = acts_again_at(ctx, user_stop_at)) {
    last_step_.task = cpu.current;
    last_step_.begin = cpu.clock;
    last_step_.kind = act_once(ctx, at, user_stop_at);
    if (last_step_.kind == StepInfo::Kind::kernel) continue;
    --ctx.steps_left;
    ctx.booked_until = cpu.clock;
  }
  steps_ += allowed - ctx.steps_left;
  last_step_.path = PathId::none;
  last_step_.end = cpu.clock;
  if (last_step_.kind == StepInfo::Kind::kernel) tell_last_step(ctx);
  if (cpu.halted || k_.halt != Halt::none) update_end();
}

void Machine::tell_last_step(const Ctx& ctx) {
  last_step_.kind = ctx.done.in_irq ? StepInfo::Kind::interrupt : StepInfo::Kind::kernel;
  last_step_.task = ctx.done.task;
  last_step_.path = ctx.done.path;
  last_step_.path_step = ctx.done.index;
  last_step_.begin = SimTime{ctx.cpu.clock.ns - ctx.done.cost_ns};
}

// An idle CPU's wait ends with the interrupt it waited for.
void Machine::wait_for_interrupt(Cpu& cpu, SimTime at) {
  cpu.idle_ns += (at - cpu.clock).ns;
  cpu.clock = at;
  cpu.mode = CpuMode::idle;
  cpu.halted = false;
  take_interrupt(cpu);
}

// The run is over when every CPU waits and no interrupt is on its way to any.
void Machine::update_end() {
  if (k_.halt != Halt::none) {
    end_ = RunEnd::halted;
    return;
  }
  for (const Cpu& cpu : k_.cpus) {
    if (!cpu.halted) return;
    if (next_interrupt(cpu) != SimTime::never()) return;
  }
  end_ = k_.live_processes == 0 ? RunEnd::finished : RunEnd::deadlock;
}

StepInfo Machine::step(Trace* trace) {
  if (end_ == RunEnd::running) act(next_actor(), Until{steps_ + 1, SimTime::never()}, trace);
  return last_step_;
}

RunEnd Machine::run(const Until& until, Trace* trace) {
  while (end_ == RunEnd::running && steps_ < until.step) {
    const Actor actor = next_actor();
    if (actor.at >= until.time) break;
    act(actor, until, trace);
  }
  return end_;
}

SimTime Machine::now() const {
  const Actor a = next_actor();
  if (a.cpu) return a.at;
  SimTime latest{};
  for (const Cpu& cpu : k_.cpus) latest = std::max(latest, cpu.clock);
  return latest;
}

Machine Machine::accounted_at(SimTime t) const {
  Machine m = *this;
  for (Cpu& cpu : m.k_.cpus) {
    const std::int64_t ns = (t - cpu.clock).ns;
    if (ns <= 0) continue;
    const Task& current = m.k_.tasks[cpu.current];
    if (cpu.halted) {
      cpu.idle_ns += ns;
      cpu.clock = t;
    } else if (current.frame_count == 0 && (cpu.spinning || current.compute_left_ns > 0)) {
      m.charge_user(cpu, m.k_.tasks[cpu.current], ns);
    }
  }
  m.k_.tasks.for_each([&](TaskId, Task& task) { account_until(task, t); });
  return m;
}

std::uint64_t Machine::hash() const {
  Hasher h;
  h.add(steps_).add(end_);
  k_.hash(h);
  s_.hash(h);
  return h.digest();
}

const KernelPath& Machine::path(PathId id) { return kernel_path(id); }

}  // namespace sim
