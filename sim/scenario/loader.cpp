#include "sim/scenario/loader.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "sim/scenario/costs.h"
#include "sim/scenario/programs.h"
#include "sim/scenario/reader.h"
#include "sim/scenario/schedulers.h"
#include "sim/scenario/schema.h"
#include "sim/scenario/values.h"

namespace sim::scenario {
namespace {

constexpr std::size_t kMaxProcesses = 10'000;
constexpr std::size_t kCommChars = 15;

class Loader {
 public:
  Loader(const std::string& file, std::string directory)
      : file_(file), directory_(std::move(directory)) {}

  Result<Scenario> load(const YamlNode& root) {
    s_.file = file_;
    s_.id = *string_at(root, "scenario");
    s_.machine.scenario = s_.id;
    s_.title = text_at(root, "title");
    s_.about = text_at(root, "about");
    s_.machine.input = string_at(root, "input").value_or("");
    if (const auto until = time_at(root, "until")) s_.until = SimTime{until->ns};
    if (const YamlNode* limits = root.find("limits")) read_limits(*limits);
    if (const YamlNode* m = root.find("machine"))
      if (auto ok = read_machine(*m); !ok) return tl::unexpected(ok.error());
    if (auto ok = read_processes(*root.find("processes")); !ok) return tl::unexpected(ok.error());
    install_mentioned_programs(s_);
    if (auto ok = read_lists(root); !ok) return tl::unexpected(ok.error());
    return std::move(s_);
  }

 private:
  Result<void> read_machine(const YamlNode& m);
  void read_cfs(const YamlNode& node);
  void read_limits(const YamlNode& node);
  Result<void> read_processes(const YamlNode& list);
  Result<void> read_process(const YamlNode& node);
  Result<void> read_policy(const YamlNode& node, ProcessSpec& p);
  Result<void> read_cpus(const YamlNode& node, ProcessSpec& p);
  Result<std::shared_ptr<const Program>> program_of(const YamlNode& node, const std::string& name);
  Result<void> read_lists(const YamlNode& root);
  Result<void> read_injection(const YamlNode& node);
  Result<void> read_injection_moment(const YamlNode& node, Injection& i);
  Result<void> read_question(const YamlNode& node);
  // Patterns and expectations may only name processes that there are.
  Result<void> check_process(const YamlNode& node);
  NameId injection_name(const std::string& name);
  std::vector<std::string_view> process_names() const;

