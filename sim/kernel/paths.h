// All kernel paths of this layer, and the tables they come from, a file each.
#pragma once

#include <span>

#include "sim/kernel/path.h"

namespace sim {

// Every path of sim/kernel (ipc/ included). Together with sched_paths() they cover PathId.
std::span<const KernelPath> kernel_paths();

std::span<const KernelPath> entry_paths();           // entry.cpp
std::span<const KernelPath> simple_call_paths();     // simple_calls.cpp
std::span<const KernelPath> fork_paths();            // fork.cpp
std::span<const KernelPath> exec_paths();            // exec.cpp
std::span<const KernelPath> exit_paths();            // exit.cpp
std::span<const KernelPath> wait_paths();            // wait.cpp
std::span<const KernelPath> signal_call_paths();     // signal_calls.cpp
std::span<const KernelPath> signal_send_paths();     // signal_send.cpp
std::span<const KernelPath> signal_wait_paths();     // signal_wait.cpp
std::span<const KernelPath> signal_deliver_paths();  // signal_deliver.cpp
std::span<const KernelPath> time_call_paths();       // time_calls.cpp
std::span<const KernelPath> timer_paths();           // timer.cpp
std::span<const KernelPath> mm_call_paths();         // mm_calls.cpp
std::span<const KernelPath> read_write_paths();      // fs/read_write.cpp
std::span<const KernelPath> open_paths();            // fs/open.cpp
std::span<const KernelPath> pipe_call_paths();       // fs/pipe_calls.cpp
std::span<const KernelPath> file_call_paths();       // fs/file_calls.cpp
std::span<const KernelPath> poll_paths();            // fs/poll.cpp
std::span<const KernelPath> ipc_msg_paths();         // ipc/

}  // namespace sim
