#include "sim/analysis/metrics.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <cstring>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

#include "sim/analysis/latency.h"
#include "sim/analysis/metrics_report.h"
#include "support.h"

namespace sim::analysis {
namespace {

struct Figures {
  Metrics metrics;
  std::vector<MessageLatency> messages;
};

Figures figures_of(const std::string& yaml, SimTime until = scenario::kDefaultUntil) {
  const scenario::Scenario s = scenario_of(yaml);
  MetricsCollector collector;
  LatencyCollector latency;
  scenario::RunLimits limits;
  limits.until = until;
  scenario::run_machine(s.machine, limits, {&collector, &latency});
  return {collector.result(), latency.messages()};
}

const ProcessMetrics& named(const Metrics& m, const std::string& name) {
  for (const ProcessMetrics& p : m.processes)
    if (p.name == name) return p;
  throw std::runtime_error("no process " + name);
}

TEST(Metrics, OfAProcessAddUpToItsLife) {
  const Metrics m = figures_of(ping()).metrics;
  for (const ProcessMetrics& p : m.processes) {
    EXPECT_EQ(p.cpu_ns, p.user_ns + p.kernel_ns) << p.name;
    ASSERT_TRUE(p.end) << p.name;
    // Its last steps, on the way out, come after the moment at which it ended.
    const std::int64_t sum = p.cpu_ns + p.ready_ns + p.blocked_ns;
    EXPECT_GE(sum, p.turnaround_ns(m.time)) << p.name;
    EXPECT_LE(sum, p.turnaround_ns(m.time) + 50'000) << p.name;
  }
  EXPECT_GE(named(m, "sender").user_ns, 2'000'000);
  EXPECT_GE(named(m, "receiver").blocked_ns, 1'900'000);
  EXPECT_EQ(named(m, "receiver").wakeups, 1u);
  EXPECT_EQ(named(m, "receiver").messages_received, 1u);
  EXPECT_EQ(named(m, "sender").messages_sent, 1u);
}

TEST(Median, IsTheMiddleOneOrTheMeanOfTheMiddleTwo) {
  EXPECT_EQ(median_of({}), 0);
  EXPECT_EQ(median_of({7}), 7);
  EXPECT_EQ(median_of({9, 1, 4}), 4);
  EXPECT_EQ(median_of({26'000'000, 20'000}), 13'010'000);
  EXPECT_EQ(median_of({8, 1, 2, 100}), 5);
}

TEST(Metrics, ShareACpuByWeight) {
  const Metrics m = figures_of(R"(
scenario: hogs
processes:
  - {name: a, program: "#include <msgscope.h>\nint main(void) { for (;;) compute_us(1000); }"}
  - {name: b, nice: 5, program: "#include <msgscope.h>\nint main(void) { for (;;) compute_us(1000); }"}
)",
                               SimTime{2'000'000'000})
                        .metrics;
  EXPECT_EQ(m.time, SimTime{2'000'000'000});
  const double share = static_cast<double>(named(m, "b").cpu_ns) / 2e9;
  EXPECT_NEAR(share, 335.0 / (1024 + 335), 0.01);
  EXPECT_EQ(named(m, "b").nice, 5);
  EXPECT_GT(named(m, "a").switches_involuntary, 50u);
  EXPECT_EQ(named(m, "a").switches_voluntary, 0u);
  EXPECT_EQ(m.cpus[0].busy_ns + m.cpus[0].idle_ns, 2'000'000'000);
}

TEST(Metrics, AreTheSameWhoeverElseListens) {
  const scenario::Scenario s = scenario_of(ping());
  MetricsCollector alone;
  scenario::run_machine(s.machine, {}, {&alone});
  EXPECT_EQ(metrics_json(alone.result(), {}), metrics_json(figures_of(ping()).metrics, {}));
}

TEST(MetricsJson, HasAVersionAndTheNamedFields) {
  const Figures f = figures_of(ping());
  const auto json = nlohmann::json::parse(metrics_json(f.metrics, f.messages));
  EXPECT_EQ(json["version"], 1);
  EXPECT_GT(json["time_ns"], 2'000'000);
  ASSERT_EQ(json["processes"].size(), 2u);
  for (const char* field : {"pid", "name", "nice", "cpu_ns", "user_ns", "kernel_ns", "ready_ns",
                            "blocked_ns", "switches_voluntary", "switches_involuntary", "wakeups"})
    EXPECT_TRUE(json["processes"][0].contains(field)) << field;
  EXPECT_EQ(json["processes"][0]["name"], "receiver");
  EXPECT_EQ(json["processes"][0]["pid"], 101);
  EXPECT_EQ(json["cpus"].size(), 1u);
}

TEST(Latency, SplitsEachMessageIntoPartsThatAddUp) {
  const Figures f = figures_of(ping());
  ASSERT_EQ(f.messages.size(), 1u);
  const MessageLatency& m = f.messages[0];
  EXPECT_TRUE(m.pipelined);
  EXPECT_EQ(m.type, 7);
  EXPECT_EQ(m.size, 5);
  std::int64_t sum = 0;
  for (const std::int64_t part : m.parts) {
    EXPECT_GE(part, 0);
    sum += part;
  }
  EXPECT_EQ(sum, m.total_ns());
  for (const LatencyPart p :
       {LatencyPart::syscall_entry, LatencyPart::copy_in, LatencyPart::queue_work,
        LatencyPart::wake_up, LatencyPart::context_switch, LatencyPart::copy_out})
    EXPECT_GT(m.parts[static_cast<std::size_t>(p)], 0) << latency_part_name(p);
  // Nobody else wants the CPU: hardly anything is uncertain.
  EXPECT_LT(m.uncertain_ns(), m.deterministic_ns());
}

TEST(Latency, CallsTheSameWorkDeterministicWhateverElseRuns) {
  const auto hog = [](int n) {
    return "  - {name: hog" + std::to_string(n) +
           ", program: \"#include <msgscope.h>\\nint main(void) { compute_us(60000); return 0; "
           "}\"}\n";
  };
  const Figures alone = figures_of(ping());
  const Figures crowded = figures_of(ping() + hog(1) + hog(2));
  ASSERT_EQ(crowded.messages.size(), 1u);
  EXPECT_LE(std::abs(crowded.messages[0].deterministic_ns() - alone.messages[0].deterministic_ns()),
            200);
}

// A Chinese character takes two columns.
std::size_t columns_of(const std::string& line) {
  std::size_t columns = 0;
  for (const char c : line) {
    const auto byte = static_cast<unsigned char>(c);
    columns += byte < 0x80 ? 1 : byte >= 0xe0 ? 2 : 0;
  }
  return columns;
}

TEST(MetricsTable, HasTheSameColumnsInBothLanguages) {
  const Figures f = figures_of(ping());
  std::istringstream en(metrics_table(f.metrics, f.messages));
  std::istringstream zh(metrics_table(f.metrics, f.messages, Lang::zh));
  for (std::string e, z; std::getline(en, e);) {
    ASSERT_TRUE(std::getline(zh, z));
    const bool sentence =
        e.find(" second)") != std::string::npos || e.find("delivered") != std::string::npos;
    EXPECT_TRUE(sentence || columns_of(e) == columns_of(z)) << e << "\n" << z;
  }
}

TEST(MetricsTable, InChineseHasNoEnglishWordButNamesAndUnits) {
  const Figures f = figures_of(ping());
  std::string zh = metrics_table(f.metrics, f.messages, Lang::zh);
  for (const char* same :
       {"PID", "NICE", "CPU", "sender", "receiver", "msgsnd", "msgrcv", "ms", "us", "ns"})
    for (std::size_t at; (at = zh.find(same)) != std::string::npos;)
      zh.erase(at, std::strlen(same));
  EXPECT_TRUE(std::none_of(zh.begin(), zh.end(), [](char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0;
  })) << zh;
}

}  // namespace
}  // namespace sim::analysis
