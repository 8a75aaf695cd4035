// Timeline: any moment of a run as a Machine. Keyframes are copies of the machine; going back is
// taking the nearest keyframe and stepping forward. Nothing has a reverse().
#pragma once

#include <cstdint>
#include <map>

#include "sim/machine/machine.h"

namespace sim {

class Timeline {
 public:
  struct Options {
    std::size_t memory_budget_bytes = 256u
                                      << 20;  // for keyframes; thinned out evenly when exceeded
    std::uint64_t keyframe_interval = 4096;   // steps between keyframes at first
  };
  explicit Timeline(Machine start) : Timeline(std::move(start), Options{}) {}
  Timeline(Machine start, Options options);

  // The machine at the current position.
  const Machine& at() const { return now_; }
  std::uint64_t position() const { return now_.steps(); }

  // Runs ahead from the furthest known step (without moving the position) up to `limit`; afterwards
  // length() is known up to there. True when the run's end was found.
  bool explore(const Machine::Until& limit, Trace* trace = nullptr);
  std::uint64_t length() const { return frontier_.steps(); }  // steps known to exist
  bool complete() const { return frontier_.ended() != RunEnd::running; }
  const Machine& frontier() const { return frontier_; }

  // Moves to a step (clamped to the run's end). Events of the last step alone go to `trace`.
  const Machine& seek(std::uint64_t step, Trace* last_step_events = nullptr);
  // The greatest step that begins at or before `t`.
  std::uint64_t step_at_time(SimTime t);
  const Machine& step_forward(Trace* events = nullptr) { return seek(position() + 1, events); }
  const Machine& step_back(Trace* events = nullptr) {
    return seek(position() == 0 ? 0 : position() - 1, events);
  }
  // A run of its own from here on.
  Machine fork() const { return now_; }

  std::size_t keyframe_count() const { return keyframes_.size(); }

 private:
  void remember(const Machine& m);
  const Machine& nearest(std::uint64_t step) const;

  Options options_;
  std::map<std::uint64_t, Machine> keyframes_;
  Machine now_;
  Machine frontier_;
  std::uint64_t interval_;
};

}  // namespace sim