  const std::string& file_;
  std::string directory_;
  Scenario s_;
  std::map<std::string, std::shared_ptr<const Program>> programs_;  // by path
  std::set<std::string> names_;
};

Result<void> Loader::read_machine(const YamlNode& m) {
  MachineConfig& c = s_.machine;
  c.cpus = static_cast<int>(integer_at(m, "cpus").value_or(1));
  c.hz = static_cast<int>(integer_at(m, "hz").value_or(c.hz));
  if (const auto tick = time_at(m, "tick")) {
    if (m.find("hz") != nullptr)
      return fail_at(*m.find("tick"), file_, "'tick' and 'hz' say the same; give one of them");
    if (1'000'000'000 % tick->ns != 0)
      return fail_at(*m.find("tick"), file_, "a whole number of ticks must make a second");
    c.hz = static_cast<int>(1'000'000'000 / tick->ns);
  }
  c.seed = static_cast<std::uint64_t>(integer_at(m, "seed").value_or(1));
  if (const auto t = time_at(m, "rr_timeslice")) c.sched.rr_timeslice_ns = t->ns;
  if (const YamlNode* name = m.find("scheduler"))
    if (auto ok = choose_scheduler(c.sched, name->text, {file_, name->line, name->column}); !ok)
      return ok;
  if (const YamlNode* cfs = m.find("cfs")) read_cfs(*cfs);
  const YamlNode* costs = m.find("costs");
  if (costs == nullptr) return {};
  if (costs->is_map()) return apply_costs(c.costs, *costs, file_);
  auto set = load_costs(costs->text, directory_);
  if (!set) {
    Error e = set.error();
    if (e.place.line == 0) e.place = {file_, costs->line, costs->column};
    return tl::unexpected(e);
  }
  c.costs = *set;
  return {};
}

void Loader::read_cfs(const YamlNode& node) {
  CfsTunables& t = s_.machine.sched.cfs;
  if (const auto v = time_at(node, "latency")) t.latency_ns = v->ns;
  if (const auto v = time_at(node, "min_granularity")) t.min_granularity_ns = v->ns;
  if (const auto v = time_at(node, "wakeup_granularity")) t.wakeup_granularity_ns = v->ns;
  t.scale_by_cpus = boolean_at(node, "scale_by_cpus").value_or(t.scale_by_cpus);
  t.gentle_fair_sleepers =
      boolean_at(node, "gentle_fair_sleepers").value_or(t.gentle_fair_sleepers);
  t.start_debit = boolean_at(node, "start_debit").value_or(t.start_debit);
  t.wakeup_preemption = boolean_at(node, "wakeup_preemption").value_or(t.wakeup_preemption);
}

void Loader::read_limits(const YamlNode& node) {
  MsgLimits& l = s_.machine.msg;
  l.msgmax = static_cast<std::uint64_t>(
      integer_at(node, "msgmax").value_or(static_cast<std::int64_t>(l.msgmax)));
  l.msgmnb = static_cast<std::uint64_t>(
      integer_at(node, "msgmnb").value_or(static_cast<std::int64_t>(l.msgmnb)));
  l.msgmni = static_cast<std::uint32_t>(integer_at(node, "msgmni").value_or(l.msgmni));
}

Result<void> Loader::read_processes(const YamlNode& list) {
  if (list.items.empty()) return fail_at(list, file_, "a scenario needs at least one process");
  for (const YamlNode& p : list.items)
    if (auto ok = read_process(p); !ok) return ok;
  return {};
}

Result<void> Loader::read_process(const YamlNode& node) {
  const YamlNode& program = *node.find("program");
  const bool is_inline = program.text.find('\n') != std::string::npos;
  ProcessSpec p;
  if (const YamlNode* name = node.find("name")) {
    if (name->text.empty() || name->text.find_first_of(" \t\n/") != std::string::npos)
      return fail_at(*name, file_,
                     fmt::format("found {} for 'name'; expected a word without spaces or slashes",
                                 name->describe()));
    p.name = name->text;
  } else if (is_inline) {
    return fail_at(node, file_, "a process whose program stands here needs a 'name'");
  } else {
    p.name = comm_of(program.text);
  }
  auto compiled = program_of(program, p.name);
  if (!compiled) return tl::unexpected(compiled.error());
  p.program = *compiled;
  if (const YamlNode* args = node.find("args"))
    for (const YamlNode& a : args->items) p.args.push_back(a.text);
  if (const auto t = time_at(node, "start")) p.start = SimTime{t->ns};
  p.nice = static_cast<int>(integer_at(node, "nice").value_or(0));
  p.uid = static_cast<std::uint32_t>(integer_at(node, "uid").value_or(0));
  p.gid = static_cast<std::uint32_t>(integer_at(node, "gid").value_or(p.uid));
  if (auto ok = read_policy(node, p); !ok) return ok;
  if (auto ok = read_cpus(node, p); !ok) return ok;

  const auto count = integer_at(node, "count");
  const std::string base = p.name;
  for (std::int64_t i = 1; i <= count.value_or(1); ++i) {
    if (count) {
      const std::string suffix = fmt::format("-{}", i);
      p.name = base.substr(0, kCommChars - suffix.size()) + suffix;
    }
    if (!names_.insert(p.name).second)
      return fail_at(node, file_, fmt::format("there are two processes named '{}'", p.name));
    s_.machine.processes.push_back(p);
  }
  if (s_.machine.processes.size() > kMaxProcesses)
    return fail_at(node, file_,
                   fmt::format("too many processes: at most {} are allowed", kMaxProcesses));
  return {};
}

Result<void> Loader::read_policy(const YamlNode& node, ProcessSpec& p) {
  const std::string policy = string_at(node, "policy").value_or("normal");
  const YamlNode* priority = node.find("priority");
  if (policy == "fifo") p.policy = Policy::fifo;
  if (policy == "rr") p.policy = Policy::rr;
  if (policy == "batch") p.policy = Policy::batch;
  if (policy == "idle") p.policy = Policy::idle;
  const bool realtime = p.policy == Policy::fifo || p.policy == Policy::rr;
  if (priority != nullptr && !realtime)
    return fail_at(*priority, file_,
                   "'priority' is for 'policy: fifo' and 'policy: rr'; others have 'nice'");
  if (realtime && priority == nullptr)
    return fail_at(*node.find("policy"), file_,
                   fmt::format("'policy: {}' needs a 'priority' from 1 to 99", policy));
  p.rt_priority = static_cast<int>(integer_at(node, "priority").value_or(0));
  return {};
}

Result<void> Loader::read_cpus(const YamlNode& node, ProcessSpec& p) {
  const YamlNode* cpus = node.find("cpus");
  if (cpus == nullptr) return {};
  if (cpus->items.empty()) return fail_at(*cpus, file_, "a process needs a CPU to run on");
  p.cpus_allowed = 0;
  for (const YamlNode& c : cpus->items) {
    const std::int64_t cpu = *parse_integer(c.text);
    if (cpu >= s_.machine.cpus)
      return fail_at(
          c, file_,
          fmt::format("there is no CPU {}: the machine has {}, from 0", cpu, s_.machine.cpus));
    p.cpus_allowed |= 1ull << cpu;
  }
  return {};
}

// An error in C that stands in the scenario itself, as a place in the scenario.
Error at_block(Error e, const YamlNode& block, const std::string& file, const std::string& source,
               const std::string& name) {
  if (e.place.file != source || e.place.line == 0 || block.block_line == 0) return e;
  e.place.file = file;
  e.place.line += block.block_line - 1;
  if (e.place.column > 0) e.place.column += block.block_indent;
  e.message += fmt::format(" (in the program of '{}')", name);
  return e;
}

// The same for a warning, which is a line of text: "hello.c:3:5: warning: ...".
std::string warning_at_block(const std::string& warning, const YamlNode& block,
                             const std::string& file, const std::string& source) {
  int line = 0, column = 0, length = 0;
  if (!warning.starts_with(source + ":") || block.block_line == 0) return warning;
  const char* rest = warning.c_str() + source.size();
  if (std::sscanf(rest, ":%d:%d%n", &line, &column, &length) != 2) return warning;
  return fmt::format("{}:{}:{}{}", file, line + block.block_line - 1, column + block.block_indent,
                     rest + length);
}

Result<std::shared_ptr<const Program>> Loader::program_of(const YamlNode& node,
                                                          const std::string& name) {
  if (node.text.find('\n') != std::string::npos) {
    const std::string source = name + ".c";
    auto program = compile_source(node.text, name, source, directory_);
    if (!program) return tl::unexpected(at_block(program.error(), node, file_, source, name));
    for (const std::string& w : (*program)->warnings)
      s_.warnings.push_back(warning_at_block(w, node, file_, source));
    return program;
  }
  if (node.text.empty()) return fail_at(node, file_, "found nothing for 'program'");
  const std::string path = (std::filesystem::path(directory_) / node.text).string();
  if (const auto known = programs_.find(path); known != programs_.end()) return known->second;
  std::error_code ec;
  if (!std::filesystem::is_regular_file(path, ec))
    return fail_at(
        node, file_,
        fmt::format("there is no C file '{}' beside the scenario", node.text.substr(0, 200)));
  auto program = compile_file(path);
  if (!program) return program;
  s_.warnings.insert(s_.warnings.end(), (*program)->warnings.begin(), (*program)->warnings.end());
  programs_.emplace(path, *program);
  return program;
}

std::vector<std::string_view> Loader::process_names() const {
  return {names_.begin(), names_.end()};
}

Result<void> Loader::check_process(const YamlNode& node) {
  for (const auto& [key, value] : node.entries) {
    const bool names_one = key.text == "process" || key.text == "exit" || key.text == "to" ||
                           (key.text == "output" && value.text != "all");
    if (names_one && value.is_scalar() && !names_.contains(value.text))
      return fail_at(value, file_,
                     fmt::format("there is no process '{}'{}", value.text.substr(0, 64),
                                 did_you_mean(value.text, process_names())));
    if (auto ok = check_process(value); !ok) return ok;
  }
  for (const YamlNode& item : node.items)
    if (auto ok = check_process(item); !ok) return ok;
  return {};
}

Result<void> Loader::read_lists(const YamlNode& root) {
  for (const char* key : {"narration", "questions", "expect", "inject"})
    if (const YamlNode* list = root.find(key))
      if (auto ok = check_process(*list); !ok) return ok;
  if (const YamlNode* list = root.find("narration"))
    for (const YamlNode& n : list->items)
      s_.narration.push_back({moment_of(*n.find("when"), file_), text_at(n, "text"),
                              boolean_at(n, "pause").value_or(false),
                              SourcePlace{file_, n.line, n.column}});
  if (const YamlNode* list = root.find("questions"))
    for (const YamlNode& n : list->items)
      if (auto ok = read_question(n); !ok) return ok;
  if (const YamlNode* list = root.find("expect"))
    for (const YamlNode& n : list->items) {
      auto e = expectation_of(n, file_);
      if (!e) return tl::unexpected(e.error());
      s_.expect.push_back(std::move(*e));
    }
  if (const YamlNode* list = root.find("inject"))
    for (const YamlNode& n : list->items)
      if (auto ok = read_injection(n); !ok) return ok;
  return {};
}

Result<void> Loader::read_question(const YamlNode& node) {
  Question q;
  q.place = {file_, node.line, node.column};
  q.when = moment_of(*node.find("when"), file_);
  q.ask = text_at(node, "ask");
  for (const YamlNode& c : node.find("choices")->items) q.choices.push_back(text_of(c));
  q.why = text_at(node, "why");
  const YamlNode& answer = *node.find("answer");
  q.answer = static_cast<int>(*parse_integer(answer.text)) - 1;
  if (q.choices.size() < 2)
    return fail_at(*node.find("choices"), file_, "a question needs two choices or more");
  if (q.answer >= static_cast<int>(q.choices.size()))
    return fail_at(
        answer, file_,
        fmt::format("found {} for 'answer'; there are {} choices", answer.text, q.choices.size()));
  s_.questions.push_back(std::move(q));
  return {};
}

NameId Loader::injection_name(const std::string& name) {
  auto& names = s_.machine.injection_names;
  const auto found = std::find(names.begin(), names.end(), name);
  const auto index = static_cast<std::uint32_t>(found - names.begin());
  if (found == names.end()) names.push_back(name);
  return NameId{index};
}

Result<void> Loader::read_injection_moment(const YamlNode& node, Injection& i) {
  const Moment when = moment_of(node, file_);
  if (when.at) {
    i.at = *when.at;
    return {};
  }
  if (when.nth == 0)
    return fail_at(node, file_, "an injection happens once: 'every' is for narration");
  i.on_event = when.event->type;
  i.nth = when.nth;
  if (!when.event->process.empty()) i.on_comm = injection_name(when.event->process);
  for (const EventPattern::FieldIs& f : when.event->fields) {
    if (!f.pid_of.empty() || !f.text.empty())
      return fail_at(node, file_, "in an injection, fields are given as numbers");
    i.fields.push_back({static_cast<std::uint8_t>(f.field), f.value});
  }
  return {};
}

Result<void> Loader::read_injection(const YamlNode& node) {
  Injection i;
  if (auto ok = read_injection_moment(*node.find("when"), i); !ok) return ok;
  if (const auto d = time_at(node, "delay")) i.delay = *d;
  int actions = 0;
  if (const auto signal = signal_at(node, "signal")) {
    ++actions;
    i.what = Injection::What::signal;
    i.value = *signal;
    const YamlNode* to = node.find("to");
    if (to == nullptr) return fail_at(node, file_, "a signal goes to a process: 'to' is missing");
    i.target = injection_name(to->text);
  }
  if (const auto t = time_at(node, "interrupt")) {
    ++actions;
    i.what = Injection::What::interrupt;
    i.value = (t->ns + 999) / 1000;
    const std::int64_t cpu = integer_at(node, "cpu").value_or(0);
    if (cpu >= s_.machine.cpus)
      return fail_at(*node.find("cpu"), file_, fmt::format("there is no CPU {}", cpu));
    i.cpu = CpuId{static_cast<std::uint32_t>(cpu)};
  }
  struct Limit {
    std::string_view key;
    Injection::What what;
  };
  for (const Limit& l :
       {Limit{"msgmax", Injection::What::set_msgmax}, Limit{"msgmnb", Injection::What::set_msgmnb},
        Limit{"msgmni", Injection::What::set_msgmni}})
    if (const auto v = integer_at(node, l.key)) {
      ++actions;
      i.what = l.what;
      i.value = *v;
    }
  if (actions != 1)
    return fail_at(node, file_,
                   "an injection does one thing: 'signal', 'interrupt', 'msgmax', 'msgmnb' or "
                   "'msgmni'");
  s_.machine.injections.push_back(std::move(i));
  return {};
}

}  // namespace

Result<Scenario> load_scenario_text(const std::string& text, const std::string& file,
                                    const std::string& directory) {
  auto root = parse_yaml(text, file);
  if (!root) return tl::unexpected(root.error());
  if (auto ok = validate(*root, scenario_spec(), file); !ok) return tl::unexpected(ok.error());
  return Loader(file, directory).load(*root);
}

Result<Scenario> load_scenario(const std::string& path) {
  auto text = read_text_file(path, YamlLimits{}.bytes);
  if (!text) return tl::unexpected(text.error());
  return load_scenario_text(*text, path, std::filesystem::path(path).parent_path().string());
}

}  // namespace sim::scenario
