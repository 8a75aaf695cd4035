#include "sim/analysis/metrics_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "sim/scenario/values.h"

namespace sim::analysis {
namespace {

using Json = nlohmann::ordered_json;
using scenario::format_duration;

constexpr int kVersion = 1;

Json process_json(const ProcessMetrics& p, SimTime now) {
  Json o;
  o["pid"] = p.pid.value;
  o["name"] = p.name;
  o["nice"] = p.nice;
  for (const char* field :
       {"cpu_ns", "user_ns", "kernel_ns", "ready_ns", "blocked_ns", "switches_voluntary",
        "switches_involuntary", "wakeups", "turnaround_ns", "waiting_ns", "response_ns",
        "messages_sent", "messages_received"}) {
    const auto value = metric(p, field, now);
    o[field] = value ? Json(*value) : Json(nullptr);
  }
  o["start_ns"] = p.start.ns;
  o["end_ns"] = p.end ? Json(p.end->ns) : Json(nullptr);
  return o;
}

Json cpu_json(const CpuMetrics& c) {
  Json o;
  o["cpu"] = c.cpu;
  o["busy_ns"] = c.busy_ns;
  o["idle_ns"] = c.idle_ns;
  o["switches"] = c.switches;
  const std::int64_t total = c.busy_ns + c.idle_ns;
  // In thousandths, so that the same run prints the same digits everywhere.
  const std::int64_t thousandths = total == 0 ? 0 : c.busy_ns * 1000 / total;
  o["utilisation"] = static_cast<double>(thousandths) / 1000.0;
  return o;
}

Json message_json(const MessageLatency& m) {
  Json o;
  o["msqid"] = m.msqid;
  o["type"] = m.type;
  o["size"] = m.size;
  o["sender"] = m.sender.value;
  o["receiver"] = m.receiver.value;
  o["pipelined"] = m.pipelined;
  o["sent_ns"] = m.sent.ns;
  o["received_ns"] = m.received.ns;
  o["latency_ns"] = m.total_ns();
  o["deterministic_ns"] = m.deterministic_ns();
  o["uncertain_ns"] = m.uncertain_ns();
  Json parts = Json::object();
  for (int i = 0; i < kLatencyParts; ++i)
    parts[std::string(latency_part_name(static_cast<LatencyPart>(i))) + "_ns"] =
        m.parts[static_cast<std::size_t>(i)];
  o["parts"] = std::move(parts);
  return o;
}

std::string or_dash(std::optional<std::int64_t> ns) { return ns ? format_duration(*ns) : "-"; }

// A table's words in its language; fmt counts a Chinese character as the two columns it takes.
class Words {
 public:
  explicit Words(Lang lang) : lang_(lang) {}
  std::string operator()(std::string_view english) const { return translate(english, lang_); }

