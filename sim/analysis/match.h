// Does an event fit a pattern?
#pragma once

#include "sim/analysis/names.h"
#include "sim/scenario/scenario.h"

namespace sim::analysis {

// The process of a pattern fits when it is the one that ran, or one that a pid field names.
bool matches(const Event& e, const scenario::EventPattern& pattern, const Names& names);

}  // namespace sim::analysis
