// Random C programs whose output depends on nothing but their own text and what the kernel and the
// C language promise.
#pragma once

#include <string>

#include "sim/base/prng.h"

namespace differential {

// A case is a piece of C text that defines `int case<number>(void)`, its statements one a line, so
// that a failing one can be cut down line by line. Cases of different numbers fit in one file,
// after the prelude of their kind. Calls on System V message queues, signals, processes and pipes
// by workers that act in turn.
std::string message_case(sim::Prng& prng, int number);
// Producers and consumers running freely over one small queue.
std::string crowd_case(sim::Prng& prng, int number);
// Integer and floating-point expressions, statements, arrays, structs and functions.
std::string expression_case(sim::Prng& prng, int number);

}  // namespace differential
