// The narration of a moment: what just happened, and why. The scenario's own words come first,
// else the sentence of the most telling event of the last step, else the step itself.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "gui/app/session.h"
#include "gui/scene/strings.h"
#include "sim/analysis/narrate.h"

namespace gui {

struct Told {
  std::string what;  // the headline
  std::string more;  // why, or what came before
};

class Storyteller {
 public:
  Told tell(const Session& session, Lang lang);

 private:
  // Learns what happened up to a position; going back begins anew from what is near.
  void follow(const Session& session);

  std::shared_ptr<const sim::Immutable> run_;  // which run it has followed
  std::size_t learned_ = 0;                    // events [0, learned_) of the index
  sim::analysis::NarrationContext context_;
};

// Which of some events says most about what happened; nullptr when none is worth a sentence.
const sim::Event* most_telling(std::span<const sim::Event> events);

}  // namespace gui
