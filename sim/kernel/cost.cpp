#include "sim/kernel/cost.h"

namespace sim {
namespace {

struct Entry {
  std::string_view name;
  std::int32_t ns;
  std::string_view about;
};

constexpr Entry kEntries[] = {
#define SIM_COST_ENTRY(name, ns, about) {#name, ns, about},
    SIM_COSTS(SIM_COST_ENTRY)
#undef SIM_COST_ENTRY
};

}  // namespace

CostModel CostModel::defaults() {
  CostModel m;
  for (int i = 0; i < kCostCount; ++i) m.ns[i] = kEntries[i].ns;
  return m;
}

std::string_view cost_name(Cost c) { return kEntries[static_cast<int>(c)].name; }
std::string_view cost_about(Cost c) { return kEntries[static_cast<int>(c)].about; }

std::optional<Cost> cost_by_name(std::string_view name) {
  for (int i = 0; i < kCostCount; ++i)
    if (kEntries[i].name == name) return static_cast<Cost>(i);
  return std::nullopt;
}

}  // namespace sim
