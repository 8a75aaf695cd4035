// Simulated time: integer nanoseconds since the machine was switched on. Never the host's clock.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>

namespace sim {

// A length of simulated time, nanoseconds; may be negative.
struct SimDuration {
  std::int64_t ns = 0;
  friend constexpr auto operator<=>(SimDuration, SimDuration) = default;
  constexpr SimDuration& operator+=(SimDuration d) {
    ns += d.ns;
    return *this;
  }
  constexpr SimDuration& operator-=(SimDuration d) {
    ns -= d.ns;
    return *this;
  }
};

// A moment of simulated time, nanoseconds since boot.
struct SimTime {
  std::int64_t ns = 0;
  static constexpr SimTime never() { return SimTime{std::numeric_limits<std::int64_t>::max()}; }
  friend constexpr auto operator<=>(SimTime, SimTime) = default;
  constexpr SimTime& operator+=(SimDuration d) {
    ns += d.ns;
    return *this;
  }
};

constexpr SimDuration operator+(SimDuration a, SimDuration b) { return {a.ns + b.ns}; }
constexpr SimDuration operator-(SimDuration a, SimDuration b) { return {a.ns - b.ns}; }
constexpr SimDuration operator*(SimDuration a, std::int64_t k) { return {a.ns * k}; }
constexpr SimTime operator+(SimTime t, SimDuration d) { return {t.ns + d.ns}; }
constexpr SimTime operator-(SimTime t, SimDuration d) { return {t.ns - d.ns}; }
constexpr SimDuration operator-(SimTime a, SimTime b) { return {a.ns - b.ns}; }

constexpr SimDuration nanoseconds(std::int64_t n) { return {n}; }
constexpr SimDuration microseconds(std::int64_t n) { return {n * 1'000}; }
constexpr SimDuration milliseconds(std::int64_t n) { return {n * 1'000'000}; }
constexpr SimDuration seconds(std::int64_t n) { return {n * 1'000'000'000}; }

}  // namespace sim
