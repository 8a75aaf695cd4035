// Assertions that stay in every build: a failed one is a bug of msgscope, never of the person's
// program. It prints what the running simulation is (scenario, seed, step) so that it can be
// replayed.
#pragma once

#include <cstdint>
#include <string_view>

namespace sim {

// Called by SIM_ASSERT; prints and aborts.
[[noreturn, gnu::cold]] void assertion_failed(const char* expression, const char* file, int line);

// While one of these lives, a failed assertion on this thread also prints it. `describe` must stay
// valid that long; `step` and `seed` are read when the assertion fails.
class AssertContext {
 public:
  AssertContext(std::string_view scenario, std::uint64_t seed, const std::uint64_t* step);
  ~AssertContext();
  AssertContext(const AssertContext&) = delete;
  AssertContext& operator=(const AssertContext&) = delete;

 private:
  friend void assertion_failed(const char*, const char*, int);
  std::string_view scenario_;
  std::uint64_t seed_;
  const std::uint64_t* step_;
  const AssertContext* outer_;
};

}  // namespace sim

#define SIM_ASSERT(expression)                        \
  (__builtin_expect(static_cast<bool>(expression), 1) \
       ? static_cast<void>(0)                         \
       : ::sim::assertion_failed(#expression, __FILE__, __LINE__))
