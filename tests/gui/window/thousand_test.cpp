// A thousand processes and ten thousand messages: a picture that can be read, and is made of few
// shapes.
#include <gtest/gtest.h>

#include "gui/window/window.h"
#include "sim/scenario/loader.h"

namespace gui {
namespace {

class Thousand : public ::testing::Test {
 protected:
  Thousand() {
    ImGui::CreateContext();
    backend = std::make_unique<OffscreenBackend>(1280, 720);
    backend->set_drawing(false);
    SessionOptions options;
    options.watch_interval_s = 1e9;
    const auto scenario = sim::scenario::load_scenario(std::string(MSGSCOPE_SOURCE_DIR) +
                                                       "/tests/golden/thousand.yaml");
    EXPECT_TRUE(scenario.has_value());
    session = std::make_unique<Session>(*scenario, options);
    session->apply(command::SeekTime{sim::SimTime{140'000'000}});
    window = std::make_unique<Window>(*backend, *session);
    frames(2);
  }
  ~Thousand() override {
    window.reset();
    backend.reset();
    ImGui::DestroyContext();
  }
  void frames(int n) {
    for (int i = 0; i < n; ++i) window->draw_only();
  }
  std::string text(std::string_view id) {
    const Shape* s = window->scene().find(id);
    return s == nullptr ? "(nothing)" : s->text;
  }
  int count(std::string_view prefix) {
    int n = 0;
    for (const Shape& s : window->scene().shapes) n += s.id.starts_with(prefix) ? 1 : 0;
    return n;
  }
  static std::string without_blanks(std::string s) {
    std::erase(s, ' ');
    return s;
  }

  std::unique_ptr<OffscreenBackend> backend;
  std::unique_ptr<Session> session;
  std::unique_ptr<Window> window;
};

TEST_F(Thousand, IsAPictureOfFewShapesInEveryTab) {
  for (int tab = 0; tab < kBottomTabCount; ++tab) {
    session->apply(command::SetTab{static_cast<BottomTab>(tab)});
    frames(2);
    EXPECT_LT(window->scene().shapes.size(), 600u) << tab;
    EXPECT_LT(window->widgets().all().size(), 300u) << tab;
  }
  session->apply(command::SetRunQueueTree{true});
  frames(1);
  EXPECT_LT(window->scene().shapes.size(), 600u);
}

TEST_F(Thousand, SaysHowManyMoreMessagesThereAre) {
  const sim::MsgQueue& q = session->machine().kernel().msg.queues[0];
  ASSERT_GT(q.q_qnum, 5000u);
  const int shown = count("msg:") - 1;  // one is in the sender's hand
  ASSERT_GT(shown, 0);
  EXPECT_EQ(without_blanks(text("queue:q_messages:more")),
            "and" + std::to_string(q.q_qnum - static_cast<std::uint64_t>(shown)) + "more");
}

TEST_F(Thousand, PutsAlikeProcessesOnOneCardAndThoseWhoActOnTheirOwn) {
  EXPECT_EQ(text("card:1100:name"), "filler");
  int members = count("card:") > 0 ? 1 : 0;
  for (const Shape& s : window->scene().shapes) {
    if (!s.id.starts_with("crowd:") || !s.id.ends_with(":count")) continue;
    members += std::stoi(without_blanks(s.text).substr(std::string("×").size()));
  }
  EXPECT_EQ(members, 1000);
  // A sleeper comes from its crowd's card.
  EXPECT_GE(count("crowd:waiter"), 1);
}

TEST_F(Thousand, TheTimelineFollowsWhoeverRuns) {
  EXPECT_NE(window->widgets().find("select.1100"), nullptr);
  session->apply(command::SeekTime{sim::SimTime{90'000'000}});
  frames(2);
  const auto& k = session->machine().kernel();
  const sim::Task& ran = k.tasks[session->machine().last_step().task];
  EXPECT_NE(window->widgets().find("select." + std::to_string(ran.pid.value)), nullptr);
}

}  // namespace
}  // namespace gui
