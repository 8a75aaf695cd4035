#include "sim/kernel/time.h"

namespace sim {

UserTimespec to_timespec(std::int64_t ns) { return {ns / kNsPerSecond, ns % kNsPerSecond}; }
UserTimeval to_timeval(std::int64_t ns) { return {ns / kNsPerSecond, ns % kNsPerSecond / 1000}; }

std::int64_t realtime_ns(const Ctx& ctx) {
  return ctx.k.fixed->boot_realtime_s * kNsPerSecond + ctx.now().ns;
}

bool read_clock(Ctx& ctx, std::int32_t clock, std::int64_t& ns) {
  const Task& t = ctx.current();
  switch (clock) {
    case 0:   // CLOCK_REALTIME
    case 5:   // CLOCK_REALTIME_COARSE
    case 8:   // CLOCK_REALTIME_ALARM
    case 11:  // CLOCK_TAI
      ns = realtime_ns(ctx);
      return true;
    case 1:  // CLOCK_MONOTONIC
    case 4:  // CLOCK_MONOTONIC_RAW
    case 6:  // CLOCK_MONOTONIC_COARSE
    case 7:  // CLOCK_BOOTTIME
    case 9:  // CLOCK_BOOTTIME_ALARM
      ns = ctx.now().ns;
      return true;
    case 2:  // CLOCK_PROCESS_CPUTIME_ID
    case 3:  // CLOCK_THREAD_CPUTIME_ID
      ctx.book();
      ns = t.utime_ns + t.stime_ns;
      return true;
    default:
      return false;
  }
}

}  // namespace sim
