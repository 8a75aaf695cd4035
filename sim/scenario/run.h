// Running a machine to its end in bounded memory: in pieces, each handed to listeners before its
// events are forgotten. The run itself does not depend on who listens.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/machine/machine.h"
#include "sim/trace/trace.h"

namespace sim::scenario {

enum class Outcome : std::uint8_t {
  finished,    // every process has ended
  deadlock,    // every task is blocked and nothing is left to happen
  time_limit,  // `until` was reached
  step_limit,
  halted,   // a resource limit of the simulation: KernelState::halt
  stopped,  // a listener asked to stop (its output can go nowhere)
};

// The event types a recording of this detail has, as a mask.
std::uint64_t events_up_to(Detail detail);
constexpr std::uint64_t event_bit(EventType t) { return 1ull << static_cast<int>(t); }

// Hears of a run as it happens.
class RunListener {
 public:
  virtual ~RunListener() = default;
  // The events it needs: bit n for EventType n.
  virtual std::uint64_t wants() const { return 0; }
  virtual void on_event(const Event&, const Machine&) {}
  // After a piece of the run: the machine as it is now. False: stop the run.
  virtual bool on_piece(const Machine&) { return true; }
  // Moments at which it wants to see the machine, ascending.
  virtual std::vector<SimTime> moments() const { return {}; }
  virtual void on_moment(SimTime, const Machine&) {}
  virtual void on_end(const Machine&, Outcome, SimTime /*end*/) {}
};

struct RunLimits {
  SimTime until{600'000'000'000};
  std::uint64_t steps = ~0ull;
  std::uint64_t piece_steps = 1u << 14;  // steps between two on_piece
};

struct RunReport {
  Outcome outcome = Outcome::finished;
  SimTime end;  // up to when it ran: the limit, or the last thing that happened
  Machine machine;
};

// Boots the machine and runs it.
RunReport run_machine(const MachineConfig& config, const RunLimits& limits,
                      const std::vector<RunListener*>& listeners);

}  // namespace sim::scenario
