// A scenario: the machine to boot, and what a lesson says about its run. Loaded from YAML
// (loader.h), or made of C programs alone (programs.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sim/base/result.h"
#include "sim/base/time.h"
#include "sim/machine/machine.h"
#include "sim/trace/event.h"

namespace sim::scenario {

enum class Lang : std::uint8_t { en, zh };

// A text in both languages; one may be missing.
struct Text {
  std::string en, zh;
  const std::string& in(Lang lang) const {
    const std::string& wanted = lang == Lang::zh ? zh : en;
    return !wanted.empty() ? wanted : lang == Lang::zh ? en : zh;
  }
  bool empty() const { return en.empty() && zh.empty(); }
};

// Which events are meant: of this type, by (or about) this process, with these fields.
struct EventPattern {
  EventType type = EventType::kernel_step;
  std::string process;  // empty: any
  struct FieldIs {
    int field = 0;  // index into Event::args
    std::int64_t value = 0;
    std::string pid_of;  // instead of a value: the pid of the process of this name
    std::string text;    // instead of a value: what the field reads as (a message's text)
  };
  std::vector<FieldIs> fields;
  SourcePlace place;

  std::string describe() const;  // "msg_pipelined by sender (type 888)"
};

// A moment of a run: a time, or the nth event of a pattern.
struct Moment {
  std::optional<SimTime> at;
  std::optional<EventPattern> event;
  std::uint32_t nth = 1;  // 0: every one
};

struct NarrationEntry {
  Moment when;
  Text text;
  bool pause = false;
  SourcePlace place = {};
};

struct Question {
  Moment when;
  Text ask;
  std::vector<Text> choices;
  int answer = 0;  // index into choices
  Text why;
  SourcePlace place = {};
};

// ---- expectations ----
struct ExpectOutput {
  std::string process;  // empty: everything on the terminal
  std::optional<std::string> text, contains;
  std::vector<std::string> lines;
  bool has_lines = false;
};
struct ExpectExit {
  std::string process;
  std::optional<int> status, signal;
};
struct ExpectEvent {
  EventPattern pattern;
  std::optional<std::int64_t> count;  // exactly
  std::int64_t min = 1;
  std::optional<std::int64_t> max;
};
struct ExpectNever {
  EventPattern pattern;
};
struct ExpectOrder {
  std::vector<EventPattern> patterns;
};
// The state of a process or a queue at a time.
struct ExpectState {
  SimTime at;
  std::string process;
  std::string state;  // a kernel name (TASK_INTERRUPTIBLE) or the textbook's (blocked)
  std::optional<std::int64_t> key, msqid;  // which queue
  bool queue = false;
  std::optional<std::int64_t> q_qnum, q_cbytes, q_qbytes, receivers, senders;
  std::optional<bool> exists;
};
struct ExpectMetric {
  std::string process;     // a process's figure, or:
  std::optional<int> cpu;  // a CPU's
  std::string field;       // ready_ns, switches_voluntary, ...
  std::optional<std::int64_t> min, max, equals;
};
struct ExpectEnd {
  std::string end;  // finished, deadlock, limit
};

struct Expectation {
  SourcePlace place;
  std::variant<ExpectOutput, ExpectExit, ExpectEvent, ExpectNever, ExpectOrder, ExpectState,
               ExpectMetric, ExpectEnd>
      what;
};

struct Scenario {
  std::string id;
  std::string file;  // where it came from, as messages call it
  Text title, about;
  MachineConfig machine;
  std::vector<NarrationEntry> narration;
  std::vector<Question> questions;
  std::vector<Expectation> expect;
  std::optional<SimTime> until;
  std::vector<std::string> warnings;  // of the C front end
};

// What ends a run nobody gave a limit: ten simulated minutes, or as many steps as take some ten
// seconds to do, so that a program that never ends does end.
constexpr SimTime kDefaultUntil{600'000'000'000};
constexpr std::uint64_t kDefaultMaxSteps = 500'000'000;

}  // namespace sim::scenario
