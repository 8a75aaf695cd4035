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
void follow(Ctx& ctx, Task& t, Next next, std::uint32_t index) {
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

Ctx::StepDone step_done(const Ctx& ctx, TaskId id, PathId path, std::size_t index,
                        std::int64_t cost_ns) {
  const bool in_irq = ctx.cpu.irq_depth != 0 || path == PathId::irq_entry;
  return {id, path, static_cast<std::uint8_t>(index), in_irq, cost_ns};
}

}  // namespace

bool may_go_on(Ctx& ctx) {
  Cpu& cpu = ctx.cpu;
  const Task& t = ctx.current();
  if (ctx.steps_left == 0 || t.frame_count == 0 || cpu.clock >= ctx.stop_at) return false;
  if (cpu.halted || cpu.lock_wait || ctx.k.halt != Halt::none) return false;
  if (cpu.irq_depth != 0) {  // further interrupts wait until it is over: see irq_exit
    cpu.undisturbed_until = ctx.stop_at;
    return true;
  }
  const SimTime irq = next_interrupt(cpu);
  cpu.undisturbed_until = std::min(irq, ctx.stop_at);
  return irq > cpu.clock || entry_of(ctx, t.top()).steps[t.top().step].irqs_off;
}

Resume leave_step(Ctx& ctx, Next next, std::size_t index, std::int64_t cost_ns) {
  Task& t = *ctx.actor;
  const TaskId id = ctx.actor_id;
  const PathId path = t.top().path;
  follow(ctx, t, next, static_cast<std::uint32_t>(index));
  if (next.kind == Next::Kind::switched) ctx.book();
  if (may_go_on(ctx)) return resume(ctx, ctx.current());
  ctx.done = step_done(ctx, id, path, index, cost_ns);
  return {};
}

Resume leave_undisturbed(Ctx& ctx, Next next, std::size_t index, std::int64_t cost_ns) {
  Task& t = *ctx.actor;
  const PathEntry* const paths = ctx.paths;
  KernelFrame& f = t.top();
  switch (next.kind) {
    case Next::Kind::call_then:
      return call_path(ctx, next.path, next.step);
    case Next::Kind::tail:
      f.path = next.path;
      f.step = 0;
      f.local = {std::exchange(ctx.call_argument, 0), 0, 0};
      return paths[static_cast<std::size_t>(next.path)].run[0];
    case Next::Kind::advance:
    case Next::Kind::return_: {
      // To the innermost caller that has something left to do.
      const KernelFrame* caller = &f;
      std::uint8_t depth = t.frame_count;
      do {
        if (--depth == 0) {  // back to user mode
          ctx.done = step_done(ctx, ctx.actor_id, f.path, index, cost_ns);
          t.frame_count = 0;
          return {};
        }
        --caller;
      } while (caller->step >= paths[static_cast<std::size_t>(caller->path)].count);
      t.frame_count = depth;
      return paths[static_cast<std::size_t>(caller->path)].run[caller->step];
    }
    default:
      break;
  }
  return leave_step(ctx, next, index, cost_ns);
}

}  // namespace sim
