#include "sim/scenario/fields.h"

#include "sim/base/errno.h"
#include "sim/kernel/path.h"
#include "sim/kernel/signal.h"
#include "sim/kernel/step_texts.h"
#include "sim/kernel/syscall_table.h"
#include "sim/kernel/task.h"
#include "sim/machine/registry.h"
#include "sim/scenario/values.h"

namespace sim::scenario {
namespace {

std::optional<FieldValue> number(std::optional<std::int64_t> n) {
  return n ? std::optional(FieldValue{*n, {}, {}}) : std::nullopt;
}

// The first n in [from, to) whose name is `text`.
template <class Name>
std::optional<FieldValue> by_name(std::string_view text, int from, int to, Name name) {
  for (int n = from; n < to; ++n)
    if (name(n) == text) return FieldValue{n, {}, {}};
  return std::nullopt;
}

std::optional<FieldValue> named(FieldKind kind, std::string_view text) {
  switch (kind) {
    case FieldKind::errno_code:
      return by_name(text, 1, 134, [](int n) { return errno_name(n); });
    case FieldKind::signal:
      return by_name(text, 1, kSignalCount + 1, [](int n) { return signal_name(n); });
    case FieldKind::reason:
      return by_name(text, 0, static_cast<int>(ReasonCode::interrupted) + 1,
                     [](int n) { return reason_name(static_cast<ReasonCode>(n)); });
    case FieldKind::path:
      return by_name(text, 1, kPathCount, path_name);
    case FieldKind::syscall_nr:
      for (const SyscallEntry& e : syscall_table())
        if (e.name == text) return FieldValue{e.nr, {}, {}};
      return std::nullopt;
    case FieldKind::result: {
      // A system call's failure is its negative errno: -EAGAIN or EAGAIN.
      if (!text.empty() && text.front() == '-') text.remove_prefix(1);
      auto e = by_name(text, 1, 134, [](int n) { return errno_name(n); });
      if (e) e->value = -e->value;
      return e;
    }
    case FieldKind::task_state:
      for (int n = 0; n <= static_cast<int>(TaskState::dead); ++n) {
        const auto s = static_cast<TaskState>(n);
        if (task_state_name(s) == text || text == std::string(1, task_state_letter(s)))
          return FieldValue{n, {}, {}};
      }
      return std::nullopt;
    case FieldKind::boolean:
      if (text == "true" || text == "false") return FieldValue{text == "true" ? 1 : 0, {}, {}};
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

}  // namespace

std::optional<FieldValue> parse_field(FieldKind kind, std::string_view text) {
  if (kind == FieldKind::text8) {
    if (text.size() > 8) text = text.substr(0, 8);  // the event holds no more of it
    return FieldValue{0, {}, std::string(text)};
  }
  if (auto v = named(kind, text)) return v;
  if (kind == FieldKind::signal) {
    const auto n = parse_integer(text);
    return n && *n >= 1 && *n <= kSignalCount ? number(n) : std::nullopt;
  }
  if (kind == FieldKind::time_ns || kind == FieldKind::duration_ns) {
    const auto d = parse_duration(text);
    return d ? number(d->ns) : std::nullopt;
  }
  if (const auto n = parse_integer(text)) return number(n);
  if (kind == FieldKind::pid && !text.empty()) return FieldValue{0, std::string(text), {}};
  return std::nullopt;
}

std::string field_form(FieldKind kind) {
  switch (kind) {
    case FieldKind::errno_code:
      return "an errno such as EAGAIN";
    case FieldKind::signal:
      return "a signal such as SIGUSR1";
    case FieldKind::reason:
      return "a reason such as smallest_vruntime";
    case FieldKind::path:
      return "a kernel path such as msgsnd";
    case FieldKind::syscall_nr:
      return "a system call such as msgsnd";
    case FieldKind::result:
      return "a number, or an error such as EAGAIN";
    case FieldKind::task_state:
      return "a state such as TASK_INTERRUPTIBLE or S";
    case FieldKind::boolean:
      return "true or false";
    case FieldKind::pid:
      return "a process's name or a pid";
    case FieldKind::time_ns:
    case FieldKind::duration_ns:
      return std::string(kDurationForm);
    default:
      return "a whole number";
  }
}

std::string_view path_name(std::int64_t path) {
  if (path <= 0 || path >= kPathCount || !has_kernel_path(static_cast<PathId>(path))) return "?";
  return kernel_path(static_cast<PathId>(path)).name;
}

std::string_view path_step_text(std::int64_t path, std::int64_t step, Lang lang) {
  if (path_name(path) == "?") return "?";
  const auto steps = kernel_path(static_cast<PathId>(path)).steps;
  if (static_cast<std::size_t>(step) >= steps.size()) return "?";
  const std::string_view en = steps[static_cast<std::size_t>(step)].text;
  return lang == Lang::zh ? step_text_zh(en) : en;
}

std::string unpack_text8(std::int64_t packed) {
  std::string text;
  for (int i = 0; i < 8; ++i) {
    const char c = static_cast<char>(static_cast<std::uint64_t>(packed) >> (8 * i) & 0xff);
    if (c == '\0') break;
    text += c;
  }
  return text;
}

}  // namespace sim::scenario
