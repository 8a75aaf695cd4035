// Reading the clocks and the accounts: time(2), gettimeofday(2), clock_gettime(2), times(2),
// getrusage(2).
#include <array>

#include "sim/base/errno.h"
#include "sim/kernel/kernel.h"
#include "sim/kernel/process.h"
#include "sim/kernel/simple_calls.h"
#include "sim/kernel/time.h"
#include "sim/kernel/uaccess.h"

namespace sim {

UserRusage make_rusage(std::int64_t user_ns, std::int64_t system_ns) {
  UserRusage r{};
  const UserTimeval u = to_timeval(user_ns), s = to_timeval(system_ns);
  r[0] = u.tv_sec;
  r[1] = u.tv_usec;
  r[2] = s.tv_sec;
  r[3] = s.tv_usec;
  return r;
}

namespace simple {

std::int64_t time(Ctx& ctx) {
  const std::int64_t now = realtime_s(ctx);
  const std::uint64_t to = ctx.current().call.args[0];
  return to != 0 && !put_user(ctx, to, now) ? -kEFAULT : now;
}

std::int64_t gettimeofday(Ctx& ctx) {
  const auto& a = ctx.current().call.args;
  const std::array<std::int32_t, 2> zone{};
  if (a[0] != 0 && !put_user(ctx, a[0], to_timeval(realtime_ns(ctx)))) return -kEFAULT;
  if (a[1] != 0 && !put_user(ctx, a[1], zone)) return -kEFAULT;
  return 0;
}

std::int64_t clock_gettime(Ctx& ctx) {
  const auto& a = ctx.current().call.args;
  std::int64_t ns = 0;
  if (!read_clock(ctx, static_cast<std::int32_t>(a[0]), ns)) return -kEINVAL;
  return put_user(ctx, a[1], to_timespec(ns)) ? 0 : -kEFAULT;
}

std::int64_t clock_getres(Ctx& ctx) {
  const auto& a = ctx.current().call.args;
  const auto clock = static_cast<std::int32_t>(a[0]);
  std::int64_t ns = 0;
  if (!read_clock(ctx, clock, ns)) return -kEINVAL;
  const bool coarse = clock == 5 || clock == 6;
  const std::int64_t resolution = coarse ? kNsPerSecond / ctx.k.fixed->hz : 1;
  return a[1] != 0 && !put_user(ctx, a[1], to_timespec(resolution)) ? -kEFAULT : 0;
}

// Clock ticks are 1/100 s (sysconf(_SC_CLK_TCK)).
std::int64_t times(Ctx& ctx) {
  constexpr std::int64_t kTick = kNsPerSecond / 100;
  ctx.book();
  const Task& t = ctx.current();
  const std::array<std::int64_t, 4> tms{t.utime_ns / kTick, t.stime_ns / kTick, t.cutime_ns / kTick,
                                        t.cstime_ns / kTick};
  if (t.call.args[0] != 0 && !put_user(ctx, t.call.args[0], tms)) return -kEFAULT;
  return ctx.now().ns / kTick;
}

std::int64_t getrusage(Ctx& ctx) {
  ctx.book();
  const Task& t = ctx.current();
  const auto who = static_cast<std::int32_t>(t.call.args[0]);
  UserRusage r;
  if (who == 0 || who == 1) {  // RUSAGE_SELF, RUSAGE_THREAD
    r = make_rusage(t.utime_ns, t.stime_ns);
    r[14] = t.nvcsw;
    r[15] = t.nivcsw;
  } else if (who == -1) {  // RUSAGE_CHILDREN
    r = make_rusage(t.cutime_ns, t.cstime_ns);
  } else {
    return -kEINVAL;
  }
  return put_user(ctx, t.call.args[1], r) ? 0 : -kEFAULT;
}

}  // namespace simple
}  // namespace sim
