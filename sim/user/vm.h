// The virtual CPU: runs a program's instructions on registers and memory until something happens
// that is not its business. One instruction costs one unit of the budget; block operations (copy,
// zero, copyr, fill) cost one more for each 16 bytes.
#pragma once

#include <cstdint>

#include "sim/user/isa.h"
#include "sim/user/memory.h"
#include "sim/user/program.h"

namespace sim {

enum class VmStop : std::uint8_t {
  budget,   // instructions reached `hard_budget` (a block operation may overshoot)
  line,     // the next instruction begins a source line and `line_budget` lines were begun, or
            // instructions reached `soft_budget` at the beginning of a line
  syscall,  // a syscall instruction was executed; pc is after it
  compute,  // a compute instruction was executed; pc is after it; see VmResult::compute_ns
  spin,     // a spin jump found that the iteration changed nothing; pc is at the loop's head
  segv,     // bad address VmResult::fault_address; pc is at the instruction
  fpe,      // integer division by zero or overflow; pc is at the instruction
  ill,      // trap, or pc left the text; pc is at the instruction
};

struct VmLimits {
  std::int64_t hard_budget = 0;  // stop before executing more instructions than this
  std::int64_t soft_budget = 0;  // at a line's beginning: stop when this many were executed
  std::int64_t line_budget = 1;  // stop at the beginning of the line after this many
};

struct VmResult {
  VmStop stop = VmStop::budget;
  std::int64_t instructions = 0;  // cost units executed
  std::int64_t lines = 0;         // line instructions met after the first instruction executed
                                  // (the one the run stopped before is not counted)
  std::uint64_t fault_address = 0;
  bool fault_is_write = false;
  std::uint64_t compute_ns = 0;
  std::int64_t spin_instructions = 0;  // stop == spin: cost units of one iteration of the loop
};

// Runs Program::fused from regs.pc, as run_exactly (vm_exact.h) would run Program::code.
//
// A `line` instruction at the very start is executed as part of the run. Running with line_budget n
// is exactly running n times with line_budget 1 (as long as the other limits allow).
//
// Code is trusted to be what the compiler emits: known operations on registers 0..15, atomics of 1,
// 2, 4 or 8 bytes. Jumps may go anywhere.
//
// `spin` jumps to the loop's head and then tries one iteration on a copy of the registers: if that
// comes back to the same spin with the registers it had at the head, the run stops there; else it
// goes on as after any jump. So a run cut into pieces ends as one run does, and vm_run called again
// at the head executes an iteration before it stops again.
VmResult vm_run(const Program& program, Registers& regs, AddressSpace& mm, Tlb& tlb,
                const VmLimits& limits);

}  // namespace sim
