// What the window says of a moment must be true at that moment.
#include "gui/window/story.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>

#include "gui/scene/user_line.h"
#include "gui/window/facts.h"

namespace gui {
namespace {

std::unique_ptr<Session> lesson(const std::string& name) {
  SessionOptions options;
  options.watch_interval_s = 1e9;
  auto s = Session::open(MSGSCOPE_SOURCE_DIR "/scenarios/lessons/" + name + ".yaml", options);
  if (!s) {
    ADD_FAILURE() << s.error().to_string();
    return nullptr;
  }
  while (!(*s)->complete()) (*s)->tick(0.01);
  return std::move(*s);
}

sim::SimTime at_us(std::int64_t us) { return sim::SimTime{us * 1000}; }

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

// The line a step of granularity "C line" stands before, with whose it is.
std::pair<std::string, std::uint32_t> line_before(const Session& s) {
  const sim::KernelState& k = s.machine().kernel();
  const sim::Task& t = k.tasks[s.machine().last_step().task];
  EXPECT_FALSE(t.in_kernel()) << s.position();
  const sim::LineEntry* line = user_line(k, t);
  return {std::string(k.comm(t)), line != nullptr ? line->line : 0};
}

// A program of its own, looked at up to so many steps.
std::unique_ptr<Session> program(const std::string& name, const std::string& text,
                                 std::uint64_t steps) {
  const std::string path = testing::TempDir() + name + ".c";
  std::ofstream(path) << text;
  SessionOptions options;
  options.watch_interval_s = 1e9;
  options.limits.steps = steps;
  auto s = Session::open(path, options);
  if (!s) {
    ADD_FAILURE() << s.error().to_string();
    return nullptr;
  }
  while (!(*s)->complete()) (*s)->tick(0.01);
  (*s)->apply(command::SeekStep{(*s)->run().steps()});
  return std::move(*s);
}

TEST(Ending, SaysWhichSignalKilledAProcessAndAtWhichLine) {
  const auto s = program("segv", "int main(void) {\n  *(volatile int *)0 = 1;\n}\n", 100'000);
  ASSERT_EQ(s->machine().ended(), sim::RunEnd::finished);
  const std::string what = Storyteller().tell(*s, Lang::en).what;
  EXPECT_TRUE(has(what, "**segv** was killed by SIGSEGV, line 2.")) << what;
  ASSERT_EQ(s->processes().size(), 1u);
  EXPECT_EQ(s->processes()[0].killed_by, 11);
  EXPECT_EQ(s->processes()[0].killed_line, 2u);
  Storyteller storyteller;
  const StageFacts facts = facts_of(*s, storyteller, 100);
  ASSERT_EQ(facts.processes.size(), 1u);
  EXPECT_EQ(facts.processes[0].killed_by, 11);
}

TEST(Ending, OfAProcessThatEndedByItselfNamesNoSignal) {
  const auto s = program("well", "int main(void) { return 3; }\n", 100'000);
  ASSERT_EQ(s->machine().ended(), sim::RunEnd::finished);
  EXPECT_FALSE(has(Storyteller().tell(*s, Lang::en).what, "killed"));
  EXPECT_EQ(s->processes()[0].killed_by, 0);
}

TEST(Ending, SaysWhyTheWindowLooksNoFurther) {
  const auto s =
      program("loop", "int main(void) {\n  for (volatile int i = 0;; i++) {}\n}\n", 2'000);
  ASSERT_EQ(s->machine().ended(), sim::RunEnd::running);
  const Told told = Storyteller().tell(*s, Lang::en);
  EXPECT_TRUE(has(told.what, "The window looks no further")) << told.what;
  EXPECT_TRUE(has(told.more, "msgscope run")) << told.more;
}

TEST(Lines, AStepOfOneLineStopsOnceBeforeEachLineTheProgramReaches) {
  const auto s = lesson("03-pipelined-send");
  std::map<std::string, std::vector<std::uint32_t>> lines;
  for (std::optional<std::uint64_t> p = s->run().next(Granularity::line, 0); p;
       p = s->run().next(Granularity::line, *p)) {
    s->apply(command::SeekStep{*p});
    const auto [who, line] = line_before(*s);
    lines[who].push_back(line);
  }
  // Line 16 comes after the C library's start, 23 and 30 after its system calls.
  const std::vector<std::uint32_t> receiver{16, 20, 22, 23, 29, 30, 34, 35};
  EXPECT_EQ(lines["first"], receiver);
  EXPECT_EQ(lines["second"], receiver);
}

TEST(Story, ABreakpointStopsBeforeALineThatHasNotRun) {
  const auto s = lesson("03-pipelined-send");
  const std::string program = s->machine().fixed().programs[0]->name;
  s->apply(command::ToggleBreakpoint{{AtLine{program, 0, 16}}});
  s->apply(command::RunToEnd{});
  ASSERT_TRUE(s->stopped_at());
  Storyteller told;
  EXPECT_EQ(told.tell(*s, Lang::en).what, "first is at line 16: it comes next.");
  EXPECT_EQ(told.tell(*s, Lang::zh).what, "first 停在第 16 行，这一行还没有运行。");
  s->apply(command::Step{Direction::forward, Granularity::line});
  EXPECT_EQ(told.tell(*s, Lang::en).what, "first has run line 16. Line 20 comes next.");
}

TEST(Story, ALineThatMakesASystemCallHasNotRunYet) {
  const auto s = lesson("03-pipelined-send");
  const auto line_22 = s->run().next(Granularity::line, 0);
  ASSERT_TRUE(line_22);
  Storyteller told;
  bool trapped = false;
  for (std::uint64_t p = *line_22; p < *line_22 + 20 && !trapped; ++p) {
    s->apply(command::SeekStep{p});
    const std::string what = told.tell(*s, Lang::en).what;
    EXPECT_FALSE(has(what, "has run line 22")) << what;
    trapped = has(what, "is at line 22 and makes a system call, `msgget`");
  }
  EXPECT_TRUE(trapped);
}

TEST(Story, ALongComputationIsToldAsUnderWay) {
  const auto s = lesson("06-arrived-but-waiting");
  s->apply(command::SeekTime{at_us(2400)});
  EXPECT_EQ(s->clock(), at_us(2400));
  Storyteller told;
  const std::string what = told.tell(*s, Lang::en).what;
  EXPECT_TRUE(has(what, " runs line 6: it computes")) << what;
}

TEST(Story, WordsTiedToATimeComeAtThatTimeAndNotAtTheNextEvent) {
  const auto s = lesson("02-a-receiver-that-blocks");
  Storyteller told;
  s->apply(command::SeekTime{at_us(499)});
  EXPECT_FALSE(has(told.tell(*s, Lang::en).what, "Nobody is ready"));
  s->apply(command::SeekTime{at_us(500)});
  EXPECT_TRUE(has(told.tell(*s, Lang::en).what, "Nobody is ready")) << told.tell(*s, Lang::en).what;
  s->apply(command::SeekTime{at_us(900)});
  EXPECT_TRUE(has(told.tell(*s, Lang::en).what, "Nobody is ready"));
  // The sender has come: now somebody is.
  s->apply(command::SeekTime{at_us(1001)});
  const Told after = told.tell(*s, Lang::en);
  EXPECT_FALSE(has(after.what, "Nobody is ready")) << after.what;
  EXPECT_FALSE(after.more.starts_with("Nobody is ready")) << after.more;
}

TEST(Story, WhileACpuWaitsForAnInterruptItSaysSo) {
  const auto s = lesson("02-a-receiver-that-blocks");
  Storyteller told;
  s->apply(command::SeekTime{at_us(300)});
  EXPECT_EQ(told.tell(*s, Lang::en).what, "CPU 0 has nothing to do and waits for an interrupt.");
}

TEST(Story, ALessonsWordsAreNotClaimedOfAProgramThatWasChanged) {
  const auto s = lesson("03-pipelined-send");
  const auto asks = [&s] {
    const auto& stops = s->notes().stops();
    return std::any_of(stops.begin(), stops.end(),
                       [](const Stop& stop) { return stop.kind == Stop::Kind::question; });
  };
  EXPECT_TRUE(asks());
  const std::size_t sender = 2;
  const std::string original = s->source_of(sender).text;
  std::string changed = original;
  const std::size_t at = changed.find("999");
  ASSERT_NE(at, std::string::npos);
  changed.replace(at, 3, "777");
  s->apply(command::EditProgram{sender, changed});
  while (!s->complete()) s->tick(0.01);
  EXPECT_TRUE(s->edited());
  EXPECT_FALSE(asks());
  Storyteller told;
  bool narrated = false;
  for (const Stop& stop : s->notes().stops()) {
    s->apply(command::SeekStep{stop.position});
    const std::string what = told.tell(*s, Lang::en).what;
    EXPECT_TRUE(what.starts_with("In the original program: ")) << what;
    narrated = true;
  }
  EXPECT_TRUE(narrated);
  // As it was, it is the lesson again.
  s->apply(command::EditProgram{sender, original});
  while (!s->complete()) s->tick(0.01);
  EXPECT_FALSE(s->edited());
  EXPECT_TRUE(asks());
}

}  // namespace
}  // namespace gui
