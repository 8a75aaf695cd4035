// Every lesson in the window: walked through forwards and backwards, looked at in every way
// meanwhile.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "gui/window/window.h"
#include "tests/gui/window/all_lessons.h"

namespace gui {
namespace {

class Lesson : public testing::TestWithParam<std::string> {
 protected:
  Lesson() {
    ImGui::CreateContext();
    backend = std::make_unique<OffscreenBackend>(1280, 720);
    backend->set_drawing(false);
    SessionOptions options;
    options.watch_interval_s = 1e9;
    session = std::move(*Session::open(GetParam(), options));
    window = std::make_unique<Window>(*backend, *session);
    window->frame(0);
    while (!session->complete()) session->tick(0);
  }
  ~Lesson() override {
    window.reset();
    backend.reset();
    ImGui::DestroyContext();
  }
  void step(Direction d, Granularity g) {
    session->apply(command::Step{d, g});
    if (session->question()) session->apply(command::DismissQuestion{});
  }
  Image picture() {
    backend->set_drawing(true);
    for (int i = 0; i < 3; ++i) window->frame(1);
    backend->set_drawing(false);
    return backend->picture();
  }

  std::unique_ptr<OffscreenBackend> backend;
  std::unique_ptr<Session> session;
  std::unique_ptr<Window> window;
};

TEST_P(Lesson, GoesBackOverThePositionsItWentForwardOver) {
  for (const Granularity g :
       {Granularity::line, Granularity::step, Granularity::event, Granularity::context_switch}) {
    session->apply(command::Reset{});
    std::set<std::uint64_t> forward{0}, back;
    while (!session->at_end()) {
      const std::uint64_t before = session->position();
      step(Direction::forward, g);
      ASSERT_GT(session->position(), before);
      forward.insert(session->position());
      if (forward.size() % 16 == 0) window->frame(0.1);  // some seen in flight, some at rest
    }
    back.insert(session->position());
    while (session->position() > 0) {
      const std::uint64_t before = session->position();
      step(Direction::back, g);
      ASSERT_LT(session->position(), before);
      back.insert(session->position());
      if (back.size() % 16 == 0) window->frame(0.1);
    }
    // On its way forward a lesson also stops to say or to ask something, wherever that is.
    for (const Stop& stop : session->notes().stops())
      if (stop.pauses && !back.contains(stop.position)) forward.erase(stop.position);
    EXPECT_EQ(forward, back) << "by " << static_cast<int>(g);
  }
}

TEST_P(Lesson, TakesAChangeOfLookInMidFlight) {
  const std::uint64_t there = session->known_steps() / 2;
  session->apply(command::SeekStep{there - 1});
  window->frame(1);
  session->apply(command::Step{Direction::forward, Granularity::step});
  session->apply(command::DismissQuestion{});
  const std::pair<const char*, Command> changes[] = {
      {"language", command::SetLanguage{Lang::zh}},
      {"theme", command::SetTheme{Theme::light}},
      {"scale", command::SetScale{1.5f}},
      {"presenter", command::SetPresenter{true}},
      {"no presenter", command::SetPresenter{false}}};
  for (const auto& [what, change] : changes) {
    window->frame(0.03);
    ASSERT_LT(session->phase(), 1) << what;
    session->apply(change);
    window->frame(0);
    EXPECT_FALSE(window->scene().shapes.empty()) << what;
  }
  EXPECT_EQ(session->position(), there);
  const Image walked = picture();
  session->apply(command::Reset{});
  window->frame(1);
  session->apply(command::SeekStep{there});
  session->apply(command::DismissQuestion{});
  EXPECT_TRUE(walked.rgba == picture().rgba) << "in flight and by a jump it looks different";
}

TEST_P(Lesson, RunsAnEditedProgramAndKeepsRunningTheOldOneWhenTheNewIsWrong) {
  const std::string good = session->source_of(0).text;
  const std::uint64_t steps = session->known_steps();
  session->apply(command::EditProgram{0, good + "\nint broken = ;\n"});
  window->frame(1);
  ASSERT_TRUE(session->error().has_value());
  const auto lines = static_cast<std::uint32_t>(std::count(good.begin(), good.end(), '\n'));
  EXPECT_EQ(session->error()->place.line, lines + 2);
  EXPECT_FALSE(session->notice().empty());
  EXPECT_EQ(session->source_of(0).text, good);
  EXPECT_EQ(session->known_steps(), steps);

  std::string other = good;
  other.insert(other.find('{', other.find("int main(")) + 1, " int added = 5; added++;");
  session->apply(command::EditProgram{0, other});
  window->frame(1);
  EXPECT_FALSE(session->error().has_value()) << session->notice();
  while (!session->complete()) session->tick(0);
  EXPECT_EQ(session->source_of(0).text, other);
  EXPECT_GT(session->known_steps(), steps);
}

INSTANTIATE_TEST_SUITE_P(Lessons, Lesson, testing::ValuesIn(lessons()), [](const auto& info) {
  return "of_" + std::filesystem::path(info.param).stem().string().substr(0, 2);
});

}  // namespace
}  // namespace gui
