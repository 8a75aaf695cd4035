#include "sim/kernel/kernel.h"

#include <set>

#include "sim/base/errno.h"
#include "tests/unit/kernel/harness.h"

namespace sim {
namespace {

constexpr int kGetpid = 39, kFork = 57, kExit = 60, kNanosleep = 35;

std::uint64_t hash_of(const KernelState& k) {
  Hasher h;
  k.hash(h);
  return h.digest();
}

TEST(KernelState, IsAValueThatTwoEqualHistoriesShare) {
  Harness one, two;
  const TaskId a = one.add_task("a"), b = two.add_task("a");
  EXPECT_EQ(hash_of(one.k), hash_of(two.k));
  one.call(a, kFork);
  EXPECT_NE(hash_of(one.k), hash_of(two.k));
  const KernelState before = one.k;
  two.call(b, kFork);
  EXPECT_EQ(hash_of(one.k), hash_of(two.k));
  one.put(a, 0, 1);
  EXPECT_EQ(hash_of(before), hash_of(two.k));
  EXPECT_NE(hash_of(one.k), hash_of(two.k));
}

TEST(Timers, ExpireInOrderOfTimeThenOfArming) {
  KernelState k;
  k.cpus.resize(1);
  Cpu& cpu = k.cpus[0];
  for (const int when : {30, 10, 20, 10, 30})
    arm_timer_on(k, cpu, Timer{SimTime{when}, 0, TimerKind::wake_task, TaskId::none(), 0, 0});
  std::vector<std::pair<std::int64_t, std::uint64_t>> order;
  while (!cpu.timers.empty()) {
    const Timer t = pop_timer(cpu);
    order.emplace_back(t.when.ns, t.seq);
  }
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
  EXPECT_EQ(order.size(), 5u);
}

TEST(TimerInterrupt, WakesASleeperWhoseTimeHasCome) {
  Harness h;
  const TaskId a = h.add_task("a"), b = h.add_task("b");
  const std::uint64_t req = h.put(b, 0, std::array<std::int64_t, 2>{0, 1000000});
  EXPECT_EQ(h.start(b, kNanosleep, {req, 0}), Run::blocked);
  const SimTime until = h.task(b).wait_until;
  h.k.cpus[0].clock = until - nanoseconds(1000);
  h.enter(a, PathId::irq_entry);
  EXPECT_TRUE(h.is_blocked(b));
  h.k.cpus[0].clock = until;
  h.enter(a, PathId::irq_entry);
  EXPECT_FALSE(h.is_blocked(b));
  EXPECT_EQ(h.resume(b), Run::done);
  EXPECT_EQ(h.result(b), 0);
}

TEST(SpinLock, MakesAnotherCpuWaitAndSaysSoOnce) {
  Harness h(2);
  const TaskId a = h.add_task("a");
  h.k.cpus[0].current = h.k.cpus[1].current = a;
  SchedState sched;
  Ctx zero{h.k, sched, h.k.cpus[0], &h.trace};
  Ctx one{h.k, sched, h.k.cpus[1], &h.trace};
  SpinLock lock;
  EXPECT_TRUE(lock_or_wait(zero, lock));
  EXPECT_FALSE(lock_or_wait(one, lock));
  EXPECT_FALSE(lock_or_wait(one, lock));
  EXPECT_TRUE(h.k.cpus[1].lock_wait);
  EXPECT_EQ(h.count(EventType::lock_wait), 1);
  unlock(zero, lock);
  EXPECT_TRUE(lock_or_wait(one, lock));
  EXPECT_FALSE(h.k.cpus[1].lock_wait);
}

TEST(NeedResched, OfAnotherCpuSendsItAnInterrupt) {
  Harness h(2);
  const TaskId a = h.add_task("a");
  h.k.cpus[0].current = h.k.cpus[1].current = a;
  SchedState sched;
  Ctx zero{h.k, sched, h.k.cpus[0], &h.trace};
  zero.set_need_resched(h.k.cpus[1], ReasonCode::cpu_was_idle, 0);
  EXPECT_TRUE(h.k.cpus[1].need_resched);
  EXPECT_EQ(h.k.cpus[1].ipi_at, h.k.cpus[0].clock + zero.costs()[Cost::ipi]);
  EXPECT_FALSE(h.k.cpus[0].ipi_pending);
}

TEST(Injection, AtTheSecondForkSendsItsSignal) {
  Harness h;
  const TaskId a = h.add_task("a");
  Injection i;
  i.on_event = EventType::sched_process_fork;
  i.fields = {{0, h.task(a).pid.value}};
  i.nth = 2;
  i.target = h.task(a).comm;
  i.value = kSIGTERM;
  h.immutable().injections.push_back(i);
  h.immutable().injection_events = 1ull << static_cast<int>(EventType::sched_process_fork);
  h.call(a, kFork);
  EXPECT_TRUE(h.k.cpus[0].timers.empty());
  h.call(a, kFork);
  ASSERT_EQ(h.k.cpus[0].timers.size(), 1u);
  EXPECT_EQ(h.enter(a, PathId::irq_entry), Run::ended);
  EXPECT_EQ(h.task(a).exit_status, kSIGTERM);
  const Event* inject = h.last(EventType::inject);
  ASSERT_NE(inject, nullptr);
  EXPECT_EQ(inject->args[2], h.task(a).pid.value);
}

TEST(Fork, BeyondTheLimitIsEagainAndReapedSlotsAreUsedAgain) {
  Harness h;
  const TaskId a = h.add_task("a");
  h.immutable().limits.max_tasks = 3;  // init, a, and one more (less the one CPU's idle task)
  h.k.sighands[h.task(a).sighand].action[kSIGCHLD - 1].handler = kSigIgn;
  for (int i = 0; i < 10; ++i) {
    ASSERT_GT(h.call(a, kFork), 0);
    const TaskId child = h.task(a).first_child;
    h.resume(child);
    ASSERT_EQ(h.start(child, kExit), Run::ended);
  }
  EXPECT_LE(h.k.tasks.capacity(), 4u);
  ASSERT_GT(h.call(a, kFork), 0);
  ASSERT_GT(h.call(a, kFork), 0);
  EXPECT_EQ(h.call(a, kFork), -kEAGAIN);
}

TEST(KernelPaths, EachSystemCallHasOneAndNoTwoShareAnId) {
  std::set<PathId> ids;
  for (const KernelPath& p : kernel_paths()) {
    EXPECT_TRUE(ids.insert(p.id).second) << p.name;
    EXPECT_FALSE(p.steps.empty()) << p.name;
    EXPECT_FALSE(p.about.empty()) << p.name;
  }
  for (const SyscallEntry& s : syscall_table()) {
    const bool of_scheduler = s.name.starts_with("sched_") || s.name == "setpriority";
    EXPECT_TRUE(of_scheduler || ids.count(s.path) == 1) << s.name;
    EXPECT_EQ(s.path == PathId::sys_simple, s.simple != nullptr) << s.name;
  }
}

TEST(SyscallName, IsThatOfLinux) {
  EXPECT_EQ(syscall_name(69), "msgsnd");
  EXPECT_EQ(syscall_name(0), "read");
  EXPECT_EQ(syscall_name(5000), "?");
}

}  // namespace
}  // namespace sim
