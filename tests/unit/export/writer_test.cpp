#include "sim/export/writer.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>

#include "sim/scenario/loader.h"
#include "sim/scenario/run.h"

namespace sim::exporting {
namespace {

class ToText : public scenario::RunListener {
 public:
  ToText(Format format, Detail detail)
      : writer_(make_writer(format)), shown_(scenario::events_up_to(detail)) {}
  std::uint64_t wants() const override {
    return shown_ | scenario::event_bit(EventType::sched_process_fork);
  }
  void on_event(const Event& e, const Machine& m) override {
    names_.learn(e, m.fixed());
    if ((shown_ & scenario::event_bit(e.type)) != 0) text += writer_->event(e, names_);
  }
  std::string text;

 private:
  std::unique_ptr<EventWriter> writer_;
  std::uint64_t shown_;
  analysis::Names names_;
};

// The whole trace of the lesson on pipelined sends.
std::string trace(Format format, Detail detail) {
  auto s = scenario::load_scenario(std::string(MSGSCOPE_SOURCE_DIR) +
                                   "/scenarios/lessons/03-pipelined-send.yaml");
  if (!s) {
    ADD_FAILURE() << s.error().to_string();
    return "";
  }
  ToText listener(format, detail);
  scenario::run_machine(s->machine, {}, {&listener});
  return listener.text;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(Ftrace, LooksLikeTheKernelsOwn) {
  const std::string text = trace(Format::ftrace, Detail::events);
  // As recorded on Linux: pong-4679    [002] d..2.  1299.162370: sched_waking: comm=ping ...
  const std::regex line(
      R"(^\S.{11,} \[\d{3}\] [d.][N.][hs.][0-9.][0-9.] +\d+\.\d{6}: [a-z0-9_]+(: |\(| -> ).*$)");
  for (const std::string& l : lines_of(text)) EXPECT_TRUE(std::regex_match(l, line)) << l;
  EXPECT_TRUE(contains(text, ": sys_msgsnd(msqid: 0, msgp: 0x7ff"));
  EXPECT_TRUE(contains(text, ": sys_msgrcv -> 0x16\n"));
  EXPECT_TRUE(contains(text, "sched_waking: comm=second pid=102 prio=120 target_cpu=000\n"));
  EXPECT_TRUE(contains(text,
                       "prev_comm=sender prev_pid=103 prev_prio=120 prev_state=R ==> "
                       "next_comm=second next_pid=102 next_prio=120\n"));
}

TEST(Ftrace, MarksATaskThatHasToGiveUpItsCpu) {
  bool woken = false, marked = false;
  for (const std::string& l : lines_of(trace(Format::ftrace, Detail::events))) {
    if (contains(l, "sched_wakeup: comm=second")) woken = true;
    if (woken && contains(l, ".N...") && contains(l, "sys_msgsnd -> 0x0")) marked = true;
  }
  EXPECT_TRUE(marked);
}

TEST(JsonLines, AreOneObjectAnEventWithNamedFields) {
  bool seen = false;
  std::uint64_t last_seq = 0;
  for (const std::string& l : lines_of(trace(Format::jsonl, Detail::lines))) {
    const auto o = nlohmann::json::parse(l);
    EXPECT_GT(o["seq"].get<std::uint64_t>(), last_seq);
    last_seq = o["seq"];
    EXPECT_LT(o["cause"].get<std::uint64_t>(), last_seq);
    if (o["event"] != "msg_pipelined" || seen) continue;
    seen = true;
    EXPECT_EQ(o["comm"], "sender");
    EXPECT_EQ(o["pid"], 103);
    EXPECT_EQ(o["fields"]["type"], 999);
    EXPECT_EQ(o["fields"]["text"], "for the ");
    EXPECT_EQ(o["fields"]["receiver"], 102);
    EXPECT_EQ(o["fields"]["receiver_comm"], "second");
  }
  EXPECT_TRUE(seen);
}

TEST(Csv, HasAsManyCellsInEveryRow) {
  const auto rows = lines_of(trace(Format::csv, Detail::events));
  EXPECT_GT(rows.size(), 50u);
  for (const std::string& l : rows) {
    int cells = 1;
    bool quoted = false;
    for (const char c : l) {
      if (c == '"') quoted = !quoted;
      if (c == ',' && !quoted) ++cells;
    }
    EXPECT_EQ(cells, 13) << l;
  }
}

TEST(Text, NamesTheKernelStepAndTheLineOfC) {
  const std::string text = trace(Format::text, Detail::lines);
  EXPECT_TRUE(contains(text, "| a receiver waits for such a type: hand it over"));
  EXPECT_TRUE(contains(text, "sender.c:"));
}

}  // namespace
}  // namespace sim::exporting
