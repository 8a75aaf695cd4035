// YAML -> Scenario. Every error names file, line and column, what was found and what was expected.
#pragma once

#include <string>

#include "sim/base/result.h"
#include "sim/scenario/scenario.h"

namespace sim::scenario {

Result<Scenario> load_scenario(const std::string& path);
// The same from text in memory; `directory` is where program files are looked for.
Result<Scenario> load_scenario_text(const std::string& text, const std::string& file,
                                    const std::string& directory);

}  // namespace sim::scenario
