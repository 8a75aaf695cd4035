// Breakpoints: where playing stops. On a line of C, a step of a kernel path, an event with given
// fields, or when a condition becomes true.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sim/base/result.h"
#include "sim/kernel/path.h"
#include "sim/machine/machine.h"
#include "sim/scenario/scenario.h"
#include "sim/trace/event.h"

namespace gui {

// A line of a program of the machine; every process that runs the program stops there.
struct AtLine {
  std::string program;     // Program::name
  std::uint32_t file = 0;  // index into Program::files
  std::uint32_t line = 0;
  friend bool operator==(const AtLine&, const AtLine&) = default;
};

// The first line from `line` on that a program can stop at; nullopt: none follows.
std::optional<std::uint32_t> line_with_code(const sim::Program& program, std::uint32_t file,
                                            std::uint32_t line);

struct AtKernelStep {
  sim::PathId path = sim::PathId::none;
  std::uint8_t step = 0;
  friend bool operator==(const AtKernelStep&, const AtKernelStep&) = default;
};

// An event of this type, with these fields, done by or done to this process.
struct AtEvent {
  sim::EventType type = sim::EventType::sched_switch;
  struct FieldIs {
    int field = 0;
    std::int64_t value = 0;
    std::string process = {};  // instead of a value: the pid of the process of this name
    std::string text = {};     // instead of a value: what a message's text begins with
    friend bool operator==(const FieldIs&, const FieldIs&) = default;
  };
  std::vector<FieldIs> fields;
  std::string process = {};  // empty: anybody
  sim::scenario::EventPattern pattern() const;
  friend bool operator==(const AtEvent&, const AtEvent&) = default;
};
// A field as a person writes it: `type` `888`, `receiver` `hog`, `nr` `msgsnd`.
sim::Result<AtEvent::FieldIs> parse_field_is(sim::EventType type, std::string_view field,
                                             std::string_view value);

// SUBJECT == != < <= > >= VALUE. Subjects: a queue's field (`q_qnum`, `q_cbytes`, `q_qbytes`,
// `receivers`, `senders`; of any queue, or `msq5.q_qnum` of msqid 5), a process's
// (`receiver.state`,
// `.nice`, `.vruntime`, `.utime`, `.stime`, `.nvcsw`, `.nivcsw`, `.wakeups`, `.pending`), `time`
// and `running` (the process on CPU 0; `running1` on CPU 1). Times take units: `time >= 2ms`.
class Condition {
 public:
  static sim::Result<Condition> parse(std::string_view text);
  // False when the subject does not exist (yet).
  bool holds(const sim::Machine& m) const;
  const std::string& text() const { return text_; }
  friend bool operator==(const Condition& a, const Condition& b) { return a.text_ == b.text_; }

 private:
  enum class Op : std::uint8_t { eq, ne, lt, le, gt, ge };
  bool compare(std::int64_t left) const;
  bool queue_holds(const sim::Machine& m) const;
  bool process_holds(const sim::Machine& m) const;

  std::string text_;
  std::string subject_;  // of what: a process's name, "msq", or empty
  std::string field_;
  std::int32_t msqid_ = -1;
  Op op_ = Op::eq;
  std::int64_t value_ = 0;
  std::string word_;  // the value when it is a word (a state, a process)
};

struct Breakpoint {
  std::variant<AtLine, AtKernelStep, AtEvent, Condition> where;
  bool enabled = true;
  std::string describe() const;  // "receiver.c:9", "msgsnd step 7", "q_qnum > 3"
};

}  // namespace gui
