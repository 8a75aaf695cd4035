// Access to the current process's memory from the kernel: what does not work is EFAULT, and states
// the page_fault it met.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <type_traits>

#include "sim/kernel/kernel.h"

namespace sim {

// Copy across the boundary; return the number of bytes NOT copied (0: success). They add the
// copy's cost.
std::size_t copy_from_user(Ctx& ctx, std::span<std::byte> to, std::uint64_t from);
std::size_t copy_to_user(Ctx& ctx, std::uint64_t to, std::span<const std::byte> from);

// One value; false on a fault.
template <class T>
requires std::is_trivially_copyable_v<T>
bool get_user(Ctx& ctx, std::uint64_t from, T& value) {
  return copy_from_user(ctx, std::as_writable_bytes(std::span(&value, 1)), from) == 0;
}
template <class T>
requires std::is_trivially_copyable_v<T>
bool put_user(Ctx& ctx, std::uint64_t to, const T& value) {
  return copy_to_user(ctx, to, std::as_bytes(std::span(&value, 1))) == 0;
}

// A path name, relative ones made absolute where the task has changed its directory: 0, -EFAULT,
// -ENAMETOOLONG (beyond PATH_MAX) or -ENOENT (empty).
std::int64_t get_path(Ctx& ctx, std::uint64_t from, std::string& out);

}  // namespace sim
