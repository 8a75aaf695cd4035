#include "gui/app/breakpoint.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sim/scenario/fields.h"
#include "sim/scenario/values.h"

namespace gui {

namespace {

std::string_view trim(std::string_view s) {
  while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
  while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
  return s;
}

constexpr std::array<std::string_view, 5> kQueueFields{"q_qnum", "q_cbytes", "q_qbytes",
                                                       "receivers", "senders"};
constexpr std::array<std::string_view, 9> kProcessFields{
    "state", "nice", "vruntime", "utime", "stime", "nvcsw", "nivcsw", "wakeups", "pending"};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_number(std::string_view word) {
  return !word.empty() && (word[0] == '-' || (word[0] >= '0' && word[0] <= '9'));
}

constexpr std::string_view kForm =
    "expected a condition such as `q_qnum > 3` or `receiver.state == blocked`";

sim::Error bad(std::string_view text, std::string what) {
  return sim::Error{{}, fmt::format("condition '{}': {}", text, what)};
}

std::int64_t list_length(const sim::KernelState& k, sim::TaskId first) {
  std::int64_t n = 0;
  for (sim::TaskId id = first; id; id = k.tasks[id].wait_node.next) ++n;
  return n;
}

std::int64_t queue_field(const sim::KernelState& k, const sim::MsgQueue& q,
                         std::string_view field) {
  if (field == "q_qnum") return static_cast<std::int64_t>(q.q_qnum);
  if (field == "q_cbytes") return static_cast<std::int64_t>(q.q_cbytes);
  if (field == "q_qbytes") return static_cast<std::int64_t>(q.q_qbytes);
  return list_length(k, field == "receivers" ? q.receivers_first : q.senders_first);
}

std::int64_t process_field(const sim::Machine& m, sim::TaskId id, std::string_view field) {
  const sim::Task& t = m.kernel().tasks[id];
  if (field == "nice") return t.nice;
  if (field == "utime") return t.utime_ns;
  if (field == "stime") return t.stime_ns;
  if (field == "nvcsw") return t.nvcsw;
  if (field == "nivcsw") return t.nivcsw;
  if (field == "wakeups") return t.wakeups;
  if (field == "pending") return static_cast<std::int64_t>(t.pending);
  return static_cast<std::int64_t>(m.sched().entities[id.value].vruntime);
}

// A state by the kernel's name, its letter, or the textbook's name.
bool state_is(const sim::Task& t, std::string_view word) {
  return word == sim::task_state_name(t.state) ||
         word == sim::textbook_state_name(t.textbook_state()) ||
         (word.size() == 1 && word[0] == sim::task_state_letter(t.state));
}

}  // namespace

std::optional<std::uint32_t> line_with_code(const sim::Program& program, std::uint32_t file,
                                            std::uint32_t line) {
  std::optional<std::uint32_t> first;
  for (const sim::Insn& insn : program.code) {
    if (insn.op != sim::Op::line) continue;
    const sim::LineEntry& at = program.lines[static_cast<std::size_t>(insn.imm)];
    if (at.file == file && at.line >= line && (!first || at.line < *first)) first = at.line;
  }
  return first;
}

sim::scenario::EventPattern AtEvent::pattern() const {
  sim::scenario::EventPattern p;
  p.type = type;
  p.process = process;
  for (const FieldIs& f : fields) p.fields.push_back({f.field, f.value, f.process, f.text});
  return p;
}

sim::Result<AtEvent::FieldIs> parse_field_is(sim::EventType type, std::string_view field,
                                             std::string_view value) {
  const auto index = sim::event_field_index(type, field);
  if (!index) return sim::fail({}, fmt::format("there is no field '{}'", field));
  const auto kind = sim::event_spec(type).fields[static_cast<std::size_t>(*index)].kind;
  const auto v = sim::scenario::parse_field(kind, value);
  if (!v)
    return sim::fail(
        {}, fmt::format("{} = '{}': expected {}", field, value, sim::scenario::field_form(kind)));
  return AtEvent::FieldIs{*index, v->value, v->process, v->text};
}

sim::Result<Condition> Condition::parse(std::string_view text) {
  Condition c;
  text = trim(text);
  c.text_ = text;
  const std::size_t at = text.find_first_of("=!<>");
  if (at == std::string_view::npos) return tl::unexpected(bad(text, std::string(kForm)));
  const std::size_t width = at + 1 < text.size() && text[at + 1] == '=' ? 2 : 1;
  const std::string_view op = text.substr(at, width);
  if (op == "==" || op == "=")
    c.op_ = Op::eq;
  else if (op == "!=")
    c.op_ = Op::ne;
  else if (op == "<")
    c.op_ = Op::lt;
  else if (op == "<=")
    c.op_ = Op::le;
  else if (op == ">")
    c.op_ = Op::gt;
  else if (op == ">=")
    c.op_ = Op::ge;
  else
    return tl::unexpected(bad(text, std::string(kForm)));

  std::string_view left = trim(text.substr(0, at));
  const std::string_view right = trim(text.substr(at + width));
  const std::size_t dot = left.rfind('.');
  if (dot != std::string_view::npos) {
    c.subject_ = trim(left.substr(0, dot));
    left = trim(left.substr(dot + 1));
  }
  c.field_ = left;
  if (right.empty()) return tl::unexpected(bad(text, "nothing to compare with"));
  if (c.subject_.starts_with("msq")) {
    const auto id = sim::scenario::parse_integer(std::string_view(c.subject_).substr(3));
    if (id && *id >= 0 && *id <= INT32_MAX) {
      c.msqid_ = static_cast<std::int32_t>(*id);
      c.subject_ = "";
    }
  }
  const bool queue = c.subject_.empty() && among(kQueueFields, left);
  const bool process = !c.subject_.empty() && among(kProcessFields, left);
  const bool machine =
      c.subject_.empty() && c.msqid_ < 0 && (left == "time" || left.starts_with("running"));
  if (!queue && !process && !machine)
    return tl::unexpected(bad(text, fmt::format("'{}' is not known; {}", left, kForm)));

  if (left == "state" || left.starts_with("running")) {
    if (c.op_ != Op::eq && c.op_ != Op::ne)
      return tl::unexpected(bad(text, fmt::format("'{}' compares with == or !=", left)));
    c.word_ = right;
    if (left.size() > 7) {
      const auto cpu = sim::scenario::parse_integer(left.substr(7));
      if (!cpu || *cpu < 0 || *cpu > 63)
        return tl::unexpected(bad(text, fmt::format("'{}' is not known; {}", left, kForm)));
      c.value_ = *cpu;
    }
    return c;
  }
  if (const auto integer = sim::scenario::parse_integer(right)) {
    c.value_ = *integer;
  } else if (const auto time = sim::scenario::parse_duration(right); time && is_number(right)) {
    c.value_ = time->ns;
  } else {
    return tl::unexpected(bad(text, fmt::format("'{}' is not a number or a time", right)));
  }
  return c;
}

bool Condition::compare(std::int64_t left) const {
  switch (op_) {
    case Op::eq:
      return left == value_;
    case Op::ne:
      return left != value_;
    case Op::lt:
      return left < value_;
    case Op::le:
      return left <= value_;
    case Op::gt:
      return left > value_;
    case Op::ge:
      return left >= value_;
  }
  return false;
}

bool Condition::queue_holds(const sim::Machine& m) const {
  const sim::KernelState& k = m.kernel();
  for (const sim::MsgQueue& q : k.msg.queues) {
    if (q.id < 0 || (msqid_ >= 0 && q.id != msqid_)) continue;
    if (compare(queue_field(k, q, field_))) return true;
  }
  return false;
}

bool Condition::process_holds(const sim::Machine& m) const {
  const sim::KernelState& k = m.kernel();
  for (std::uint32_t i = 0; i < k.tasks.capacity(); ++i) {
    const sim::TaskId id{i};
    if (!k.tasks.contains(id) || k.comm(k.tasks[id]) != subject_) continue;
    if (field_ == "state") return state_is(k.tasks[id], word_) == (op_ == Op::eq);
    return compare(process_field(m, id, field_));
  }
  return false;
}

bool Condition::holds(const sim::Machine& m) const {
  if (!subject_.empty()) return process_holds(m);
  if (field_ == "time") return compare(m.now().ns);
  if (field_.starts_with("running")) {
    const auto& cpus = m.kernel().cpus;
    const auto cpu = static_cast<std::size_t>(value_);
    if (cpu >= cpus.size()) return false;
    const bool is = m.kernel().comm(m.kernel().tasks[cpus[cpu].current]) == word_;
    return is == (op_ == Op::eq);
  }
  return queue_holds(m);
}

std::string Breakpoint::describe() const {
  struct Describe {
    std::string operator()(const AtLine& b) const {
      return fmt::format("{}.c:{}", b.program, b.line);
    }
    std::string operator()(const AtKernelStep& b) const {
      return fmt::format("{} {}", sim::Machine::path(b.path).name, b.step + 1);
    }
    std::string operator()(const AtEvent& b) const {
      const sim::EventSpec& s = sim::event_spec(b.type);
      std::string text(s.name);
      if (!b.process.empty()) text += " " + b.process;
      for (const AtEvent::FieldIs& f : b.fields) {
        const std::string value = !f.process.empty() ? f.process
                                  : !f.text.empty()  ? f.text
                                                     : std::to_string(f.value);
        text += fmt::format(" {}={}", s.fields[static_cast<std::size_t>(f.field)].name, value);
      }
      return text;
    }
    std::string operator()(const Condition& c) const { return c.text(); }
  };
  return std::visit(Describe{}, where);
}

}  // namespace gui
