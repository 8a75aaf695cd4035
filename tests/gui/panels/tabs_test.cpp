// What the bottom tabs say of a run, read from their shapes; and, with MSGSCOPE_PICTURES=<folder>,
// a picture of each.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "../session/lesson.h"
#include "gui/panels/bottom_panel.h"
#include "gui/platform/backend.h"
#include "gui/platform/picture.h"
#include "gui/platform/theme.h"
#include "gui/scene/parts.h"

namespace gui {
namespace {

constexpr Rect kArea{25, 727, 1550, 155};

class Tabs : public ::testing::Test {
 protected:
  explicit Tabs(sim::scenario::Scenario lesson = pipelined_lesson()) : session(std::move(lesson)) {
    while (!session.complete()) session.tick(0.01);
  }
  // Goes to the moment the mockup shows: the message is handed over, the receiver not yet running.
  void to_the_handover() {
    session.apply(command::ToggleBreakpoint{{AtEvent{sim::EventType::msg_pipelined, {}}}});
    session.apply(command::RunToEnd{});
    session.apply(command::Step{Direction::forward, Granularity::event});
    session.apply(command::Step{Direction::forward, Granularity::event});
  }
  Scene draw(BottomTab tab) {
    session.apply(command::SetTab{tab});
    Scene scene;
    const PlainMeasure measure;
    Canvas canvas(scene, measure, palette(Theme::dark), Strings::of(session.choices().lang));
    const auto processes = session.processes();
    TabContext t{canvas, session, processes, input, {600, 686, 975, 29}};
    command = tab_content(t, kArea, views);
    return scene;
  }
  static bool says(const Scene& scene, std::string_view text) {
    return std::any_of(scene.shapes.begin(), scene.shapes.end(),
                       [&](const Shape& s) { return s.text.find(text) != std::string::npos; });
  }
  void click_at(const Rect& r, BottomTab tab) {
    input.mouse = input.pressed_at = r.center();
    input.clicked = input.down = true;
    draw(tab);
    input = {};
  }

