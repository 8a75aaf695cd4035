#include "sim/analysis/fields.h"

#include <fmt/format.h>

#include "sim/analysis/arguments.h"
#include "sim/base/errno.h"
#include "sim/kernel/signal.h"
#include "sim/kernel/syscall_table.h"
#include "sim/kernel/task.h"
#include "sim/scenario/fields.h"

namespace sim::analysis {

char state_letter(std::int64_t state) {
  return state >= 0 && state <= static_cast<int>(TaskState::dead)
             ? task_state_letter(static_cast<TaskState>(state))
             : '?';
}

std::string ftrace_argument(std::uint64_t value) {
  return value < 10 ? fmt::format("{}", value) : fmt::format("{:#x}", value);
}

std::string syscall_text(const Event& e) {
  const SyscallEntry* call = find_syscall(e.args[0]);
  if (call == nullptr) return fmt::format("syscall_{}()", e.args[0]);
  std::string args;
  for (std::size_t i = 0; i < call->args.size() && !call->args[i].name.empty() && i < 5; ++i)
    args += fmt::format("{}{}: {}", args.empty() ? "" : ", ", call->args[i].name,
                        ftrace_argument(static_cast<std::uint64_t>(e.args[i + 1])));
  return fmt::format("{}({})", call->name, args);
}

std::string line_text(const Event& e, const Names& names) {
  const Program* program = names.program(e.pid);
  const auto line = static_cast<std::size_t>(e.args[0]);
  if (program == nullptr || line >= program->lines.size()) return "";
  const LineEntry& entry = program->lines[line];
  return fmt::format("{}:{}", program->files[entry.file].name, entry.line);
}

std::string field_text(const Event& e, int field, const Names& names) {
  const std::int64_t v = e.args[static_cast<std::size_t>(field)];
  switch (event_spec(e.type).fields[static_cast<std::size_t>(field)].kind) {
    case FieldKind::pid:
      if (v < 0) return "none";
      return fmt::format("{}:{}", names.comm(v, e.cpu), v);
    case FieldKind::hex:
      return fmt::format("{:#x}", static_cast<std::uint64_t>(v));
    case FieldKind::flags:
      return fmt::format("0{:o}", static_cast<std::uint64_t>(v));
    case FieldKind::boolean:
      return v != 0 ? "true" : "false";
    case FieldKind::task_state:
      return std::string(1, state_letter(v));
    case FieldKind::errno_code:
      return v == 0 ? "0" : std::string(errno_name(static_cast<int>(v < 0 ? -v : v)));
    case FieldKind::signal:
      return v == 0 ? "0" : std::string(signal_name(static_cast<int>(v)));
    case FieldKind::syscall_nr:
      return std::string(syscall_name(static_cast<int>(v)));
    case FieldKind::result:
      return v < 0 && v > -4096 ? fmt::format("-{}", errno_name(static_cast<int>(-v)))
                                : fmt::format("{}", v);
    case FieldKind::reason:
      return std::string(reason_name(static_cast<ReasonCode>(v)));
    case FieldKind::path:
      return std::string(scenario::path_name(v));
    case FieldKind::text8:
      return fmt::format("\"{}\"", scenario::unpack_text8(v));
    case FieldKind::line: {
      std::string line = line_text(e, names);
      return line.empty() ? fmt::format("{}", v) : line;
    }
    default:
      return fmt::format("{}", v);
  }
}

std::string field_words(const Event& e, int field, const Names& names) {
  const std::int64_t v = e.args[static_cast<std::size_t>(field)];
  if (e.type == EventType::sys_exit && field == 1) return result_words(e.args[0], v);
  if (e.type == EventType::msq_create && field == 1) return key_words(v);
  if (e.type == EventType::inject && field == 1 && e.args[0] == 0)
    return std::string(signal_name(static_cast<int>(v)));
  return field_text(e, field, names);
}

std::string fields_text(const Event& e, const Names& names, Values values) {
  const bool words = values == Values::words;
  if (e.type == EventType::sys_enter) return words ? syscall_words(e) : syscall_text(e);
  const EventSpec& spec = event_spec(e.type);
  std::string text;
  for (int i = 0; i < static_cast<int>(spec.fields.size()) && !spec.fields[i].name.empty(); ++i) {
    // A name's and a program's index tell a reader nothing that the pid beside them does not.
    if (e.type == EventType::sched_process_fork && i >= 2) break;
    text += fmt::format("{}{}={}", text.empty() ? "" : " ", spec.fields[i].name,
                        words ? field_words(e, i, names) : field_text(e, i, names));
  }
  if (e.type == EventType::kernel_step)
    text += fmt::format("  | {}", scenario::path_step_text(e.args[0], e.args[1]));
  return text;
}

}  // namespace sim::analysis
