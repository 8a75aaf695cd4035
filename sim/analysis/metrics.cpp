#include "sim/analysis/metrics.h"

#include <algorithm>
#include <utility>

namespace sim::analysis {

using scenario::event_bit;

const ProcessMetrics* Metrics::process(Pid pid) const {
  for (const ProcessMetrics& p : processes)
    if (p.pid == pid) return &p;
  return nullptr;
}

std::optional<std::int64_t> metric(const ProcessMetrics& p, const std::string& field, SimTime now) {
  const std::pair<const char*, std::int64_t> known[] = {
      {"cpu_ns", p.cpu_ns},
      {"user_ns", p.user_ns},
      {"kernel_ns", p.kernel_ns},
      {"ready_ns", p.ready_ns},
      {"waiting_ns", p.waiting_ns()},
      {"blocked_ns", p.blocked_ns},
      {"turnaround_ns", p.turnaround_ns(now)},
      {"switches_voluntary", static_cast<std::int64_t>(p.switches_voluntary)},
      {"switches_involuntary", static_cast<std::int64_t>(p.switches_involuntary)},
      {"switches", static_cast<std::int64_t>(p.switches_voluntary + p.switches_involuntary)},
      {"wakeups", static_cast<std::int64_t>(p.wakeups)},
      {"messages_sent", static_cast<std::int64_t>(p.messages_sent)},
      {"messages_received", static_cast<std::int64_t>(p.messages_received)},
  };
  for (const auto& [name, value] : known)
    if (field == name) return value;
  if (field == "response_ns") return p.response_ns();
  return std::nullopt;
}

std::optional<std::int64_t> metric(const CpuMetrics& c, const std::string& field) {
  if (field == "busy_ns") return c.busy_ns;
  if (field == "idle_ns") return c.idle_ns;
  if (field == "switches") return static_cast<std::int64_t>(c.switches);
  return std::nullopt;
}

std::uint64_t MetricsCollector::wants() const {
  using E = EventType;
  return event_bit(E::sched_process_fork) | event_bit(E::sched_process_exit) |
         event_bit(E::sched_switch) | event_bit(E::sched_wakeup) | event_bit(E::sched_wakeup_new) |
         event_bit(E::sched_setprio) | event_bit(E::kernel_step) | event_bit(E::msg_enqueue) |
         event_bit(E::msg_pipelined) | event_bit(E::msg_dequeue);
}

MetricsCollector::Life* MetricsCollector::life_of(std::int64_t pid) {
  const auto found = lives_.find(Pid{static_cast<std::int32_t>(pid)});
  return found == lives_.end() ? nullptr : &found->second;
}

void MetricsCollector::move(Life& life, Where to, SimTime now) {
  // On several CPUs a wake-up may be stated a moment before the switch that it follows.
  const std::int64_t ns = std::max<std::int64_t>(0, (now - life.since).ns);
  if (life.where == Where::ready) life.m.ready_ns += ns;
  if (life.where == Where::on_cpu) life.m.cpu_ns += ns;
  if (life.where == Where::blocked) life.m.blocked_ns += ns;
  life.where = to;
  life.since = std::max(life.since, now);
}

void MetricsCollector::on_fork(const Event& e, const Machine& m) {
  names_.learn(e, m.fixed());
  Life life;
  life.m.pid = Pid{static_cast<std::int32_t>(e.args[1])};
  life.m.name = names_.comm(life.m.pid);
  if (const Life* parent = life_of(e.args[0])) life.m.nice = parent->m.nice;
  lives_[life.m.pid] = std::move(life);
}

void MetricsCollector::on_switch(const Event& e) {
  CpuNow& cpu = cpus_[e.cpu];
  ++cpu.switches;
  if (cpu.running.value != 0) cpu.busy_ns += (e.time - cpu.since).ns;
  cpu.running = Pid{static_cast<std::int32_t>(e.args[3])};
  cpu.since = e.time;
  constexpr std::int64_t kRunning = 0;
  if (Life* prev = life_of(e.args[0]); prev != nullptr && prev->where == Where::on_cpu) {
    const bool ready = e.args[2] == kRunning;
    ++(ready ? prev->m.switches_involuntary : prev->m.switches_voluntary);
    move(*prev, prev->m.end ? Where::nowhere : ready ? Where::ready : Where::blocked, e.time);
  }
  if (Life* next = life_of(e.args[3])) {
    if (!next->m.first_run) next->m.first_run = e.time;
    move(*next, Where::on_cpu, e.time);
  }
}

// Below 100 are the real-time priorities, which have no nice value.
void MetricsCollector::note_priority(Life& life, std::int64_t prio) {
  if (prio >= 100) life.m.nice = static_cast<int>(prio - 120);
}

void MetricsCollector::on_wakeup(const Event& e) {
  Life* life = life_of(e.args[0]);
  if (life == nullptr) return;
  if (e.type == EventType::sched_wakeup) ++life->m.wakeups;
  if (!life->m.started) {
    note_priority(*life, e.args[1]);
    life->m.started = true;
    life->m.start = life->since = e.time;
  }
  if (life->where == Where::nowhere || life->where == Where::blocked)
    move(*life, Where::ready, e.time);
}

void MetricsCollector::on_event(const Event& e, const Machine& m) {
  cpus_.resize(m.kernel().cpus.size());
  switch (e.type) {
    case EventType::sched_process_fork:
      on_fork(e, m);
      break;
    case EventType::sched_switch:
      on_switch(e);
      break;
    case EventType::sched_wakeup:
    case EventType::sched_wakeup_new:
      on_wakeup(e);
      break;
    case EventType::sched_process_exit:
      if (Life* life = life_of(e.args[0])) life->m.end = e.time;
      break;
    case EventType::sched_setprio:
      if (Life* life = life_of(e.args[0])) note_priority(*life, e.args[2]);
      break;
    case EventType::kernel_step:
      if (Life* life = life_of(cpus_[e.cpu].running.value)) life->m.kernel_ns += e.args[2];
      break;
    case EventType::msg_enqueue:
      if (Life* life = life_of(e.pid.value)) ++life->m.messages_sent;
      break;
    case EventType::msg_dequeue:
      if (Life* life = life_of(e.pid.value)) ++life->m.messages_received;
      break;
    case EventType::msg_pipelined:
      if (Life* life = life_of(e.pid.value)) ++life->m.messages_sent;
      if (Life* life = life_of(e.args[5])) ++life->m.messages_received;
      break;
    default:
      break;
  }
}

void MetricsCollector::on_end(const Machine& m, scenario::Outcome, SimTime end) {
  cpus_.resize(m.kernel().cpus.size());
  result_ = Metrics{};
  result_.time = end;
  for (const Pid pid : names_.pids()) {
    Life life = lives_.at(pid);
    if (life.since < end) move(life, life.where, end);
    // A kernel step that is under way at the end has been counted whole.
    life.m.kernel_ns = std::min(life.m.kernel_ns, life.m.cpu_ns);
    life.m.user_ns = life.m.cpu_ns - life.m.kernel_ns;
    result_.processes.push_back(life.m);
  }
  for (std::size_t i = 0; i < cpus_.size(); ++i) {
    CpuNow cpu = cpus_[i];
    if (cpu.running.value != 0 && cpu.since < end) cpu.busy_ns += (end - cpu.since).ns;
    result_.cpus.push_back({static_cast<int>(i), cpu.busy_ns,
                            std::max<std::int64_t>(0, end.ns - cpu.busy_ns), cpu.switches});
  }
}

}  // namespace sim::analysis
