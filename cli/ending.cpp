#include "cli/ending.h"

#include <fmt/format.h>

#include "sim/analysis/messages.h"
#include "sim/scenario/values.h"

namespace cli {

using sim::Halt;
using sim::Machine;
using sim::scenario::Outcome;
using sim::scenario::RunReport;

namespace {

std::string_view halt_text(Halt halt) {
  switch (halt) {
    case Halt::output_limit:
      return "the processes wrote more than a run may";
    case Halt::memory_limit:
      return "the processes use more memory than a run may";
    case Halt::task_limit:
      return "there are more processes than a run may have";
    case Halt::none:
      break;
  }
  return "a limit of the simulation was reached";
}

}  // namespace

std::string describe_ending(const RunReport& r) {
  const Machine& m = r.machine;
  const std::string at = sim::scenario::format_duration(r.end.ns);
  switch (r.outcome) {
    case Outcome::finished:
    case Outcome::stopped:
      return "";
    case Outcome::deadlock:
      return fmt::format(
          "deadlock at {}: every process is blocked and nothing is left to happen\n{}", at,
          m.describe_blocked());
    case Outcome::time_limit:
      return fmt::format("time limit reached: stopped at {}", at);
    case Outcome::step_limit:
      return fmt::format("step limit reached: stopped at {} after {} steps", at, m.steps());
    case Outcome::halted:
      return fmt::format("limit reached: {}; stopped at {}", halt_text(m.kernel().halt), at);
  }
  return "";
}

int report_ending(const RunReport& r, sim::scenario::Lang lang) {
  std::string text = describe_ending(r);
  while (!text.empty() && text.back() == '\n') text.pop_back();
  if (!text.empty())
    fmt::print(stderr, "msgscope: {}\n", sim::analysis::translate_lines(text, lang));
  switch (r.outcome) {
    case Outcome::deadlock:
      return kDeadlock;
    case Outcome::time_limit:
    case Outcome::step_limit:
    case Outcome::halted:
      return kLimitReached;
    case Outcome::finished:
    case Outcome::stopped:
      break;
  }
  return kEnded;
}

}  // namespace cli
