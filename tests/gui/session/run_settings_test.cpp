#include "gui/app/run_settings.h"

#include <gtest/gtest.h>

#include "lesson.h"

namespace gui {
namespace {

sim::Result<sim::scenario::Scenario> with(const char* text) {
  const auto settings = parse_settings(text);
  if (!settings) return tl::unexpected<sim::Error>(settings.error());
  return with_settings(pipelined_lesson(), *settings);
}

TEST(RunSettings, EveryKnobOfTheMachineReadsAsItIsSet) {
  const auto scenario = pipelined_lesson();
  for (const Knob& k : machine_knobs(scenario)) {
    const std::vector<Setting> same{{k.key, k.value}};
    const auto again = with_settings(scenario, same);
    ASSERT_TRUE(again) << k.key << " " << again.error().message;
    for (const Knob& l : machine_knobs(*again))
      if (l.key == k.key) {
        EXPECT_EQ(l.value, k.value) << k.key;
      }
  }
}

TEST(RunSettings, SetWhatTheirNamesSay) {
  const auto s =
      with("cpus=4 hz=1000,cfs.latency=12ms cfs.wakeup_preemption=no cost.switch_mm=5us");
  ASSERT_TRUE(s) << s.error().message;
  EXPECT_EQ(s->machine.cpus, 4);
  EXPECT_EQ(s->machine.hz, 1000);
  EXPECT_EQ(s->machine.sched.cfs.latency_ns, 12'000'000);
  EXPECT_FALSE(s->machine.sched.cfs.wakeup_preemption);
  EXPECT_EQ(s->machine.costs[sim::Cost::switch_mm].ns, 5000);
}

TEST(RunSettings, ChangeOneProcessOrAllOrLeaveOneOut) {
  const auto s = with("all.policy=rr sender.priority=50 receiver.nice=5 hog.present=no");
  ASSERT_TRUE(s) << s.error().message;
  ASSERT_EQ(s->machine.processes.size(), 2u);
  EXPECT_EQ(s->machine.processes[0].policy, sim::Policy::rr);
  EXPECT_EQ(s->machine.processes[0].nice, 5);
  EXPECT_EQ(s->machine.processes[1].rt_priority, 50);
}

TEST(RunSettings, SayWhatTheyDoNotUnderstand) {
  const auto message = [](const char* text) {
    const auto s = with(text);
    return s ? std::string("(fine)") : s.error().message;
  };
  EXPECT_NE(message("cpus").find("KEY=VALUE"), std::string::npos);
  EXPECT_NE(message("cpu=2").find("cpus"), std::string::npos);
  EXPECT_NE(message("nobody.nice=1").find("nobody"), std::string::npos);
  EXPECT_NE(message("hog.colour=red").find("policy"), std::string::npos);
  EXPECT_NE(message("hog.priority=5").find("fifo"), std::string::npos);
  EXPECT_NE(message("cfs.latency=1h").find("from 100 us to 1 s"), std::string::npos);
  EXPECT_NE(message("all.present=no").find("no process"), std::string::npos);
  EXPECT_NE(message("cost.nonsense=1").find("nonsense"), std::string::npos);
}

}  // namespace
}  // namespace gui