  Session session;
  TabInput input;
  TabViews views;
  std::optional<Command> command;
};

TEST_F(Tabs, EverythingLiesInsideTheBottomPanel) {
  to_the_handover();
  const Rect panel{12, 675, 1576, 217};
  for (int tab = 0; tab < kBottomTabCount; ++tab) {
    const Scene scene = draw(static_cast<BottomTab>(tab));
    EXPECT_GT(scene.shapes.size(), 5u) << tab;
    for (const Shape& s : scene.shapes)
      EXPECT_TRUE(s.box.w <= 0 || panel.contains(s.box)) << tab << " " << s.id;
    for (const Bar& b : scene.bars) EXPECT_TRUE(panel.contains(b.box)) << tab;
  }
}

TEST_F(Tabs, TheTimelineHasALaneAProcessAndAPlayheadAtThePresent) {
  to_the_handover();
  const Scene scene = draw(BottomTab::timeline);
  EXPECT_TRUE(says(scene, "receiver"));
  EXPECT_TRUE(says(scene, "hog"));
  const Shape* playhead = scene.find("tl:playhead");
  ASSERT_NE(playhead, nullptr);
  EXPECT_GT(playhead->points[0].x, kArea.x + 94);
  EXPECT_LT(playhead->points[0].x, kArea.right());
}

TEST_F(Tabs, TheFutureIsThereAndDimmed) {
  to_the_handover();
  const Scene scene = draw(BottomTab::timeline);
  const float now = scene.find("tl:playhead")->points[0].x;
  const Color hog =
      process_color(palette(Theme::dark), session.processes(), session.lanes().processes()[2].pid);
  int future = 0;
  for (const Bar& b : scene.bars) {
    if (b.box.y < kArea.y || b.box.x < now) continue;
    ++future;
    EXPECT_NE(b.color, hog);
  }
  EXPECT_GT(future, 3);
}

sim::scenario::Scenario asking() {
  sim::scenario::Scenario lesson = pipelined_lesson();
  sim::scenario::Question q;
  sim::scenario::EventPattern when;
  when.type = sim::EventType::msg_pipelined;
  q.when.event = when;
  q.ask = {"Who runs next?", "下一个运行的是谁?"};
  q.choices = {{"sender", ""}, {"receiver", ""}};
  lesson.questions.push_back(q);
  return lesson;
}

// At a question: the tabs say nothing that comes after it until it is answered.
class AskingTabs : public Tabs {
 protected:
  AskingTabs() : Tabs(asking()) {
    session.apply(command::RunToEnd{});
    EXPECT_TRUE(session.asking());
  }
  // How much of the lanes lies beyond the playhead.
  static float beyond(const Scene& s) {
    const Shape* head = s.find("tl:playhead");
    if (head == nullptr) return -1;
    float most = 0;
    for (const Bar& b : s.bars)
      if (b.box.y > kArea.y) most = std::max(most, b.box.right() - head->points[0].x);
    return most;
  }
  // Says that more is shown once the question is answered.
  static bool promises(const Scene& s) {
    return std::any_of(s.shapes.begin(), s.shapes.end(),
                       [](const Shape& x) { return x.id.starts_with("later"); });
  }
  // Whether anything is told under the pointer, beyond the playhead.
  bool tells_the_future() {
    const float head = draw(BottomTab::timeline).find("tl:playhead")->points[0].x;
    bool tells = false;
    for (float x = head + 3; x < kArea.right(); x += 20)
      for (float y = kArea.y; y < kArea.bottom(); y += 12) {
        input.mouse = {x, y};
        tells = tells || draw(BottomTab::timeline).find("tip") != nullptr;
      }
    return tells;
  }
  static int arrows(const Scene& s) {
    return static_cast<int>(std::count_if(s.shapes.begin(), s.shapes.end(), [](const Shape& x) {
      return x.id.starts_with("tl:arrow:") && x.kind != ShapeKind::disc;
    }));
  }
};

TEST_F(AskingTabs, TheTimelineEndsAtAnOpenQuestion) {
  Scene s = draw(BottomTab::timeline);
  EXPECT_LE(beyond(s), 1);
  EXPECT_TRUE(promises(s));
  const int now = arrows(s);
  views.timeline.cpus = true;
  EXPECT_LE(beyond(draw(BottomTab::timeline)), 1);
  views.timeline.cpus = false;
  session.apply(command::AnswerQuestion{0});
  s = draw(BottomTab::timeline);
  EXPECT_GT(beyond(s), 50);
  EXPECT_GT(arrows(s), now);
  EXPECT_FALSE(promises(s));
}

TEST_F(AskingTabs, NothingIsReadOffTheTimelineUnderThePointerEither) {
  EXPECT_FALSE(tells_the_future());
  session.apply(command::AnswerQuestion{0});
  EXPECT_TRUE(tells_the_future());
}

TEST_F(AskingTabs, LatencyListsNoMessageThatIsStillToArrive) {
  Scene s = draw(BottomTab::latency);
  EXPECT_EQ(s.find("lat:0:from"), nullptr);
  EXPECT_TRUE(promises(s));
  session.apply(command::AnswerQuestion{0});
  s = draw(BottomTab::latency);
  EXPECT_NE(s.find("lat:0:from"), nullptr);
  EXPECT_FALSE(promises(s));
}

TEST_F(AskingTabs, EventsEndAtTheQuestionFilteredOrNot) {
  const std::string last =
      "evt:" + std::to_string(session.run().events()[session.shown_events() - 1].seq);
  const std::string next =
      "evt:" + std::to_string(session.run().events()[session.shown_events()].seq);
  Scene s = draw(BottomTab::events);
  EXPECT_NE(s.find(last), nullptr);
  EXPECT_EQ(s.find(next), nullptr);
  EXPECT_TRUE(promises(s));
  EXPECT_TRUE(says(s, group_digits(session.shown_events())));
  EXPECT_FALSE(says(s, group_digits(session.run().events().size())));
  views.events.filter = "sched_wakeup";
  views.events.first = 0;
  s = draw(BottomTab::events);
  EXPECT_EQ(s.find(next), nullptr);
  for (std::size_t i = session.shown_events(); i < session.run().events().size(); ++i)
    EXPECT_EQ(s.find("evt:" + std::to_string(session.run().events()[i].seq)), nullptr);
  session.apply(command::AnswerQuestion{0});
  views.events = {};
  EXPECT_NE(draw(BottomTab::events).find(next), nullptr);
}

TEST_F(Tabs, PressingTheTimelineGoesToThatTime) {
  click_at({800, 780, 2, 2}, BottomTab::timeline);
  ASSERT_TRUE(command);
  const auto* seek = std::get_if<command::SeekTime>(&*command);
  ASSERT_NE(seek, nullptr);
  session.apply(*seek);
  const Scene scene = draw(BottomTab::timeline);
  EXPECT_NEAR(scene.find("tl:playhead")->points[0].x, 801, 80);
}

TEST_F(Tabs, TheWheelZoomsAroundTheMouse) {
  input.mouse = {800, 780};
  input.wheel = 5;
  draw(BottomTab::timeline);
  input = {};
  EXPECT_GT(views.timeline.to_ns, views.timeline.from_ns);
  const double width = views.timeline.to_ns - views.timeline.from_ns;
  EXPECT_LT(width, static_cast<double>(session.lanes().end()) / 2);
  EXPECT_TRUE(says(draw(BottomTab::timeline), "whole run"));
}

TEST_F(Tabs, TwoRunsShareTheTimelinesAxis) {
  const std::string file = std::string(::testing::TempDir()) + "/alone.c";
  std::ofstream(file) << kHog;
  session.apply(command::CompareWith{file});
  ASSERT_NE(session.other(), nullptr) << session.notice();
  session.apply(command::SeekTime{sim::SimTime{3'000'000}});
  const Scene scene = draw(BottomTab::timeline);
  EXPECT_TRUE(says(scene, "alone"));
  EXPECT_TRUE(says(scene, "receiver"));
  const Shape* stop = scene.find("button:tl.stop_comparing");
  ASSERT_NE(stop, nullptr);
  click_at(stop->box, BottomTab::timeline);
  ASSERT_TRUE(command);
  EXPECT_TRUE(std::holds_alternative<command::StopComparing>(*command));
}

TEST_F(Tabs, BothOfTwoRunsShowTheSameLanes) {
  const std::string file = std::string(::testing::TempDir()) + "/six.yaml";
  std::ofstream(std::string(::testing::TempDir()) + "/six-hog.c") << kHog;
  std::ofstream(file) << "scenario: six\nprocesses:\n"
                         "  - {name: hog, program: six-hog.c, count: 6}\n";
  auto six = Session::open(file, {});
  ASSERT_TRUE(six.has_value()) << six.error().to_string();
  Session& run = **six;
  run.apply(command::CompareSettings{{{"all.policy", "rr"}}});
  ASSERT_NE(run.other(), nullptr) << run.notice();
  while (!run.complete() || !run.other()->complete()) run.tick(0.01);
  run.apply(command::SetTab{BottomTab::timeline});
  Scene scene;
  const PlainMeasure measure;
  Canvas canvas(scene, measure, palette(Theme::dark), Strings::of(Lang::en));
  const auto processes = run.processes();
  TabContext t{canvas, run, processes, input, {600, 586, 975, 29}};
  tab_content(t, {25, 620, 1550, 258}, views);
  std::map<std::string, int> names;
  for (const Shape& s : scene.shapes)
    if (s.id.starts_with("tl:name:")) ++names[s.text];
  EXPECT_EQ(names.size(), 6u);
  for (const auto& [name, times] : names) EXPECT_EQ(times, 2) << name;
}

TEST_F(Tabs, ARunThatEndsInADeadlockSaysSoAtItsLanes) {
  const std::string file = std::string(::testing::TempDir()) + "/stuck.c";
  std::ofstream(file) << kReceiver;
  session.apply(command::CompareWith{file});
  ASSERT_NE(session.other(), nullptr) << session.notice();
  while (!session.other()->complete()) session.tick(0.01);
  EXPECT_EQ(session.run().end(), sim::RunEnd::finished);
  EXPECT_EQ(session.other()->run().end(), sim::RunEnd::deadlock);
  EXPECT_TRUE(says(draw(BottomTab::timeline), "deadlock at "));
}

TEST_F(Tabs, ARunOfWhichAProcessIsKilledSaysSoAtItsLanes) {
  const std::string file = std::string(::testing::TempDir()) + "/faulty.c";
  std::ofstream(file) << "int main(void) { int *p = 0; return *p; }\n";
  session.apply(command::CompareWith{file});
  ASSERT_NE(session.other(), nullptr) << session.notice();
  while (!session.other()->complete()) session.tick(0.01);
  EXPECT_TRUE(says(draw(BottomTab::timeline), "faulty was killed"));
}

TEST_F(Tabs, TheRangeChosenGoesWithThePresent) {
  views.timeline.from_ns = 0;
  views.timeline.to_ns = 1'000'000;
  session.apply(command::SeekStep{0});
  draw(BottomTab::timeline);
  session.apply(command::SeekTime{sim::SimTime{3'000'000}});
  const Scene scene = draw(BottomTab::timeline);
  EXPECT_DOUBLE_EQ(views.timeline.to_ns - views.timeline.from_ns, 1'000'000);
  const Shape* playhead = scene.find("tl:playhead");
  ASSERT_NE(playhead, nullptr);
  EXPECT_NEAR(playhead->points[0].x, kArea.x + 94 + (kArea.w - 94) / 2, 40);
  // Its numbers are those of the clock.
  EXPECT_EQ(scene.find("tl:unit")->text, "ms");
}

TEST_F(Tabs, LatencySplitsEachMessageIntoCertainAndUncertainTime) {
  session.apply(command::SeekStep{session.known_steps()});
  const auto& messages = session.notes().latencies();
  ASSERT_EQ(messages.size(), 2u);
  const Scene scene = draw(BottomTab::latency);
  EXPECT_TRUE(says(scene, "DETERMINISTIC"));
  EXPECT_NE(scene.find("lat:0:d:sum"), nullptr);
  EXPECT_NE(scene.find("lat:1:u:sum"), nullptr);
  click_at({100, kArea.y + 24, 2, 2}, BottomTab::latency);
  ASSERT_TRUE(command);
  EXPECT_EQ(std::get<command::SeekTime>(*command).time, messages[0].received);
}

// A bar twice as long is a time twice as long, on either side.
TEST_F(Tabs, LatencysBarsHaveOneScale) {
  session.apply(command::SeekStep{session.known_steps()});
  const auto& messages = session.notes().latencies();
  const Scene scene = draw(BottomTab::latency);
  const auto length = [&](std::size_t row, const char* side) {
    float w = 0;
    const std::string id = "lat:" + std::to_string(row) + ":" + side + ":";
    for (const Shape& s : scene.shapes)
      if (s.id.starts_with(id) && s.text.empty()) w += s.box.w;
    return w;
  };
  float longest = 0;
  std::int64_t longest_ns = 0;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    for (const bool sure : {true, false}) {
      const std::int64_t ns = sure ? messages[i].deterministic_ns() : messages[i].uncertain_ns();
      if (ns <= longest_ns) continue;
      longest_ns = ns;
      longest = length(i, sure ? "d" : "u");
    }
  }
  ASSERT_GT(longest, 300);
  const double scale = longest / static_cast<double>(longest_ns);
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const auto as_long = [&](std::int64_t ns) {
      return ns == 0 ? 0 : std::max(3.0, static_cast<double>(ns) * scale);
    };
    EXPECT_NEAR(length(i, "d"), as_long(messages[i].deterministic_ns()), 2) << i;
    EXPECT_NEAR(length(i, "u"), as_long(messages[i].uncertain_ns()), 2) << i;
  }
}

