// Sleeping and alarms: nanosleep(2), clock_nanosleep(2), alarm(2), setitimer(2).
#include <array>

#include "sim/base/errno.h"
#include "sim/kernel/kernel.h"
#include "sim/kernel/paths.h"
#include "sim/kernel/run_path.h"
#include "sim/kernel/simple_calls.h"
#include "sim/kernel/time.h"
#include "sim/kernel/uaccess.h"

namespace sim {
namespace {

enum : int { kStepSleep = 1 };                           // in each of the tables for sleeping
constexpr std::int64_t kLongestSeconds = 1'000'000'000;  // beyond: never

// --- sleeping. Locals: call.a the deadline, call.b where the remaining time goes, call.c 1 when
// the deadline is absolute ---

bool valid(const UserTimespec& ts) {
  return ts.tv_sec >= 0 && ts.tv_nsec >= 0 && ts.tv_nsec < kNsPerSecond;
}

std::int64_t total_ns(const UserTimespec& ts) {
  return std::min(ts.tv_sec, kLongestSeconds) * kNsPerSecond + ts.tv_nsec;
}

Next read_nanosleep(Ctx& ctx) {
  Task& t = ctx.current();
  UserTimespec ts;
  if (!get_user(ctx, t.call.args[0], ts)) return ctx.sys_return(-kEFAULT);
  if (!valid(ts)) return ctx.sys_return(-kEINVAL);
  t.call.a = ctx.now().ns + total_ns(ts);
  t.call.b = static_cast<std::int64_t>(t.call.args[1]);
  return Next::advance();
}

Next read_clock_nanosleep(Ctx& ctx) {
  Task& t = ctx.current();
  const auto& a = t.call.args;
  const auto clock = static_cast<std::int32_t>(a[0]);
  std::int64_t clock_now = 0;
  if (!read_clock(ctx, clock, clock_now) || clock == 3) return ctx.sys_return(-kEINVAL);
  UserTimespec ts;
  if (!get_user(ctx, a[2], ts)) return ctx.sys_return(-kEFAULT);
  if (!valid(ts)) return ctx.sys_return(-kEINVAL);
  const bool absolute = (a[1] & 1) != 0;  // TIMER_ABSTIME
  t.call.a = ctx.now().ns + total_ns(ts) - (absolute ? clock_now : 0);
  t.call.b = absolute ? 0 : static_cast<std::int64_t>(a[3]);
  t.call.c = absolute;
  return Next::advance();
}

Next read_restart_block(Ctx& ctx) {
  Task& t = ctx.current();
  t.call.a = t.restart.deadline.ns;
  t.call.b = static_cast<std::int64_t>(t.restart.rmtp);
  return Next::advance();
}

Next sleep_until_deadline(Ctx& ctx) {
  Task& t = ctx.current();
  if (signal_pending(t)) return Next::advance();
  t.wait = WaitKind::sleep;
  t.wait_until = SimTime{std::max(t.call.a, ctx.now().ns)};
  Timer timer{t.wait_until, 0, TimerKind::wake_task, ctx.current_id(), ++t.timer_generation};
  timer.cause = ctx.emit(EventType::timer_start,
                         {t.pid.value, timer.when.ns, static_cast<int>(TimerKind::wake_task)});
  arm_timer(ctx, timer);
  set_task_state(ctx, t, TaskState::interruptible, ReasonCode::sleeps);
  return Next::call(PathId::schedule);
}

Next wake_or_interrupted(Ctx& ctx) {
  Task& t = ctx.current();
  t.wait = WaitKind::none;
  t.wait_until = SimTime::never();
  const std::int64_t left = t.call.a - ctx.now().ns;
  if (left <= 0) return ctx.sys_return(0);
  // a wake-up meant for an earlier sleep, late from another CPU: sleep on, with a new timer
  if (!signal_pending(t)) {
    cancel_timers(ctx.k, ctx.current_id(), TimerKind::wake_task);
    return Next::jump(kStepSleep);
  }
  cancel_timers(ctx.k, ctx.current_id(), TimerKind::wake_task);
  ctx.add_cost(Cost::timer_program);
  ctx.emit(EventType::timer_cancel, {t.pid.value, static_cast<int>(TimerKind::wake_task)});
  if (t.call.c != 0) return ctx.sys_return(-kERESTARTNOHAND);
  const auto rmtp = static_cast<std::uint64_t>(t.call.b);
  // Linux tells the time until the timer's latest moment: 50 us of slack unless real-time.
  const bool slack = t.policy != Policy::fifo && t.policy != Policy::rr;
  const std::int64_t remaining = left + (slack ? 50'000 : 0);
  if (rmtp != 0 && !put_user(ctx, rmtp, to_timespec(remaining))) return ctx.sys_return(-kEFAULT);
  t.restart = RestartBlock{SimTime{t.call.a}, rmtp};
  return ctx.sys_return(-kERESTART_RESTARTBLOCK);
}

constexpr Step kNanosleepSteps[] = {
    {"read how long", Cost::check, read_nanosleep},
    {"arm a timer; TASK_INTERRUPTIBLE; schedule()", Cost::timer_program, sleep_until_deadline},
    {"time over? 0; a signal came first? the time that remains", Cost::check, wake_or_interrupted},
};

constexpr Step kClockNanosleepSteps[] = {
    {"read how long, or until when, by which clock", Cost::check, read_clock_nanosleep},
    {"arm a timer; TASK_INTERRUPTIBLE; schedule()", Cost::timer_program, sleep_until_deadline},
    {"time over? 0; a signal came first? the time that remains", Cost::check, wake_or_interrupted},
};

constexpr Step kRestartSteps[] = {
    {"go on with the interrupted sleep: the same deadline", Cost::check, read_restart_block},
    {"arm a timer; TASK_INTERRUPTIBLE; schedule()", Cost::timer_program, sleep_until_deadline},
    {"time over? 0; a signal came first? the time that remains", Cost::check, wake_or_interrupted},
};

// --- the alarm clock of a process ---

SimDuration alarm_left(const Ctx& ctx, const Task& t) {
  if (t.alarm_at == SimTime::never()) return {};
  return std::max(t.alarm_at - ctx.now(), nanoseconds(1000));
}

void set_alarm(Ctx& ctx, Task& t, SimDuration value, SimDuration interval) {
  const bool was_armed = t.alarm_at != SimTime::never();
  ++t.alarm_generation;
  cancel_timers(ctx.k, ctx.current_id(), TimerKind::alarm);
  t.alarm_at = SimTime::never();
  t.alarm_interval = interval;
  if (value.ns == 0) {
    if (was_armed)
      ctx.emit(EventType::timer_cancel, {t.pid.value, static_cast<int>(TimerKind::alarm)});
    return;
  }
  t.alarm_at = ctx.now() + value;
  Timer timer{t.alarm_at, 0, TimerKind::alarm, ctx.current_id(), t.alarm_generation};
  timer.cause = ctx.emit(EventType::timer_start,
                         {t.pid.value, t.alarm_at.ns, static_cast<int>(TimerKind::alarm)});
  arm_timer(ctx, timer);
}

// The seconds left of the previous alarm, rounded to the nearest but never to 0.
Next do_alarm(Ctx& ctx) {
  Task& t = ctx.current();
  const std::int64_t left_us = alarm_left(ctx, t).ns / 1000;
  std::int64_t left_s = left_us / 1'000'000;
  if (left_us % 1'000'000 >= 500'000 || (left_s == 0 && left_us != 0)) ++left_s;
  set_alarm(ctx, t, seconds(static_cast<std::uint32_t>(t.call.args[0])), {});
  return ctx.sys_return(left_s);
}

constexpr Step kAlarmSteps[] = {
    {"set (or cancel) the timer of SIGALRM; what was left of the old one", Cost::timer_program,
     do_alarm},
};

// struct itimerval: it_interval, it_value, in seconds and microseconds.
using UserItimerval = std::array<UserTimeval, 2>;

std::int64_t tick_length(const Ctx& ctx) { return seconds(1).ns / ctx.k.fixed->hz; }

// How long a timer of CPU time still runs: a tick when it is about to expire.
std::int64_t cpu_timer_left(const Ctx& ctx, const Task& t, int which) {
  const std::int64_t expires = t.cpu_timers[static_cast<std::size_t>(which)].expires_ns;
  if (expires == 0) return 0;
  const std::int64_t left = expires - cpu_timer_clock(t, which);
  return left > 0 ? left : tick_length(ctx);
}

UserItimerval current_itimer(const Ctx& ctx, int which) {
  const Task& t = ctx.current();
  if (which > 0) {
    const CpuTimer& timer = t.cpu_timers[static_cast<std::size_t>(which - 1)];
    return {to_timeval(timer.interval_ns), to_timeval(cpu_timer_left(ctx, t, which - 1))};
  }
  return {to_timeval(t.alarm_interval.ns), to_timeval(alarm_left(ctx, t).ns)};
}

bool valid(const UserTimeval& tv) {
  return tv.tv_sec >= 0 && tv.tv_usec >= 0 && tv.tv_usec < 1'000'000;
}

SimDuration total(const UserTimeval& tv) {
  return seconds(std::min(tv.tv_sec, kLongestSeconds)) + microseconds(tv.tv_usec);
}

// It expires at a tick, and never early: one tick more than was asked for.
void set_cpu_timer(const Ctx& ctx, Task& t, int which, std::int64_t value, std::int64_t interval) {
  CpuTimer& timer = t.cpu_timers[static_cast<std::size_t>(which)];
  t.has_cpu_timers = true;
  timer.interval_ns = interval;
  timer.expires_ns = value == 0 ? 0 : cpu_timer_clock(t, which) + value + tick_length(ctx);
}

Next do_setitimer(Ctx& ctx) {
  Task& t = ctx.current();
  const auto& a = t.call.args;
  UserItimerval next{};
  if (a[1] != 0) {
    if (!get_user(ctx, a[1], next)) return ctx.sys_return(-kEFAULT);
    if (!valid(next[0]) || !valid(next[1])) return ctx.sys_return(-kEINVAL);
  }
  const auto which = static_cast<std::int32_t>(a[0]);
  if (which < 0 || which > 2) return ctx.sys_return(-kEINVAL);
  ctx.book();
  const UserItimerval old = current_itimer(ctx, which);
  if (which == 0)
    set_alarm(ctx, t, total(next[1]), total(next[0]));
  else
    set_cpu_timer(ctx, t, which - 1, total(next[1]).ns, total(next[0]).ns);
  if (a[2] != 0 && !put_user(ctx, a[2], old)) return ctx.sys_return(-kEFAULT);
  return ctx.sys_return(0);
}

constexpr Step kSetitimerSteps[] = {
    {"set the interval timer; give back the old one", Cost::timer_program, do_setitimer},
};

constexpr KernelPath kPaths[] = {
    {PathId::sys_nanosleep, "nanosleep", code_of<kNanosleepSteps>, "sleeps for a time"},
    {PathId::sys_clock_nanosleep, "clock_nanosleep", code_of<kClockNanosleepSteps>,
     "sleeps for, or until, a time"},
    {PathId::sys_restart_syscall, "restart_syscall", code_of<kRestartSteps>,
     "goes on with a sleep that a stop or an ignored signal interrupted"},
    {PathId::sys_alarm, "alarm", code_of<kAlarmSteps>, "has SIGALRM sent after some seconds"},
    {PathId::sys_setitimer, "setitimer", code_of<kSetitimerSteps>,
     "has SIGALRM, SIGVTALRM or SIGPROF sent once or regularly"},
};

}  // namespace

namespace simple {

std::int64_t getitimer(Ctx& ctx) {
  const auto& a = ctx.current().call.args;
  const auto which = static_cast<std::int32_t>(a[0]);
  if (which < 0 || which > 2) return -kEINVAL;
  ctx.book();
  return put_user(ctx, a[1], current_itimer(ctx, which)) ? 0 : -kEFAULT;
}

}  // namespace simple

std::span<const KernelPath> time_call_paths() { return kPaths; }

}  // namespace sim
