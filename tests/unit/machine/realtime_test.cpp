// SCHED_FIFO and SCHED_RR above the fair class (sched(7)).
#include <vector>

#include "tests/unit/machine/programs.h"

namespace sim {
namespace {

const char* const kSpin = "int main(void) { for (;;) ; }";
const char* const kWork = R"(
#include <msgscope.h>
int main(void) { compute_us(30000); return 0; }
)";

// Who ran, in order: pids of the tasks the CPU was switched to, idle left out.
std::vector<std::int64_t> order_of(const Trace& trace) {
  std::vector<std::int64_t> pids;
  for (std::size_t i = 0; i < trace.size(); ++i)
    if (trace[i].args[3] != 0) pids.push_back(trace[i].args[3]);
  return pids;
}

MachineConfig with_policy(std::vector<std::pair<std::string, std::string>> programs, Policy policy,
                          std::vector<int> priorities) {
  MachineConfig config = config_for(std::move(programs));
  for (std::size_t i = 0; i < priorities.size(); ++i) {
    if (priorities[i] == 0) continue;
    config.processes[i].policy = policy;
    config.processes[i].rt_priority = priorities[i];
  }
  return config;
}

TEST(RealTime, AFifoTaskRunsUntilItEndsAndTheHigherPriorityComesFirst) {
  Trace trace(Detail::switches);
  Machine m = Machine::boot(
      with_policy({{"fair", kWork}, {"low", kWork}, {"high", kWork}}, Policy::fifo, {0, 10, 20}),
      &trace);
  EXPECT_EQ(m.run({}, &trace), RunEnd::finished);
  EXPECT_EQ(order_of(trace), (std::vector<std::int64_t>{103, 102, 101}));
}

TEST(RealTime, AWokenFifoTaskPreemptsAFairOneAtOnce) {
  MachineConfig config = with_policy({{"hog", kSpin}, {"rt", R"(
#include <unistd.h>
int main(void) { for (;;) usleep(1500); return 0; }
)"}},
                                     Policy::fifo, {0, 50});
  Machine m = Machine::boot(config);
  m.run(until_ms(30));
  const Task& rt = *m.kernel().find_task(Pid{102});
  EXPECT_GE(rt.wakeups, 10u);
  EXPECT_LT(rt.ready_ns / rt.wakeups, 5'000);
}

TEST(RealTime, RoundRobinTasksOfOnePriorityTakeTurnsOfAHundredMilliseconds) {
  Trace trace(Detail::switches);
  Machine m = Machine::boot(with_policy({{"a", kSpin}, {"b", kSpin}}, Policy::rr, {5, 5}), &trace);
  m.run(until_ms(950), &trace);
  ASSERT_GE(trace.size(), 8u);
  for (std::size_t i = 2; i + 1 < trace.size(); ++i) {
    EXPECT_NE(trace[i].args[0], trace[i].args[3]);
    EXPECT_NEAR(static_cast<double>((trace[i + 1].time - trace[i].time).ns), 100e6, 4e6);
  }
}

TEST(RealTime, AFifoTaskIsNotPreemptedByItsEqual) {
  Trace trace(Detail::switches);
  Machine m =
      Machine::boot(with_policy({{"a", kSpin}, {"b", kSpin}}, Policy::fifo, {5, 5}), &trace);
  m.run(until_ms(950), &trace);
  EXPECT_EQ(order_of(trace), (std::vector<std::int64_t>{101}));
}

TEST(RealTime, InvariantsHoldWhileTasksChangeTheirPolicy) {
  Machine m = machine_for({{"changer", R"(
#include <sched.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>
int main(void) {
  struct sched_param p = {.sched_priority = 7}, none = {0};
  if (fork() == 0) for (;;) ;
  for (int i = 0; i < 20; i++) {
    if (sched_setscheduler(0, i % 2 ? SCHED_RR : SCHED_FIFO, &p) != 0) perror("rt");
    sched_yield();
    if (sched_setscheduler(0, SCHED_OTHER, &none) != 0) perror("other");
    setpriority(PRIO_PROCESS, 0, i % 5);
    usleep(700);
  }
  printf("%d\n", sched_getscheduler(0));
  return 0;
}
)"}});
  for (int i = 0; i < 40000 && output_of(m).empty() && m.ended() == RunEnd::running; ++i) {
    m.step();
    const auto problem = m.check_invariants();
    ASSERT_FALSE(problem) << "step " << m.steps() << ": " << *problem;
  }
  EXPECT_EQ(output_of(m), "0\n");
}

}  // namespace
}  // namespace sim
