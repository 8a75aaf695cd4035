#include "sim/analysis/narrate.h"

#include <gtest/gtest.h>

#include <set>

#include "sim/scenario/loader.h"
#include "sim/scenario/programs.h"
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

TEST(Narrate, SaysByWhichRuleAMessageWasChosen) {
  const std::string story = story_of_lesson("04-receive-by-type.yaml", Lang::en);
  EXPECT_NE(story.find("\"two\") off q_messages: the first of type 2."), std::string::npos);
  // "three" comes before it in the list, and matches -3 as well.
  EXPECT_NE(story.find("\"one\") off q_messages: of the types up to 3 the lowest is 1, and this is "
                       "its first."),
            std::string::npos);
  EXPECT_NE(story.find("\"three\") off q_messages: the first of all."), std::string::npos);
  EXPECT_EQ(story.find("first that matches"), std::string::npos);
  const std::string zh = story_of_lesson("04-receive-by-type.yaml", Lang::zh);
  EXPECT_NE(zh.find("不超过 3 的类型中最小的是 1，这是其中的第一条"), std::string::npos);
}

TEST(Narrate, PromisesNoSwitchWhereTheSchedulerHasYetToDecide) {
  const std::string story = story_of_lesson("06-arrived-but-waiting.yaml", Lang::en);
  EXPECT_EQ(story.find("will give up CPU"), std::string::npos);
  EXPECT_NE(story.find("schedule() decides who runs next"), std::string::npos);
}

TEST(Narrate, NamesProcessesOfOneNameByTheirPids) {
  const std::string file = std::string(MSGSCOPE_SOURCE_DIR) + "/bench/programs/pingpong.c";
  auto s = scenario::scenario_of_programs({file}, {"2"});
  ASSERT_TRUE(s) << s.error().to_string();
  Told told(Lang::en);
  scenario::run_machine(s->machine, {}, {&told});
  const std::string& story = told.text();
  EXPECT_NE(story.find("The scenario creates pingpong (pid 101)"), std::string::npos);
  EXPECT_NE(story.find("pingpong 101 forks: pingpong (pid 102)"), std::string::npos) << story;
  EXPECT_NE(story.find("pingpong 102 wakes pingpong 101"), std::string::npos);
  EXPECT_NE(story.find("CPU 0 goes from pingpong 101 to pingpong 102"), std::string::npos);
}

TEST(Narrate, LeavesOutWhatARemovedQueueHasNoneOf) {
  const NarrationContext context;
  Event e;
  e.type = EventType::msq_remove;
  const auto told = [&](std::int64_t messages, std::int64_t sleepers, Lang lang) {
    e.args = {7, 0, messages, sleepers, 0, 0};
    const std::string text = narrate(e, context, lang);
    return text.substr(text.find("queue 7") == std::string::npos ? 0 : text.find("queue 7"));
  };
  EXPECT_EQ(told(0, 0, Lang::en), "queue 7.");
  EXPECT_EQ(told(1, 0, Lang::en), "queue 7: 1 message is lost.");
  EXPECT_EQ(told(0, 2, Lang::en), "queue 7: 2 sleepers are woken with EIDRM.");
  EXPECT_EQ(told(3, 1, Lang::en),
            "queue 7: 3 messages are lost, and 1 sleeper is woken with EIDRM.");
  EXPECT_NE(told(0, 2, Lang::zh).find("队列 7：唤醒 2 个睡眠者"), std::string::npos);
}

std::string told_of_text(std::string_view text) {
  Event e;
  e.type = EventType::msg_enqueue;
  std::uint64_t packed = 0;
  for (std::size_t i = 0; i < 8 && i < text.size(); ++i)
    packed |= static_cast<std::uint64_t>(static_cast<unsigned char>(text[i])) << (8 * i);
  e.args = {0, 0, 1, static_cast<std::int64_t>(text.size()), static_cast<std::int64_t>(packed), 1};
  return narrate(e, NarrationContext{}, Lang::en);
}

TEST(Narrate, ShowsAMessagesTextWhateverItsLanguage) {
  EXPECT_NE(told_of_text("你好，世界").find("(15 bytes, \"你好...\")"), std::string::npos);
  EXPECT_NE(told_of_text("a\tb\n").find("(4 bytes, \"a\\tb\\n\")"), std::string::npos);
  EXPECT_NE(told_of_text("\xff\x01").find("(2 bytes, ff 01)"), std::string::npos);
  EXPECT_NE(told_of_text("hello").find("(5 bytes, \"hello\")"), std::string::npos);
}

TEST(Narrate, SaysThatANewProcessStartsBehind) {
  const std::string story = story_of_lesson("05-full-queue-sleeping-senders.yaml", Lang::en);
  EXPECT_NE(story.find("big-2, a new process, is on the run queue of CPU 0: ready for the first "
                       "time. Its vruntime starts "),
            std::string::npos);
}

TEST(Narrate, NamesTheTaskThatPreempts) {
  NarrationContext context;
  Event waking;
  waking.type = EventType::sched_waking;
  waking.seq = 5;
  waking.args = {0, 120, 0, 0, 0, 0};
  context.learn(waking, Immutable{});
  Event e;
  e.type = EventType::sched_need_resched;
  e.cause = 5;
  e.args = {1, static_cast<int>(ReasonCode::woken_has_less_vruntime), 0, 0, 0, 0};
  EXPECT_TRUE(narrate(e, context, Lang::en).starts_with("swapper/0 lags behind init"));
}

}  // namespace
}  // namespace sim::analysis
