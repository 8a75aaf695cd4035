#include "gui/app/run_settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <functional>
#include <optional>

#include "sim/scenario/costs.h"
#include "sim/scenario/schedulers.h"
#include "sim/scenario/values.h"

namespace gui {
namespace {

using sim::MachineConfig;
using sim::Policy;
using sim::ProcessSpec;
using sim::Result;
using sim::scenario::Scenario;

constexpr std::array<std::pair<std::string_view, Policy>, 5> kPolicies{{{"normal", Policy::normal},
                                                                        {"fifo", Policy::fifo},
                                                                        {"rr", Policy::rr},
                                                                        {"batch", Policy::batch},
                                                                        {"idle", Policy::idle}}};
constexpr std::int64_t kSecond = 1'000'000'000;

Result<void> bad(std::string_view key, std::string_view value, std::string_view expected) {
  return sim::fail({}, fmt::format("{} = '{}': expected {}", key, value, expected));
}

template <class T>
Result<void> set_integer(std::string_view key, std::string_view value, std::int64_t least,
                         std::int64_t most, T& to) {
  const auto n = sim::scenario::parse_integer(value);
  if (!n || *n < least || *n > most)
    return bad(key, value, fmt::format("a whole number from {} to {}", least, most));
  to = static_cast<T>(*n);
  return {};
}

Result<void> set_time(std::string_view key, std::string_view value, std::int64_t least,
                      std::int64_t most, std::int64_t& to) {
  const auto t = sim::scenario::parse_duration(value);
  if (!t || t->ns < least || t->ns > most)
    return bad(key, value,
               fmt::format("a time from {} to {}", sim::scenario::format_duration(least),
                           sim::scenario::format_duration(most)));
  to = t->ns;
  return {};
}

Result<void> set_flag(std::string_view key, std::string_view value, bool& to) {
  if (value != "yes" && value != "no") return bad(key, value, "yes or no");
  to = value == "yes";
  return {};
}

// A time as set_time reads it: exact, in the largest unit that is.
std::string time_text(std::int64_t ns) {
  if (ns != 0 && ns % 1'000'000 == 0) return fmt::format("{}ms", ns / 1'000'000);
  if (ns != 0 && ns % 1'000 == 0) return fmt::format("{}us", ns / 1'000);
  return fmt::format("{}ns", ns);
}

std::string flag_text(bool b) { return b ? "yes" : "no"; }

// One knob of the machine: how it reads, and how it is set.
struct MachineKnob {
  std::string_view key;
  std::function<std::string(const MachineConfig&)> get;
  std::function<Result<void>(MachineConfig&, std::string_view)> set;
  bool flag = false;
};

template <class Member>
MachineKnob integer_knob(std::string_view key, std::int64_t least, std::int64_t most,
                         Member member) {
  return {key, [=](const MachineConfig& m) { return std::to_string(member(m)); },
          [=](MachineConfig& m, std::string_view v) {
            return set_integer(key, v, least, most, member(m));
          }};
}

template <class Member>
MachineKnob time_knob(std::string_view key, std::int64_t least, std::int64_t most, Member member) {
  return {key, [=](const MachineConfig& m) { return time_text(member(m)); },
          [=](MachineConfig& m, std::string_view v) {
            return set_time(key, v, least, most, member(m));
          }};
}

template <class Member>
MachineKnob flag_knob(std::string_view key, Member member) {
  return {key, [=](const MachineConfig& m) { return flag_text(member(m)); },
          [=](MachineConfig& m, std::string_view v) { return set_flag(key, v, member(m)); }, true};
}

// The ranges are those of the scenario format.
std::vector<MachineKnob> knobs() {
  return {
      integer_knob(
          "cpus", 1, 64, [](auto& m) -> auto& { return m.cpus; }),
      integer_knob(
          "hz", 100, 1000, [](auto& m) -> auto& { return m.hz; }),
      integer_knob(
          "seed", 0, INT64_MAX, [](auto& m) -> auto& { return m.seed; }),
      integer_knob(
          "msgmax", 0, 1 << 20, [](auto& m) -> auto& { return m.msg.msgmax; }),
      integer_knob(
          "msgmnb", 0, 1 << 30, [](auto& m) -> auto& { return m.msg.msgmnb; }),
      integer_knob(
          "msgmni", 0, 32768, [](auto& m) -> auto& { return m.msg.msgmni; }),
      time_knob(
          "cfs.latency", 100'000, kSecond, [](auto& m) -> auto& { return m.sched.cfs.latency_ns; }),
      time_knob(
          "cfs.min_granularity", 10'000, kSecond,
          [](auto& m) -> auto& { return m.sched.cfs.min_granularity_ns; }),
      time_knob(
          "cfs.wakeup_granularity", 0, kSecond,
          [](auto& m) -> auto& { return m.sched.cfs.wakeup_granularity_ns; }),
      flag_knob(
          "cfs.wakeup_preemption", [](auto& m) -> auto& { return m.sched.cfs.wakeup_preemption; }),
      flag_knob(
          "cfs.gentle_fair_sleepers",
          [](auto& m) -> auto& { return m.sched.cfs.gentle_fair_sleepers; }),
      flag_knob(
          "cfs.start_debit", [](auto& m) -> auto& { return m.sched.cfs.start_debit; }),
      flag_knob(
          "cfs.scale_by_cpus", [](auto& m) -> auto& { return m.sched.cfs.scale_by_cpus; }),
      time_knob(
          "rr_timeslice", 1'000'000, 10 * kSecond,
          [](auto& m) -> auto& { return m.sched.rr_timeslice_ns; }),
  };
}

std::string_view policy_text(Policy policy) {
  for (const auto& [name, p] : kPolicies)
    if (p == policy) return name;
  return "normal";
}

Result<void> set_policy(ProcessSpec& p, std::string_view value) {
  for (const auto& [name, policy] : kPolicies) {
    if (name != value) continue;
    p.policy = policy;
    const bool realtime = policy == Policy::fifo || policy == Policy::rr;
    // A real-time task needs a priority; which one matters only among several.
    p.rt_priority = !realtime ? 0 : std::max(1, p.rt_priority);
    if (realtime) p.nice = 0;
    return {};
  }
  return bad(p.name + ".policy", value, "normal, fifo, rr, batch or idle");
}

Result<void> set_priority(ProcessSpec& p, std::string_view value) {
  if (p.policy != Policy::fifo && p.policy != Policy::rr)
    return bad(p.name + ".priority", value, "policy fifo or rr before it");
  return set_integer(p.name + ".priority", value, 1, 99, p.rt_priority);
}

// "all.policy" means every process. Which are to be left out is noted in `absent`.
Result<void> set_of_process(Scenario& s, const Setting& setting, std::vector<bool>& absent) {
  const std::size_t dot = setting.key.rfind('.');
  const std::string_view name = std::string_view(setting.key).substr(0, dot);
  const std::string_view field = std::string_view(setting.key).substr(dot + 1);
  bool found = false;
  for (std::size_t i = 0; i < s.machine.processes.size(); ++i) {
    ProcessSpec& p = s.machine.processes[i];
    if (p.name != name && name != "all") continue;
    found = true;
    Result<void> done;
    if (field == "policy") {
      done = set_policy(p, setting.value);
    } else if (field == "priority") {
      done = set_priority(p, setting.value);
    } else if (field == "nice") {
      done = set_integer(setting.key, setting.value, -20, 19, p.nice);
    } else if (field == "start") {
      done = set_time(setting.key, setting.value, 0, 3600 * kSecond, p.start.ns);
    } else if (field == "present") {
      bool present = true;
      done = set_flag(setting.key, setting.value, present);
      absent[i] = !present;
    } else {
      return sim::fail({}, fmt::format("'{}' is not known: a process has policy, priority, nice, "
                                       "start and present",
                                       setting.key));
    }
    if (!done) return done;
  }
  if (!found) return sim::fail({}, fmt::format("there is no process '{}'", name));
  return {};
}

Result<void> set_cost(MachineConfig& m, const Setting& setting) {
  const std::string_view name = std::string_view(setting.key).substr(5);
  const auto cost = sim::cost_by_name(name);
  if (!cost) return sim::fail({}, fmt::format("there is no cost '{}'", name));
  std::int64_t ns = 0;
  if (auto ok = set_time(setting.key, setting.value, 0, kSecond, ns); !ok) return ok;
  m.costs.ns[static_cast<std::size_t>(*cost)] = ns;
  return {};
}

Result<void> set_one(Scenario& s, const Setting& setting, std::vector<bool>& absent) {
  for (const MachineKnob& k : knobs())
    if (k.key == setting.key) return k.set(s.machine, setting.value);
  if (setting.key == "scheduler")
    return sim::scenario::choose_scheduler(s.machine.sched, setting.value, {});
  if (setting.key == "costs") {
    auto costs = sim::scenario::load_costs(setting.value,
                                           std::filesystem::path(s.file).parent_path().string());
    if (!costs) return tl::unexpected<sim::Error>(costs.error());
    s.machine.costs = *costs;
    return {};
  }
  if (setting.key.starts_with("cost.")) return set_cost(s.machine, setting);
  if (setting.key.find('.') != std::string::npos) return set_of_process(s, setting, absent);
  std::string known;
  for (const MachineKnob& k : knobs()) known += fmt::format("{}, ", k.key);
  return sim::fail({}, fmt::format("'{}' is not known; there are {}costs, cost.NAME, "
                                   "PROCESS.policy, .priority, .nice, .start and .present",
                                   setting.key, known));
}

// What no machine may be: without processes, or with one that may run on none of its CPUs.
Result<void> can_be(const Scenario& s) {
  if (s.machine.processes.empty()) return sim::fail({}, "no process is left");
  const std::uint64_t present = s.machine.cpus == 64 ? ~0ull : (1ull << s.machine.cpus) - 1;
  for (const ProcessSpec& p : s.machine.processes)
    if ((p.cpus_allowed & present) == 0)
      return sim::fail(
          {}, fmt::format("process '{}' may run on none of {} CPUs", p.name, s.machine.cpus));
  return {};
}

}  // namespace

std::vector<Knob> machine_knobs(const Scenario& s) {
  std::vector<Knob> all;
  for (const MachineKnob& k : knobs()) {
    Knob knob{std::string(k.key), k.get(s.machine), {}};
    if (k.flag) knob.choices = {"yes", "no"};
    all.push_back(std::move(knob));
  }
  return all;
}

std::vector<Knob> process_knobs(const ProcessSpec& p) {
  std::vector<std::string> policies;
  for (const auto& [name, policy] : kPolicies) policies.emplace_back(name);
  return {{p.name + ".present", "yes", {"yes", "no"}},
          {p.name + ".policy", std::string(policy_text(p.policy)), policies},
          {p.name + ".nice", std::to_string(p.nice), {}}};
}

Result<Setting> parse_setting(std::string_view text) {
  const std::size_t at = text.find('=');
  if (at == std::string_view::npos || at == 0 || at + 1 == text.size())
    return sim::fail({}, fmt::format("'{}': expected KEY=VALUE, as in cpus=2", text));
  return Setting{std::string(text.substr(0, at)), std::string(text.substr(at + 1))};
}

Result<std::vector<Setting>> parse_settings(std::string_view text) {
  std::vector<Setting> all;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" ,"), text.size());
    if (end > 0) {
      auto one = parse_setting(text.substr(0, end));
      if (!one) return tl::unexpected<sim::Error>(one.error());
      all.push_back(std::move(*one));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return all;
}

Result<Scenario> with_settings(Scenario s, std::span<const Setting> settings) {
  std::vector<bool> absent(s.machine.processes.size(), false);
  for (const Setting& setting : settings)
    if (auto ok = set_one(s, setting, absent); !ok) return tl::unexpected<sim::Error>(ok.error());
  std::size_t i = 0;
  std::erase_if(s.machine.processes, [&](const ProcessSpec&) { return absent[i++]; });
  if (auto ok = can_be(s); !ok) return tl::unexpected<sim::Error>(ok.error());
  return s;
}

std::string describe(std::span<const Setting> settings) {
  std::string text;
  for (const Setting& s : settings)
    text += fmt::format("{}{} {}", text.empty() ? "" : " · ", s.key, s.value);
  return text;
}

}  // namespace gui
