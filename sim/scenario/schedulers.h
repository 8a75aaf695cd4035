// The scheduling policies a person can ask for by name.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "sim/base/result.h"
#include "sim/sched/sched.h"

namespace sim::scenario {

std::span<const std::string_view> scheduler_names();
Result<void> choose_scheduler(SchedConfig& config, std::string_view name, SourcePlace place);

}  // namespace sim::scenario
