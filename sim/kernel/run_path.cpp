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
  switch (next.kind()) {
    case Next::Kind::jump:
      f.step = next.step();
      return;
    case Next::Kind::call:
      call_path(ctx, next.path(), index + 1);
      return;
    case Next::Kind::call_then:
      call_path(ctx, next.path(), next.step());
      return;
    case Next::Kind::tail:
      tail_path(ctx, next.path());
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

// Nobody goes on here now: this is what was done last.
Resume stop_after(Ctx& ctx, TaskId task, PathId path, std::size_t index, std::int64_t cost_ns) {
  const bool in_irq = ctx.cpu.irq_depth != 0 || path == PathId::irq_entry;
  ctx.done = {task, path, static_cast<std::uint8_t>(index), in_irq, cost_ns};
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
  ctx.find_undisturbed_time(cpu.irq_depth != 0);
  return next_interrupt(cpu) > cpu.clock || interrupts_off(ctx);
}

Resume return_undisturbed(Ctx& ctx, std::size_t index, std::int64_t cost_ns) {
  Task& t = *ctx.actor;
  const PathEntry* const paths = ctx.paths;
  const KernelFrame* f = &t.top();
  const PathId path = f->path;
  std::uint8_t depth = t.frame_count;
  do {  // to the innermost caller that has something left to do
    if (--depth == 0) {
      t.frame_count = 0;
      return stop_after(ctx, ctx.actor_id, path, index, cost_ns);
    }
    --f;
  } while (f->step >= paths[static_cast<std::size_t>(f->path)].count);
  t.frame_count = depth;
  return paths[static_cast<std::size_t>(f->path)].run[f->step];
}

Resume leave_step(Ctx& ctx, Next next, std::size_t index, std::int64_t cost_ns) {
  ctx.tell_step(index, cost_ns);
  Task& t = *ctx.actor;
  const TaskId id = ctx.actor_id;
  const PathId path = t.top().path;
  follow(ctx, t, next, static_cast<std::uint32_t>(index));
  if (next.kind() == Next::Kind::switched) ctx.book();  // up to here the time was the other task's
  if (t.frame_count != 0 && ctx.undisturbed()) return resume(ctx, ctx.current());
  if (may_go_on(ctx)) return resume(ctx, ctx.current());
  return stop_after(ctx, id, path, index, cost_ns);
}

}  // namespace sim
