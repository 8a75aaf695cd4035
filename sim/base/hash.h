// A 64-bit state hash: the same on every compiler and platform. Not cryptographic.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

namespace sim {

constexpr std::uint64_t mix64(std::uint64_t x) {
  x ^= x >> 32;
  x *= 0xd6e8feb86659fd93ull;
  x ^= x >> 32;
  x *= 0xd6e8feb86659fd93ull;
  x ^= x >> 32;
  return x;
}

// Accumulates values in order; `digest()` is the hash of all that was added.
// Example: Hasher h; h.add(task.pid.value).add(task.state); return h.digest();
class Hasher {
 public:
  constexpr explicit Hasher(std::uint64_t seed = 0x6d736773636f7065ull) : state_(seed) {}

  template <class T>
  requires std::is_integral_v<T> || std::is_enum_v<T>
  constexpr Hasher& add(T v) {
    state_ = mix64(state_ + 0x9e3779b97f4a7c15ull + static_cast<std::uint64_t>(v));
    return *this;
  }
  // Handles, SimTime and SimDuration.
  template <class T>
  requires requires(T v) { v.value; }
  constexpr Hasher& add(T v) { return add(v.value); }
  template <class T>
  requires requires(T v) { v.ns; }
  constexpr Hasher& add(T v) { return add(v.ns); }

  Hasher& add_bytes(const void* data, std::size_t n) {
    const auto* p = static_cast<const unsigned char*>(data);
    add(n);
    for (; n >= 8; n -= 8, p += 8) {
      std::uint64_t w;
      std::memcpy(&w, p, 8);
      add(w);
    }
    if (n != 0) {
      std::uint64_t w = 0;
      std::memcpy(&w, p, n);
      add(w);
    }
    return *this;
  }

  constexpr std::uint64_t digest() const { return state_; }

 private:
  std::uint64_t state_;
};

static_assert(std::endian::native == std::endian::little,
              "the simulated machine is little-endian, and so must be the host");

}  // namespace sim
