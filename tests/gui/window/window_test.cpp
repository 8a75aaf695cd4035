// The window as a person uses it: pointer and keys, on a backend without a screen.
#include "gui/window/window.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "gui/platform/picture.h"
#include "gui/window/actions.h"
#include "gui/window/facts.h"
#include "gui/window/story.h"

namespace gui {
namespace {

const std::string kLesson =
    std::string(MSGSCOPE_SOURCE_DIR) + "/scenarios/lessons/03-pipelined-send.yaml";

class WindowTest : public testing::Test {
 protected:
  void SetUp() override { open(kLesson, 1600, 900); }
  void TearDown() override { close(); }

  void open(const std::string& path, int width, int height) {
    close();
    ImGui::CreateContext();
    backend_ = std::make_unique<OffscreenBackend>(width, height);
    backend_->set_drawing(false);
    SessionOptions options;
    options.watch_interval_s = 1e9;
    auto session = Session::open(path, options);
    ASSERT_TRUE(session.has_value()) << session.error().to_string();
    session_ = std::move(*session);
    window_ = std::make_unique<Window>(*backend_, *session_);
    frames(3);
    for (int i = 0; i < 500 && !session_->complete(); ++i) session_->tick(0);
  }
  void close() {
    window_.reset();
    session_.reset();
    if (backend_ != nullptr) ImGui::DestroyContext();
    backend_.reset();
  }

  void frames(int n, double dt_s = 1.0) {
    for (int i = 0; i < n; ++i) ASSERT_TRUE(window_->frame(dt_s));
  }
  void click(const Rect& place) {
    compat::add_mouse_pos(place.center().x, place.center().y);
    frames(1);
    compat::add_mouse_button(0, true);
    frames(1);
    compat::add_mouse_button(0, false);
    frames(2);
  }
  void click(const std::string& name) {
    const Rect* place = window_->widgets().find(name);
    ASSERT_NE(place, nullptr) << name;
    click(Rect(*place));
  }
  void key(compat::Key k, bool shift = false) {
    compat::add_modifiers(shift, false);
    compat::add_key_event(k, true);
    frames(1);
    compat::add_key_event(k, false);
    compat::add_modifiers(false, false);
    frames(1);
  }
  void type(char c) {
    ImGui::GetIO().AddInputCharacter(static_cast<unsigned>(c));
    frames(2);
  }
  // To the next question, past the pauses of the narration.
  void to_the_question() {
    for (int i = 0; i < 8 && !session().asking(); ++i) {
      key(compat::Key::end);
      frames(20);
    }
  }
  Session& session() { return *session_; }
  std::string shown(std::string_view id) {
    const Shape* s = window_->scene().find(id);
    return s == nullptr ? "(nothing)" : s->text;
  }
  Image picture() {
    backend_->set_drawing(true);
    frames(2);
    Image p = backend_->picture();
    backend_->set_drawing(false);
    return p;
  }

