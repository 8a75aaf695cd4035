#include "gui/app/run_index.h"

#include <gtest/gtest.h>

#include "gui/app/session.h"
#include "lesson.h"

namespace gui {
namespace {

const char* const kTwoTalk = R"(#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

struct message { long mtype; char mtext[16]; };

int main(void) {
  int q = msgget(IPC_PRIVATE, 0600), i;
  struct message m = {1, "hi"};
  if (fork() == 0) {
    for (i = 0; i < 1500; i++) msgrcv(q, &m, 16, 0, 0);
    _exit(0);
  }
  for (i = 0; i < 1500; i++) msgsnd(q, &m, 16, 0);
  wait(NULL);
  return 0;
}
)";

sim::scenario::Scenario talk(int cpus) {
  sim::scenario::Scenario s;
  s.machine.cpus = cpus;
  s.machine.processes = {process_of("talk", kTwoTalk)};
  return s;
}

class LongRun : public ::testing::TestWithParam<int> {};

TEST_P(LongRun, AnyMomentIsTheOneThatSteppingThereGives) {
  const sim::scenario::Scenario scenario = talk(GetParam());
  Session s(scenario);
  while (!s.complete()) s.tick(0.01);
  ASSERT_GT(s.known_steps(), 50'000u);
  sim::Machine m = sim::Machine::boot(scenario.machine);
  std::vector<std::pair<std::uint64_t, std::uint64_t>> moments;
  for (std::uint64_t step = 7; step < s.known_steps(); step += s.known_steps() / 9) {
    m.run({step, sim::SimTime::never()});
    ASSERT_EQ(m.steps(), step);
    moments.emplace_back(step, m.hash());
  }
  for (auto it = moments.rbegin(); it != moments.rend(); ++it) {
    s.apply(command::SeekStep{it->first});
    EXPECT_EQ(s.position(), it->first);
    EXPECT_EQ(s.machine().hash(), it->second) << it->first;
  }
}

TEST_P(LongRun, NextAndPreviousAreEachOthersInverse) {
  Session s(talk(GetParam()));
  while (!s.complete()) s.tick(0.01);
  for (const Granularity kind :
       {Granularity::line, Granularity::event, Granularity::context_switch}) {
    std::uint64_t p = 0;
    std::size_t found = 0;
    for (std::optional<std::uint64_t> next = s.run().next(kind, p); next && found < 20'000;
         next = s.run().next(kind, p), ++found) {
      if (p != 0) {
        ASSERT_EQ(s.run().previous(kind, *next), p);
      }
      p = *next;
    }
    EXPECT_GT(found, 100u);
  }
}

TEST_P(LongRun, EveryEventHasTheStepThatStatedItInOrder) {
  Session s(talk(GetParam()));
  while (!s.complete()) s.tick(0.01);
  const RunIndex& run = s.run();
  std::uint64_t last = 0;
  for (std::size_t i = 0; i < run.events().size(); ++i) {
    const std::uint64_t step = run.step_of_event(i);
    EXPECT_GE(step, last);
    last = step;
    if (i % 997 != 0 || step == 0) continue;
    const auto [first, end] = run.events_of_step(step);
    EXPECT_LE(first, i);
    EXPECT_GT(end, i);
    EXPECT_NE(run.code(step).flags & StepCode::has_event, 0);
  }
}

INSTANTIATE_TEST_SUITE_P(Cpus, LongRun, ::testing::Values(1, 2));

TEST(RunIndex, EndsLookingAheadAtItsLimitAndSaysSo) {
  SessionOptions options;
  options.limits.steps = 3000;
  Session s(talk(1), options);
  while (!s.complete()) s.tick(0.01);
  EXPECT_TRUE(s.run().full());
  EXPECT_EQ(s.known_steps(), 3000u);
  s.apply(command::RunToEnd{});
  EXPECT_EQ(s.position(), 3000u);
  options.limits = {};
  options.limits.events = 500;
  Session t(talk(1), options);
  while (!t.complete()) t.tick(0.01);
  EXPECT_TRUE(t.run().full());
  EXPECT_NEAR(static_cast<double>(t.run().events().size()), 500, 10);
}

TEST(RunIndex, DoesNotLookBeyondTheTimeAScenarioEnds) {
  sim::scenario::Scenario scenario = talk(1);
  scenario.until = sim::SimTime{100'000};
  Session s(scenario);
  while (!s.complete()) s.tick(0.01);
  EXPECT_LT(s.run().events().back().time, sim::SimTime{110'000});
  EXPECT_FALSE(s.run().full());
}

}  // namespace
}  // namespace gui
