// Handles. Everything in the machine that refers to something else holds a handle (an index into
// one of the machine's tables), never a pointer: so a machine can be copied, compared and hashed.
// Each table has its own handle type; mixing two does not compile.
#pragma once

#include <compare>
#include <cstdint>

namespace sim {

template <class Tag>
struct Id {
  static constexpr std::uint32_t kNone = 0xffffffffu;
  std::uint32_t value = kNone;

  constexpr Id() = default;
  constexpr explicit Id(std::uint32_t v) : value(v) {}
  static constexpr Id none() { return Id{}; }
  constexpr bool valid() const { return value != kNone; }
  constexpr explicit operator bool() const { return valid(); }
  friend constexpr auto operator<=>(Id, Id) = default;
};

using TaskId = Id<struct TaskTag>;    // slot in KernelState::tasks
using QueueId = Id<struct QueueTag>;  // slot in the System V message queue table (not the msqid)
using MsgId = Id<struct MsgTag>;      // slot in the pool of msg_msg
using MmId = Id<struct MmTag>;        // slot in the table of address spaces
using SighandId = Id<struct SighandTag>;  // slot in the table of signal handler tables
using FilesId = Id<struct FilesTag>;      // slot in the table of descriptor tables
using FileId = Id<struct FileTag>;        // slot in the table of open file descriptions
using PipeId = Id<struct PipeTag>;        // slot in the table of pipes
using ProgramId = Id<struct ProgramTag>;  // index into the machine's immutable programs
using NameId = Id<struct NameTag>;        // index into the machine's immutable names (comm)
using CpuId = Id<struct CpuTag>;          // 0 .. cpus-1

// Process identifier as the simulated kernel numbers them; 0 is the idle task, 1 is init.
struct Pid {
  std::int32_t value = 0;
  constexpr Pid() = default;
  constexpr explicit Pid(std::int32_t v) : value(v) {}
  friend constexpr auto operator<=>(Pid, Pid) = default;
};

// Serial number of an event: the machine counts every fact it states, recorded or not, from 1.
// 0 means "no event" (a cause that lies outside the machine, such as the scenario itself).
using EventSeq = std::uint64_t;

}  // namespace sim
