#include "sim/analysis/moments.h"

#include <gtest/gtest.h>

#include "sim/scenario/loader.h"

namespace sim::analysis {
namespace {

std::vector<std::string> missed(const std::string& lists) {
  auto s = scenario::load_scenario_text(
      "scenario: s\nprocesses:\n  - name: p\n    program: |\n      #include <unistd.h>\n"
      "      int main(void) { getppid(); getppid(); return 0; }\n" +
          lists,
      "s.yaml", "");
  EXPECT_TRUE(s.has_value()) << (s ? "" : s.error().to_string());
  if (!s) return {};
  MomentWatch watch(*s);
  scenario::run_machine(s->machine, {}, {&watch});
  std::vector<std::string> all;
  for (const Error& e : watch.missed()) all.push_back(e.to_string());
  return all;
}

std::string narration(const std::string& when) {
  return "narration:\n  - when: " + when + "\n    text: now\n";
}
std::string question(const std::string& when) {
  return "questions:\n  - when: " + when + "\n    ask: what?\n    choices: [a, b]\n    answer: 1\n";
}

TEST(MomentWatch, IsSilentAboutWhatCame) {
  EXPECT_TRUE(missed("").empty());
  EXPECT_TRUE(missed(narration("{event: sys_enter, process: p, nr: getppid, nth: 2}")).empty());
  EXPECT_TRUE(missed(question("{event: sched_process_exit, process: p}")).empty());
  EXPECT_TRUE(missed(narration("{at: 100ns}")).empty());
}

TEST(MomentWatch, NamesTheNarrationWhoseEventNeverCame) {
  const auto all = missed(narration("{event: msg_enqueue}"));
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].rfind("s.yaml:", 0), 0u) << all[0];
  EXPECT_NE(all[0].find(":8:"), std::string::npos) << all[0];
  EXPECT_NE(all[0].find("narration never came"), std::string::npos);
}

TEST(MomentWatch, NamesTheQuestionThatCameTooSeldomOrTooLate) {
  EXPECT_EQ(missed(question("{event: sys_enter, process: p, nr: getppid, nth: 3}")).size(), 1u);
  const auto late = missed(question("{at: 10s}"));
  ASSERT_EQ(late.size(), 1u);
  EXPECT_NE(late[0].find("question was never asked"), std::string::npos);
}

}  // namespace
}  // namespace sim::analysis
