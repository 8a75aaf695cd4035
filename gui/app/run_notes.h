// What is learned about a run while it is looked at for the first time, besides the index: who is
// who, what each process printed, figures and latencies, and where the scenario's questions and
// narration stand.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gui/app/run_index.h"
#include "sim/analysis/latency.h"
#include "sim/analysis/metrics.h"
#include "sim/analysis/names.h"
#include "sim/scenario/scenario.h"

namespace gui {

// A question or a piece of narration at the position where it belongs.
struct Stop {
  enum class Kind : std::uint8_t { question, narration };
  std::uint64_t position = 0;
  Kind kind = Kind::question;
  std::size_t index = 0;  // into Scenario::questions, Scenario::narration
  bool pauses = true;
  sim::SimTime at;  // tied to a time: not before that, though the step it belongs to began earlier
};

class RunNotes final : public RunObserver {
 public:
  // `asks`: whether the scenario's questions belong to the run. They do not when its programs were
  // changed: the answers would be those of another run.
  explicit RunNotes(std::shared_ptr<const sim::scenario::Scenario> scenario, bool asks = true);
  void on_event(const sim::Event& e, std::uint64_t position, const sim::Machine& m) override;
  void on_step(std::uint64_t position, const sim::Machine& m) override;

  const sim::analysis::Names& names() const { return names_; }
  // The last `max_bytes` of what a process had printed at `position`.
  std::string output_of(sim::Pid pid, const sim::Machine& at, std::size_t max_bytes) const;
  // Processes that a signal ends, in order of position.
  struct Killed {
    std::uint64_t position = 0;
    sim::Pid pid;
    std::string name;
    int signal = 0;
    std::uint32_t line = 0;  // of its source, where it is then; 0: none is known
  };
  const std::vector<Killed>& killed() const { return killed_; }
  // In order of position.
  const std::vector<Stop>& stops() const { return stops_; }
  // The narration reached last at `position`, where the clock shows `clock`.
  const Stop* narration_at(std::uint64_t position, sim::SimTime clock) const;

  const std::vector<sim::analysis::MessageLatency>& latencies() const {
    return latency_.messages();
  }
  // The figures at a position, from the nearest remembered ones and the events since.
  sim::analysis::Metrics metrics_at(const sim::Machine& at, const RunIndex& index) const;

 private:
  struct Watch {
    const sim::scenario::Moment* when;
    Stop stop;
    std::uint32_t seen = 0;
    bool done = false;
  };
  struct Written {
    std::uint64_t position;
    std::uint64_t offset, length;
  };
  struct Remembered {
    std::size_t event = 0;  // events [0, event) are in it
    sim::analysis::MetricsCollector metrics;
  };
  void look_for(const sim::Event& e, std::uint64_t position);
  void reached(Watch& w, std::uint64_t position);

  std::shared_ptr<const sim::scenario::Scenario> scenario_;
  sim::analysis::Names names_;
  std::map<sim::Pid, std::vector<Written>> written_;
  std::vector<Watch> watches_;
  std::vector<Stop> stops_;
  std::vector<Killed> killed_;
  sim::analysis::LatencyCollector latency_;
  std::uint64_t latency_wants_ = 0, metrics_wants_ = 0;
  sim::analysis::MetricsCollector metrics_;
  std::vector<Remembered> remembered_;
  std::size_t events_ = 0, remember_every_ = 4096;
};

}  // namespace gui
