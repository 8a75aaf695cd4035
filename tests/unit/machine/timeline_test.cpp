#include "sim/machine/timeline.h"

#include "sim/base/prng.h"
#include "tests/unit/machine/programs.h"

namespace sim {
namespace {

TEST(Timeline, SeekingAnywhereGivesTheStateOfStraightExecution) {
  const Machine start = machine_for({ping(20), pong(20)});
  std::vector<std::uint64_t> hashes;
  for (Machine m = start;; m.step()) {
    hashes.push_back(m.hash());
    if (m.ended() != RunEnd::running) break;
  }
  Timeline timeline(start, {.memory_budget_bytes = 1 << 20, .keyframe_interval = 64});
  Prng prng(9);
  for (int i = 0; i < 200; ++i) {
    const std::uint64_t step = prng.below(hashes.size());
    EXPECT_EQ(timeline.seek(step).hash(), hashes[step]) << "step " << step;
  }
  EXPECT_TRUE(timeline.explore({}));
  EXPECT_EQ(timeline.length(), hashes.size() - 1);
}

TEST(Timeline, SteppingBackUndoesSteppingForward) {
  Timeline timeline(machine_for({ping(5), pong(5)}), {.keyframe_interval = 100});
  timeline.seek(250);
  const std::uint64_t at_250 = timeline.at().hash();
  timeline.step_forward();
  timeline.step_forward();
  timeline.step_back();
  timeline.step_back();
  EXPECT_EQ(timeline.position(), 250u);
  EXPECT_EQ(timeline.at().hash(), at_250);
}

TEST(Timeline, KeepsItsKeyframesWithinTheMemoryBudget) {
  Timeline timeline(machine_for({ping(200), pong(200)}),
                    {.memory_budget_bytes = 2 << 20, .keyframe_interval = 16});
  timeline.explore({});
  EXPECT_TRUE(timeline.complete());
  EXPECT_LT(timeline.keyframe_count(), 64u);
  EXPECT_GT(timeline.keyframe_count(), 2u);
}

TEST(Timeline, EventsOfTheLastStepComeWithASeek) {
  Timeline timeline(machine_for({ping(5), pong(5)}));
  Trace trace(Detail::lines);
  timeline.seek(100, &trace);
  ASSERT_FALSE(trace.empty());
  const EventSeq last = trace.back().seq;
  EXPECT_EQ(last, timeline.at().kernel().event_seq);
}

TEST(Timeline, AForkHasItsOwnFuture) {
  Timeline timeline(machine_for({ping(5), pong(5)}));
  timeline.seek(120);
  Machine other = timeline.fork();
  other.run({});
  EXPECT_EQ(timeline.position(), 120u);
  timeline.seek(other.steps());
  EXPECT_EQ(timeline.at().hash(), other.hash());
}

}  // namespace
}  // namespace sim
