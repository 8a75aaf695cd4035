// The text of /sys/kernel/tracing/trace (Documentation/trace/ftrace.rst), with Linux's own events
// and field names, so that the same tools read it:
//   pong-4679    [002] d..2.  1299.162370: sched_waking: comm=ping pid=4678 prio=120 target_cpu=002
#include <fmt/format.h>

#include <vector>

#include "sim/analysis/fields.h"
#include "sim/export/formats.h"
#include "sim/kernel/syscall_table.h"

namespace sim::exporting {
namespace {

using analysis::Names;

std::string waking(const Event& e, const Names& names) {
  return fmt::format("comm={} pid={} prio={} target_cpu={:03}", names.comm(e.args[0], e.cpu),
                     e.args[0], e.args[1], e.args[2]);
}

std::string switched(const Event& e, const Names& names) {
  return fmt::format(
      "prev_comm={} prev_pid={} prev_prio={} prev_state={} ==> next_comm={} next_pid={} "
      "next_prio={}",
      names.comm(e.args[0], e.cpu), e.args[0], e.args[1], analysis::state_letter(e.args[2]),
      names.comm(e.args[3], e.cpu), e.args[3], e.args[4]);
}

// name: text, as trace_seq prints the event.
std::string body(const Event& e, const Names& names) {
  const std::string_view name = event_spec(e.type).name;
  switch (e.type) {
    case EventType::sys_enter:
      return "sys_" + analysis::syscall_text(e);
    case EventType::sys_exit:
      return fmt::format("sys_{} -> {:#x}", syscall_name(static_cast<int>(e.args[0])),
                         static_cast<std::uint64_t>(e.args[1]));
    case EventType::sched_switch:
      return fmt::format("{}: {}", name, switched(e, names));
    case EventType::sched_waking:
    case EventType::sched_wakeup:
    case EventType::sched_wakeup_new:
      return fmt::format("{}: {}", name, waking(e, names));
    case EventType::sched_migrate_task:
      return fmt::format("{}: comm={} pid={} prio={} orig_cpu={} dest_cpu={}", name,
                         names.comm(e.args[0], e.cpu), e.args[0], e.args[1], e.args[2], e.args[3]);
    case EventType::sched_process_fork:
      return fmt::format("{}: comm={} pid={} child_comm={} child_pid={}", name,
                         names.comm(e.args[0], e.cpu), e.args[0], names.comm(e.args[1], e.cpu),
                         e.args[1]);
    case EventType::sched_process_exit:
      return fmt::format("{}: comm={} pid={} prio={}", name, names.comm(e.args[0], e.cpu),
                         e.args[0], e.args[1]);
    case EventType::signal_generate:
      return fmt::format("{}: sig={} errno={} code={} comm={} pid={} grp=1 res={}", name, e.args[0],
                         e.args[1], e.args[2], names.comm(e.args[3], e.cpu), e.args[3], e.args[5]);
    case EventType::signal_deliver:
      return fmt::format("{}: sig={} errno=0 code={} sa_handler={:x} sa_flags={:x}", name,
                         e.args[0], e.args[1], static_cast<std::uint64_t>(e.args[2]),
                         static_cast<std::uint64_t>(e.args[3]));
    case EventType::cpu_idle:
      return fmt::format("{}: state={} cpu_id={}", name, static_cast<std::uint32_t>(e.args[0]),
                         e.args[1]);
    default:
      return fmt::format("{}: {}", name,
                         analysis::fields_text(e, names, analysis::Values::numbers));
  }
}

class FtraceWriter : public EventWriter {
 public:
  std::string header(const Immutable&, int cpus) override {
    need_resched_.assign(static_cast<std::size_t>(cpus), false);
    return fmt::format(
        "# tracer: nop\n#\n# entries-in-buffer/entries-written: 0/0   #P:{}\n#\n"
        "#                                _-----=> irqs-off/BH-disabled\n"
        "#                               / _----=> need-resched\n"
        "#                              | / _---=> hardirq/softirq\n"
        "#                              || / _--=> preempt-depth\n"
        "#                              ||| / _-=> migrate-disable\n"
        "#                              |||| /     delay\n"
        "#           TASK-PID     CPU#  |||||  TIMESTAMP  FUNCTION\n"
        "#              | |         |   |||||     |         |\n",
        cpus);
  }
  std::string event(const Event& e, const Names& names) override {
    const auto cpu = static_cast<std::size_t>(e.cpu);
    if (cpu >= need_resched_.size()) need_resched_.resize(cpu + 1);
    if (e.type == EventType::sched_need_resched) {
      const auto target = static_cast<std::size_t>(e.args[2]);
      if (target < need_resched_.size()) need_resched_[target] = true;
    }
    const std::string comm = e.pid.value == 0 ? "<idle>" : names.comm(e.pid, e.cpu);
    std::string line =
        fmt::format("{:<12} [{:03}] {} {:>12}: {}\n", fmt::format("{}-{}", comm, e.pid.value),
                    e.cpu, latency_flags(e), ftrace_time(e.time), body(e, names));
    if (e.type == EventType::sched_switch) need_resched_[cpu] = false;
    return line;
  }

 private:
  // irqs-off, need-resched, hard/soft irq, preempt-depth, migrate-disable.
  std::string latency_flags(const Event& e) const {
    const bool switching = e.type == EventType::sched_switch;
    const char resched =
        need_resched_[e.cpu] && !switching && e.type != EventType::sched_waking ? 'N' : '.';
    switch (e.type) {
      case EventType::sched_waking:
      case EventType::sched_switch:
        return fmt::format("d{}.2.", resched);
      case EventType::sched_wakeup:
      case EventType::sched_wakeup_new:
        return fmt::format("d{}.3.", resched);
      case EventType::tick:
      case EventType::timer_expire:
        return fmt::format("d{}h1.", resched);
      default:
        return fmt::format(".{}...", resched);
    }
  }

  std::vector<bool> need_resched_;
};

}  // namespace

std::unique_ptr<EventWriter> make_ftrace_writer() { return std::make_unique<FtraceWriter>(); }

}  // namespace sim::exporting
