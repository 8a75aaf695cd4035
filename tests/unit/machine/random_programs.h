// Machines of random programs: processes that do random things to message queues, pipes, signals
// and each other, on random hardware. The same seed, the same machine.
#pragma once

#include <string>

#include "sim/machine/machine.h"

namespace sim {

// A C program of `length` random statements.
std::string random_program(Prng& prng, int length);
MachineConfig random_machine(std::uint64_t seed);

}  // namespace sim
