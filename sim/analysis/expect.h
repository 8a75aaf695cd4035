// Expectations of a scenario, checked while it runs. A failure says what was found.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "sim/analysis/metrics.h"
#include "sim/analysis/names.h"
#include "sim/scenario/run.h"
#include "sim/scenario/scenario.h"

namespace sim::analysis {

struct Failure {
  SourcePlace place;  // of the expectation
  std::string message;
  SimTime at;  // the moment it was seen that things went otherwise; else the end of the run
};

class ExpectationChecker : public scenario::RunListener {
 public:
  // The scenario must outlive the checker.
  explicit ExpectationChecker(const scenario::Scenario& scenario);

  std::uint64_t wants() const override { return wanted_; }
  void on_event(const Event& e, const Machine& m) override;
  std::vector<SimTime> moments() const override;
  void on_moment(SimTime at, const Machine& m) override;
  void on_end(const Machine& m, scenario::Outcome outcome, SimTime end) override;

  // After the run, in the order of the file.
  const std::vector<Failure>& failures() const { return failures_; }

 private:
  // What has been seen of one expectation so far.
  struct Seen {
    std::int64_t count = 0;  // matching events
    SimTime first, last;
    std::size_t next = 0;  // order: the pattern that must come next
    std::string found;     // state at a time: what was wrong; empty: nothing
    bool looked = false;
  };
  struct Ended {
    bool ended = false;
    int status = 0, signal = 0;
  };
  void count_event(const Event& e);
  void look_at_state(const scenario::ExpectState& x, Seen& seen, const Machine& m) const;
  void look_at_queue(const scenario::ExpectState& x, Seen& seen, const Machine& m) const;

  std::string check(const scenario::ExpectOutput& x, const Seen&) const;
  std::string check(const scenario::ExpectExit& x, const Seen&) const;
  std::string check(const scenario::ExpectEvent& x, const Seen&) const;
  std::string check(const scenario::ExpectNever& x, const Seen&) const;
  std::string check(const scenario::ExpectOrder& x, const Seen&) const;
  std::string check(const scenario::ExpectState& x, const Seen&) const;
  std::string check(const scenario::ExpectMetric& x, const Seen&) const;
  std::string check(const scenario::ExpectEnd& x, const Seen&) const;
  SimTime moment_of(const scenario::Expectation& e, const Seen& seen) const;
  bool expects_end() const;

  const scenario::Scenario& scenario_;
  std::uint64_t wanted_ = 0;
  Names names_;
  std::vector<Seen> seen_;                     // as scenario_.expect
  std::map<std::string, std::string> output_;  // by comm; "" is the whole terminal
  std::map<Pid, Ended> ended_;
  std::unique_ptr<MetricsCollector> metrics_;  // when an expectation needs them
  scenario::Outcome outcome_ = scenario::Outcome::finished;
  SimTime end_;
  std::string blocked_;
  std::vector<Failure> failures_;
};

}  // namespace sim::analysis
