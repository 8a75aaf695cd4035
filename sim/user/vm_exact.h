// The virtual CPU one instruction at a time: what vm_run must look like. It does what is left when
// vm_run's budget does not last for a whole block, and all that stops a program.
#pragma once

#include "sim/user/vm.h"

namespace sim::vm {

VmResult run_exactly(const Program& program, Registers& regs, AddressSpace& mm, Tlb& tlb,
                     const VmLimits& limits);

// Would the loop, were it run once more from `regs` (at its head), come back to the spin jump at
// `spin_pc` with the same registers? Then an iteration changes nothing. Returns its length, or 0.
std::int64_t spin_length(const Program& program, const Registers& regs, std::uint64_t spin_pc,
                         AddressSpace& mm, Tlb& tlb);

}  // namespace sim::vm
