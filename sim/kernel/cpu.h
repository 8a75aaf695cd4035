// A CPU of the simulated machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/base/ids.h"
#include "sim/base/time.h"
#include "sim/trace/event.h"

namespace sim {

enum class CpuMode : std::uint8_t { idle, user, kernel, irq };

enum class TimerKind : std::uint8_t { wake_task, alarm, inject, start_task };

// A pending timer of one CPU. Order: (when, seq).
struct Timer {
  SimTime when;
  std::uint64_t seq = 0;
  TimerKind kind = TimerKind::wake_task;
  TaskId task;
  // wake_task, alarm: ignored when the task's generation has moved on. inject: which injection.
  std::uint32_t generation = 0;
  EventSeq cause = 0;  // what armed it
};

// Tasks to be woken when a lock is dropped, first come first woken.
class WakeQueue {
 public:
  bool empty() const { return ids_.empty(); }
  void push(TaskId id) { ids_.push_back(id); }
  TaskId pop() {
    const TaskId id = ids_[first_++];
    if (first_ == ids_.size()) {
      ids_.clear();
      first_ = 0;
    }
    return id;
  }
  std::span<const TaskId> waiting() const { return std::span(ids_).subspan(first_); }

 private:
  std::vector<TaskId> ids_;
  std::size_t first_ = 0;  // those before it are woken
};

// A kernel spin lock. Free when `owner` is none.
struct SpinLock {
  CpuId owner;
};

struct Cpu {
  CpuId id;
  SimTime clock;   // this CPU's now: everything up to here has happened on it
  TaskId current;  // the task it runs, its idle task included
  TaskId idle_task;
  CpuMode mode = CpuMode::idle;
  bool need_resched = false;  // TIF_NEED_RESCHED of the current task
  EventSeq need_resched_cause = 0;
  bool halted = false;       // the idle task waits for an interrupt
  bool ipi_pending = false;  // another CPU asked it to reschedule
  SimTime ipi_at = SimTime::never();
  EventSeq ipi_cause = 0;
  bool tick_stopped = true;  // no tick while idle (NO_HZ)
  SimTime next_tick = SimTime::never();
  // Derived, and not hashed: before this, nobody else has a say on this CPU: no interrupt, no other
  // CPU, no limit of the run (though nobody need have one then).
  SimTime undisturbed_until;
  std::uint8_t irq_depth = 0;
  std::vector<Timer> timers;  // binary heap, soonest first
  WakeQueue wake_q;
  // Waiting for a lock another CPU holds: it does nothing until the owner lets go.
  bool lock_wait = false;
  // Busy-waiting user code (spin_skip): the loop is skipped until something could change what it
  // reads.
  bool spinning = false;
  std::int64_t spin_period_ns = 0;
  // accounting, nanoseconds
  std::int64_t user_ns = 0, kernel_ns = 0, irq_ns = 0, idle_ns = 0;
  std::uint64_t switches = 0;
};

// When the next interrupt reaches a CPU: its tick, its soonest timer, or another CPU's call.
inline SimTime next_interrupt(const Cpu& cpu) {
  const SimTime t = cpu.next_tick < cpu.ipi_at ? cpu.next_tick : cpu.ipi_at;
  return cpu.timers.empty() || t < cpu.timers.front().when ? t : cpu.timers.front().when;
}

}  // namespace sim
