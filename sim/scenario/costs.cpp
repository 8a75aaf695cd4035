#include "sim/scenario/costs.h"

#include <fmt/format.h>

#include <filesystem>
#include <vector>

#include "sim/scenario/programs.h"
#include "sim/scenario/values.h"

namespace sim::scenario {
namespace {

constexpr std::int64_t kMostNs = 1'000'000'000;

std::vector<std::string_view> cost_names() {
  std::vector<std::string_view> names;
  names.reserve(kCostCount);
  for (int i = 0; i < kCostCount; ++i) names.push_back(cost_name(static_cast<Cost>(i)));
  return names;
}

}  // namespace

Result<void> apply_costs(CostModel& costs, const YamlNode& node, const std::string& file) {
  if (!node.is_map())
    return fail(
        {file, node.line, node.column},
        fmt::format("found {}; expected a mapping of cost names to nanoseconds", node.describe()));
  for (const auto& [key, value] : node.entries) {
    const auto cost = cost_by_name(key.text);
    if (!cost)
      return fail({file, key.line, key.column}, fmt::format("unknown cost '{}'{}", key.text,
                                                            did_you_mean(key.text, cost_names())));
    const auto ns = parse_duration(value.text);
    if (!value.is_scalar() || !ns || ns->ns < 0 || ns->ns > kMostNs)
      return fail({file, value.line, value.column},
                  fmt::format("found {} for the cost '{}'; expected 0 to {} nanoseconds",
                              value.describe(), key.text, kMostNs));
    // An instruction that takes no time would let an endless loop stand still for ever.
    if (*cost == Cost::user_insn && ns->ns == 0)
      return fail({file, value.line, value.column}, "user_insn must be at least 1 ns");
    costs.ns[static_cast<std::size_t>(*cost)] = static_cast<std::int32_t>(ns->ns);
  }
  return {};
}

Result<CostModel> load_costs(const std::string& which, const std::string& directory) {
  CostModel costs = CostModel::defaults();
  if (which == "default") return costs;
  std::filesystem::path path = which;
  if (path.is_relative() && !directory.empty()) path = std::filesystem::path(directory) / path;
  auto text = read_text_file(path.string(), 1u << 20);
  if (!text) {
    Error e = text.error();
    e.message += " (costs are the named set 'default', or a YAML file)";
    return tl::unexpected(e);
  }
  auto root = parse_yaml(*text, path.string());
  if (!root) return tl::unexpected(root.error());
  if (auto ok = apply_costs(costs, *root, path.string()); !ok) return tl::unexpected(ok.error());
  return costs;
}

}  // namespace sim::scenario
