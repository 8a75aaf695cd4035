// What holds of every machine, whatever runs on it: a few dozen random ones, hundreds with
// `./dev test --long`.
#include <gtest/gtest.h>

#include <cstdlib>
#include <vector>

#include "sim/machine/timeline.h"
#include "tests/unit/machine/random_programs.h"

namespace sim {
namespace {

constexpr std::uint64_t kStepLimit = 6'000;
constexpr std::uint64_t kHashedSteps = 1'500;  // hashing costs more than stepping

std::uint64_t machine_count(std::uint64_t quick) {
  return std::getenv("MSGSCOPE_LONG") != nullptr ? 300 : quick;
}

TEST(RandomMachine, KeepsEveryInvariantAfterEveryStep) {
  for (std::uint64_t seed = 1; seed <= machine_count(40); ++seed) {
    const MachineConfig config = random_machine(seed);
    const SimDuration lookahead = config.costs[Cost::ipi];
    Machine m = Machine::boot(config);
    while (m.ended() == RunEnd::running && m.steps() < kStepLimit) {
      const SimTime before = m.now();
      m.step();
      const auto problem = m.check_invariants();
      ASSERT_FALSE(problem) << "seed " << seed << ", step " << m.steps() << ": " << *problem;
      // A CPU in user mode may be in front of the others by less than an interrupt takes.
      ASSERT_GE((m.now() + lookahead).ns, before.ns) << "seed " << seed << ", step " << m.steps();
    }
  }
}

// The hash after each step, the first being that of the machine as it is switched on.
std::vector<std::uint64_t> hashes_along(Machine m) {
  std::vector<std::uint64_t> hashes{m.hash()};
  while (m.ended() == RunEnd::running && m.steps() < kHashedSteps) {
    m.step();
    hashes.push_back(m.hash());
  }
  return hashes;
}

TEST(RandomMachine, GoesThroughTheSameStatesAgain) {
  for (std::uint64_t seed = 1; seed <= machine_count(10); ++seed) {
    const auto hashes = hashes_along(Machine::boot(random_machine(seed)));
    // All is made anew: nothing may depend on where things lie in memory.
    Trace trace(Detail::lines);
    Machine again = Machine::boot(random_machine(seed), &trace);
    for (std::size_t step = 0; step < hashes.size(); ++step) {
      ASSERT_EQ(again.hash(), hashes[step]) << "seed " << seed << ", step " << step;
      again.step(&trace);
    }
  }
}

TEST(RandomMachine, GoesBackToTheStatesItCameFrom) {
  for (std::uint64_t seed = 1; seed <= machine_count(10); ++seed) {
    const Machine start = Machine::boot(random_machine(seed));
    const auto hashes = hashes_along(start);
    Timeline timeline(start, {.memory_budget_bytes = 4 << 20, .keyframe_interval = 128});
    Prng prng(seed);
    for (int i = 0; i < 30; ++i) {
      const std::uint64_t step = prng.below(hashes.size());
      ASSERT_EQ(timeline.seek(step).hash(), hashes[step]) << "seed " << seed << ", step " << step;
    }
  }
}

TEST(RandomMachine, RunsAheadToTheStateThatSingleStepsReach) {
  for (std::uint64_t seed = 1; seed <= machine_count(10); ++seed) {
    const Machine start = Machine::boot(random_machine(seed));
    const auto hashes = hashes_along(start);
    Machine m = start;
    Prng prng(seed);
    for (std::uint64_t to = 0; to < hashes.size(); to += 1 + prng.below(hashes.size() / 3 + 1)) {
      m.run({.step = to});
      ASSERT_EQ(m.steps(), to) << "seed " << seed;
      ASSERT_EQ(m.hash(), hashes[to]) << "seed " << seed << ", step " << to;
    }
  }
}

}  // namespace
}  // namespace sim
