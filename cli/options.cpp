#include "cli/options.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "sim/analysis/messages.h"
#include "sim/scenario/costs.h"
#include "sim/scenario/loader.h"
#include "sim/scenario/programs.h"
#include "sim/scenario/schedulers.h"
#include "sim/scenario/values.h"

namespace cli {
namespace {

using namespace sim;
using namespace sim::scenario;

constexpr std::size_t kMaxInputBytes = 16u << 20;

bool has_extension(const std::string& path, std::string_view extension) {
  return std::filesystem::path(path).extension() == extension;
}

bool is_scenario_file(const std::string& path) {
  return has_extension(path, ".yaml") || has_extension(path, ".yml");
}

// One clear word on a source that is no file we can run.
std::optional<Error> unusable(const std::string& path) {
  std::error_code ec;
  const auto status = std::filesystem::status(path, ec);
  if (!std::filesystem::exists(status)) return error_in(path, "no such file");
  if (std::filesystem::is_directory(status))
    return error_in(path,
                    "this is a directory; a scenario (.yaml) or C files were expected "
                    "('msgscope check' takes directories)");
  if (!is_scenario_file(path) && !has_extension(path, ".c"))
    return error_in(path, "unknown kind of file; a scenario (.yaml) or C files (.c) were expected");
  return std::nullopt;
}

// Whether a program can read its standard input at all: without that, the host's is not touched
// (it may be a pipe that nobody ever closes).
bool may_read_input(const Program& program) {
  static constexpr std::string_view kWords[] = {"stdin", "scanf", "getchar", "gets", "read"};
  for (const SourceFile& f : program.files)
    if (!f.is_libc)
      for (const std::string_view word : kWords)
        if (f.text.find(word) != std::string::npos) return true;
  return false;
}

Result<void> take_host_input(Scenario& s) {
  const bool wanted = std::any_of(s.machine.processes.begin(), s.machine.processes.end(),
                                  [](const ProcessSpec& p) { return may_read_input(*p.program); });
  if (!s.machine.input.empty() || !wanted || isatty(STDIN_FILENO) != 0) return {};
  char block[65536];
  for (ssize_t n; (n = ::read(STDIN_FILENO, block, sizeof block)) > 0;) {
    s.machine.input.append(block, static_cast<std::size_t>(n));
    if (s.machine.input.size() > kMaxInputBytes)
      return fail({"<stdin>"}, fmt::format("more than {} bytes of input", kMaxInputBytes));
  }
  return {};
}

}  // namespace

void add_machine_options(CLI::App& command, SourceOptions& o) {
  command.add_option("--cpus", o.cpus, "number of CPUs (default 1)")->check(CLI::Range(1, 64));
  command.add_option("--scheduler", o.scheduler, "scheduling policy of the fair class: cfs");
  command.add_option("--seed", o.seed, "seed of everything that is left to chance");
  command.add_option("--hz", o.hz, "scheduler ticks a second")->check(CLI::Range(100, 1000));
  command.add_option("--until", o.until,
                     "stop at this simulated time: 2ms, 1.5s, or nanoseconds (default 600s)");
  command.add_option("--max-steps", o.max_steps,
                     "stop after this many steps (default 500 million when there is no --until)");
  command.add_option("--costs", o.costs, "what things cost: a named set or a YAML file");
  command.add_option("--uid", o.uid, "user id the processes run as (default 0)")
      ->check(CLI::Range(0, 65535));
  command.add_option("--nice", o.nice, "nice value of the processes")->check(CLI::Range(-20, 19));
  command.add_option("--lang", o.lang, "language of texts: en or zh")
      ->check(CLI::IsMember({"en", "zh"}));
}

void add_source_options(CLI::App& command, SourceOptions& o) {
  command.add_option("SRC", o.sources, "a scenario (.yaml), or one or more C programs (.c)")
      ->required()
      ->type_name("SRC");
  add_machine_options(command, o);
}

Result<void> apply_options(Scenario& s, const SourceOptions& o) {
  MachineConfig& m = s.machine;
  if (o.cpus) {
    m.cpus = *o.cpus;
    const std::uint64_t present = m.cpus == 64 ? ~0ull : (1ull << m.cpus) - 1;
    for (const ProcessSpec& p : m.processes)
      if ((p.cpus_allowed & present) == 0)
        return fail({"--cpus"}, fmt::format("process '{}' may run on none of {} CPU{}", p.name,
                                            m.cpus, m.cpus == 1 ? "" : "s"));
  }
  if (o.hz) m.hz = *o.hz;
  if (o.seed) m.seed = *o.seed;
  for (ProcessSpec& p : m.processes) {
    if (o.uid) p.uid = p.gid = static_cast<std::uint32_t>(*o.uid);
    if (o.nice) p.nice = *o.nice;
  }
  if (!o.scheduler.empty())
    if (auto ok = choose_scheduler(m.sched, o.scheduler, {"--scheduler"}); !ok) return ok;
  if (!o.until.empty()) {
    const auto t = parse_duration(o.until);
    if (!t || t->ns < 0)
      return fail({"--until"}, fmt::format("found '{}'; expected {}", o.until, kDurationForm));
    s.until = SimTime{t->ns};
  }
  if (!o.costs.empty()) {
    auto costs = load_costs(o.costs, "");
    if (!costs) return tl::unexpected(costs.error());
    m.costs = *costs;
  }
  return {};
}

Result<Scenario> load_source(const SourceOptions& o) {
  for (const std::string& path : o.sources)
    if (auto bad = unusable(path)) return tl::unexpected(*bad);
  const bool scenario = is_scenario_file(o.sources.front());
  if (scenario && o.sources.size() > 1)
    return fail({o.sources[1]}, "a scenario stands alone; one SRC was expected after it");
  for (const std::string& path : o.sources)
    if (!scenario && is_scenario_file(path))
      return fail({path}, "scenarios and C programs cannot be mixed");
  if (!o.args.empty() && (scenario || o.sources.size() > 1))
    return fail({}, "arguments after '--' go to a single C program; here is none");
  auto s = scenario ? load_scenario(o.sources.front()) : scenario_of_programs(o.sources, o.args);
  if (!s) return s;
  if (auto ok = apply_options(*s, o); !ok) return tl::unexpected(ok.error());
  if (auto ok = take_host_input(*s); !ok) return tl::unexpected(ok.error());
  for (const std::string& w : s->warnings)
    fmt::print(stderr, "{}\n", analysis::translate_lines(w, o.language()));
  return s;
}

RunLimits limits_of(const Scenario& s, const SourceOptions& o) {
  RunLimits limits;
  limits.until = s.until.value_or(kDefaultUntil);
  // Whoever names a time wants to get there.
  if (!s.until) limits.steps = kDefaultMaxSteps;
  if (o.max_steps) limits.steps = *o.max_steps;
  return limits;
}

bool colours(int fd) {
  const char* no = std::getenv("NO_COLOR");
  return (no == nullptr || *no == '\0') && isatty(fd) != 0;
}

Error error_in(const std::string& file, std::string message) {
  Error e;
  e.place.file = file;
  e.message = std::move(message);
  return e;
}

int report(const Error& error, Lang lang) { return report(error.to_string(), lang); }

int report(const std::string& message, Lang lang) {
  std::string text = analysis::translate_lines(message, lang);
  const std::string word = lang == Lang::zh ? "错误：" : "error:";
  if (const auto at = text.find(word); colours(STDERR_FILENO) && at != std::string::npos)
    text.replace(at, word.size(), "\x1b[1;31m" + word + "\x1b[0m");
  fmt::print(stderr, "{}\n", text);
  return kBadInput;
}

}  // namespace cli
