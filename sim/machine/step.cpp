// step(): who acts next, and the smallest thing worth showing that it does.
#include <algorithm>

#include "sim/base/assert.h"
#include "sim/kernel/process.h"
#include "sim/machine/machine.h"
#include "sim/machine/registry.h"

namespace sim {
namespace {

// When the next interrupt reaches a CPU: its tick, its soonest timer, or another CPU's call.
SimTime next_interrupt(const Cpu& cpu) {
  SimTime t = std::min(cpu.next_tick, cpu.ipi_at);
  if (!cpu.timers.empty()) t = std::min(t, cpu.timers.front().when);
  return t;
}

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

// What irq_entry is told: which interrupt it is.
enum Irq : std::int64_t { kIrqTimer = 0, kIrqReschedule = 1 };

bool interrupts_off(const Task& t) {
  if (t.frame_count == 0) return false;
  const KernelFrame& f = t.frames[t.frame_count - 1];
  return path_entry(f.path).steps[f.step].irqs_off;
}

}  // namespace

Tlb& Machine::Translations::of(MmId mm) {
  constexpr std::size_t kSlots = 4;
  for (Slot& slot : slots_)
    if (slot.mm == mm) return *slot.tlb;
  if (slots_.size() < kSlots) {
    slots_.push_back(Slot{mm, std::make_unique<Tlb>()});
    return *slots_.back().tlb;
  }
  Slot& victim = slots_[next_victim_++ % kSlots];
  victim.mm = mm;
  victim.tlb->flush();
  return *victim.tlb;
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

void Machine::charge_user(Cpu& cpu, std::int64_t ns) {
  cpu.clock += nanoseconds(ns);
  cpu.user_ns += ns;
  cpu.mode = CpuMode::user;
  k_.tasks[cpu.current].utime_ns += ns;
}

// Kernel time is the task's that was current when the step began; the idle task has no account.
void Machine::charge_kernel(Cpu& cpu, Task& task, std::int64_t ns, bool in_irq) {
  cpu.clock += nanoseconds(ns);
  (in_irq ? cpu.irq_ns : cpu.kernel_ns) += ns;
  if (!task.is_idle) task.stime_ns += ns;
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

namespace {

struct StepFacts {
  PathId path;
  std::uint8_t index;
  std::int64_t cost_ns;
  std::uint8_t depth;
};

// Written here and not by Ctx, because after a switch the CPU's current task is another.
void append_kernel_step(Trace& trace, const Cpu& cpu, EventSeq seq, TaskId id, const Task& t,
                        const StepFacts& f) {
  Event e;
  e.seq = seq;
  e.cause = t.cause;
  e.time = cpu.clock;
  e.task = id;
  e.pid = t.pid;
  e.args = {static_cast<std::int64_t>(f.path), f.index, f.cost_ns, f.depth, 0, 0};
  e.cpu = static_cast<std::uint8_t>(cpu.id.value);
  e.type = EventType::kernel_step;
  trace.append(e);
}

}  // namespace

namespace {

// Frames that came to their end return to their callers.
void pop_finished(Task& t) {
  while (t.frame_count != 0) {
    const KernelFrame& inner = t.top();
    if (inner.step < path_entry(inner.path).count) return;
    --t.frame_count;
  }
}

void call_path(Task& t, PathId callee, std::int64_t argument) {
  SIM_ASSERT(t.frame_count < kMaxKernelFrames);
  KernelFrame& f = t.frames[t.frame_count++];
  f.path = callee;
  f.step = 0;
  f.local = {argument, 0, 0};
}

// Where task `t`, whose frame `f` did a step of a path with `count` steps, goes on, when that is
// not the path's next step.
void follow(Task& t, KernelFrame& f, std::uint32_t count, Next next, std::int64_t argument) {
  switch (next.kind) {
    case Next::Kind::jump:
      f.step = next.step;
      return;
    case Next::Kind::call_then:
      f.step = next.step;
      [[fallthrough]];
    case Next::Kind::call:
      call_path(t, next.path, argument);
      return;
    case Next::Kind::tail:
      f.path = next.path;
      f.step = 0;
      f.local = {argument, 0, 0};
      return;
    case Next::Kind::advance:
    case Next::Kind::return_:
      f.step = count;
      break;
    case Next::Kind::switched:
      return;  // both tasks' frames are where they stopped
    case Next::Kind::wait:
      --f.step;
      return;
  }
  pop_finished(t);
}

}  // namespace

// May the current task do its next kernel step now, or has somebody else a say first: an interrupt,
// another CPU, a limit of the run?
bool Machine::goes_on_in_kernel(Cpu& cpu, const Task& t, const Until& until) {
  if (t.frame_count == 0 || cpu.halted || k_.halt != Halt::none) return false;
  if (steps_ >= until.step || cpu.clock >= until.time || k_.cpus.size() != 1) return false;
  cpu.no_irq_before = next_interrupt(cpu);
  return cpu.no_irq_before > cpu.clock || cpu.irq_depth != 0 || interrupts_off(t);
}

// Kernel steps of the innermost path the current task is in, for as long as nothing else has a say.
// Most of a simulation's time is spent in the inner loop: from one step of a path to the following.
void Machine::run_kernel(Cpu& cpu, const Until& until, Trace* trace) {
  Ctx ctx = context(cpu, trace);
  const bool record = trace != nullptr && trace->wants(EventType::kernel_step);
  const std::uint64_t last = k_.cpus.size() == 1 ? until.step : 0;
  const SimTime stop_at = until.time;
  for (;;) {
    const TaskId id = cpu.current;
    Task& t = ctx.current();
    KernelFrame& f = t.top();
    const PathId path = f.path;
    const PathEntry& entry = path_entry(path);
    SIM_ASSERT(f.step < entry.count);
    const Step* step = entry.steps + f.step;
    const Step* const end = entry.steps + entry.count;
    std::int64_t cost = 0;
    bool in_irq = false;
    Next next;
    for (;;) {
      in_irq = cpu.irq_depth != 0;
      ++f.step;
      ctx.extra_ns = 0;
      // A step without a function only takes time and shows a line.
      next = step->run != nullptr ? step->run(ctx) : Next::advance();
      cost = ctx.cost_ns[static_cast<int>(step->cost)] + ctx.extra_ns;
      ++k_.event_seq;
      if (record)
        append_kernel_step(*trace, cpu, k_.event_seq, id, t,
                           {path, static_cast<std::uint8_t>(step - entry.steps), cost,
                            static_cast<std::uint8_t>(&f - t.frames.data() + 1)});
      charge_kernel(cpu, t, cost, in_irq);
      ++steps_;
      ++step;
      const bool straight_on = next.kind == Next::Kind::advance && step != end && steps_ < last &&
                               cpu.clock < cpu.no_irq_before && cpu.clock < stop_at &&
                               !cpu.halted && k_.halt == Halt::none;
      if (!straight_on) break;
    }
    if (next.kind != Next::Kind::advance || step == end) {
      follow(t, f, entry.count, next, ctx.call_argument);
      ctx.call_argument = 0;
    }
    if (goes_on_in_kernel(cpu, ctx.current(), until)) continue;
    last_step_.kind = in_irq ? StepInfo::Kind::interrupt : StepInfo::Kind::kernel;
    last_step_.task = id;
    last_step_.path = path;
    last_step_.path_step = static_cast<std::uint8_t>(step - 1 - entry.steps);
    last_step_.begin = SimTime{cpu.clock.ns - cost};
    last_step_.end = cpu.clock;
    return;
  }
}

Ctx Machine::context(Cpu& cpu, Trace* trace) {
  Ctx ctx{k_, s_, cpu, trace};
  ctx.wanted = (trace != nullptr ? trace->wanted() : 0) | k_.fixed->injection_events;
  return ctx;
}

void Machine::run_compute(Cpu& cpu, SimTime at) {
  Task& t = k_.tasks[cpu.current];
  const std::int64_t ns = std::min((at - cpu.clock).ns, t.compute_left_ns);
  t.compute_left_ns -= ns;
  charge_user(cpu, ns);
  last_step_.kind = StepInfo::Kind::compute;
}

void Machine::end_spin(Cpu& cpu, SimTime at, Trace* trace) {
  const std::int64_t iterations =
      cpu.spin_period_ns > 0 ? (at - cpu.clock).ns / cpu.spin_period_ns : 0;
  const std::int64_t ns = iterations * cpu.spin_period_ns;
  charge_user(cpu, ns);
  cpu.spinning = false;
  last_step_.kind = StepInfo::Kind::spin;
  Ctx ctx = context(cpu, trace);
  ctx.emit(EventType::spin_skip, {k_.tasks[cpu.current].pid.value, ns, iterations});
}

void Machine::stopped_for(Cpu& cpu, Task& t, const VmResult& r) {
  switch (r.stop) {
    case VmStop::syscall:
      t.call = SyscallLocals{};
      t.call.nr = static_cast<std::int32_t>(t.regs.r[0]);
      for (int i = 0; i < 6; ++i) t.call.args[i] = t.regs.r[1 + i];
      push_frame(t, PathId::syscall_entry);
      break;
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
    case VmStop::budget:
    case VmStop::line:
      break;
  }
}

void Machine::run_user(Cpu& cpu, const Actor& actor, const Until& until, Trace* trace) {
  Task& t = k_.tasks[cpu.current];
  const std::int64_t insn_ns = std::max(1, k_.fixed->costs.ns[static_cast<int>(Cost::user_insn)]);
  const auto instructions_until = [&](SimTime when) {
    if (when == SimTime::never()) return std::int64_t{1} << 40;
    return std::max<std::int64_t>(1, ((when - cpu.clock).ns + insn_ns - 1) / insn_ns);
  };
  const Program& program = k_.program(t);
  const bool each_line = ((trace != nullptr ? trace->wanted() : 0) | k_.fixed->injection_events) >>
                             static_cast<int>(EventType::user_line) &
                         1;
  VmLimits limits;
  limits.hard_budget = instructions_until(next_interrupt(cpu));
  const SimTime others =
      actor.others == SimTime::never() ? actor.others : actor.others + lookahead();
  limits.soft_budget = instructions_until(std::min(others, until.time));
  limits.line_budget = each_line ? 1
                                 : static_cast<std::int64_t>(std::min<std::uint64_t>(
                                       until.step - steps_, std::uint64_t{1} << 40));
  const std::uint64_t pc_before = t.regs.pc;
  const VmResult r = vm_run(program, t.regs, k_.mms[t.mm], translations_.of(t.mm), limits);
  charge_user(cpu, r.instructions * insn_ns);
  last_step_.kind = StepInfo::Kind::user;
  if (each_line) {
    Ctx ctx = context(cpu, trace);
    const auto index = static_cast<std::uint32_t>((pc_before - kTextBase) / kInsnBytes);
    const LineEntry* line = program.line_at(index);
    ctx.emit(EventType::user_line, {line != nullptr ? line - program.lines.data() : -1,
                                    static_cast<std::int64_t>(pc_before), r.instructions});
  } else {
    k_.event_seq += 1 + static_cast<std::uint64_t>(r.lines);
  }
  steps_ += static_cast<std::uint64_t>(r.lines);  // act() counts the last one
  stopped_for(cpu, t, r);
}

void Machine::act(const Actor& actor, const Until& until, Trace* trace) {
  Cpu& cpu = k_.cpus[actor.cpu.value];
  last_step_.cpu = cpu.id;
  const Task& t = k_.tasks[cpu.current];
  const bool interrupted =
      next_interrupt(cpu) <= cpu.clock && cpu.irq_depth == 0 && !interrupts_off(t);
  if (t.frame_count != 0 && !cpu.halted && !interrupted) {
    run_kernel(cpu, until, trace);
  } else {
    last_step_.task = cpu.current;
    last_step_.path = PathId::none;
    last_step_.begin = cpu.clock;
    if (cpu.halted) {
      wait_for_interrupt(cpu, actor.at);
    } else if (t.frame_count == 0 && cpu.spinning) {
      end_spin(cpu, actor.at, trace);
    } else if (t.frame_count == 0 && t.compute_left_ns > 0 && actor.at > cpu.clock) {
      run_compute(cpu, actor.at);
    } else if (interrupted) {
      take_interrupt(cpu);
      last_step_.kind = StepInfo::Kind::interrupt;
    } else {
      run_user(cpu, actor, until, trace);
    }
    last_step_.end = cpu.clock;
    ++steps_;
  }
  if (cpu.halted || k_.halt != Halt::none) update_end();
}

// An idle CPU's wait ends with the interrupt it waited for.
void Machine::wait_for_interrupt(Cpu& cpu, SimTime at) {
  cpu.idle_ns += (at - cpu.clock).ns;
  cpu.clock = at;
  cpu.mode = CpuMode::idle;
  cpu.halted = false;
  take_interrupt(cpu);
  last_step_.kind = StepInfo::Kind::idle;
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
      m.charge_user(cpu, ns);
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
