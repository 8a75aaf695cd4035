// Pipes: a bounded buffer between descriptors, with the tasks that sleep at either end (pipe(7)).
#pragma once

#include "sim/kernel/kernel.h"

namespace sim {

// The current task goes onto the pipe's list and sleeps (states pipe_block); go on with
// Next::call(PathId::schedule). After the wake-up it takes itself off again.
void sleep_on_pipe(Ctx& ctx, PipeId id, bool writer);
void leave_pipe_wait(Ctx& ctx);

// Puts all who sleep at one end on the wake queue: they look again. States pipe_wake.
void wake_pipe(Ctx& ctx, PipeId id, bool writers);

// A last descriptor of one end was closed: the other end learns of it; without either the pipe is
// gone.
void release_pipe_end(Ctx& ctx, const File& file);

}  // namespace sim
