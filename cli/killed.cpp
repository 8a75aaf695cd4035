#include "cli/killed.h"

#include <fmt/format.h>

#include "sim/analysis/messages.h"
#include "sim/kernel/signal.h"
#include "sim/machine/user_line.h"

namespace cli {

using namespace sim;
using namespace sim::scenario;

namespace {

// "file.c:2", or "" when the task was in no line of the person's source.
std::string place_of(const Machine& m, const Task& t) {
  const LineEntry* line = user_line(m.kernel(), t);
  if (line == nullptr) return "";
  return fmt::format("{}:{}", m.kernel().program(t).files[line->file].name, line->line);
}

std::string describe(const Machine& m, const Event& exit) {
  const Pid pid{static_cast<std::int32_t>(exit.args[0])};
  const Task& t = m.kernel().tasks[exit.task];
  const std::string who = fmt::format("{} (pid {})", m.kernel().comm(t), pid.value);
  const std::string_view signal = signal_name(static_cast<int>(exit.args[3]));
  const std::string place = place_of(m, t);
  if (place.empty()) return fmt::format("{} was killed by {}", who, signal);
  return fmt::format("{} was killed by {} at {}", who, signal, place);
}

}  // namespace

std::uint64_t KilledProcesses::wants() const { return event_bit(EventType::sched_process_exit); }

void KilledProcesses::on_event(const Event& e, const Machine&) {
  if (e.args[3] == 0) return;
  before_.run({~0ull, e.time});
  const auto& tasks = before_.kernel().tasks;
  if (tasks.contains(e.task) && tasks[e.task].pid == e.pid) lines_.push_back(describe(before_, e));
}

bool KilledProcesses::on_piece(const Machine& m) {
  before_ = m;
  return true;
}

void KilledProcesses::report(Lang lang) const {
  for (const std::string& line : lines_)
    fmt::print(stderr, "msgscope: {}\n", analysis::translate_lines(line, lang));
}

}  // namespace cli
