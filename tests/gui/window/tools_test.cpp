// The tools over the stage and the bottom tabs, as a person uses them in the window.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "gui/platform/picture.h"
#include "gui/window/window.h"

namespace gui {
namespace {

const char* const kProgram =
    "#include <msgscope.h>\n"
    "#include <sys/ipc.h>\n"
    "#include <sys/msg.h>\n"
    "struct message { long mtype; char mtext[8]; };\n"
    "int main(void) {\n"
    "  struct message m = {1, \"hi\"};\n"
    "  int q = msgget(IPC_PRIVATE, 0600);\n"
    "  compute_us(700);\n"
    "  for (int i = 0; i < 4; i++) msgsnd(q, &m, 8, 0);\n"
    "  return 3;\n"
    "}\n";

class Tools : public ::testing::Test {
 protected:
  Tools() {
    // Tests run side by side: each has a file of its own.
    const std::string file =
        std::string(::testing::TempDir()) + "/tooled-" + std::to_string(getpid()) + ".c";
    std::ofstream(file) << kProgram;
    std::filesystem::remove(bookmarks_path(file));
    ImGui::CreateContext();
    backend = std::make_unique<OffscreenBackend>(1600, 900);
    backend->set_drawing(false);
    SessionOptions options;
    options.watch_interval_s = 1e9;
    session = std::move(*Session::open(file, options));
    window = std::make_unique<Window>(*backend, *session);
    frames(2);
    while (!session->complete()) session->tick(0);
  }
  ~Tools() override {
    window.reset();
    backend.reset();
    ImGui::DestroyContext();
  }
  void frames(int n) {
    for (int i = 0; i < n; ++i) window->frame(1.0);
  }
  void click_at(float x, float y) {
    compat::add_mouse_pos(x, y);
    frames(1);
    compat::add_mouse_button(0, true);
    frames(1);
    compat::add_mouse_button(0, false);
    frames(2);
  }
  void click(const std::string& name) {
    const Rect* place = window->widgets().find(name);
    ASSERT_NE(place, nullptr) << name;
    click_at(place->center().x, place->center().y);
  }
  void type(const std::string& text) {
    for (const char c : text) ImGui::GetIO().AddInputCharacter(static_cast<unsigned>(c));
    frames(2);
  }
  void enter() {
    compat::add_key_event(compat::Key::enter, true);
    frames(1);
    compat::add_key_event(compat::Key::enter, false);
    frames(1);
  }
  void press(compat::Key k) {
    compat::add_key_event(k, true);
    frames(1);
    compat::add_key_event(k, false);
    frames(1);
  }
  // Empties the field the cursor is in.
  void erase(int n) {
    press(compat::Key::end);
    for (int i = 0; i < n; ++i) press(compat::Key::backspace);
  }
  // Opens a list and presses the entry of that event, wherever it has to be scrolled to.
  void choose(const std::string& list, std::string_view event) {
    int wanted = -1, n = 0;
    for (const sim::EventSpec& spec : sim::event_specs()) {
      if (spec.level > sim::Detail::events) continue;
      if (spec.name == event) wanted = n;
      ++n;
    }
    click(list);
    const std::string entry = list + "." + std::to_string(wanted);
    for (int i = 0; i < 200 && !there(entry.c_str()); ++i) {
      std::vector<Rect> shown;
      for (int k = 0; k < n; ++k)
        if (const Rect* r = window->widgets().find(list + "." + std::to_string(k)))
          shown.push_back(*r);
      ASSERT_FALSE(shown.empty()) << list;
      const Vec2 middle = shown[shown.size() / 2].center();
      compat::add_mouse_pos(middle.x, middle.y);
      frames(1);
      compat::add_mouse_wheel(-1);
      frames(1);
    }
    click(entry);
  }
  // With MSGSCOPE_PICTURES=<folder>: what it looks like.
  void picture(const std::string& name) {
    const char* folder = std::getenv("MSGSCOPE_PICTURES");
    if (folder == nullptr) return;
    backend->set_drawing(true);
    frames(1);
    (void)write_file(std::string(folder) + "/" + name + ".png", png_bytes(backend->picture()));
    backend->set_drawing(false);
  }
  bool there(const char* name) { return window->widgets().find(name) != nullptr; }

