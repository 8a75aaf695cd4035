#include "sim/kernel/signal.h"

#include <array>

#include "sim/base/errno.h"
#include "tests/unit/kernel/harness.h"

namespace sim {
namespace {

constexpr int kRead = 0, kRtSigaction = 13, kRtSigprocmask = 14, kRtSigreturn = 15, kPause = 34,
              kNanosleep = 35, kGetpid = 39, kFork = 57, kWait4 = 61, kKill = 62, kSigpending = 127,
              kSigtimedwait = 128, kSigqueueinfo = 129, kSigsuspend = 130, kPipe = 22,
              kRestartSyscall = 219, kAlarm = 37;
constexpr std::uint64_t kHandler = kTextBase + 5 * kInsnBytes;

struct SignalTest : testing::Test {
  Harness h;
  TaskId a = h.add_task("a");

  std::uint64_t pid(TaskId t) { return static_cast<std::uint64_t>(h.task(t).pid.value); }
  void handle(TaskId t, int signal, std::uint64_t handler, std::uint64_t flags = 0,
              SigSet mask = 0) {
    const std::array<std::uint64_t, 4> act{handler, flags, 0, mask};
    const std::uint64_t at = h.put(t, 512, act);
    ASSERT_EQ(h.call(t, kRtSigaction, {static_cast<std::uint64_t>(signal), at, 0, 8}), 0);
  }
  void set_mask(TaskId t, SigSet mask) {
    const std::uint64_t at = h.put(t, 600, mask);
    ASSERT_EQ(h.call(t, kRtSigprocmask, {2, at, 0, 8}), 0);
  }
  std::uint64_t stack_word(TaskId t, int n) {
    std::uint64_t v = 0;
    const std::uint64_t at = h.task(t).regs.r[kRegSp] + 8 * n;
    EXPECT_EQ(h.mm(t).copy_in(std::as_writable_bytes(std::span(&v, 1)), at), 0u);
    return v;
  }
  bool in_handler(TaskId t) { return h.task(t).regs.pc == kHandler; }
  // The handler returns: `ret` pops the return address, the code there makes the call.
  void return_from_handler(TaskId t) {
    EXPECT_EQ(stack_word(t, 0), kTextBase + 8 * kInsnBytes);
    h.task(t).regs.r[kRegSp] += 8;
    h.start(t, kRtSigreturn);
  }
};

TEST_F(SignalTest, AHandlerIsCalledWithTheNumberAndEverythingIsRestoredAfterwards) {
  handle(a, kSIGUSR1, kHandler);
  h.task(a).regs.r[5] = 55;
  const Registers before = h.task(a).regs;
  EXPECT_EQ(h.call(a, kKill, {pid(a), kSIGUSR1}), 0);
  ASSERT_TRUE(in_handler(a));
  EXPECT_EQ(stack_word(a, 1), static_cast<std::uint64_t>(kSIGUSR1));
  EXPECT_EQ(h.task(a).blocked, sig_bit(kSIGUSR1));
  h.task(a).regs.r[5] = 0;
  return_from_handler(a);
  EXPECT_EQ(h.task(a).regs.r[kRegSp], before.r[kRegSp]);
  EXPECT_EQ(h.task(a).regs.r[5], 55u);
  EXPECT_EQ(h.task(a).regs.pc, before.pc);
  EXPECT_EQ(h.task(a).blocked, 0u);
}

TEST_F(SignalTest, SiginfoNamesTheSender) {
  const TaskId b = h.add_task("b");
  handle(b, kSIGUSR1, kHandler, kSaSiginfo);
  h.call(a, kKill, {pid(b), kSIGUSR1});
  h.call(b, kGetpid);
  ASSERT_TRUE(in_handler(b));
  std::array<std::int32_t, 6> info{};
  ASSERT_EQ(h.mm(b).copy_in(std::as_writable_bytes(std::span(info)), stack_word(b, 2)), 0u);
  EXPECT_EQ(info[0], kSIGUSR1);
  EXPECT_EQ(info[2], kSiUser);
  EXPECT_EQ(info[4], h.task(a).pid.value);
}

TEST_F(SignalTest, BlockedStandardSignalsMergeAndRealTimeOnesQueue) {
  const int rt = 40;
  handle(a, kSIGUSR1, kHandler);
  handle(a, rt, kHandler);
  set_mask(a, sig_bit(kSIGUSR1) | sig_bit(rt));
  for (int i = 0; i < 3; ++i) {
    h.call(a, kKill, {pid(a), kSIGUSR1});
    h.call(a, kKill, {pid(a), rt});
  }
  EXPECT_EQ(h.call(a, kSigpending, {Harness::kData, 8}), 0);
  EXPECT_EQ(h.get<SigSet>(a, 0), sig_bit(kSIGUSR1) | sig_bit(rt));
  EXPECT_EQ(h.task(a).siginfo.size(), 4u);
  EXPECT_EQ(h.last(EventType::signal_generate)->args[5], 0);  // real-time: queued again
}

TEST_F(SignalTest, LowerRealTimeNumbersComeFirstAndOneNumberInOrder) {
  const TaskId b = h.add_task("b");
  set_mask(b, sig_bit(40) | sig_bit(41));
  const auto queue = [&](int signal, std::int64_t value) {
    std::array<std::int64_t, 16> info{};
    info[0] = signal;
    const std::int32_t code = kSiQueue;
    std::memcpy(reinterpret_cast<char*>(info.data()) + 8, &code, 4);
    info[3] = value;
    const std::uint64_t at = h.put(a, 0, info);
    EXPECT_EQ(h.call(a, kSigqueueinfo, {pid(b), static_cast<std::uint64_t>(signal), at}), 0);
  };
  queue(41, 1);
  queue(40, 2);
  queue(40, 3);
  const std::uint64_t set = h.put(b, 0, sig_bit(40) | sig_bit(41));
  for (const auto& [signal, value] : {std::pair{40, 2}, {40, 3}, {41, 1}}) {
    EXPECT_EQ(h.call(b, kSigtimedwait, {set, Harness::kData + 64, 0, 8}), signal);
    EXPECT_EQ(h.get<std::int64_t>(b, 64 + 24), value);
  }
}

TEST_F(SignalTest, PauseEndsWithEintrOnceAHandlerHasRun) {
  const TaskId b = h.add_task("b");
  handle(b, kSIGUSR1, kHandler, kSaRestart);
  EXPECT_EQ(h.start(b, kPause), Run::blocked);
  h.call(a, kKill, {pid(b), kSIGUSR1});
  EXPECT_EQ(h.resume(b), Run::done);
  ASSERT_TRUE(in_handler(b));
  return_from_handler(b);
  EXPECT_EQ(h.result(b), -kEINTR);
}

TEST_F(SignalTest, AnIgnoredSignalDoesNotEvenWake) {
  const TaskId b = h.add_task("b");
  EXPECT_EQ(h.start(b, kPause), Run::blocked);
  h.call(a, kKill, {pid(b), kSIGCHLD});
  EXPECT_TRUE(h.is_blocked(b));
  EXPECT_EQ(h.last(EventType::signal_generate)->args[5], 1);
}

TEST_F(SignalTest, AReadIsRestartedOnlyWithSaRestart) {
  for (const std::uint64_t flags : {std::uint64_t{0}, kSaRestart}) {
    const TaskId b = h.add_task("b");
    handle(b, kSIGUSR1, kHandler, flags);
    ASSERT_EQ(h.call(b, kPipe, {Harness::kData}), 0);
    const std::uint64_t fd = static_cast<std::uint64_t>(h.get<int>(b, 0));
    const std::uint64_t pc = h.task(b).regs.pc;
    EXPECT_EQ(h.start(b, kRead, {fd, Harness::kData, 1}), Run::blocked);
    h.call(a, kKill, {pid(b), kSIGUSR1});
    EXPECT_EQ(h.resume(b), Run::done);
    ASSERT_TRUE(in_handler(b));
    return_from_handler(b);
    if (flags == 0) {
      EXPECT_EQ(h.result(b), -kEINTR);
      EXPECT_EQ(h.task(b).regs.pc, pc);
    } else {
      EXPECT_EQ(h.result(b), kRead);  // r0 is the number again, and
      EXPECT_EQ(h.task(b).regs.pc, pc - kInsnBytes);
    }
  }
}

TEST_F(SignalTest, SigsuspendPutsTheOldMaskBackAfterTheHandler) {
  handle(a, kSIGUSR1, kHandler);
  set_mask(a, sig_bit(kSIGUSR1));
  h.call(a, kKill, {pid(a), kSIGUSR1});
  EXPECT_FALSE(in_handler(a));
  const std::uint64_t none = h.put(a, 0, SigSet{0});
  h.start(a, kSigsuspend, {none, 8});
  ASSERT_TRUE(in_handler(a));
  return_from_handler(a);
  EXPECT_EQ(h.result(a), -kEINTR);
  EXPECT_EQ(h.task(a).blocked, sig_bit(kSIGUSR1));
}

TEST_F(SignalTest, ResethandRunsTheHandlerOnceAndNodeferLeavesItUnblocked) {
  handle(a, kSIGUSR1, kHandler, kSaResethand | kSaNodefer);
  h.call(a, kKill, {pid(a), kSIGUSR1});
  EXPECT_TRUE(in_handler(a));
  EXPECT_EQ(h.task(a).blocked, 0u);
  EXPECT_EQ(h.start(a, kKill, {pid(a), kSIGUSR1}), Run::ended);
  EXPECT_EQ(h.task(a).exit_status, kSIGUSR1);
}

TEST_F(SignalTest, KillAndStopCannotBeCaughtOrBlocked) {
  for (const int signal : {kSIGKILL, kSIGSTOP}) {
    const std::uint64_t act = h.put(a, 512, std::array<std::uint64_t, 4>{kHandler, 0, 0, 0});
    EXPECT_EQ(h.call(a, kRtSigaction, {static_cast<std::uint64_t>(signal), act, 0, 8}), -kEINVAL);
  }
  set_mask(a, ~SigSet{0});
  EXPECT_EQ(h.task(a).blocked & (sig_bit(kSIGKILL) | sig_bit(kSIGSTOP)), 0u);
}

TEST_F(SignalTest, StopAndContinueAreReportedToAParentThatAsks) {
  h.call(a, kFork);
  const TaskId child = h.task(a).first_child;
  h.resume(child);
  h.call(a, kKill, {pid(child), kSIGSTOP});
  EXPECT_EQ(h.start(child, kGetpid), Run::blocked);
  EXPECT_EQ(h.task(child).state, TaskState::stopped);
  EXPECT_EQ(h.call(a, kWait4, {~0ull, Harness::kData, 2, 0}), h.task(child).pid.value);
  EXPECT_EQ(h.get<int>(a, 0), kSIGSTOP << 8 | 0x7f);
  EXPECT_EQ(h.call(a, kWait4, {~0ull, Harness::kData, 3, 0}), 0);  // only once
  h.call(a, kKill, {pid(child), kSIGCONT});
  EXPECT_EQ(h.resume(child), Run::done);
  EXPECT_EQ(h.result(child), h.task(child).pid.value);
  EXPECT_EQ(h.call(a, kWait4, {~0ull, Harness::kData, 8, 0}), h.task(child).pid.value);
  EXPECT_EQ(h.get<int>(a, 0), 0xffff);
}

TEST_F(SignalTest, AParentThatIgnoresSigchldGetsNoZombies) {
  handle(a, kSIGCHLD, kSigIgn);
  h.call(a, kFork);
  const TaskId child = h.task(a).first_child;
  h.resume(child);
  EXPECT_EQ(h.start(child, 60, {0}), Run::ended);
  EXPECT_EQ(h.task(child).state, TaskState::dead);
  EXPECT_EQ(h.call(a, kWait4, {~0ull, 0, 0, 0}), -kECHILD);
}

TEST_F(SignalTest, AFaultKillsEvenWhenTheSignalIsBlocked) {
  set_mask(a, sig_bit(kSIGSEGV));
  EXPECT_EQ(h.enter(a, PathId::exception_entry, kSIGSEGV, 0x10), Run::ended);
  EXPECT_EQ(h.task(a).exit_status, kSIGSEGV);
}

TEST_F(SignalTest, AFaultHandlerSeesTheAddress) {
  handle(a, kSIGSEGV, kHandler, kSaSiginfo);
  EXPECT_EQ(h.enter(a, PathId::exception_entry, kSIGSEGV, 0x1234), Run::done);
  ASSERT_TRUE(in_handler(a));
  std::array<std::uint64_t, 3> info{};
  ASSERT_EQ(h.mm(a).copy_in(std::as_writable_bytes(std::span(info)), stack_word(a, 2)), 0u);
  EXPECT_EQ(info[2], 0x1234u);
}

TEST_F(SignalTest, NanosleepTellsWhatRemainsWhenAHandlerInterruptsIt) {
  const TaskId b = h.add_task("b");
  handle(b, kSIGUSR1, kHandler, kSaRestart);
  const std::uint64_t req = h.put(b, 0, std::array<std::int64_t, 2>{2, 0});
  EXPECT_EQ(h.start(b, kNanosleep, {req, Harness::kData + 32}), Run::blocked);
  h.k.cpus[0].clock += seconds(1);
  h.call(a, kKill, {pid(b), kSIGUSR1});
  h.resume(b);
  ASSERT_TRUE(in_handler(b));
  return_from_handler(b);
  EXPECT_EQ(h.result(b), -kEINTR);
  const auto left = h.get<std::array<std::int64_t, 2>>(b, 32);
  const std::int64_t left_ns =
      left[0] * 1'000'000'000 + left[1];  // with the timer's slack of 50 us
  EXPECT_GT(left_ns, 999'950'000);
  EXPECT_LE(left_ns, 1'000'050'000);
}

TEST_F(SignalTest, AStoppedSleeperSleepsOnToItsDeadline) {
  const TaskId b = h.add_task("b");
  const std::uint64_t req = h.put(b, 0, std::array<std::int64_t, 2>{2, 0});
  const std::uint64_t pc = h.task(b).regs.pc;
  EXPECT_EQ(h.start(b, kNanosleep, {req, 0}), Run::blocked);
  const SimTime deadline = h.task(b).wait_until;
  h.call(a, kKill, {pid(b), kSIGSTOP});
  EXPECT_EQ(h.resume(b), Run::blocked);
  h.call(a, kKill, {pid(b), kSIGCONT});
  EXPECT_EQ(h.resume(b), Run::done);
  EXPECT_EQ(h.task(b).regs.pc, pc - kInsnBytes);
  EXPECT_EQ(h.result(b), kRestartSyscall);
  EXPECT_EQ(h.start(b, kRestartSyscall), Run::blocked);
  EXPECT_EQ(h.task(b).wait_until, deadline);
}

TEST_F(SignalTest, AlarmRingsAndTellsWhatWasLeftOfTheOneBefore) {
  const TaskId b = h.add_task("b");
  handle(b, kSIGALRM, kHandler);
  EXPECT_EQ(h.call(b, kAlarm, {10}), 0);
  EXPECT_EQ(h.call(b, kAlarm, {1}), 10);
  EXPECT_EQ(h.start(b, kPause), Run::blocked);
  h.k.cpus[0].clock = h.task(b).alarm_at;
  EXPECT_EQ(h.enter(a, PathId::irq_entry, 0), Run::done);
  EXPECT_FALSE(h.is_blocked(b));
  h.resume(b);
  EXPECT_TRUE(in_handler(b));
}

TEST_F(SignalTest, AnAlarmThatIsCalledOffLeavesNothingToWaitFor) {
  h.call(a, kAlarm, {10});
  EXPECT_EQ(h.k.cpus[0].timers.size(), 1u);
  EXPECT_EQ(h.call(a, kAlarm, {0}), 10);
  EXPECT_TRUE(h.k.cpus[0].timers.empty());
  h.call(a, kAlarm, {10});
  h.start(a, 60, {0});
  EXPECT_TRUE(h.k.cpus[0].timers.empty());
}

TEST_F(SignalTest, KillMinusOneMeansAllButOneselfAndInit) {
  const TaskId b = h.add_task("b"), c = h.add_task("c");
  EXPECT_EQ(h.call(a, kKill, {~0ull, kSIGTERM}), 0);
  EXPECT_EQ(h.task(b).pending, sig_bit(kSIGTERM));
  EXPECT_EQ(h.task(c).pending, sig_bit(kSIGTERM));
  EXPECT_EQ(h.task(a).pending, 0u);
  EXPECT_EQ(h.call(a, kKill, {1, kSIGKILL}), 0);
  EXPECT_EQ(h.task(h.k.init).pending, 0u);
}

TEST(SignalName, IsAsTheShellPrintsIt) {
  EXPECT_EQ(signal_name(9), "SIGKILL");
  EXPECT_EQ(signal_name(34), "SIGRTMIN");
  EXPECT_EQ(signal_name(37), "SIGRTMIN+3");
  EXPECT_EQ(signal_name(64), "SIGRTMAX");
  EXPECT_EQ(signal_name(65), "SIG?");
}

}  // namespace
}  // namespace sim
