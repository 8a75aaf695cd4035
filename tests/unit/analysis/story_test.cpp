#include "sim/analysis/story.h"

#include <gtest/gtest.h>

#include "sim/scenario/loader.h"
#include "sim/scenario/programs.h"
#include "sim/scenario/run.h"

namespace sim::analysis {
namespace {

class Told : public scenario::RunListener {
 public:
  Told(const scenario::Scenario& s, Lang lang, Detail detail = Detail::events)
      : story_(s, lang, detail) {}
  std::uint64_t wants() const override { return story_.wants(); }
  void on_event(const Event& e, const Machine& m) override { text += story_.tell(e, m); }
  void on_end(const Machine&, scenario::Outcome outcome, SimTime at) override {
    text += story_.end(outcome, at);
  }
  std::string text;

 private:
  Story story_;
};

std::string told(const std::string& source, Lang lang) {
  scenario::Scenario s;
  ProcessSpec p;
  p.name = "it";
  auto program = scenario::compile_source(source, "it", "it.c", ".");
  EXPECT_TRUE(program.has_value());
  p.program = *program;
  s.machine.processes.push_back(p);
  Told listener(s, lang);
  scenario::run_machine(s.machine, {}, {&listener});
  return listener.text;
}

bool ends_with_line(const std::string& text, const std::string& end) {
  return text.size() > end.size() &&
         text.compare(text.size() - end.size() - 1, end.size(), end) == 0;
}

TEST(Story, SaysHowTheRunEndedInTheReadersLanguage) {
  const std::string over = "int main(void) { return 0; }\n";
  EXPECT_TRUE(ends_with_line(told(over, Lang::en), "every process has ended."));
  EXPECT_TRUE(ends_with_line(told(over, Lang::zh), "所有进程都已结束。"));
  const std::string stuck =
      "#include <unistd.h>\nint main(void) { int p[2]; char c; pipe(p); read(p[0], &c, 1); }\n";
  EXPECT_NE(told(stuck, Lang::en).find("Deadlock"), std::string::npos);
  EXPECT_NE(told(stuck, Lang::zh).find("死锁"), std::string::npos);
}

TEST(Story, WordsTiedToATimeStandBeforeWhatHappensAfterIt) {
  auto s = scenario::load_scenario(MSGSCOPE_SOURCE_DIR
                                   "/scenarios/lessons/02-a-receiver-that-blocks.yaml");
  ASSERT_TRUE(s) << s.error().to_string();
  Told listener(*s, Lang::en);
  scenario::run_machine(s->machine, {}, {&listener});
  const auto words = listener.text.find("Nobody is ready: the CPU idles");
  ASSERT_NE(words, std::string::npos);
  EXPECT_LT(words, listener.text.find("sender, a new process, is on the run queue"));
}

TEST(Story, TellsOfBeingStoppedAndOfGoingOn) {
  const std::string source =
      "#include <signal.h>\n#include <unistd.h>\n#include <sys/wait.h>\n"
      "int main(void) {\n  int pid = fork();\n  if (pid == 0) { pause(); return 0; }\n"
      "  kill(pid, SIGSTOP);\n  usleep(10);\n  kill(pid, SIGCONT);\n  usleep(10);\n"
      "  kill(pid, SIGKILL);\n  wait(0);\n  return 0;\n}\n";
  const std::string text = told(source, Lang::en);
  const auto stopped = text.find("stopped");
  ASSERT_NE(stopped, std::string::npos) << text;
  EXPECT_NE(text.find("SIGCONT", stopped), std::string::npos);
}

}  // namespace
}  // namespace sim::analysis
