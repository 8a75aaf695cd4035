// Cost sets by name, from files, and changed one by one.
#pragma once

#include <string>

#include "sim/base/result.h"
#include "sim/kernel/cost.h"
#include "sim/scenario/yaml_tree.h"

namespace sim::scenario {

// `which`: "default", or a YAML file of `name: ns`
// (relative to `directory`; what it does not name keeps its default).
Result<CostModel> load_costs(const std::string& which, const std::string& directory);
// Changes the costs a mapping names.
Result<void> apply_costs(CostModel& costs, const YamlNode& node, const std::string& file);

}  // namespace sim::scenario
