#include "sim/base/errno.h"
#include "tests/unit/kernel/harness.h"

namespace sim {
namespace {

constexpr int kGetpid = 39, kGetppid = 110, kFork = 57, kExit = 60, kWait4 = 61, kWrite = 1,
              kKill = 62;

TEST(Getppid, CostsWhatItWasMeasuredToCost) {
  Harness h;
  const TaskId a = h.add_task("a");
  const SimTime before = h.k.cpus[0].clock;
  EXPECT_EQ(h.call(a, kGetppid), 1);
  EXPECT_EQ((h.k.cpus[0].clock - before).ns, 160);
}

TEST(UnknownCall, IsEnosys) {
  Harness h;
  EXPECT_EQ(h.call(h.add_task("a"), 333), -kENOSYS);
}

TaskId only_child(Harness& h, TaskId parent) { return h.task(parent).first_child; }

TEST(Fork, GivesTheChildACopyOfTheMemory) {
  Harness h;
  const TaskId a = h.add_task("a");
  h.put(a, 0, 7);
  const std::int64_t pid = h.call(a, kFork);
  const TaskId child = only_child(h, a);
  EXPECT_EQ(h.task(child).pid.value, pid);
  EXPECT_EQ(h.resume(child), Run::done);
  EXPECT_EQ(h.result(child), 0);
  h.put(child, 0, 8);
  EXPECT_EQ(h.get<int>(a, 0), 7);
  EXPECT_EQ(h.get<int>(child, 0), 8);
  EXPECT_EQ(h.call(child, kGetppid), h.call(a, kGetpid));
}

TEST(Wait, SleepsUntilAChildEndsAndTakesItsStatus) {
  Harness h;
  const TaskId a = h.add_task("a");
  const std::int64_t pid = h.call(a, kFork);
  const TaskId child = only_child(h, a);
  h.resume(child);
  const std::uint64_t status = Harness::kData;
  EXPECT_EQ(h.start(a, kWait4, {~0ull, status, 0, 0}), Run::blocked);
  EXPECT_EQ(h.start(child, kExit, {3}), Run::ended);
  EXPECT_FALSE(h.is_blocked(a));
  EXPECT_EQ(h.resume(a), Run::done);
  EXPECT_EQ(h.result(a), pid);
  EXPECT_EQ(h.get<int>(a, 0), 3 << 8);
  EXPECT_EQ(h.call(a, kWait4, {~0ull, status, 0, 0}), -kECHILD);
}

TEST(Wait, WithWnohangReturnsZeroWhileTheChildLives) {
  Harness h;
  const TaskId a = h.add_task("a");
  h.call(a, kFork);
  EXPECT_EQ(h.call(a, kWait4, {~0ull, 0, 1, 0}), 0);
}

TEST(Exit, GivesOrphansToInitWhichReapsThem) {
  Harness h;
  const TaskId a = h.add_task("a");
  h.call(a, kFork);
  const TaskId child = only_child(h, a);
  h.resume(child);
  EXPECT_EQ(h.start(a, kExit, {0}), Run::ended);
  EXPECT_EQ(h.task(a).state, TaskState::dead);
  EXPECT_EQ(h.call(child, kGetppid), 1);
  EXPECT_EQ(h.start(child, kExit, {0}), Run::ended);
  EXPECT_EQ(h.task(child).state, TaskState::dead);
  EXPECT_EQ(h.k.live_processes, 0u);
  EXPECT_EQ(h.count(EventType::sched_process_wait), 2);
}

TEST(Write, ToTheTerminalAppendsToTheOutput) {
  Harness h;
  const TaskId a = h.add_task("a");
  const std::uint64_t text = h.put_text(a, 0, "hello\n");
  EXPECT_EQ(h.call(a, kWrite, {1, text, 6}), 6);
  EXPECT_EQ(h.k.output.read(0, 100), "hello\n");
  EXPECT_EQ(h.call(a, kWrite, {1, 16, 6}), -kEFAULT);
  EXPECT_EQ(h.call(a, kWrite, {9, text, 6}), -kEBADF);
}

TEST(Kill, EndsAnotherProcessAndItsParentLearnsTheSignal) {
  Harness h;
  const TaskId a = h.add_task("a");
  const std::int64_t pid = h.call(a, kFork);
  const TaskId child = only_child(h, a);
  EXPECT_EQ(h.call(a, kKill, {static_cast<std::uint64_t>(pid), kSIGTERM}), 0);
  EXPECT_EQ(h.resume(child), Run::ended);
  EXPECT_EQ(h.call(a, kWait4, {static_cast<std::uint64_t>(pid), Harness::kData, 0, 0}), pid);
  EXPECT_EQ(h.get<int>(a, 0), kSIGTERM);
}

TEST(Kill, OfAnotherUsersProcessIsRefused) {
  Harness h;
  const TaskId a = h.add_task("a", 1000), b = h.add_task("b", 1001);
  EXPECT_EQ(h.call(a, kKill, {static_cast<std::uint64_t>(h.task(b).pid.value), 0}), -kEPERM);
  EXPECT_EQ(h.call(a, kKill, {9999, 0}), -kESRCH);
  EXPECT_EQ(h.call(a, kKill, {static_cast<std::uint64_t>(h.task(a).pid.value), 65}), -kEINVAL);
}

}  // namespace
}  // namespace sim
