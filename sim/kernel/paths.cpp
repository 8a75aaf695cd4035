#include "sim/kernel/paths.h"

#include <vector>

namespace sim {

std::span<const KernelPath> kernel_paths() {
  static const std::vector<KernelPath> all = [] {
    std::vector<KernelPath> v;
    for (const auto table : {entry_paths(), simple_call_paths(), fork_paths(), exec_paths(),
                             exit_paths(), wait_paths(), signal_call_paths(), signal_send_paths(),
                             signal_wait_paths(), signal_deliver_paths(), time_call_paths(),
                             timer_paths(), mm_call_paths(), read_write_paths(), open_paths(),
                             pipe_call_paths(), file_call_paths(), poll_paths(), ipc_msg_paths()})
      v.insert(v.end(), table.begin(), table.end());
    return v;
  }();
  return all;
}

}  // namespace sim
