// Pipes: a bounded buffer between descriptors, with the tasks that sleep at either end (pipe(7)).
#pragma once

#include <span>

#include "sim/kernel/kernel.h"

namespace sim {

// How many of the bytes [done, size) of a write the pipe takes now.
std::size_t pipe_room(const Pipe& p, std::uint64_t size, std::uint64_t done);
// Puts those bytes in (no more than there is room), or takes the first n out. The latter says
// whether a page became free, so that a writer may go on.
void pipe_put(Pipe& p, std::span<const std::byte> bytes, std::uint64_t size, std::uint64_t done);
bool pipe_take(Pipe& p, std::size_t n);

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
