#include "sim/kernel/run_path.h"

#include <algorithm>

#include "sim/base/assert.h"

namespace sim {
namespace {

const PathEntry& entry_of(const Ctx& ctx, const KernelFrame& f) {
  return ctx.paths[static_cast<std::size_t>(f.path)];
}

// Frames that came to their end return to their callers.
void pop_finished(const Ctx& ctx, Task& t) {
  while (t.frame_count != 0 && t.top().step >= entry_of(ctx, t.top()).count) --t.frame_count;
}

// Puts task `t`, whose innermost frame did step `index`, to where it goes on.
inline void follow(Ctx& ctx, Task& t, Next next, std::uint32_t index) {
  KernelFrame& f = t.top();
  switch (next.kind) {
    case Next::Kind::jump:
      f.step = next.step;
      return;
    case Next::Kind::call:
      call_path(ctx, next.path, index + 1);
      return;
    case Next::Kind::call_then:
      call_path(ctx, next.path, next.step);
      return;
    case Next::Kind::tail:
      f.path = next.path;
      f.step = 0;
      f.local = {std::exchange(ctx.call_argument, 0), 0, 0};
      return;
    case Next::Kind::advance:
      f.step = index + 1;
      break;
    case Next::Kind::return_:
      --t.frame_count;
      break;
    case Next::Kind::switched:
      f.step = index + 1;
      return;  // both tasks' frames are where they stopped
    case Next::Kind::wait:
      f.step = index;
      return;
  }
  pop_finished(ctx, t);
}

// After step `index` of `path` something has to be seen to: a switch, the way back to user mode,
// or somebody else may have a say.
[[gnu::noinline]] Resume see_to(Ctx& ctx, PathId path, std::size_t index, std::int64_t cost_ns) {
  const TaskId id = ctx.actor_id;
  if (ctx.actor != ctx.current_task) ctx.book();  // up to here the time was the other task's
  if (may_go_on(ctx)) return resume(ctx, ctx.current());
  const bool in_irq = ctx.cpu.irq_depth != 0 || path == PathId::irq_entry;
  ctx.done = {id, path, static_cast<std::uint8_t>(index), in_irq, cost_ns};
  return {};
}

}  // namespace

bool interrupts_off(const Ctx& ctx) {
  if (ctx.cpu.irq_depth != 0) return true;  // further ones wait until it is over: see irq_exit
  const Task& t = ctx.current();
  return t.frame_count != 0 && entry_of(ctx, t.top()).steps[t.top().step].irqs_off;
}

bool may_go_on(Ctx& ctx) {
  Cpu& cpu = ctx.cpu;
  if (ctx.steps_left == 0 || ctx.current().frame_count == 0 || cpu.clock >= ctx.stop_at)
    return false;
  if (cpu.halted || cpu.lock_wait || ctx.k.halt != Halt::none) return false;
  const SimTime irq = cpu.irq_depth != 0 ? SimTime::never() : next_interrupt(cpu);
  cpu.undisturbed_until = std::min(irq, ctx.stop_at);
  return irq > cpu.clock || interrupts_off(ctx);
}

Resume leave_step(Ctx& ctx, Next next, std::size_t index, std::int64_t cost_ns) {
  Task& t = *ctx.actor;
  const PathId path = t.top().path;
  follow(ctx, t, next, static_cast<std::uint32_t>(index));
  const bool goes_on = t.frame_count != 0 && next.kind != Next::Kind::switched;
  if (goes_on && ctx.undisturbed()) [[likely]]
    return resume(ctx, t);
  return see_to(ctx, path, index, cost_ns);
}

}  // namespace sim
