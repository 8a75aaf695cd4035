// Running kernel paths. From a path's table the compiler makes a function for each step that does
// the step and, unless somebody else has a say before, goes on with the following one: the table
// stays what is shown, and what runs is as if the path had been written as one function.
//
//   constexpr Step kPauseSteps[] = {...};
//   constexpr KernelPath kPaths[] = {{PathId::sys_pause, "pause", code_of<kPauseSteps>, "..."}};
#pragma once

#include <array>
#include <cstddef>
#include <utility>

#include "sim/kernel/kernel.h"

namespace sim {

// Where a task goes on after step `index` of the path it is in, when that is not the next step, or
// when somebody else may have a say now. Resume{nullptr}: somebody has; the frames are where the
// task goes on later.
Resume leave_step(Ctx& ctx, Next next, std::size_t index, std::int64_t cost_ns);
// The same after a path's last step while nobody else has a say: to the caller, or to user mode.
Resume return_undisturbed(Ctx& ctx, std::size_t index, std::int64_t cost_ns);
// The part of it that enters another path; `step`: where the caller goes on afterwards.
inline Resume call_path(Ctx& ctx, PathId callee, std::uint32_t step) {
  Task& t = *ctx.actor;
  SIM_ASSERT(t.frame_count < kMaxKernelFrames);
  KernelFrame* f = &t.frames[t.frame_count++];
  f[-1].step = step;
  f->path = callee;
  f->step = 0;
  f->local = {std::exchange(ctx.call_argument, 0), 0, 0};
  return ctx.paths[static_cast<std::size_t>(callee)].run[0];
}

// Likewise for another path instead of this one.
inline Resume tail_path(Ctx& ctx, PathId path) {
  KernelFrame& f = ctx.actor->top();
  f.path = path;
  f.step = 0;
  f.local = {std::exchange(ctx.call_argument, 0), 0, 0};
  return ctx.paths[static_cast<std::size_t>(path)].run[0];
}

// Where task `t` goes on: the next step of its innermost frame.
inline Resume resume(const Ctx& ctx, const Task& t) {
  const KernelFrame& f = t.top();
  return ctx.paths[static_cast<std::size_t>(f.path)].run[f.step];
}

// After a pause: may the current task do its next kernel step now, or has somebody else a say: an
// interrupt, another CPU, a limit of the run? Finds out until when it is undisturbed.
bool may_go_on(Ctx& ctx);
// An interrupt that is due would have to wait.
bool interrupts_off(const Ctx& ctx);

template <const auto& kSteps>
struct PathFunctions;

template <const auto& kSteps, std::size_t kIndex>
Resume run_step(Ctx& ctx) {
  using Kind = Next::Kind;
  constexpr const Step& kStep = kSteps[kIndex];
  constexpr bool kLast = kIndex + 1 == std::size(kSteps);
  Next next;
  if constexpr (kStep.run != nullptr) next = kStep.run(ctx);  // else it only takes time
  const std::int64_t cost_ns = ctx.step_cost(kStep.cost);
  if (ctx.end_step(cost_ns)) [[likely]] {
    if constexpr (!kLast) {
      if (next.kind() == Kind::advance) return run_step<kSteps, kIndex + 1>(ctx);
    }
    if (next.kind() == Kind::jump) return PathFunctions<kSteps>::at(next.step());
    if (next.kind() == Kind::call) return call_path(ctx, next.path(), kIndex + 1);
    if (next.kind() == Kind::call_then) return call_path(ctx, next.path(), next.step());
    if (next.kind() == Kind::tail) return tail_path(ctx, next.path());
    if (next.kind() == Kind::return_ || (kLast && next.kind() == Kind::advance))
      return return_undisturbed(ctx, kIndex, cost_ns);
  }
  return leave_step(ctx, next, kIndex, cost_ns);
}

template <const auto& kSteps>
struct PathFunctions {
  static Resume at(std::size_t index) { return table[index]; }
  template <std::size_t... kIndex>
  static constexpr std::array<Resume, sizeof...(kIndex)> of(std::index_sequence<kIndex...>) {
    return {Resume{run_step<kSteps, kIndex>}...};
  }
  static constexpr auto table = of(std::make_index_sequence<std::size(kSteps)>{});
};

// A table of steps together with the functions that run it.
template <const auto& kSteps>
inline constexpr PathCode code_of{kSteps, PathFunctions<kSteps>::table.data()};

}  // namespace sim
