#include "sim/kernel/ipc/paths.h"

#include <array>

#include "sim/kernel/ipc/msg_paths.h"

namespace sim {

std::span<const KernelPath> ipc_msg_paths() {
  static const std::array kPaths{ipc::msgget_path(), ipc::msgsnd_path(), ipc::msgrcv_path(),
                                 ipc::msgctl_path(), ipc::expunge_all_path()};
  return kPaths;
}

}  // namespace sim