 private:
  Lang lang_;
};

std::string process_table(const Metrics& m, const Words& tr) {
  std::string t =
      fmt::format("{:>6} {:<15} {:>4} {:>11} {:>11} {:>11} {:>11} {:>11} {:>7} {:>7} {:>7}\n",
                  "PID", tr("NAME"), "NICE", "CPU", tr("USER"), tr("KERNEL"), tr("READY"),
                  tr("BLOCKED"), tr("VOL"), tr("INVOL"), tr("WAKEUPS"));
  for (const ProcessMetrics& p : m.processes)
    t += fmt::format("{:>6} {:<15} {:>4} {:>11} {:>11} {:>11} {:>11} {:>11} {:>7} {:>7} {:>7}\n",
                     p.pid.value, p.name, p.nice, format_duration(p.cpu_ns),
                     format_duration(p.user_ns), format_duration(p.kernel_ns),
                     format_duration(p.ready_ns), format_duration(p.blocked_ns),
                     p.switches_voluntary, p.switches_involuntary, p.wakeups);
  return t;
}

// The textbook's criteria a process.
std::string criteria_table(const Metrics& m, const Words& tr) {
  std::string t =
      fmt::format("{:>6} {:<15} {:>11} {:>11} {:>11} {:>11} {:>11}\n", "PID", tr("NAME"),
                  tr("START"), tr("END"), tr("TURNAROUND"), tr("WAITING"), tr("RESPONSE"));
  std::int64_t ended = 0;
  for (const ProcessMetrics& p : m.processes) {
    ended += p.end ? 1 : 0;
    t += fmt::format("{:>6} {:<15} {:>11} {:>11} {:>11} {:>11} {:>11}\n", p.pid.value, p.name,
                     format_duration(p.start.ns), p.end ? format_duration(p.end->ns) : "-",
                     format_duration(p.turnaround_ns(m.time)), format_duration(p.waiting_ns()),
                     or_dash(p.response_ns()));
  }
  // Thousandths of processes a second, in integers.
  const std::int64_t rate = m.time.ns > 0 ? ended * 1'000'000'000'000 / m.time.ns : 0;
  return t +
         tr(fmt::format("throughput: {} ended in {} ({}.{:03} a second)", ended,
                        format_duration(m.time.ns), rate / 1000, rate % 1000)) +
         "\n";
}

std::string cpu_table(const Metrics& m, const Words& tr) {
  std::string t = fmt::format("{:>6} {:>11} {:>11} {:>9} {:>12}\n", "CPU", tr("BUSY"), tr("IDLE"),
                              tr("SWITCHES"), tr("UTILISATION"));
  for (const CpuMetrics& c : m.cpus) {
    const std::int64_t total = std::max<std::int64_t>(1, c.busy_ns + c.idle_ns);
    const std::int64_t permille = c.busy_ns * 1000 / total;
    t += fmt::format("{:>6} {:>11} {:>11} {:>9} {:>10}.{}%\n", c.cpu, format_duration(c.busy_ns),
                     format_duration(c.idle_ns), c.switches, permille / 10, permille % 10);
  }
  return t;
}

struct Spread {
  std::int64_t least = 0, median = 0, most = 0;
};

template <class F>
Spread spread(const std::vector<MessageLatency>& messages, F value) {
  std::vector<std::int64_t> all;
  all.reserve(messages.size());
  for (const MessageLatency& m : messages) all.push_back(value(m));
  const auto [least, most] = std::minmax_element(all.begin(), all.end());
  Spread s{*least, 0, *most};
  s.median = median_of(std::move(all));
  return s;
}

std::string latency_table(const std::vector<MessageLatency>& messages, const Words& tr) {
  if (messages.empty()) return "";
  std::string t = "\n" +
                  tr(fmt::format("{} message{} delivered, from msgsnd to the return of msgrcv",
                                 messages.size(), messages.size() == 1 ? "" : "s")) +
                  "\n";
  t += fmt::format("{:<20} {:>11} {:>11} {:>11}\n", "", tr("LEAST"), tr("MEDIAN"), tr("MOST"));
  const auto row = [&](std::string_view name, auto value) {
    const Spread s = spread(messages, value);
    t += fmt::format("{:<20} {:>11} {:>11} {:>11}\n", name, format_duration(s.least),
                     format_duration(s.median), format_duration(s.most));
  };
  for (int i = 0; i < kLatencyParts; ++i) {
    if (i == static_cast<int>(LatencyPart::waiting_for_room))
      row("= " + tr("deterministic"), [](const MessageLatency& m) { return m.deterministic_ns(); });
    row("  " + tr(latency_part_name(static_cast<LatencyPart>(i))),
        [i](const MessageLatency& m) { return m.parts[static_cast<std::size_t>(i)]; });
  }
  row("= " + tr("uncertain"), [](const MessageLatency& m) { return m.uncertain_ns(); });
  row(tr("latency"), [](const MessageLatency& m) { return m.total_ns(); });
  return t;
}

}  // namespace

std::string metrics_table(const Metrics& m, const std::vector<MessageLatency>& messages,
                          Lang lang) {
  const Words tr(lang);
  return process_table(m, tr) + "\n" + criteria_table(m, tr) + "\n" + cpu_table(m, tr) +
         latency_table(messages, tr);
}

std::string metrics_json(const Metrics& m, const std::vector<MessageLatency>& messages) {
  Json o;
  o["version"] = kVersion;
  o["time_ns"] = m.time.ns;
  o["processes"] = Json::array();
  for (const ProcessMetrics& p : m.processes) o["processes"].push_back(process_json(p, m.time));
  o["cpus"] = Json::array();
  for (const CpuMetrics& c : m.cpus) o["cpus"].push_back(cpu_json(c));
  o["messages"] = Json::array();
  for (const MessageLatency& l : messages) o["messages"].push_back(message_json(l));
  return o.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace sim::analysis
