// What must hold of the kernel's tables after every step (System V queues: ipc/msg_queue.h).
// Checked in tests and fuzzing.
#pragma once

#include <optional>
#include <string>

#include "sim/kernel/kernel.h"

namespace sim {

// What is wrong, or nothing.
std::optional<std::string> check_references(const KernelState& k);
std::optional<std::string> check_pipes(const KernelState& k);
std::optional<std::string> check_families(const KernelState& k);
std::optional<std::string> check_signals(const KernelState& k);

}  // namespace sim
