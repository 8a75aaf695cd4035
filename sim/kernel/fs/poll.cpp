// poll(2): sleeps until one of several descriptors is ready. call.a: when it gives up (ns), -1
// never; call.b: 1 when it may not sleep at all.
#include <algorithm>

#include "sim/base/errno.h"
#include "sim/kernel/fs/table.h"
#include "sim/kernel/kernel.h"
#include "sim/kernel/paths.h"
#include "sim/kernel/run_path.h"
#include "sim/kernel/uaccess.h"

namespace sim {
namespace {

constexpr std::int32_t kIn = 1, kOut = 4, kErr = 8, kHup = 0x10, kNval = 0x20;
constexpr std::int64_t kNever = -1, kNsPerMs = 1'000'000;

struct UserPollfd {
  std::int32_t fd = -1;
  std::int16_t events = 0, revents = 0;
};
static_assert(sizeof(UserPollfd) == 8);

Next read_timeout(Ctx& ctx) {
  Task& t = ctx.current();
  if (t.call.args[1] > ctx.k.fixed->limits.max_files) return ctx.sys_return(-kEINVAL);
  const auto timeout_ms = static_cast<std::int32_t>(t.call.args[2]);
  t.call.a = timeout_ms < 0 ? kNever : ctx.now().ns + timeout_ms * kNsPerMs;
  t.call.b = timeout_ms == 0;
  return Next::advance();
}

std::int32_t ready_for(const KernelState& k, const File& f) {
  if (f.kind == FileKind::pipe_read) {
    const Pipe& p = k.pipes[f.pipe];
    return (p.data.empty() ? 0 : kIn) | (p.writers == 0 ? kHup : 0);
  }
  if (f.kind == FileKind::pipe_write) {
    const Pipe& p = k.pipes[f.pipe];
    return (p.pages.size() < kPipePages ? kOut : 0) | (p.readers == 0 ? kErr : 0);
  }
  return kIn | kOut;
}

// How many descriptors are ready, told to the program; a negative errno. `pipes` are those to wait
// for.
std::int64_t look(Ctx& ctx, std::vector<PipeId>& pipes) {
  const auto& a = ctx.current().call.args;
  std::int64_t ready = 0;
  for (std::uint64_t i = 0; i < a[1]; ++i) {
    const std::uint64_t at = a[0] + i * sizeof(UserPollfd);
    UserPollfd p;
    if (!get_user(ctx, at, p)) return -kEFAULT;
    ctx.add_cost(Cost::list_scan);
    p.revents = 0;
    if (p.fd >= 0) {
      const File* f = file_of(ctx, static_cast<std::uint64_t>(p.fd));
      const std::int32_t state = f == nullptr ? kNval : ready_for(ctx.k, *f);
      p.revents = static_cast<std::int16_t>(state & (p.events | kErr | kHup | kNval));
      if (f != nullptr && f->pipe) pipes.push_back(f->pipe);
    }
    ready += p.revents != 0;
    if (!put_user(ctx, at + 6, p.revents)) return -kEFAULT;
  }
  return ready;
}

void arm_timeout(Ctx& ctx, Task& t) {
  t.wait_until = SimTime{t.call.a};
  Timer timer{t.wait_until, 0, TimerKind::wake_task, ctx.current_id(), ++t.timer_generation};
  timer.cause = ctx.emit(EventType::timer_start,
                         {t.pid.value, timer.when.ns, static_cast<int>(TimerKind::wake_task)});
  arm_timer(ctx, timer);
}

Next look_or_sleep(Ctx& ctx) {
  Task& t = ctx.current();
  std::vector<PipeId> pipes;
  const std::int64_t ready = look(ctx, pipes);
  const bool time_over = t.call.b != 0 || (t.call.a != kNever && ctx.now().ns >= t.call.a);
  if (ready != 0 || time_over) return ctx.sys_return(ready);
  if (signal_pending(t)) return ctx.sys_return(-kERESTARTNOHAND);
  t.wait = WaitKind::poll;
  t.poll_pipes = std::move(pipes);
  ++ctx.k.pollers;
  if (t.call.a != kNever) arm_timeout(ctx, t);
  set_task_state(ctx, t, TaskState::interruptible, ReasonCode::waits_for_pipe_data);
  return Next::call(PathId::schedule);
}

Next woken(Ctx& ctx) {
  Task& t = ctx.current();
  t.wait = WaitKind::none;
  t.wait_until = SimTime::never();
  t.poll_pipes.clear();
  --ctx.k.pollers;
  if (t.call.a != kNever && ctx.now().ns < t.call.a)
    cancel_timers(ctx.k, ctx.current_id(), TimerKind::wake_task);
  return Next::jump(1);
}

constexpr Step kPollSteps[] = {
    {"until when may we sleep?", Cost::check, read_timeout},
    {"look at each descriptor; none ready? sleep on all of them", Cost::check, look_or_sleep},
    {"woken: off every list, look again", Cost::list_op, woken},
};

constexpr KernelPath kPaths[] = {
    {PathId::sys_poll, "poll", code_of<kPollSteps>, "waits for one of several descriptors"},
};

}  // namespace

std::span<const KernelPath> poll_paths() { return kPaths; }

}  // namespace sim
