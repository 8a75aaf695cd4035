// The tables of all layers in one place, by PathId.
#pragma once

#include <array>
#include <cstdint>

#include "sim/kernel/path.h"

namespace sim {

// By PathId. Gathered once at start-up and constant from then on; a number kept for what does not
// exist yet has no steps.
extern const std::array<PathEntry, kPathCount> kPathRegistry;

inline const PathEntry& path_entry(PathId id) {
  return kPathRegistry[static_cast<std::size_t>(id)];
}

// The path's table; asserts that some layer provides it.
const KernelPath& kernel_path(PathId id);
bool has_kernel_path(PathId id);

}  // namespace sim
