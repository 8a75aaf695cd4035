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

// Reads the fields of a protocol buffer message: (number, value or bytes).
struct ProtoField {
  std::uint64_t number, value;
  std::string bytes;
};

std::vector<ProtoField> decode(const std::string& message) {
  std::vector<ProtoField> fields;
  std::size_t at = 0;
  const auto varint = [&] {
    std::uint64_t v = 0;
    for (int shift = 0; at < message.size(); shift += 7) {
      const auto byte = static_cast<unsigned char>(message[at++]);
      v |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    return v;
  };
  while (at < message.size()) {
    const std::uint64_t tag = varint();
    ProtoField f{tag >> 3, 0, ""};
    if ((tag & 7) == 0) {
      f.value = varint();
    } else if ((tag & 7) == 1) {
      f.bytes = message.substr(at, 8);
      at += 8;
    } else {
      EXPECT_EQ(tag & 7, 2u);
      const std::uint64_t size = varint();
      f.bytes = message.substr(at, size);
      at += size;
    }
    fields.push_back(std::move(f));
  }
  EXPECT_EQ(at, message.size());
  return fields;
}

TEST(Perfetto, IsASequenceOfPacketsWithSchedulingSlicesAndFlows) {
  int switches = 0, begins = 0, ends = 0, descriptors = 0;
  std::vector<std::string> flow_begins, flow_ends;
  for (const ProtoField& packet : decode(trace(Format::perfetto, Detail::events))) {
    ASSERT_EQ(packet.number, 1u);
    for (const ProtoField& f : decode(packet.bytes)) {
      if (f.number == 60) ++descriptors;
      if (f.number == 1)  // FtraceEventBundle { cpu, event }
        for (const ProtoField& part : decode(f.bytes))
          if (part.number == 2)
            for (const ProtoField& event : decode(part.bytes)) switches += event.number == 4;
      if (f.number != 11) continue;
      for (const ProtoField& part : decode(f.bytes)) {  // TrackEvent
        if (part.number == 9 && part.value == 1) ++begins;
        if (part.number == 9 && part.value == 2) ++ends;
        if (part.number == 47) flow_begins.push_back(part.bytes);
        if (part.number == 48) flow_ends.push_back(part.bytes);
      }
    }
  }
  EXPECT_EQ(descriptors, 3);
  EXPECT_GT(switches, 5);
  EXPECT_GT(begins, 8);
  EXPECT_EQ(begins - ends, 3);  // the last call of each process does not return
  EXPECT_EQ(flow_begins.size(), 2u);
  EXPECT_EQ(flow_begins, flow_ends);
}

TEST(Text, NamesTheKernelStepAndTheLineOfC) {
  const std::string text = trace(Format::text, Detail::lines);
  EXPECT_TRUE(contains(text, "| a receiver waits for such a type: hand it over"));
  EXPECT_TRUE(contains(text, "sender.c:"));
}

}  // namespace
}  // namespace sim::exporting
