// Every lesson and regression scenario on several CPUs: the programs end as they do on one, or
// deadlock as they do on one, and every invariant holds after every step.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "sim/scenario/loader.h"

namespace sim::scenario {
namespace {

std::vector<std::string> all_scenarios() {
  std::vector<std::string> paths;
  for (const char* folder : {"lessons", "regressions"})
    for (const auto& entry : std::filesystem::directory_iterator(std::string(MSGSCOPE_SOURCE_DIR) +
                                                                 "/scenarios/" + folder))
      if (entry.path().extension() == ".yaml") paths.push_back(entry.path().string());
  std::ranges::sort(paths);
  return paths;
}

RunEnd end_of(MachineConfig config, int cpus) {
  config.cpus = cpus;
  Machine m = Machine::boot(config);
  while (m.ended() == RunEnd::running && m.steps() < 1'000'000) {
    m.step();
    if (const auto problem = m.check_invariants()) {
      ADD_FAILURE() << *problem << " after step " << m.steps();
      break;
    }
  }
  return m.ended();
}

TEST(SeveralCpus, EveryScenarioEndsAsOnOne) {
  const std::vector<std::string> paths = all_scenarios();
  ASSERT_FALSE(paths.empty());
  for (const std::string& path : paths) {
    const auto s = load_scenario(path);
    ASSERT_TRUE(s) << s.error().to_string();
    const RunEnd on_one = end_of(s->machine, 1);
    EXPECT_NE(on_one, RunEnd::running) << path;
    for (const int cpus : {2, 4})
      EXPECT_EQ(end_of(s->machine, cpus), on_one) << path << ", " << cpus;
  }
}

}  // namespace
}  // namespace sim::scenario
