// Who was ended by a signal, and where in its source it was then.
#pragma once

#include <string>
#include <vector>

#include "sim/scenario/run.h"
#include "sim/scenario/scenario.h"

namespace cli {

class KilledProcesses : public sim::scenario::RunListener {
 public:
  explicit KilledProcesses(const sim::MachineConfig& config)
      : before_(sim::Machine::boot(config)) {}
  std::uint64_t wants() const override;
  void on_event(const sim::Event& e, const sim::Machine& m) override;
  bool on_piece(const sim::Machine& m) override;
  // A line on stderr each: "name (pid N) was killed by SIGSEGV at file.c:2".
  void report(sim::scenario::Lang lang) const;

 private:
  // Events come when their piece of the run is over. What was at one of them is found by going
  // there again, from where the piece began.
  sim::Machine before_;
  std::vector<std::string> lines_;
};

}  // namespace cli
