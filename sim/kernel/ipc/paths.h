// The kernel paths of System V message queues: msgget, msgsnd, msgrcv, msgctl and expunge_all
// (svipc(7), msgget(2), msgop(2), msgctl(2)).
#pragma once

#include <span>

#include "sim/kernel/path.h"

namespace sim {

std::span<const KernelPath> ipc_msg_paths();

}  // namespace sim
