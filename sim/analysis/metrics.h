// Figures of a run, from its events alone: per process, per CPU. Everything a process did not
// spend on a CPU it spent ready or blocked, so the figures of a process add up to its life.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/analysis/names.h"
#include "sim/scenario/run.h"

namespace sim::analysis {

struct ProcessMetrics {
  Pid pid;
  std::string name;
  int nice = 0;
  std::int64_t cpu_ns = 0;  // user_ns + kernel_ns
  std::int64_t user_ns = 0;
  std::int64_t kernel_ns = 0;  // system calls, faults, interrupts that met it, switching to it
  std::int64_t ready_ns = 0;   // on a run queue, waiting for a CPU
  std::int64_t blocked_ns = 0;
  std::uint64_t switches_voluntary = 0, switches_involuntary = 0;
  std::uint64_t wakeups = 0;
  std::uint64_t messages_sent = 0, messages_received = 0;
  SimTime start;                     // when it became ready for the first time
  std::optional<SimTime> first_run;  // when it first had a CPU
  std::optional<SimTime> end;        // when it ended
  bool started = false;

  // The textbook's criteria. Turnaround: from start to end; so far, when it has not ended.
  std::int64_t turnaround_ns(SimTime now) const {
    return started ? (end.value_or(now) - start).ns : 0;
  }
  std::int64_t waiting_ns() const { return ready_ns; }
  std::optional<std::int64_t> response_ns() const {
    return first_run ? std::optional((*first_run - start).ns) : std::nullopt;
  }
};

struct CpuMetrics {
  int cpu = 0;
  std::int64_t busy_ns = 0;  // a task other than the idle task had it
  std::int64_t idle_ns = 0;
  std::uint64_t switches = 0;
};

struct Metrics {
  SimTime time;                           // up to when
  std::vector<ProcessMetrics> processes;  // in the order of their creation
  std::vector<CpuMetrics> cpus;

  const ProcessMetrics* process(Pid pid) const;
};

// One field by its name ("ready_ns"); nullopt when there is none of that name.
std::optional<std::int64_t> metric(const ProcessMetrics& p, const std::string& field, SimTime now);
std::optional<std::int64_t> metric(const CpuMetrics& c, const std::string& field);

// Listens to a run and adds up.
class MetricsCollector : public scenario::RunListener {
 public:
  std::uint64_t wants() const override;
  void on_event(const Event& e, const Machine& m) override;
  void on_end(const Machine& m, scenario::Outcome, SimTime end) override;
  const Metrics& result() const { return result_; }

 private:
  // Where a process is, and since when.
  enum class Where : std::uint8_t { nowhere, ready, on_cpu, blocked };
  struct Life {
    ProcessMetrics m;
    Where where = Where::nowhere;
    SimTime since;
  };
  struct CpuNow {
    Pid running;
    SimTime since;
    std::int64_t busy_ns = 0;
    std::uint64_t switches = 0;
  };
  void on_fork(const Event& e, const Machine& m);
  void on_switch(const Event& e);
  void on_wakeup(const Event& e);
  static void note_priority(Life& life, std::int64_t prio);
  void move(Life& life, Where to, SimTime now);
  Life* life_of(std::int64_t pid);

  Names names_;
  std::map<Pid, Life> lives_;
  std::vector<CpuNow> cpus_;
  Metrics result_;
};

}  // namespace sim::analysis
