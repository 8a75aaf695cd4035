#include "sim/machine/registry.h"

#include <array>

#include "sim/base/assert.h"
#include "sim/kernel/paths.h"
#include "sim/sched/sched.h"

namespace sim {
namespace {

using Registry = std::array<const KernelPath*, kPathCount>;

Registry collect() {
  Registry r{};
  for (const auto paths : {kernel_paths(), sched_paths()})
    for (const KernelPath& p : paths) r[static_cast<std::size_t>(p.id)] = &p;
  return r;
}

const Registry& registry() {
  static const Registry r = collect();  // immutable tables, gathered once
  return r;
}

}  // namespace

bool has_kernel_path(PathId id) { return registry()[static_cast<std::size_t>(id)] != nullptr; }

const KernelPath& kernel_path(PathId id) {
  const KernelPath* p = registry()[static_cast<std::size_t>(id)];
  SIM_ASSERT(p != nullptr);
  return *p;
}

}  // namespace sim
