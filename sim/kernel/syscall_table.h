// The system calls: number (Linux x86-64), name, the path that does it, and its arguments for
// printing.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "sim/kernel/path.h"
#include "sim/trace/event.h"

namespace sim {

struct Ctx;

struct SyscallArg {
  std::string_view name;  // empty: no such argument
  FieldKind kind = FieldKind::integer;
};

struct SyscallEntry {
  std::int32_t nr = -1;
  std::string_view name;
  PathId path = PathId::not_implemented;
  std::array<SyscallArg, 6> args{};
  // PathId::sys_simple only: the whole call; what it returns is the result.
  std::int64_t (*simple)(Ctx&) = nullptr;
};

// All of them, by number.
std::span<const SyscallEntry> syscall_table();
// nullptr: there is no such system call here (ENOSYS).
const SyscallEntry* find_syscall(std::int64_t nr);
// "msgsnd"; "syscall_999" is not known: "?".
std::string_view syscall_name(int nr);

}  // namespace sim
