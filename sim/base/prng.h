// The machine's only source of chance: a seeded generator that lives in the machine (xoshiro256**,
// Blackman and Vigna, 2018, seeded by splitmix64). No std:: distribution: those differ by library.
#pragma once

#include <array>
#include <bit>
#include <cstdint>

#include "sim/base/hash.h"

namespace sim {

class Prng {
 public:
  explicit Prng(std::uint64_t seed = 1) {
    for (auto& word : s_) {
      seed += 0x9e3779b97f4a7c15ull;
      std::uint64_t z = seed;
      z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
      z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
      word = z ^ (z >> 31);
    }
  }

  std::uint64_t next() {
    const std::uint64_t result = std::rotl(s_[1] * 5, 7) * 9;
    const std::uint64_t t = s_[1] << 17;
    s_[2] ^= s_[0];
    s_[3] ^= s_[1];
    s_[1] ^= s_[2];
    s_[0] ^= s_[3];
    s_[2] ^= t;
    s_[3] = std::rotl(s_[3], 45);
    return result;
  }

  // Uniform in [0, n); 0 when n is 0. Lemire's multiplication with rejection, so without bias.
  std::uint64_t below(std::uint64_t n) {
    if (n == 0) return 0;
    const std::uint64_t threshold = (0 - n) % n;
    for (;;) {
      const std::uint64_t x = next();
      if (x >= threshold) return x % n;
    }
  }

  void hash(Hasher& h) const {
    for (auto word : s_) h.add(word);
  }

 private:
  std::array<std::uint64_t, 4> s_{};
};

}  // namespace sim
