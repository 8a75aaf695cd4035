// Reading values out of a tree that `validate` has found good: what is missing keeps its default.
#pragma once

#include <optional>
#include <string>

#include "sim/base/time.h"
#include "sim/scenario/scenario.h"
#include "sim/scenario/yaml_tree.h"

namespace sim::scenario {

std::optional<std::int64_t> integer_at(const YamlNode& node, std::string_view key);
std::optional<SimDuration> time_at(const YamlNode& node, std::string_view key);
std::optional<bool> boolean_at(const YamlNode& node, std::string_view key);
std::optional<std::string> string_at(const YamlNode& node, std::string_view key);
std::optional<int> signal_at(const YamlNode& node, std::string_view key);
Text text_of(const YamlNode& node);
Text text_at(const YamlNode& node, std::string_view key);

EventPattern pattern_of(const YamlNode& node, const std::string& file);
Moment moment_of(const YamlNode& node, const std::string& file);
// An entry of `expect`.
Result<Expectation> expectation_of(const YamlNode& node, const std::string& file);

}  // namespace sim::scenario