  std::unique_ptr<OffscreenBackend> backend_;
  std::unique_ptr<Session> session_;
  std::unique_ptr<Window> window_;
};

TEST_F(WindowTest, StepButtonsMoveOneStepOnAndBack) {
  click("go.forward");
  const std::uint64_t one = session().position();
  EXPECT_GT(one, 0u);
  click("go.forward");
  EXPECT_GT(session().position(), one);
  click("go.back");
  EXPECT_EQ(session().position(), one);
  click("go.start");
  EXPECT_EQ(session().position(), 0u);
}

TEST_F(WindowTest, ArrowKeysStepAndWithShiftGoToTheNextSwitch) {
  key(compat::Key::right);
  const std::uint64_t one = session().position();
  EXPECT_GT(one, 0u);
  key(compat::Key::left);
  EXPECT_LT(session().position(), one);
  key(compat::Key::right, true);
  bool switched = false;
  for (const sim::Event& e : session().last_events())
    switched = switched || e.type == sim::EventType::sched_switch;
  EXPECT_TRUE(switched);
}

TEST_F(WindowTest, SpacePlaysAndPauses) {
  key(compat::Key::space);
  EXPECT_TRUE(session().playing());
  frames(4, 0.5);
  EXPECT_GT(session().position(), 0u);
  key(compat::Key::space);
  EXPECT_FALSE(session().playing());
}

TEST_F(WindowTest, ThePictureAfterAJumpIsThePictureAfterSteppingThere) {
  click("grain.step");
  for (int i = 0; i < 40; ++i) click("go.forward");
  const std::uint64_t there = session().position();
  compat::add_mouse_pos(-1, -1);
  const Image walked = picture();
  session().apply(command::Reset{});
  frames(1);
  session().apply(command::SeekStep{there});
  const Image jumped = picture();
  EXPECT_EQ(walked.rgba, jumped.rgba);
}

TEST_F(WindowTest, SpaceHoldsAMotionAndTheBarShowsHowMuchOfItIsDone) {
  session().apply(command::SeekStep{120});
  session().apply(command::SetSpeed{1.0 / 16});
  key(compat::Key::space);
  frames(2, 2.0);
  EXPECT_TRUE(session().playing());
  key(compat::Key::space);
  EXPECT_TRUE(session().held());
  frames(1);
  EXPECT_NE(shown("clock:step").find('%'), std::string::npos) << shown("clock:step");
  const Shape* done = window_->scene().find("motion:done");
  const Shape* track = window_->scene().find("motion:track");
  ASSERT_NE(done, nullptr);
  EXPECT_NEAR(done->box.w / track->box.w, session().phase(), 0.1f);
  type('.');
  type('.');
  EXPECT_TRUE(session().held());
  key(compat::Key::space);
  frames(30, 1.0);
  EXPECT_EQ(window_->scene().find("motion:done") == nullptr, session().phase() >= 1);
}

TEST_F(WindowTest, APictureInMidMotionFollowsFromTheStepAndThePhaseAlone) {
  // A step in which something flies: a woken task to its run queue.
  std::uint64_t step = 0;
  const sim::Trace& events = session().run().events();
  for (std::size_t i = 0; i < events.size() && step == 0; ++i)
    if (events[i].type == sim::EventType::sched_wakeup) step = session().run().step_of_event(i);
  ASSERT_GT(step, 0u);
  compat::add_mouse_pos(-1, -1);
  session().apply(command::SeekStep{step - 1});
  frames(1);
  for (int i = 0; i < 3; ++i) session().apply(command::StepPart{Direction::forward});
  const Image walked = picture();
  session().apply(command::SeekStep{step});
  EXPECT_NE(walked.rgba, picture().rgba);
  // From elsewhere, in another language, and back.
  session().apply(command::SetLanguage{Lang::zh});
  session().apply(command::SeekStep{20});
  frames(1);
  session().apply(command::SeekStep{step});
  session().apply(command::SetLanguage{Lang::en});
  for (int i = 0; i < 5; ++i) {
    session().apply(command::StepPart{Direction::back});
    frames(1);
  }
  EXPECT_EQ(session().position(), step);
  const Image jumped = picture();
  EXPECT_EQ(walked.rgba, jumped.rgba);
}

TEST_F(WindowTest, TheScrubberGoesToTheStepUnderThePointer) {
  const Rect* bar = window_->widgets().find("scrub.drag");
  ASSERT_NE(bar, nullptr);
  click(Rect{bar->x + bar->w / 2, bar->y, 1, bar->h});
  EXPECT_NEAR(static_cast<double>(session().position()),
              static_cast<double>(session().known_steps()) / 2,
              static_cast<double>(session().known_steps()) * 0.02);
}

TEST_F(WindowTest, LKeySwitchesTheLanguageOfEverythingAtOnce) {
  if (!chinese_font_installed()) GTEST_SKIP() << "no Chinese font";
  EXPECT_EQ(shown("label:user_space"), "USER SPACE");
  type('l');
  EXPECT_EQ(shown("label:user_space"), "用户空间");
  EXPECT_NE(shown("title").find("第 3 课"), std::string::npos);
  type('l');
  EXPECT_EQ(shown("label:user_space"), "USER SPACE");
}

TEST_F(WindowTest, PresenterModeHidesTheBottomAndEnlargesEverything) {
  const float before = window_->scale();
  type('p');
  EXPECT_GT(window_->scale(), before);
  EXPECT_EQ(window_->scene().find("bottom"), nullptr);
  key(compat::Key::escape);
  EXPECT_EQ(window_->scale(), before);
  EXPECT_NE(window_->scene().find("bottom"), nullptr);
}

TEST_F(WindowTest, ClickingACardOpensItsPcbAndEscapeClosesIt) {
  click("select.101");
  EXPECT_EQ(session().choices().selected, sim::Pid{101});
  EXPECT_EQ(shown("pcb:type"), "struct task_struct");
  key(compat::Key::escape);
  EXPECT_FALSE(session().choices().selected.has_value());
}

TEST_F(WindowTest, ThePcbLightsWhatTheLastStepChangedAndSaysWhatItWas) {
  session().apply(command::Select{sim::Pid{103}});
  int lit = 0, steps = 0;
  for (std::uint64_t at = 130; at < 190; ++at, ++steps) {
    session().apply(command::SeekStep{at});
    frames(1);
    // What is lit is exactly what differs from the picture of the step before.
    std::map<std::string, std::string> now, was, said;
    std::set<std::string> changed;
    const auto read = [&](std::map<std::string, std::string>& values) {
      std::string name;
      for (int i = 0; i < 60; ++i) {
        const std::string id = "pcb:" + std::to_string(i);
        const Shape* value = window_->scene().find(id + ":value");
        if (value == nullptr) continue;
        values[window_->scene().find(id)->text] = value->text;
      }
    };
    read(now);
    for (int i = 0; i < 60; ++i) {
      const std::string id = "pcb:" + std::to_string(i);
      if (window_->scene().find(id + ":changed") == nullptr) continue;
      changed.insert(window_->scene().find(id)->text);
      if (const Shape* s = window_->scene().find(id + ":was"))
        said[window_->scene().find(id)->text] = s->text;
    }
    session().apply(command::SeekStep{at - 1});
    frames(1);
    read(was);
    for (const auto& [name, value] : now) {
      EXPECT_EQ(changed.contains(name), was[name] != value) << at << " " << name;
      if (said.contains(name)) {
        EXPECT_EQ(said[name], "← " + was[name]);
      }
    }
    lit += static_cast<int>(changed.size());
  }
  EXPECT_GT(lit, steps / 2);
}

TEST_F(WindowTest, TheQuestionStopsTheRunAndItsAnswerIsJudged) {
  to_the_question();
  ASSERT_TRUE(session().asking());
  click("question.0");
  EXPECT_EQ(session().question()->picked, 0);
  EXPECT_EQ(shown("button:question.0").substr(0, 3), "✗");
  EXPECT_EQ(shown("button:question.1").substr(0, 3), "✓");
}

TEST_F(WindowTest, ALetterAnswersAnOpenQuestionBeforeItDoesAnythingElse) {
  to_the_question();
  ASSERT_TRUE(session().asking());
  EXPECT_EQ(shown("button:question.2").substr(0, 3), "c) ");
  type('3');  // still what a step is
  EXPECT_EQ(session().choices().granularity, Granularity::event);
  EXPECT_TRUE(session().asking());
  type('c');
  EXPECT_EQ(session().question()->picked, 2);
  EXPECT_EQ(window_->widgets().find("tool.close"), nullptr) << "c also opened the comparison";
  type('c');
  EXPECT_NE(window_->widgets().find("tool.close"), nullptr);
}

TEST_F(WindowTest, UnderTheHelpPageLettersAnswerNothing) {
  to_the_question();
  type('?');
  type('a');
  EXPECT_TRUE(session().asking());
}

TEST_F(WindowTest, WhatTheLessonSaysOfAQuestionsMomentIsSaidAfterTheAnswer) {
  const auto story = [&] {
    Storyteller teller;
    const Told told = teller.tell(session(), Lang::en);
    return told.what + told.more;
  };
  // The message is handed over, and the lesson says how; here that moment asks something, too.
  sim::scenario::Scenario lesson = session().scenario();
  lesson.questions.resize(1);
  lesson.questions[0].when = lesson.narration[1].when;
  Session asking(lesson);
  const auto said = [&] {
    Storyteller teller;
    const Told told = teller.tell(asking, Lang::en);
    return told.what + told.more;
  };
  for (int i = 0; i < 8 && !asking.asking(); ++i) asking.apply(command::RunToEnd{});
  ASSERT_TRUE(asking.asking());
  EXPECT_EQ(said(), Strings::of(Lang::en)("story.after_the_answer"));
  asking.apply(command::AnswerQuestion{0});
  EXPECT_NE(said().find("pipelined_send went along q_receivers"), std::string::npos);
  EXPECT_NE(said().find("goes straight into its hands"), std::string::npos);
  // Who calls the kernel with what is part of the question.
  to_the_question();
  EXPECT_NE(story().find("sender enters the kernel: msgsnd"), std::string::npos);
}

TEST_F(WindowTest, EditorAndInspectorTakeTheProcessThatRunsUnlessOneIsSelected) {
  const auto edited = [&] {
    const auto shown = shown_program(session());
    return shown ? session().scenario().machine.processes[*shown].name : "";
  };
  to_the_question();  // the sender is in the kernel
  EXPECT_EQ(edited(), "sender");
  EXPECT_EQ(session().machine().kernel().comm(*shown_task(session())), "sender");
  session().apply(command::Select{session().lanes().processes()[0].pid});
  EXPECT_EQ(edited(), "first");
  session().apply(command::Select{});
  type('e');
  frames(2);
  // A click beside the line that runs stops there: it is the sender's text.
  const Rect* line = window_->widgets().find("editor.line.20");
  ASSERT_NE(line, nullptr);
  click(Rect(*line));
  ASSERT_EQ(session().breakpoints().size(), 1u);
  EXPECT_EQ(std::get<AtLine>(session().breakpoints()[0].where).program, "sender");
}

TEST_F(WindowTest, HelpSettingsAndOpenComeAndGo) {
  const char* popups[][2] = {{"help.toggle", "help.close"},
                             {"settings.open", "settings.close"},
                             {"file.menu", "open.close"}};
  for (const auto& [name, close] : popups) {
    click(name);
    frames(2);
    ASSERT_NE(window_->widgets().find(close), nullptr) << name;
    click(close);
    EXPECT_EQ(window_->widgets().find(close), nullptr) << name;
  }
}

TEST_F(WindowTest, EverythingIsReachedByTabAndPressedByEnter) {
  const Granularity before = session().choices().granularity;
  ASSERT_NE(before, Granularity::line);
  for (int i = 0; i < 60 && window_->focused() != "grain.line"; ++i) key(compat::Key::tab);
  EXPECT_EQ(window_->focused(), "grain.line");
  key(compat::Key::enter);
  EXPECT_EQ(session().choices().granularity, Granularity::line);
}

TEST_F(WindowTest, ATaskThatIsPickedStandsBesideItsCpuUntilItIsSwitchedTo) {
  // Some steps of schedule() lie between the choice and the switch.
  int picked = 0;
  for (std::uint64_t at = 0; at < session().known_steps(); ++at) {
    session().apply(command::SeekStep{at});
    const auto& cpu = session().machine().kernel().cpus[0];
    const sim::TaskId next = session().machine().sched().rqs[0].cfs.curr;
    if (!next.valid() || next == cpu.current) continue;
    const sim::Task& t = session().machine().kernel().tasks[next];
    if (t.on_cpu || t.is_idle) continue;
    frames(1);
    ++picked;
    const std::string name(session().machine().kernel().comm(t));
    const Shape* token = window_->scene().find("task:" + name + ":" + std::to_string(t.pid.value));
    ASSERT_NE(token, nullptr) << at;
    EXPECT_TRUE(window_->scene().find("list:cpu0")->box.contains(token->box)) << at;
  }
  EXPECT_GT(picked, 5);
}

TEST_F(WindowTest, EverythingThatCanBePressedCanBePressedAnywhereInTheRun) {
  for (const std::uint64_t at : {0u, 100u, 160u, 300u}) {
    std::vector<std::string> names;
    for (const auto& [name, place] : window_->widgets().all()) names.push_back(name);
    std::set<std::string> pressed;
    for (const std::string& name : names) {
      session().apply(command::SeekStep{at});
      frames(1);
      if (window_->widgets().find(name) == nullptr) continue;
      click(name);
      pressed.insert(name);
      key(compat::Key::escape);
      session().apply(command::SetPresenter{false});
      session().apply(command::SetLanguage{Lang::en});
      session().apply(command::Pause{});
      frames(2);
    }
    EXPECT_GE(pressed.size(), 25u);
  }
}

TEST_F(WindowTest, AnyScaleKeepsEverythingInTheWindow) {
  for (const float scale : {1.0f, 1.5f, 2.0f, 3.0f}) {
    session().apply(command::SetScale{scale});
    frames(2);
    const Vec2 size = window_->scene().size;
    for (const Shape& s : window_->scene().shapes) {
      EXPECT_LE(s.box.right(), size.x + 1) << s.id;
      EXPECT_LE(s.box.bottom(), size.y + 1) << s.id;
    }
  }
}

TEST(Actions, EveryKeyOfTheHelpPageDoesSomething) {
  for (const char key :
       {'1', '2', '3', '4', '+', '-', 'p', 'l', 't', 'b', 'o', 'r', 'c', ',', '.', '?'})
    EXPECT_FALSE(action_of_key(key).empty()) << key;
}

}  // namespace
}  // namespace gui
