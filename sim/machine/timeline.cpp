#include "sim/machine/timeline.h"

#include <algorithm>

namespace sim {
namespace {

// A keyframe's cost: what a copy owns for itself, and a share of the pages that differ from the
// next.
std::size_t keyframe_bytes(const Machine& m) {
  const KernelState& k = m.kernel();
  std::size_t bytes = sizeof(Machine) + k.tasks.capacity() * (sizeof(Task) + sizeof(SchedEntity)) +
                      k.msg.messages.capacity() * sizeof(MsgMsg) +
                      k.msg.queues.size() * sizeof(MsgQueue) + k.cpus.size() * sizeof(Cpu);
  k.mms.for_each([&](MmId, const AddressSpace&) { bytes += 8 * kPageBytes; });
  return bytes;
}

}  // namespace

Timeline::Timeline(Machine start, Options options)
    : options_(options),
      now_(start),
      frontier_(std::move(start)),
      interval_(options.keyframe_interval) {
  interval_ = std::max<std::uint64_t>(interval_, 1);
  keyframes_.emplace(now_.steps(), now_);
}

void Timeline::remember(const Machine& m) {
  keyframes_.emplace(m.steps(), m);
  if (keyframes_.size() * keyframe_bytes(m) <= options_.memory_budget_bytes) return;
  if (keyframes_.size() < 4) return;
  // Keep every second one; later ones come twice as far apart.
  interval_ *= 2;
  const std::uint64_t first = keyframes_.begin()->first;
  for (auto it = std::next(keyframes_.begin()); it != keyframes_.end();)
    it = (it->first - first) % interval_ != 0 ? keyframes_.erase(it) : std::next(it);
}

bool Timeline::explore(const Machine::Until& limit, Trace* trace) {
  const std::uint64_t first = keyframes_.begin()->first;
  while (frontier_.ended() == RunEnd::running && frontier_.steps() < limit.step) {
    const std::uint64_t done = frontier_.steps() - first;
    const std::uint64_t next_keyframe = first + (done / interval_ + 1) * interval_;
    Machine::Until until = limit;
    until.step = std::min(limit.step, next_keyframe);
    const std::uint64_t before = frontier_.steps();
    frontier_.run(until, trace);
    if (frontier_.steps() == next_keyframe) remember(frontier_);
    if (frontier_.steps() == before) break;  // the time limit
  }
  return complete();
}

const Machine& Timeline::nearest(std::uint64_t step) const {
  return std::prev(keyframes_.upper_bound(step))->second;
}

const Machine& Timeline::seek(std::uint64_t step, Trace* last_step_events) {
  step = std::max(step, keyframes_.begin()->first);
  if (step > frontier_.steps()) explore(Machine::Until{step, SimTime::never()});
  step = std::min(step, frontier_.steps());
  const bool with_events = last_step_events != nullptr && step > keyframes_.begin()->first;
  const std::uint64_t quiet_until = with_events ? step - 1 : step;
  if (now_.steps() > quiet_until || nearest(quiet_until).steps() > now_.steps())
    now_ = nearest(quiet_until);
  now_.run(Machine::Until{quiet_until, SimTime::never()});
  if (with_events) now_.step(last_step_events);
  return now_;
}

std::uint64_t Timeline::step_at_time(SimTime t) {
  if (!complete()) explore(Machine::Until{~0ull, t});
  // The last keyframe that is not beyond t, then forward.
  const Machine* from = &keyframes_.begin()->second;
  for (const auto& [step, machine] : keyframes_) {
    if (machine.now() > t) break;
    from = &machine;
  }
  Machine m = *from;
  m.run(Machine::Until{~0ull, t + nanoseconds(1)});
  return m.steps();
}

}  // namespace sim
