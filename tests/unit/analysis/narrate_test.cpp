#include "sim/analysis/narrate.h"

#include <gtest/gtest.h>

#include <set>

#include "sim/scenario/loader.h"
#include "sim/scenario/run.h"

namespace sim::analysis {
namespace {

// Which variants of an event have a sentence.
std::set<int> variants(EventType type) {
  std::set<int> found;
  for (const Sentence& s : sentences())
    if (s.type == type) found.insert(s.variant);
  return found;
}

TEST(Sentences, EveryEventHasOneInBothLanguages) {
  for (const EventSpec& spec : event_specs())
    EXPECT_FALSE(variants(spec.type).empty()) << spec.name;
  for (const Sentence& s : sentences()) {
    EXPECT_FALSE(s.en.empty()) << event_spec(s.type).name;
    EXPECT_FALSE(s.zh.empty()) << event_spec(s.type).name;
  }
}

TEST(Sentences, EveryReasonHasItsOwn) {
  std::set<int> told;
  for (const EventType t :
       {EventType::task_state, EventType::sched_pick, EventType::sched_need_resched})
    for (const int v : variants(t)) told.insert(v);
  for (int r = 0; r <= static_cast<int>(ReasonCode::interrupted); ++r)
    EXPECT_TRUE(told.contains(r)) << reason_name(static_cast<ReasonCode>(r));
}

TEST(Sentences, CanBeSaidOfAnyEventWithoutBraces) {
  const NarrationContext context;
  for (const EventSpec& spec : event_specs())
    for (const Lang lang : {Lang::en, Lang::zh})
      for (int v = 0; v < 6; ++v) {
        Event e;
        e.type = spec.type;
        e.args = {v, v, v, v, v, v};
        const std::string text = narrate(e, context, lang);
        EXPECT_FALSE(text.empty()) << spec.name;
        EXPECT_EQ(text.find_first_of("{}"), std::string::npos) << text;
      }
}

// The sentences of a run, one a line, with their events.
class Told : public scenario::RunListener {
 public:
  explicit Told(Lang lang) : lang_(lang) {}
  std::uint64_t wants() const override { return scenario::events_up_to(Detail::lines); }
  void on_event(const Event& e, const Machine& m) override {
    context_.learn(e, m.fixed());
    text_ += std::string(event_spec(e.type).name) + ": " + narrate(e, context_, lang_) + "\n";
  }
  const std::string& text() const { return text_; }

 private:
  Lang lang_;
  NarrationContext context_;
  std::string text_;
};

std::string story_of_lesson(const std::string& name, Lang lang) {
  auto s = scenario::load_scenario(std::string(MSGSCOPE_SOURCE_DIR) + "/scenarios/lessons/" + name);
  if (!s) {
    ADD_FAILURE() << s.error().to_string();
    return "";
  }
  Told told(lang);
  scenario::run_machine(s->machine, {}, {&told});
  return told.text();
}

TEST(Narrate, SaysWhyAMessageNeverEntersTheQueue) {
  const std::string story = story_of_lesson("03-pipelined-send.yaml", Lang::en);
  EXPECT_NE(story.find("sender finds second asleep on q_receivers, waiting for exactly type 999: "
                       "the message of type 999 (22 bytes, \"for the ...\") goes straight into "
                       "its hands and never enters the queue."),
            std::string::npos);
  EXPECT_NE(story.find("sender wakes second: the message it waited for is in its hands."),
            std::string::npos);
}

TEST(Narrate, SaysWhyATaskWasPicked) {
  const std::string story = story_of_lesson("06-arrived-but-waiting.yaml", Lang::en);
  EXPECT_NE(story.find("eager is picked: its vruntime"), std::string::npos);
  EXPECT_NE(story.find("is the smallest of"), std::string::npos);
}

TEST(Narrate, TellsTheSameInChinese) {
  const std::string story = story_of_lesson("03-pipelined-send.yaml", Lang::zh);
  EXPECT_NE(story.find("sender 发现 second 在 q_receivers 上睡眠，等的正是类型 999 的消息"),
            std::string::npos);
}

}  // namespace
}  // namespace sim::analysis
