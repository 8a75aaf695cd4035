// Which of a scenario's narrations and questions never came in a run: their moment was not in it.
#pragma once

#include <vector>

#include "sim/analysis/names.h"
#include "sim/base/result.h"
#include "sim/scenario/run.h"
#include "sim/scenario/scenario.h"

namespace sim::analysis {

class MomentWatch : public scenario::RunListener {
 public:
  // The scenario must outlive the watch.
  explicit MomentWatch(const scenario::Scenario& scenario);

  std::uint64_t wants() const override;
  void on_event(const Event& e, const Machine& m) override;
  void on_end(const Machine& m, scenario::Outcome outcome, SimTime end) override;

  // After the run, in the order of the file: narrations first.
  std::vector<Error> missed() const;

 private:
  struct Watched {
    const scenario::Moment* when;
    SourcePlace place;
    bool asks = false;
    std::uint32_t seen = 0;
    bool came = false;
  };
  Names names_;
  std::vector<Watched> all_;
};

}  // namespace sim::analysis
