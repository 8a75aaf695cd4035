// The simulated kernel's clocks.
#pragma once

#include <array>
#include <cstdint>

#include "sim/kernel/kernel.h"

namespace sim {

constexpr std::int64_t kNsPerSecond = 1'000'000'000;

// struct timespec, struct timeval as programs see them.
struct UserTimespec {
  std::int64_t tv_sec = 0, tv_nsec = 0;
};
struct UserTimeval {
  std::int64_t tv_sec = 0, tv_usec = 0;
};
UserTimespec to_timespec(std::int64_t ns);
UserTimeval to_timeval(std::int64_t ns);

// CLOCK_REALTIME now, nanoseconds since 1970.
std::int64_t realtime_ns(const Ctx& ctx);
// time(2).
inline std::int64_t realtime_s(const Ctx& ctx) {
  return ctx.k.fixed->boot_realtime_s + ctx.now().ns / kNsPerSecond;
}
// A clock by its id (clock_gettime(2)); false: there is no such clock.
bool read_clock(Ctx& ctx, std::int32_t clock, std::int64_t& ns);

// struct rusage: user and system time; entries 14 and 15 are ru_nvcsw and ru_nivcsw.
using UserRusage = std::array<std::int64_t, 18>;
UserRusage make_rusage(std::int64_t user_ns, std::int64_t system_ns);

}  // namespace sim
