#include "sim/machine/registry.h"

#include "sim/base/assert.h"
#include "sim/kernel/paths.h"
#include "sim/sched/sched.h"

namespace sim {
namespace {

std::array<PathEntry, kPathCount> collect() {
  std::array<PathEntry, kPathCount> all{};
  for (const auto paths : {kernel_paths(), sched_paths()})
    for (const KernelPath& p : paths)
      all[static_cast<std::size_t>(p.id)] = {p.steps.run, p.steps.data(),
                                             static_cast<std::uint32_t>(p.steps.size()), &p};
  return all;
}

}  // namespace

const std::array<PathEntry, kPathCount> kPathRegistry = collect();

bool has_kernel_path(PathId id) { return path_entry(id).path != nullptr; }

const KernelPath& kernel_path(PathId id) {
  SIM_ASSERT(has_kernel_path(id));
  return *path_entry(id).path;
}

}  // namespace sim