  std::unique_ptr<OffscreenBackend> backend;
  std::unique_ptr<Session> session;
  std::unique_ptr<Window> window;
};

TEST_F(Tools, OpenAndCloseByTheirKeys) {
  for (const auto& [key, widget] :
       {std::pair{"e", "editor.run"}, std::pair{"v", "inspector.address"},
        std::pair{"k", "notes.condition"}, std::pair{"c", "compare.run"}}) {
    EXPECT_FALSE(there(widget));
    type(key);
    EXPECT_TRUE(there(widget)) << key;
    type(key);
    EXPECT_FALSE(there(widget)) << key;
  }
}

TEST_F(Tools, AClickBesideALineStopsTheRunThere) {
  type("e");
  click("editor.line.9");
  ASSERT_EQ(session->breakpoints().size(), 1u);
  EXPECT_EQ(std::get<AtLine>(session->breakpoints()[0].where).line, 9u);
  window->press("go.end");
  EXPECT_TRUE(session->stopped_at());
  click("editor.line.9");
  EXPECT_TRUE(session->breakpoints().empty());
}

TEST_F(Tools, WhatIsTypedIntoTheEditorRunsAtOnce) {
  type("e");
  const Rect* text = window->widgets().find("editor.source");
  ASSERT_NE(text, nullptr);
  click_at(text->x + 30, text->y + 12);
  type("int added = 5;\n");  // wherever the cursor is: the text has changed, or does not compile
  click("editor.run");
  const bool runs = session->source_of(0).text.find("int added = 5;") != std::string::npos;
  EXPECT_TRUE(runs || session->error()) << session->source_of(0).text;
  EXPECT_TRUE(runs || session->error()->place.line > 0);
  click("editor.revert");
}

TEST_F(Tools, AnErrorIsSaidInTheWindowsLanguage) {
  if (!chinese_font_installed()) GTEST_SKIP() << "no Chinese font";
  type("e");
  const std::string good = session->source_of(0).text;
  session->apply(command::EditProgram{0, good + "int broken = ;\n"});
  frames(2);
  const auto shown = [&] {
    std::string text;
    for (const Shape& s : window->scene().shapes)
      if (s.id.starts_with("notice")) text += s.text;
    std::erase(text, ' ');  // a line is made of words
    return text;
  };
  EXPECT_NE(shown().find("error:expectedanexpression,found';'"), std::string::npos) << shown();
  window->press("lang.toggle");
  frames(2);
  EXPECT_NE(shown().find(":12:14:错误：此处应为表达式，却是';'"), std::string::npos) << shown();
  picture("error-zh");
}

TEST_F(Tools, AConditionBecomesABreakpointAndABadOneIsExplained) {
  type("k");
  click("notes.condition");
  type("q_qnum > 2");
  enter();
  ASSERT_EQ(session->breakpoints().size(), 1u);
  window->press("go.end");
  ASSERT_TRUE(session->stopped_at());
  EXPECT_EQ(session->machine().kernel().msg.queues[0].q_qnum, 3u);
  click("notes.condition");
  type("nonsense > 2");
  enter();
  EXPECT_EQ(session->breakpoints().size(), 1u);
  click("notes.remove.0");
  EXPECT_TRUE(session->breakpoints().empty());
}

TEST_F(Tools, AnEventWithItsFieldsIsChosenInTheForm) {
  type("k");
  choose("notes.event", "msg_enqueue");
  click("notes.field.q_qnum");
  type("3");
  click("notes.add_event");
  ASSERT_EQ(session->breakpoints().size(), 1u);
  EXPECT_EQ(session->breakpoints()[0].describe(), "msg_enqueue q_qnum=3");
  window->press("go.end");
  ASSERT_TRUE(session->stopped_at());
  EXPECT_EQ(session->machine().kernel().msg.queues[0].q_qnum, 3u);
  // The form is empty again; a field that cannot be is explained.
  choose("notes.event", "sys_enter");
  click("notes.field.nr");
  type("no_such_call");
  click("notes.add_event");
  EXPECT_EQ(session->breakpoints().size(), 1u);
  picture("breakpoints");
}

TEST_F(Tools, AnEventOfOneProcessIsChosenInTheForm) {
  type("k");
  choose("notes.event", "sys_enter");
  click("notes.who");
  click("notes.who.1");
  click("notes.field.nr");
  type("msgsnd");
  enter();
  ASSERT_EQ(session->breakpoints().size(), 1u);
  const std::string name = session->processes()[0].name;
  EXPECT_EQ(std::get<AtEvent>(session->breakpoints()[0].where).process, name);
  window->press("go.end");
  ASSERT_TRUE(session->stopped_at());
  EXPECT_EQ(session->last_events().front().type, sim::EventType::sys_enter);
}

TEST_F(Tools, ALineIsTypedIntoTheForm) {
  type("k");
  click("notes.line");
  type("2");  // an #include: no code
  enter();
  EXPECT_TRUE(session->breakpoints().empty());
  click("notes.line");
  erase(3);
  type("9");
  enter();
  ASSERT_EQ(session->breakpoints().size(), 1u);
  window->press("go.end");
  EXPECT_TRUE(session->stopped_at());
}

TEST_F(Tools, AKernelStepIsChosenInTheForm) {
  type("k");
  click("notes.add_step");
  ASSERT_EQ(session->breakpoints().size(), 1u);
  EXPECT_TRUE(std::holds_alternative<AtKernelStep>(session->breakpoints()[0].where));
}

TEST_F(Tools, AClickOnALineInTheCardStopsTheRunThere) {
  // The number and the line itself.
  const std::string gutter = "break.101.0.9";
  click(gutter);
  ASSERT_EQ(session->breakpoints().size(), 1u);
  EXPECT_EQ(std::get<AtLine>(session->breakpoints()[0].where).line, 9u);
  window->press("go.end");
  EXPECT_TRUE(session->stopped_at());
  EXPECT_NE(window->scene().find("src:101:9:stop"), nullptr);
}

TEST_F(Tools, AClickOnARowOfKernelCodeStopsTheRunThere) {
  session->apply(command::ToggleBreakpoint{{AtEvent{sim::EventType::msg_enqueue, {}}}});
  window->press("go.end");
  frames(2);
  session->apply(command::ToggleBreakpoint{{AtEvent{sim::EventType::msg_enqueue, {}}}});
  const sim::StepInfo here = session->machine().last_step();
  const std::uint64_t position = session->position();
  click("kbreak." + std::to_string(static_cast<int>(here.path)) + "." +
        std::to_string(here.path_step));
  ASSERT_EQ(session->breakpoints().size(), 1u);
  window->press("go.end");  // the next message comes through the same step
  ASSERT_TRUE(session->stopped_at());
  EXPECT_GT(session->position(), position);
  EXPECT_EQ(session->machine().last_step().path, here.path);
  EXPECT_EQ(session->machine().last_step().path_step, here.path_step);
}

TEST_F(Tools, ASecondRunUnderOtherSettingsIsAskedForInAForm) {
  type("c");
  click("compare.msgmnb");
  erase(8);
  type("16");
  click("compare.run");
  ASSERT_NE(session->other(), nullptr) << session->notice();
  EXPECT_EQ(session->other()->scenario().machine.msg.msgmnb, 16u);
  EXPECT_EQ(session->scenario().machine.msg.msgmnb, 16384u);
  // Two messages of eight bytes fill the smaller queue: only there the sender sleeps.
  while (!session->other()->complete()) session->tick(0.01);
  const auto sleeps = [](const Session& s) {
    for (std::size_t i = 0; i < s.run().events().size(); ++i)
      if (s.run().events()[i].type == sim::EventType::msg_block_sender) return true;
    return false;
  };
  picture("compare");
  EXPECT_TRUE(sleeps(*session->other()));
  EXPECT_FALSE(sleeps(*session));
  click("compare.stop");
  EXPECT_EQ(session->other(), nullptr);
}

TEST_F(Tools, EveryFieldOfTheComparisonLiesInsideTheForm) {
  type("c");
  frames(2);
  const float right = window->widgets().find("tool.close")->right() + 14;
  for (const char* name : {"compare.cpus", "compare.hz", "compare.seed", "compare.msgmni",
                           "compare.cfs.wakeup_granularity", "compare.cfs.start_debit"}) {
    const Rect* field = window->widgets().find(name);
    ASSERT_NE(field, nullptr) << name;
    EXPECT_LE(field->right(), right) << name;
  }
}

TEST_F(Tools, ASettingThatCannotBeIsExplainedInTheForm) {
  type("c");
  click("compare.cpus");
  erase(8);
  type("900");
  enter();
  EXPECT_EQ(session->other(), nullptr);
  click("compare.reset");
  click("compare.more");
  type("seed=3");
  enter();
  ASSERT_NE(session->other(), nullptr);
  EXPECT_EQ(session->other()->scenario().machine.seed, 3u);
}

TEST_F(Tools, ABookmarkIsMadeGoneToAndForgotten) {
  session->apply(command::SeekStep{20});
  type("k");
  click("notes.add_bookmark");
  ASSERT_EQ(session->bookmarks().size(), 1u);
  window->press("go.start");
  frames(1);
  click("notes.go.0");
  EXPECT_EQ(session->position(), 20u);
  click("notes.forget.0");
  EXPECT_TRUE(session->bookmarks().empty());
}

TEST_F(Tools, WhatIsTypedAfterTheBookmarkKeyIsItsNote) {
  session->apply(command::SeekStep{20});
  const Lang before = session->choices().lang;
  type("b");
  frames(3);
  ASSERT_EQ(session->bookmarks().size(), 1u);
  type("look l ?");
  EXPECT_EQ(session->bookmarks()[0].note, "look l ?");
  EXPECT_EQ(session->choices().lang, before);
  EXPECT_FALSE(session->playing());
  EXPECT_EQ(window->widgets().find("help.close"), nullptr);
  enter();
  type("t");  // a key again
  EXPECT_EQ(session->bookmarks()[0].note, "look l ?");
  EXPECT_EQ(session->choices().theme, Theme::light);
}

TEST_F(Tools, EscapeLeavesABookmarksNoteAndKeepsIt) {
  session->apply(command::SeekStep{20});
  type("b");
  frames(3);
  type("here");
  press(compat::Key::escape);
  EXPECT_EQ(session->bookmarks()[0].note, "here");
  EXPECT_NE(window->widgets().find("tool.close"), nullptr) << "the first leaves only the field";
  press(compat::Key::escape);
  frames(1);
  EXPECT_EQ(window->widgets().find("tool.close"), nullptr);
}

TEST_F(Tools, TheNoteOfAnOlderBookmarkCanBeChanged) {
  session->apply(command::AddBookmark{"old"});
  type("k");
  click("notes.edit.0");
  erase(3);
  type("new");
  enter();
  EXPECT_EQ(session->bookmarks()[0].note, "new");
}

TEST_F(Tools, ABreakpointOnALineWithoutCodeGoesToTheNextAndSaysSo) {
  click("break.101.0.5");  // int main(void) {
  ASSERT_EQ(session->breakpoints().size(), 1u);
  EXPECT_EQ(std::get<AtLine>(session->breakpoints()[0].where).line, 6u);
  EXPECT_NE(session->notice().find("the breakpoint is on line 6"), std::string::npos);
  window->press("go.end");
  EXPECT_TRUE(session->stopped_at());
  EXPECT_EQ(session->notice(), "");
  frames(2);
  click("break.101.0.6");
  EXPECT_TRUE(session->breakpoints().empty());
}

TEST_F(Tools, ABreakpointBelowAllCodeIsRefusedWithAReason) {
  const std::string program = session->scenario().machine.processes[0].program->name;
  session->apply(command::ToggleBreakpoint{{AtLine{program, 0, 400}}});
  EXPECT_TRUE(session->breakpoints().empty());
  EXPECT_NE(session->notice().find("no line with code follows"), std::string::npos);
}

TEST_F(Tools, TheTimelineIsPressedToGoThere) {
  click_at(900, 790);
  EXPECT_GT(session->position(), 0u);
  const std::int64_t t = session->machine().last_step().begin.ns;
  EXPECT_GT(t, 0);
  click("tl.by_cpu");
  frames(1);
  EXPECT_TRUE(there("tl.by_cpu"));
}

TEST_F(Tools, EventsAreFilteredByWhatIsTyped) {
  window->press("tab.events");
  frames(1);
  click("events.filter");
  type("msgsnd");
  EXPECT_EQ(session->choices().tab, BottomTab::events);
  // Keys that are typed into a box are not keys of the window.
  EXPECT_FALSE(session->playing());
}

// What nobody could foresee: characters that only the running program writes.
TEST_F(Tools, TextWithNewCharactersIsMeasuredWithThem) {
  if (!chinese_font_installed()) GTEST_SKIP() << "no Chinese font";
  // Not even as a string of the program: it is computed.
  session->apply(command::EditProgram{
      0,
      "#include <stdio.h>\nint main(void) {\n"
      "  unsigned char s[13] = {231, 133, 142, 228, 165, 151, 231, 183, 137, 231, 128, 174};\n"
      "  for (int i = 0; i < 12; i++) s[i] ^= 1;\n"
      "  puts((char *)s);\n  return 0;\n}\n"});
  ASSERT_EQ(session->notice(), "");
  while (!session->complete()) session->tick(0);
  session->apply(command::SeekStep{session->known_steps()});
  frames(3);
  const Shape* text = window->scene().find("tty:101:1");
  ASSERT_NE(text, nullptr);
  EXPECT_EQ(text->text, "意外消息");
  // Four characters, each as wide as it is high.
  EXPECT_NEAR(text->box.w, 4 * spec(text->style).size, spec(text->style).size * 0.6f);
}

}  // namespace
}  // namespace gui
