#include "sim/machine/machine.h"

#include "tests/unit/machine/programs.h"

namespace sim {
namespace {

const char* const kHog = "int main(void) { for (;;) ; }";
const char* const kCounter = "int main(void) { volatile unsigned x = 0; for (;;) x++; }";

std::vector<Event> of_type(const Trace& trace, EventType type) {
  std::vector<Event> out;
  for (std::size_t i = 0; i < trace.size(); ++i)
    if (trace[i].type == type) out.push_back(trace[i]);
  return out;
}

TEST(Machine, RunsAProgramToItsEnd) {
  Machine m = machine_for({{"hello", R"(
#include <stdio.h>
int main(void) { printf("hello %d\n", 42); return 3; }
)"}});
  EXPECT_EQ(m.run(until_ms(1000)), RunEnd::finished);
  EXPECT_EQ(output_of(m), "hello 42\n");
}

TEST(Machine, SteppingOneByOneIsTheSameAsRunning) {
  const Machine start = machine_for({ping(20), pong(20)});
  Machine by_steps = start;
  Machine at_once = start;
  Machine recorded = start;
  Trace trace(Detail::lines);
  while (by_steps.ended() == RunEnd::running) by_steps.step();
  at_once.run({});
  recorded.run({}, &trace);
  EXPECT_EQ(by_steps.ended(), RunEnd::finished);
  EXPECT_EQ(by_steps.steps(), at_once.steps());
  EXPECT_EQ(by_steps.hash(), at_once.hash());
  EXPECT_EQ(recorded.hash(), at_once.hash());
}

TEST(Machine, EveryStepHasTheSameHashHoweverItIsReached) {
  const Machine start = machine_for({ping(3), pong(3)});
  std::vector<std::uint64_t> hashes;
  for (Machine m = start; m.ended() == RunEnd::running; m.step()) hashes.push_back(m.hash());
  for (std::size_t i = 0; i < hashes.size(); i += 37) {
    Machine m = start;
    m.run({i, SimTime::never()});
    EXPECT_EQ(m.hash(), hashes[i]) << "step " << i;
  }
}

TEST(Machine, ACopyHasItsOwnFuture) {
  Machine a = machine_for({ping(5), pong(5)});
  a.run({300, SimTime::never()});
  Machine b = a;
  const std::uint64_t before = b.hash();
  a.run({});
  EXPECT_EQ(b.hash(), before);
  b.run({});
  EXPECT_EQ(a.hash(), b.hash());
}

TEST(Machine, InvariantsHoldAfterEveryStepOfAPingPong) {
  Machine m = machine_for({ping(10), pong(10), {"hog", kHog}});
  for (int i = 0; i < 20000 && m.ended() == RunEnd::running; ++i) {
    m.step();
    const auto problem = m.check_invariants();
    ASSERT_FALSE(problem) << "step " << m.steps() << ": " << *problem;
  }
}

TEST(Machine, AllBlockedIsADeadlockThatNamesWhoWaitsForWhat) {
  Machine m = machine_for({{"lonely", R"(
#include <sys/msg.h>
int main(void) { struct { long t; char x[8]; } m; msgrcv(msgget(7, IPC_CREAT | 0600), &m, 8, 5, 0); }
)"}});
  EXPECT_EQ(m.run(until_ms(1000)), RunEnd::deadlock);
  EXPECT_EQ(m.describe_blocked(),
            "lonely (pid 101) waits in msgrcv for a message of type 5 on message queue 0\n");
}

TEST(EmptyLoop, IsGoneOnWithAfterASwitchWithoutBeingRunAgain) {
  Machine m = machine_for({{"a", kHog}, {"b", kHog}});
  m.run(until_ms(20));
  int spins = 0;
  while (m.now() < SimTime{} + milliseconds(60)) {
    const StepInfo step = m.step();
    ASSERT_NE(step.kind, StepInfo::Kind::user) << "step " << m.steps();
    if (step.kind == StepInfo::Kind::spin) ++spins;
  }
  EXPECT_EQ(spins, 10) << "one for each tick";
}

TEST(EmptyLoop, IsInterruptedAtTheInstructionThatRunningItWouldHaveReached) {
  for (const int insn_ns : {1, 3, 7}) {
    MachineConfig config = config_for({{"a", kHog}, {"b", kHog}});
    config.costs.ns[static_cast<std::size_t>(Cost::user_insn)] = insn_ns;
    Machine m = Machine::boot(config);
    struct Begun {
      std::uint64_t head = 0;  // of the loop
      std::int64_t instructions = 0;
    };
    std::map<TaskId, Begun> begun;
    std::uint64_t inside = 0;
    while (m.now() < SimTime{} + milliseconds(100)) {
      m.step();
      const Cpu& cpu = m.kernel().cpus[0];
      const Task& t = m.kernel().tasks[cpu.current];
      const std::int64_t instructions = t.utime_ns / insn_ns;
      if (cpu.spinning) begun.try_emplace(cpu.current, Begun{t.regs.pc, instructions});
      const auto loop = begun.find(cpu.current);
      if (loop == begun.end()) continue;
      ASSERT_EQ(t.utime_ns % insn_ns, 0);
      const auto at = static_cast<std::int64_t>((t.regs.pc - loop->second.head) / kInsnBytes);
      ASSERT_EQ(at, (instructions - loop->second.instructions) % 2) << "step " << m.steps();
      inside += at;
    }
    EXPECT_EQ(begun.size(), 2u);
    EXPECT_GT(inside, 0u) << "some interrupts come in its middle";
  }
}

TEST(Cfs, SharesTheCpuByTheWeightsOfNiceValues) {
  MachineConfig config = config_for({{"nice0", kHog}, {"nice5", kHog}, {"nice10", kHog}});
  config.processes[1].nice = 5;
  config.processes[2].nice = 10;
  Machine m = Machine::boot(config);
  m.run(until_ms(3000));
  m = m.accounted_at(SimTime{} + milliseconds(3000));
  const double expected[] = {69.7, 22.8, 7.5};
  std::size_t i = 0;
  m.kernel().tasks.for_each([&](TaskId, const Task& t) {
    if (t.is_idle || t.is_init) return;
    const double share = 100.0 * static_cast<double>(t.utime_ns + t.stime_ns) / 3e9;
    EXPECT_NEAR(share, expected[i++], 0.3) << t.pid.value;
  });
  EXPECT_EQ(i, 3u);
}

TEST(Cfs, SlicesEndAtTicks) {
  MachineConfig config = config_for({{"nice0", kHog}, {"nice5", kHog}, {"nice10", kHog}});
  config.processes[1].nice = 5;
  config.processes[2].nice = 10;
  Trace trace(Detail::switches);
  Machine m = Machine::boot(config, &trace);
  m.run(until_ms(1000), &trace);
  for (std::size_t i = 5; i + 1 < trace.size(); ++i) {
    const std::int64_t ns = (trace[i + 1].time - trace[i].time).ns;
    const std::int64_t ms = (ns + 500'000) / 1'000'000;
    EXPECT_EQ(ms % 4, 0) << ns;
    if (trace[i].args[3] == 101) {
      EXPECT_TRUE(ms == 8 || ms == 12 || ms == 16) << ms;
    } else {
      EXPECT_EQ(ms, 4);
    }
  }
}

TEST(Cfs, OfTwoWokenAtOnceTheOneThatIsToPreemptRunsFirst) {
  // The first to be woken is why the waker must give way; the second changes nothing about that.
  const std::string sleeper = R"(
#include <stdio.h>
#include <sys/msg.h>
int main(int argc, char **argv) {
  struct { long type; } m;
  msgrcv(msgget(7, IPC_CREAT | 0600), &m, 0, 0, 0);
  puts(argv[0]);
  return 0;
}
)";
  Machine m = Machine::boot(config_for({{"first", sleeper}, {"second", sleeper}, {"waker", R"(
#include <msgscope.h>
#include <sys/msg.h>
int main(void) {
  compute_us(50000);
  msgctl(msgget(7, 0), IPC_RMID, 0);
  return 0;
}
)"}}));
  EXPECT_EQ(m.run({}), RunEnd::finished);
  EXPECT_EQ(output_of(m), "first\nsecond\n");
}

TEST(PingPong, InSteadyStateOneWakeUpAndTwoSwitchesARound) {
  Trace trace(Detail::events);
  Machine m = Machine::boot(config_for({ping(100), pong(100)}), &trace);
  m.run({}, &trace);
  ASSERT_EQ(m.ended(), RunEnd::finished);
  const auto switches = of_type(trace, EventType::sched_switch);
  const auto wakeups = of_type(trace, EventType::sched_wakeup);
  EXPECT_NEAR(static_cast<double>(switches.size()), 200.0, 12.0);
  EXPECT_NEAR(static_cast<double>(wakeups.size()), 100.0, 6.0);
}

TEST(Machine, OnManyCpusSteppingIsTheSameAsRunning) {
  MachineConfig config =
      config_for({{"a", kCounter}, ping(20), {"b", kCounter}, pong(20), {"c", kHog}});
  config.cpus = 3;
  Machine by_steps = Machine::boot(config);
  Machine at_once = by_steps;
  at_once.run({20000, SimTime::never()});
  while (by_steps.steps() < 20000) by_steps.step();
  EXPECT_EQ(at_once.steps(), by_steps.steps());
  EXPECT_EQ(at_once.hash(), by_steps.hash());
  const auto problem = at_once.check_invariants();
  EXPECT_FALSE(problem) << *problem;
}

TEST(Machine, OnTwoCpusBothWork) {
  MachineConfig config = config_for({{"a", kCounter}, {"b", kHog}});
  config.cpus = 2;
  Machine m = Machine::boot(config);
  m.run(until_ms(20));
  m = m.accounted_at(SimTime{} + milliseconds(20));
  m.kernel().tasks.for_each([&](TaskId, const Task& t) {
    if (t.is_idle || t.is_init) return;
    EXPECT_GT(t.utime_ns, 19'500'000) << m.kernel().comm(t);
  });
}

}  // namespace
}  // namespace sim
