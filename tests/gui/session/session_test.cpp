#include "gui/app/session.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "lesson.h"

namespace gui {
namespace {

using command::Step;

Session& run_known(Session& s) {
  while (!s.complete()) s.tick(0.01);
  return s;
}

sim::EventType last_event_of_level(const Session& s, sim::Detail level) {
  for (const sim::Event& e : s.last_events())
    if (sim::event_spec(e.type).level <= level) return e.type;
  return sim::EventType::count_;
}

TEST(Session, KnowsTheWholeRunOfALessonSoonAndKeepsItsPlaceAtTheBeginning) {
  Session s(pipelined_lesson());
  run_known(s);
  EXPECT_EQ(s.position(), 0u);
  EXPECT_GT(s.known_steps(), 300u);
  EXPECT_EQ(s.run().events().size(), s.run().events_up_to(s.known_steps()));
  EXPECT_FALSE(s.run().full());
}

TEST(Session, SteppingForwardAndBackComesThroughTheSameStates) {
  Session s(pipelined_lesson());
  for (const Granularity kind :
       {Granularity::step, Granularity::line, Granularity::event, Granularity::context_switch}) {
    s.apply(command::Reset{});
    std::vector<std::uint64_t> positions{0}, hashes{s.machine().hash()};
    for (int i = 0; i < 25; ++i) {
      s.apply(Step{Direction::forward, kind});
      if (s.position() == positions.back()) break;
      positions.push_back(s.position());
      hashes.push_back(s.machine().hash());
    }
    ASSERT_GT(positions.size(), 3u);
    // The end of the run is a stop, but no line, event or switch of its own.
    for (std::size_t i = positions.size() - 1; i-- > 0;) {
      s.apply(Step{Direction::back, kind});
      EXPECT_EQ(s.position(), positions[i]);
      EXPECT_EQ(s.machine().hash(), hashes[i]);
    }
  }
}

TEST(Session, EachGranularityStopsWhereSuchAThingHappened) {
  Session s(pipelined_lesson());
  for (int i = 0; i < 6; ++i) {
    s.apply(Step{Direction::forward, Granularity::context_switch});
    EXPECT_EQ(last_event_of_level(s, sim::Detail::switches), sim::EventType::sched_switch);
  }
  s.apply(command::Reset{});
  for (int i = 0; i < 6; ++i) {
    s.apply(Step{Direction::forward, Granularity::line});
    EXPECT_EQ(s.machine().last_step().kind, sim::StepInfo::Kind::user);
  }
}

TEST(Session, BackToTheContextSwitchBeforeIsTheGreatestEarlierOne) {
  Session s(pipelined_lesson());
  run_known(s);
  const std::uint64_t from = s.known_steps() * 2 / 3;
  s.apply(command::SeekStep{from});
  s.apply(Step{Direction::back, Granularity::context_switch});
  std::uint64_t expected = 0;
  for (std::size_t i = 0; i < s.run().events().size(); ++i)
    if (s.run().events()[i].type == sim::EventType::sched_switch && s.run().step_of_event(i) < from)
      expected = s.run().step_of_event(i);
  EXPECT_EQ(s.position(), expected);
}

TEST(Session, EveryRecordedEventBelongsToTheStepThatStatedIt) {
  Session s(pipelined_lesson());
  run_known(s);
  for (std::size_t i = 0; i < s.run().events().size(); i += 17) {
    const sim::Event& e = s.run().events()[i];
    if (s.run().step_of_event(i) == 0) continue;
    s.apply(command::SeekStep{s.run().step_of_event(i)});
    EXPECT_TRUE(std::any_of(s.last_events().begin(), s.last_events().end(),
                            [&](const sim::Event& x) { return x.seq == e.seq; }))
        << i;
  }
}

TEST(Session, SeekingATimeAndAStepMeetInTheSameState) {
  Session s(pipelined_lesson());
  run_known(s);
  s.apply(command::SeekTime{sim::SimTime{1'500'000}});
  const std::uint64_t hash = s.machine().hash(), step = s.position();
  s.apply(command::Reset{});
  s.apply(command::SeekStep{step});
  EXPECT_EQ(s.machine().hash(), hash);
  EXPECT_LE(s.machine().last_step().begin, sim::SimTime{1'500'000});
}

TEST(Session, ShowsTheTimeThatWasAskedForInsideALongStep) {
  Session s(pipelined_lesson(false));
  s.apply(command::SeekTime{sim::SimTime{1'500'000}});  // the sender computes for 2 ms
  EXPECT_GT(s.now(), sim::SimTime{1'500'000});
  EXPECT_EQ(s.clock(), sim::SimTime{1'500'000});
  s.apply(Step{});
  while (s.phase() < 1) s.tick(0.1);
  EXPECT_EQ(s.clock(), s.now());
}

TEST(Session, TheClockGoesOnInsideAStepsMotion) {
  Session s(pipelined_lesson(false));
  s.apply(command::SeekTime{sim::SimTime{1'500'000}});
  s.apply(Step{Direction::back, {}});
  while (s.phase() < 1) s.tick(0.1);
  const sim::SimTime from = s.clock();
  s.apply(Step{});
  EXPECT_EQ(s.clock(), from);
  s.tick(SessionOptions{}.motion_s / 2);
  EXPECT_NEAR(static_cast<double>(s.clock().ns), static_cast<double>((from.ns + s.now().ns) / 2),
              50'000);
}

TEST(Session, PlaysAtItsSpeedAndStopsAtTheEnd) {
  Session s(pipelined_lesson());
  s.apply(command::SetSpeed{10});
  s.apply(command::Play{});
  for (int i = 0; i < 60; ++i) s.tick(1.0 / 60);
  EXPECT_NEAR(static_cast<double>(s.position()), 11, 1);
  s.apply(command::SetSpeed{100'000});
  for (int i = 0; i < 600 && s.playing(); ++i) s.tick(1.0 / 60);
  EXPECT_FALSE(s.playing());
  EXPECT_TRUE(s.at_end());
}

TEST(Session, MotionGoesFromTheStepBeforeToThisOne) {
  Session s(pipelined_lesson());
  s.apply(Step{});
  EXPECT_EQ(s.phase(), 0);
  EXPECT_EQ(s.before().steps(), 0u);
  float last = 0;
  for (int i = 0; i < 60; ++i) {
    s.tick(0.01);
    EXPECT_GE(s.phase(), last);
    last = s.phase();
  }
  EXPECT_EQ(last, 1);
  s.apply(command::SeekStep{40});  // a jump has no motion
  EXPECT_EQ(s.phase(), 1);
}

TEST(Session, AMotionStandsStillWhenPausedAndGoesOnWhereItStood) {
  Session s(pipelined_lesson());
  s.apply(command::SetSpeed{0.25});  // four seconds a step
  s.apply(command::Play{});
  s.tick(1.0 / 60);
  const std::uint64_t step = s.position();
  for (int i = 0; i < 60; ++i) s.tick(1.0 / 60);
  const float half = s.phase();
  EXPECT_GT(half, 0.2f);
  EXPECT_LT(half, 0.8f);
  s.apply(command::TogglePlay{});
  EXPECT_TRUE(s.held());
  EXPECT_FALSE(s.playing());
  for (int i = 0; i < 600; ++i) s.tick(1.0 / 60);
  EXPECT_EQ(s.phase(), half);
  EXPECT_EQ(s.position(), step);
  s.apply(command::TogglePlay{});
  EXPECT_TRUE(s.playing());
  for (int i = 0; i < 60; ++i) s.tick(1.0 / 60);
  EXPECT_GT(s.phase(), half);
  EXPECT_EQ(s.position(), step);  // the same step, not yet the next
  for (int i = 0; i < 240; ++i) s.tick(1.0 / 60);
  EXPECT_EQ(s.position(), step + 1);
}

TEST(Session, AStepCanBeTakenInPartsOnAndBack) {
  Session s(pipelined_lesson());
  s.apply(command::SeekStep{40});
  s.apply(command::StepPart{Direction::forward});
  EXPECT_EQ(s.position(), 41u);
  EXPECT_FLOAT_EQ(s.phase(), 0.125f);
  s.tick(10);
  EXPECT_FLOAT_EQ(s.phase(), 0.125f);
  for (int i = 0; i < 7; ++i) s.apply(command::StepPart{Direction::forward});
  EXPECT_EQ(s.phase(), 1);
  EXPECT_FALSE(s.held());
  EXPECT_EQ(s.position(), 41u);
  s.apply(command::StepPart{Direction::back});
  EXPECT_FLOAT_EQ(s.phase(), 0.875f);
  // After a jump, too: it is the motion of the last step.
  s.apply(command::SeekStep{60});
  s.apply(command::StepPart{Direction::back});
  EXPECT_EQ(s.position(), 60u);
  EXPECT_EQ(s.before().steps(), 59u);
  EXPECT_FLOAT_EQ(s.phase(), 0.875f);
  s.apply(Step{});  // on: first to the end of this step
  EXPECT_EQ(s.phase(), 1);
  EXPECT_EQ(s.position(), 60u);
}

TEST(Session, StopsBeforeTheLineOfABreakpoint) {
  Session s(pipelined_lesson());
  s.apply(command::ToggleBreakpoint{{AtLine{"sender", 0, 13}}});
  s.apply(command::RunToEnd{});
  ASSERT_EQ(s.stopped_at(), std::optional<std::size_t>(0));
  // Where a step of one line stops, too.
  EXPECT_EQ(s.run().previous(Granularity::line, s.position() + 1), s.position());
  const StepCode& code = s.run().code(s.position());
  EXPECT_EQ(s.machine().fixed().programs[code.program]->lines[code.what].line, 13u);
  s.apply(command::RunToEnd{});
  EXPECT_TRUE(s.at_end());
}

TEST(Session, StopsAtAKernelStepAndAtAnEventWithItsFields) {
  Session s(pipelined_lesson());
  s.apply(command::ToggleBreakpoint{{AtKernelStep{sim::PathId::sys_msgsnd, 2}}});
  s.apply(command::RunToEnd{});
  ASSERT_TRUE(s.stopped_at());
  EXPECT_EQ(s.machine().last_step().path, sim::PathId::sys_msgsnd);
  EXPECT_EQ(s.machine().last_step().path_step, 2);
  s.apply(command::ToggleBreakpoint{{AtKernelStep{sim::PathId::sys_msgsnd, 2}}});
  EXPECT_TRUE(s.breakpoints().empty());
  const int type = *sim::event_field_index(sim::EventType::msg_enqueue, "type");
  s.apply(command::ToggleBreakpoint{{AtEvent{sim::EventType::msg_enqueue, {{type, 999}}}}});
  s.apply(command::ToggleBreakpoint{{AtEvent{sim::EventType::msg_enqueue, {{type, 888}}}}});
  s.apply(command::RunToEnd{});
  ASSERT_EQ(s.stopped_at(), std::optional<std::size_t>(0));
  EXPECT_EQ(last_event_of_level(s, sim::Detail::events), sim::EventType::msg_enqueue);
}

TEST(Session, StopsWhereAConditionBecomesTrue) {
  Session s(pipelined_lesson());
  const auto condition = Condition::parse("receiver.state == blocked");
  ASSERT_TRUE(condition);
  s.apply(command::ToggleBreakpoint{{*condition}});
  s.apply(command::RunToEnd{});
  ASSERT_TRUE(s.stopped_at());
  EXPECT_TRUE(condition->holds(s.machine()));
  s.apply(Step{Direction::back, Granularity::step});
  EXPECT_FALSE(condition->holds(s.machine()));
}

TEST(Condition, SaysWhatItDoesNotUnderstand) {
  EXPECT_FALSE(Condition::parse("q_qnum"));
  EXPECT_FALSE(Condition::parse("q_qnum > "));
  EXPECT_FALSE(Condition::parse("receiver.colour == red"));
  EXPECT_FALSE(Condition::parse("receiver.state > blocked"));
  EXPECT_TRUE(Condition::parse("msq0.q_qnum >= 3"));
  EXPECT_TRUE(Condition::parse("time >= 2ms"));
  EXPECT_NE(Condition::parse("qnum > 3").error().message.find("qnum"), std::string::npos);
}

sim::scenario::Scenario asking_lesson() {
  sim::scenario::Scenario lesson = pipelined_lesson();
  sim::scenario::Question q;
  sim::scenario::EventPattern when;
  when.type = sim::EventType::msg_pipelined;
  q.when.event = when;
  q.ask = {"Who runs next?", "下一个运行的是谁?"};
  q.choices = {{"sender", ""}, {"receiver", ""}, {"hog", ""}};
  q.answer = 1;
  lesson.questions.push_back(q);
  return lesson;
}

TEST(Session, PausesAtAQuestionAndGoesOnOnceItIsAnswered) {
  Session s(asking_lesson());
  s.apply(command::SetSpeed{5000});
  s.apply(command::Play{});
  for (int i = 0; i < 600 && s.playing(); ++i) s.tick(1.0 / 60);
  ASSERT_TRUE(s.question());
  EXPECT_EQ(s.question()->picked, -1);
  EXPECT_EQ(last_event_of_level(s, sim::Detail::events), sim::EventType::msg_pipelined);
  s.apply(command::AnswerQuestion{2});
  EXPECT_EQ(s.question()->picked, 2);
  s.apply(command::Play{});
  EXPECT_FALSE(s.question());
  for (int i = 0; i < 600 && s.playing(); ++i) s.tick(1.0 / 60);
  EXPECT_TRUE(s.at_end());
}

std::size_t count(const Session& s, Mark::Kind kind) {
  const auto marks = s.marks(10'000);
  return static_cast<std::size_t>(
      std::count_if(marks.begin(), marks.end(), [&](const Mark& m) { return m.kind == kind; }));
}

TEST(Session, AnOpenQuestionEndsWhatIsShownOfTheRunAtItsMoment) {
  Session s(asking_lesson());
  while (!s.complete()) s.tick(0.01);
  const std::size_t marks = count(s, Mark::Kind::context_switch);
  const std::size_t events = s.run().events().size();
  EXPECT_EQ(s.shown_until(), sim::SimTime::never());
  s.apply(command::RunToEnd{});
  ASSERT_TRUE(s.asking());
  EXPECT_EQ(s.shown_until(), s.now());
  EXPECT_EQ(s.shown_events(), s.run().events_up_to(s.position()));
  EXPECT_LT(s.shown_events(), events);
  EXPECT_LT(count(s, Mark::Kind::context_switch), marks);
  for (const Mark& m : s.marks(10'000))
    EXPECT_TRUE(m.kind == Mark::Kind::question || m.step <= s.position());
  s.apply(command::AnswerQuestion{0});
  EXPECT_FALSE(s.asking());
  EXPECT_EQ(s.shown_events(), events);
  EXPECT_EQ(count(s, Mark::Kind::context_switch), marks);
}

TEST(Session, GoingBackFromAnOpenQuestionDoesNotTellItsAnswer) {
  Session s(asking_lesson());
  s.apply(command::RunToEnd{});
  const std::uint64_t asked = s.position();
  const sim::SimTime then = s.now();
  s.apply(command::Step{Direction::back, Granularity::step});
  EXPECT_FALSE(s.question());
  EXPECT_EQ(s.shown_until(), then);
  s.apply(command::Step{Direction::forward, Granularity::step});
  EXPECT_EQ(s.position(), asked);
  EXPECT_TRUE(s.asking());
}

TEST(Session, GoingOnWithoutAnAnswerSkipsTheQuestionAndShowsTheFuture) {
  Session s(asking_lesson());
  s.apply(command::RunToEnd{});
  const std::uint64_t asked = s.position();
  s.apply(command::Step{Direction::forward, Granularity::step});
  EXPECT_GT(s.position(), asked);
  EXPECT_FALSE(s.question());
  EXPECT_FALSE(s.horizon());
  s.apply(command::SeekStep{asked});  // as a picture of that moment does
  EXPECT_TRUE(s.asking());
  EXPECT_TRUE(s.horizon());
  s.apply(command::SeekStep{asked + 50});
  EXPECT_FALSE(s.horizon());
  s.apply(command::SeekStep{asked});
  s.apply(command::DismissQuestion{});
  EXPECT_FALSE(s.horizon());
  s.apply(command::SeekStep{asked});
  EXPECT_FALSE(s.question()) << "who has put it aside is not asked again";
}

TEST(Session, AnOpenQuestionHidesTheSecondRunsFutureToo) {
  Session s(asking_lesson());
  s.apply(command::CompareSettings{{{"cpus", "2"}}});
  s.apply(command::RunToEnd{});
  ASSERT_TRUE(s.asking());
  EXPECT_EQ(s.other()->shown_until(), s.now());
  s.apply(command::AnswerQuestion{0});
  EXPECT_EQ(s.other()->shown_until(), sim::SimTime::never());
}

TEST(Session, AnUnknownChoiceAnswersNothing) {
  Session s(asking_lesson());
  s.apply(command::RunToEnd{});
  ASSERT_TRUE(s.question());
  s.apply(command::AnswerQuestion{7});
  EXPECT_EQ(s.question()->picked, -1);
}

TEST(Session, ShowsWhatAProcessHadPrintedByThen) {
  Session s(pipelined_lesson());
  run_known(s);
  const sim::Pid receiver = s.lanes().processes()[0].pid;
  EXPECT_EQ(s.output_of(receiver), "");
  s.apply(command::SeekStep{s.known_steps()});
  EXPECT_EQ(s.output_of(receiver), "got 5 bytes\n");
}

TEST(Session, TwoRunsShareOneTimeAxis) {
  const std::string folder = ::testing::TempDir();
  std::ofstream(folder + "/a.c") << kHog;
  std::ofstream(folder + "/b.c") << kReceiver;
  auto s = Session::open(folder + "/a.c");
  ASSERT_TRUE(s) << s.error().to_string();
  (*s)->apply(command::CompareWith{folder + "/b.c"});
  ASSERT_NE((*s)->other(), nullptr) << (*s)->notice();
  (*s)->apply(command::SeekTime{sim::SimTime{20'000}});
  EXPECT_LE((*s)->other()->machine().last_step().begin, sim::SimTime{20'000});
  EXPECT_GT((*s)->other()->position(), 0u);
  (*s)->apply(command::StopComparing{});
  EXPECT_EQ((*s)->other(), nullptr);
}

TEST(Session, ComparesAScenarioWithItselfUnderOtherSettings) {
  Session s(pipelined_lesson());
  s.apply(command::CompareSettings{{{"cpus", "2"}, {"msgmnb", "64"}, {"hog.present", "no"}}});
  ASSERT_NE(s.other(), nullptr) << s.notice();
  const Session& other = *s.other();
  EXPECT_EQ(s.machine().kernel().cpus.size(), 1u);
  EXPECT_EQ(other.machine().kernel().cpus.size(), 2u);
  EXPECT_EQ(other.scenario().machine.msg.msgmnb, 64u);
  EXPECT_EQ(other.scenario().machine.processes.size(), 2u);
  EXPECT_EQ(other.difference(), "cpus 2 · msgmnb 64 · hog.present no");
  run_known(s);
  while (!s.other()->complete()) s.tick(0.01);
  // Without the hog the run is over sooner; both stand at the same moment.
  EXPECT_LT(other.lanes().end(), s.lanes().end());
  s.apply(command::SeekTime{sim::SimTime{1'500'000}});
  EXPECT_LE(s.other()->machine().last_step().begin, sim::SimTime{1'500'000});
  EXPECT_GT(other.position(), 0u);
  s.apply(command::SetLanguage{Lang::zh});
  EXPECT_EQ(other.choices().lang, Lang::zh);
}

TEST(Session, AComparedRunIsMadeAnewWhenTheProgramChanges) {
  Session s(pipelined_lesson());
  s.apply(command::CompareSettings{{{"seed", "7"}}});
  ASSERT_NE(s.other(), nullptr);
  s.apply(command::EditProgram{2, "int main(void) {\n  return 8;\n}\n"});
  EXPECT_EQ(s.notice(), "");
  ASSERT_NE(s.other(), nullptr);
  EXPECT_EQ(s.other()->scenario().machine.seed, 7u);
  EXPECT_NE(s.other()->source_of(2).text.find("return 8"), std::string::npos);
}

TEST(Session, ASettingThatCannotBeIsToldAndChangesNothing) {
  Session s(pipelined_lesson());
  s.apply(command::CompareSettings{{{"cpus", "65"}}});
  EXPECT_EQ(s.other(), nullptr);
  EXPECT_NE(s.notice().find("from 1 to 64"), std::string::npos) << s.notice();
}

TEST(Session, ReadsAChangedFileAgainAndKeepsItsTime) {
  const std::string file = std::string(::testing::TempDir()) + "/watched.c";
  std::ofstream(file) << kHog;
  auto opened = Session::open(file);
  ASSERT_TRUE(opened);
  Session& s = **opened;
  s.apply(command::SeekTime{sim::SimTime{1'200'000}});
  const sim::SimTime t = s.machine().last_step().begin;
  std::ofstream(file) << "#include <msgscope.h>\nint main(void) {\n  compute_us(3000);\n"
                         "  return 7;\n}\n";
  std::filesystem::last_write_time(
      file, std::filesystem::last_write_time(file) + std::chrono::seconds(2));
  s.tick(1);
  EXPECT_EQ(s.notice(), "");
  EXPECT_NE(s.source_of(0).text.find("return 7"), std::string::npos);
  EXPECT_NEAR(static_cast<double>(s.machine().now().ns), static_cast<double>(t.ns), 4e6);
  // What does not compile is told, with its place, and changes nothing.
  s.apply(command::EditProgram{0, "int main(void) {\n  return x;\n}\n"});
  ASSERT_TRUE(s.error());
  EXPECT_EQ(s.error()->place.line, 2);
  EXPECT_NE(s.source_of(0).text.find("return 7"), std::string::npos);
  s.apply(command::EditProgram{0, "int main(void) {\n  return 8;\n}\n"});
  EXPECT_EQ(s.notice(), "");
  EXPECT_NE(s.source_of(0).text.find("return 8"), std::string::npos);
}

TEST(Session, BookmarksStayBesideTheScenario) {
  const std::string file = std::string(::testing::TempDir()) + "/marked.c";
  std::ofstream(file) << kHog;
  std::filesystem::remove(bookmarks_path(file));
  {
    auto s = Session::open(file);
    ASSERT_TRUE(s);
    (*s)->apply(command::SeekStep{9});
    (*s)->apply(command::AddBookmark{"here \"it\" begins: 开始"});
    (*s)->apply(command::SeekStep{4});
    (*s)->apply(command::AddBookmark{"before"});
  }
  auto s = Session::open(file);
  ASSERT_TRUE(s);
  ASSERT_EQ((*s)->bookmarks().size(), 2u);
  EXPECT_EQ((*s)->bookmarks()[0].note, "before");
  EXPECT_EQ((*s)->bookmarks()[1].note, "here \"it\" begins: 开始");
  EXPECT_EQ((*s)->bookmarks()[1].step, 9u);
}

TEST(Session, AFileThatIsNotThereIsOneClearMessage) {
  EXPECT_FALSE(Session::open("/nonexistent/x.yaml"));
  Session s(pipelined_lesson());
  s.apply(command::OpenFile{"/nonexistent/x.yaml"});
  EXPECT_NE(s.notice().find("x.yaml"), std::string::npos) << s.notice();
  EXPECT_GT(s.known_steps(), 100u);  // the run is still there
}

}  // namespace
}  // namespace gui
