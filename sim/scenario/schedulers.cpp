#include "sim/scenario/schedulers.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/scenario/values.h"

namespace sim::scenario {
namespace {
constexpr std::string_view kNames[] = {"cfs"};
}

std::span<const std::string_view> scheduler_names() { return kNames; }

Result<void> choose_scheduler(SchedConfig&, std::string_view name, SourcePlace place) {
  if (std::find(std::begin(kNames), std::end(kNames), name) == std::end(kNames))
    return fail(std::move(place), fmt::format("unknown scheduler '{}'{}; known: {}", name,
                                              did_you_mean(name, kNames), fmt::join(kNames, ", ")));
  return {};
}

}  // namespace sim::scenario
