// Where a task stands in the person's own source.
#pragma once

#include "sim/kernel/kernel.h"

namespace sim {

// The line the task is on, or, while it is in the kernel or in libc, the line that called there;
// nullptr before main, or when the stack cannot be followed.
const LineEntry* user_line(const KernelState& k, const Task& t);

}  // namespace sim