TEST_F(Tabs, TheMedianOfTwoMessagesIsTheMeanOfBoth) {
  session.apply(command::SeekStep{session.known_steps()});
  const auto& messages = session.notes().latencies();
  ASSERT_EQ(messages.size(), 2u);
  const std::int64_t mean = (messages[0].total_ns() + messages[1].total_ns()) / 2;
  EXPECT_TRUE(says(draw(BottomTab::latency), "median " + format_ns(mean)));
}

TEST_F(Tabs, AMeanTurnaroundIsKnownOnlyWhenSomebodyHasEnded) {
  const auto value_of = [](const Scene& scene, std::string_view what) -> std::string {
    for (const Shape& s : scene.shapes)
      if (s.text == what) return scene.find(s.id + ":value")->text;
    return "missing";
  };
  session.apply(command::SeekStep{40});
  Scene scene = draw(BottomTab::metrics);
  EXPECT_EQ(value_of(scene, "mean turnaround"), "–");
  EXPECT_EQ(value_of(scene, "throughput"), "–");
  session.apply(command::SeekStep{session.known_steps()});
  scene = draw(BottomTab::metrics);
  EXPECT_NE(value_of(scene, "mean turnaround"), "–");
  EXPECT_NE(value_of(scene, "throughput"), "–");
}

