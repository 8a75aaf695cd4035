// The paths one by one, each in the file of its name; see paths.h for all of them.
#pragma once

#include "sim/kernel/path.h"

namespace sim::ipc {

KernelPath msgget_path();
KernelPath msgsnd_path();
KernelPath msgrcv_path();
KernelPath msgctl_path();
KernelPath expunge_all_path();

}  // namespace sim::ipc
