// A run told as a story: the sentences of what matters, with the scenario's own narration, its
// questions and what the processes printed in between.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/analysis/narrate.h"
#include "sim/machine/machine.h"
#include "sim/scenario/run.h"
#include "sim/scenario/scenario.h"

namespace sim::analysis {

class Story {
 public:
  // The scenario must outlive the story.
  Story(const scenario::Scenario& scenario, Lang lang, Detail detail);

  std::uint64_t wants() const;
  // The title and what it is about.
  std::string title() const;
  // What there is to say of an event; often nothing.
  std::string tell(const Event& e, const Machine& m);
  // How it ended.
  std::string end(scenario::Outcome outcome, SimTime at) const;

 private:
  struct Due {
    const scenario::Moment* when;
    std::string text;
    std::uint32_t seen = 0;
    bool done = false;
  };
  std::string due_before(SimTime t);
  bool comes_now(Due& due, const Event& e) const;
  std::string sentence(const Event& e) const;
  std::string output(const Event& e, const Machine& m) const;

  const scenario::Scenario& scenario_;
  Lang lang_;
  Detail detail_;
  NarrationContext context_;
  std::vector<Due> due_;
};

}  // namespace sim::analysis
