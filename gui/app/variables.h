// What a debugger would show of a process: its call stack, and the variables in reach with their
// values, read from the process's memory without touching it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/kernel/kernel.h"

namespace gui {

// One line: a variable, or a part of one (a member, an element).
struct VariableRow {
  int depth = 0;
  std::string name, type, value;
  std::uint64_t address = 0, size = 0;
};

struct StackFrame {
  const sim::Function* function = nullptr;
  std::uint32_t line = 0;  // where it stands, or where it called; 0: unknown
  std::vector<VariableRow> variables;
};

// The person's functions a task is in, innermost first (libc's are left out).
std::vector<StackFrame> stack_of(const sim::KernelState& k, const sim::Task& t);
std::vector<VariableRow> globals_of(const sim::KernelState& k, const sim::Task& t);

// A value of shape `shape` at `address` as C would write it: 42, 'a', "hello", 0x7ffe10, {1, 2}.
// "?" where the memory cannot be read.
std::string value_text(const sim::Program& p, const sim::AddressSpace& mm, std::uint32_t shape,
                       std::uint64_t address);

// Sixteen bytes of memory; what cannot be read has no bytes.
struct MemoryRow {
  std::uint64_t address = 0;
  std::vector<std::byte> bytes;
};
std::vector<MemoryRow> memory_rows(const sim::AddressSpace& mm, std::uint64_t from, int rows);

}  // namespace gui
