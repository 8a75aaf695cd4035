// Metrics as a table for people and as JSON for tools.
#pragma once

#include <string>
#include <vector>

#include "sim/analysis/latency.h"
#include "sim/analysis/messages.h"
#include "sim/analysis/metrics.h"

namespace sim::analysis {

std::string metrics_table(const Metrics& m, const std::vector<MessageLatency>& messages,
                          Lang lang = Lang::en);
// Versioned and stable: fields are added, never renamed. Times in nanoseconds.
std::string metrics_json(const Metrics& m, const std::vector<MessageLatency>& messages);

}  // namespace sim::analysis