// What the rows say adds up to what is said of all; switches from idle are told apart.
TEST_F(Tabs, SwitchesOverallAreThoseOfTheProcessesAndThoseFromIdle) {
  session.apply(command::SeekStep{session.known_steps()});
  const auto m = session.metrics();
  std::uint64_t processes = 0;
  for (const auto& p : m.processes) processes += p.switches_voluntary + p.switches_involuntary;
  ASSERT_GT(m.cpus[0].switches, processes);
  EXPECT_TRUE(says(draw(BottomTab::metrics), std::to_string(processes) + " + " +
                                                 std::to_string(m.cpus[0].switches - processes) +
                                                 " from idle"));
}

TEST_F(Tabs, MetricsAreThoseOfThePresent) {
  const std::string early = [&] {
    session.apply(command::SeekStep{40});
    return draw(BottomTab::metrics).find("met:103:cpu:text") != nullptr ? "there" : "missing";
  }();
  EXPECT_EQ(early, "there");
  session.apply(command::SeekStep{session.known_steps()});
  const auto m = session.metrics();
  std::int64_t busy = 0;
  for (const auto& p : m.processes)
    if (p.pid.value > 1) {
      busy += p.cpu_ns;
      EXPECT_EQ(p.user_ns + p.kernel_ns, p.cpu_ns);
      EXPECT_TRUE(p.end);
    }
  EXPECT_NEAR(static_cast<double>(busy), static_cast<double>(m.cpus[0].busy_ns), 50'000);
  EXPECT_TRUE(says(draw(BottomTab::metrics), "OVERALL"));
}

TEST_F(Tabs, EachLivingProcessIsOneTokenInItsState) {
  to_the_handover();
  const Scene scene = draw(BottomTab::states);
  for (const Process& p : session.processes()) {
    const Shape* token = scene.find("sts:task:" + std::to_string(p.pid.value));
    ASSERT_NE(token, nullptr) << p.name;
    const sim::Task& t = *session.machine().kernel().find_task(p.pid);
    const char* state = t.on_cpu  ? "sts:sts.running"
                        : t.on_rq ? "sts:sts.ready"
                                  : "sts:sts.blocked";
    EXPECT_TRUE(scene.find(state)->box.contains(token->box)) << p.name << " " << state;
  }
}

TEST_F(Tabs, EventsAreFilteredByEveryWord) {
  views.events.filter = "msg_ SENDER";
  draw(BottomTab::events);
  ASSERT_FALSE(views.events.passing.empty());
  for (const std::uint32_t i : views.events.passing)
    EXPECT_TRUE(sim::event_spec(session.run().events()[i].type).name.starts_with("msg_"));
  views.events.filter = "no such thing";
  EXPECT_TRUE(says(draw(BottomTab::events), "nothing passes"));
}

TEST_F(Tabs, PressingAnEventGoesToItsStep) {
  session.apply(command::SeekStep{100});
  click_at({300, kArea.y + 18 + 19 * 3 + 5, 2, 2}, BottomTab::events);
  ASSERT_TRUE(command);
  const auto row = static_cast<std::size_t>(views.events.first) + 3;
  EXPECT_EQ(std::get<command::SeekStep>(*command).step, session.run().step_of_event(row));
}

TEST_F(Tabs, IpcsSaysWhatTheToolWouldPrint) {
  to_the_handover();
  EXPECT_TRUE(says(draw(BottomTab::ipcs), "0x7a05274f"));
}

TEST_F(Tabs, EveryWordIsThereInBothLanguages) {
  to_the_handover();
  for (const Lang lang : {Lang::en, Lang::zh}) {
    session.apply(command::SetLanguage{lang});
    for (int tab = 0; tab < kBottomTabCount; ++tab)
      for (const Shape& s : draw(static_cast<BottomTab>(tab)).shapes) EXPECT_NE(s.text, "?");
  }
}

// Draws the tab as the window would.
Image picture_of(Session& session, BottomTab tab, TabViews& views) {
  ImGui::CreateContext();
  OffscreenBackend backend(1600, 225);
  FontSet fonts;
  GlyphSet glyphs;
  for (const Lang lang : {Lang::en, Lang::zh})
    for (const auto& [key, text] : Strings::of(lang).all()) glyphs.add(text);
  fonts.build(*ImGui::GetIO().Fonts, 1, glyphs);
  backend.fonts_changed();
  apply_theme(session.choices().theme, 1);
  session.apply(command::SetTab{tab});
  const Palette& colors = palette(session.choices().theme);
  Widgets widgets;
  for (int frame = 0; frame < 2; ++frame) {
    backend.begin_frame(0);
    ImGui::NewFrame();
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({1600, 225});
    ImGui::Begin("stage", nullptr, ImGuiWindowFlags_NoDecoration);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled({0, 0}, {1600, 225},
                       IM_COL32(colors.ground.r, colors.ground.g, colors.ground.b, 255));
    Scene stage;
    Canvas canvas(stage, fonts, colors, Strings::of(session.choices().lang));
    const Rect bottom{12, 5, 1576, 214};
    canvas.panel("bottom", bottom);
    Rect area = bottom;
    area.take_top(46);
    PanelContext p{area.inset(13, 6), fonts, colors, canvas.tr, widgets, list, 1};
    stage.finish();
    p.painter().paint(stage);
    bottom_panel(p, session, views);
    ImGui::End();
    ImGui::Render();
    backend.end_frame();
  }
  const Image image = backend.picture();
  ImGui::DestroyContext();
  return image;
}

TEST(States, StoppingGoingOnAndBeingReapedAreLitWhenTheyAreTaken) {
  sim::scenario::Scenario scenario;
  scenario.machine.processes = {process_of("parent", R"(#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>
int main(void) {
  int pid = fork();
  if (pid == 0) { pause(); return 0; }
  kill(pid, SIGSTOP);
  usleep(1000);
  kill(pid, SIGCONT);
  usleep(1000);
  kill(pid, SIGKILL);
  wait(0);
  return 0;
}
)")};
  Session session(scenario);
  while (!session.complete()) session.tick(0.01);
  const PlainMeasure measure;
  std::vector<std::string> taken;
  std::string gone;
  for (std::uint64_t at = 1; at <= session.known_steps(); ++at) {
    session.apply(command::SeekStep{at});
    Scene scene;
    Canvas canvas(scene, measure, palette(Theme::dark), Strings::of(Lang::en));
    const auto processes = session.processes();
    TabContext t{canvas, session, processes, {}, {600, 686, 975, 29}};
    StatesView view;
    (void)states_tab(t, kArea, view);
    for (const char* way : {"stops", "continues", "exits", "reaped"}) {
      const Shape* arrow = scene.find(std::string("sts:arrow:sts.") + way);
      ASSERT_NE(arrow, nullptr) << way;
      if (arrow->stroke == canvas.colors.now) taken.push_back(way);
    }
    if (const Shape* s = scene.find("sts:gone:count")) gone = s->text;
  }
  EXPECT_EQ(taken[0], "stops");
  EXPECT_EQ(taken[1], "continues");
  EXPECT_NE(std::find(taken.begin(), taken.end(), "reaped"), taken.end());
  EXPECT_EQ(gone, "2");
}

TEST_F(Tabs, ArePictures) {
  to_the_handover();
  const char* folder = std::getenv("MSGSCOPE_PICTURES");
  const char* names[] = {"timeline", "latency", "metrics", "states", "events", "ipcs"};
  for (const Lang lang : {Lang::en, Lang::zh}) {
    session.apply(command::SetLanguage{lang});
    for (int tab = 0; tab < kBottomTabCount; ++tab) {
      const Image image = picture_of(session, static_cast<BottomTab>(tab), views);
      EXPECT_EQ(image.width, 1600);
      if (folder == nullptr) continue;
      const std::string file =
          std::string(folder) + "/" + names[tab] + (lang == Lang::zh ? "-zh.png" : "-en.png");
      EXPECT_TRUE(write_file(file, png_bytes(image)));
    }
  }
}

}  // namespace
}  // namespace gui
