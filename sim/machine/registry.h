// The tables of all layers in one place, by PathId.
#pragma once

#include "sim/kernel/path.h"

namespace sim {

// The path's table; asserts that some layer provides it.
const KernelPath& kernel_path(PathId id);
// False for numbers kept for what does not exist yet.
bool has_kernel_path(PathId id);

}  // namespace sim
