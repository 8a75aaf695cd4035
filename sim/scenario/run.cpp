#include "sim/scenario/run.h"

#include <algorithm>
#include <memory>

namespace sim::scenario {
namespace {

std::unique_ptr<Trace> trace_for(const std::vector<RunListener*>& listeners) {
  std::uint64_t wanted = 0;
  for (const RunListener* l : listeners) wanted |= l->wants();
  if (wanted == 0) return nullptr;
  auto trace = std::make_unique<Trace>(Detail::lines);
  trace->set_wanted(wanted);
  return trace;
}

void tell(const Trace& trace, const Machine& m, const std::vector<RunListener*>& listeners) {
  for (RunListener* l : listeners) {
    const std::uint64_t wanted = l->wants();
    if (wanted == 0) continue;
    for (std::size_t i = 0; i < trace.size(); ++i)
      if ((wanted & event_bit(trace[i].type)) != 0) l->on_event(trace[i], m);
  }
}

struct Stop {
  SimTime at;
  RunListener* who;
};

std::vector<Stop> stops_of(const std::vector<RunListener*>& listeners, SimTime until) {
  std::vector<Stop> stops;
  for (RunListener* l : listeners)
    for (const SimTime t : l->moments())
      if (t <= until) stops.push_back({t, l});
  std::stable_sort(stops.begin(), stops.end(),
                   [](const Stop& a, const Stop& b) { return a.at < b.at; });
  return stops;
}

Outcome outcome_of(RunEnd end, bool out_of_steps) {
  switch (end) {
    case RunEnd::finished:
      return Outcome::finished;
    case RunEnd::deadlock:
      return Outcome::deadlock;
    case RunEnd::halted:
      return Outcome::halted;
    case RunEnd::running:
      break;
  }
  return out_of_steps ? Outcome::step_limit : Outcome::time_limit;
}

// The moment of the last thing that happened on any CPU.
SimTime last_moment(const Machine& m) {
  SimTime last;
  for (const Cpu& c : m.kernel().cpus) last = std::max(last, c.clock);
  return last;
}

}  // namespace

std::uint64_t events_up_to(Detail detail) { return Trace(detail).wanted(); }

RunReport run_machine(const MachineConfig& config, const RunLimits& limits,
                      const std::vector<RunListener*>& listeners) {
  const std::unique_ptr<Trace> trace = trace_for(listeners);
  RunReport report{Outcome::finished, {}, Machine::boot(config, trace.get())};
  Machine& m = report.machine;
  const std::vector<Stop> stops = stops_of(listeners, limits.until);
  std::size_t next_stop = 0;
  for (;;) {
    Machine::Until until;
    until.step = std::min(limits.steps, m.steps() + limits.piece_steps);
    until.time = next_stop < stops.size() ? stops[next_stop].at : limits.until;
    const RunEnd end = m.run(until, trace.get());
    if (trace) {
      tell(*trace, m, listeners);
      trace->clear();
    }
    bool go_on = true;
    for (RunListener* l : listeners) go_on &= l->on_piece(m);
    const bool out_of_steps = m.steps() >= limits.steps;
    const bool piece_over = end == RunEnd::running && m.steps() >= until.step && !out_of_steps;
    if (!go_on) {
      report.outcome = Outcome::stopped;
      break;
    }
    if (piece_over) continue;
    if (end == RunEnd::running && !out_of_steps && next_stop < stops.size()) {
      const SimTime at = stops[next_stop].at;
      for (; next_stop < stops.size() && stops[next_stop].at == at; ++next_stop)
        stops[next_stop].who->on_moment(at, m);
      continue;
    }
    report.outcome = outcome_of(end, out_of_steps);
    break;
  }
  // A machine that has ended stays as it is: later moments see it like that.
  if (report.outcome == Outcome::finished || report.outcome == Outcome::deadlock)
    for (; next_stop < stops.size(); ++next_stop)
      stops[next_stop].who->on_moment(stops[next_stop].at, m);
  report.end =
      report.outcome == Outcome::time_limit ? limits.until : std::min(last_moment(m), limits.until);
  for (RunListener* l : listeners) l->on_end(m, report.outcome, report.end);
  return report;
}

}  // namespace sim::scenario
