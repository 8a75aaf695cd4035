#include "gui/app/run_notes.h"

#include <algorithm>

#include "sim/analysis/match.h"
#include "sim/machine/user_line.h"

namespace gui {

using sim::EventType;
using sim::scenario::event_bit;

RunNotes::RunNotes(std::shared_ptr<const sim::scenario::Scenario> scenario, bool asks)
    : scenario_(std::move(scenario)) {
  for (std::size_t i = 0; asks && i < scenario_->questions.size(); ++i)
    watches_.push_back({&scenario_->questions[i].when, {0, Stop::Kind::question, i, true, {}}});
  for (std::size_t i = 0; i < scenario_->narration.size(); ++i)
    watches_.push_back({&scenario_->narration[i].when,
                        {0, Stop::Kind::narration, i, scenario_->narration[i].pause, {}}});
  latency_wants_ = latency_.wants();
  metrics_wants_ = metrics_.wants();
}

void RunNotes::on_event(const sim::Event& e, std::uint64_t position, const sim::Machine& m) {
  names_.learn(e, m.fixed());
  if (e.type == EventType::tty_write) {
    const sim::Pid writer{static_cast<std::int32_t>(e.args[0])};
    written_[writer].push_back(
        {position, static_cast<std::uint64_t>(e.args[2]), static_cast<std::uint64_t>(e.args[3])});
  }
  if (e.type == EventType::sched_process_exit && e.args[3] != 0) {
    const sim::Task& t = m.kernel().tasks[e.task];
    const sim::LineEntry* line = sim::user_line(m.kernel(), t);
    killed_.push_back({position, e.pid, std::string(m.kernel().comm(t)),
                       static_cast<int>(e.args[3]), line != nullptr ? line->line : 0});
  }
  const std::uint64_t bit = event_bit(e.type);
  if ((latency_wants_ & bit) != 0) latency_.on_event(e, m);
  if ((metrics_wants_ & bit) != 0) metrics_.on_event(e, m);
  look_for(e, position);
  if (sim::event_spec(e.type).level > sim::Detail::events) return;
  ++events_;
  if (events_ % remember_every_ != 0) return;
  // Thinned out when they get many: then every second one is enough.
  remembered_.push_back({events_, metrics_});
  if (remembered_.size() < 64) return;
  remember_every_ *= 2;
  std::erase_if(remembered_, [&](const Remembered& r) { return r.event % remember_every_ != 0; });
}

void RunNotes::look_for(const sim::Event& e, std::uint64_t position) {
  for (Watch& w : watches_) {
    if (w.done) continue;
    if (w.when->event && sim::analysis::matches(e, *w.when->event, names_)) {
      ++w.seen;
      if (w.when->nth == 0 || w.seen == w.when->nth) reached(w, position);
    }
  }
}

// A time may pass in the middle of a long computation or while a CPU idles: it belongs to the
// position where the clock stands then, not to whatever happens next.
void RunNotes::on_step(std::uint64_t position, const sim::Machine& m) {
  const sim::SimTime now = m.now();
  for (Watch& w : watches_)
    if (!w.done && w.when->at && now >= *w.when->at) reached(w, position);
}

void RunNotes::reached(Watch& w, std::uint64_t position) {
  constexpr std::size_t kMost = 10'000;  // of a pattern that is to be told every time
  w.done = w.when->at || w.when->nth != 0 || w.seen >= kMost;
  Stop stop = w.stop;
  stop.at = w.when->at.value_or(sim::SimTime{});
  stop.position = std::max<std::uint64_t>(position, 1);
  stops_.push_back(stop);
}

std::string RunNotes::output_of(sim::Pid pid, const sim::Machine& at, std::size_t max_bytes) const {
  const auto found = written_.find(pid);
  if (found == written_.end()) return "";
  const std::vector<Written>& all = found->second;
  auto end = std::upper_bound(all.begin(), all.end(), at.steps(),
                              [](std::uint64_t p, const Written& w) { return p < w.position; });
  auto begin = end;
  std::size_t bytes = 0;
  while (begin != all.begin() && bytes < max_bytes) bytes += (--begin)->length;
  std::string text;
  for (auto it = begin; it != end; ++it)
    text += at.kernel().output.read(it->offset, it->offset + it->length);
  return text.size() > max_bytes ? text.substr(text.size() - max_bytes) : text;
}

const Stop* RunNotes::narration_at(std::uint64_t position, sim::SimTime clock) const {
  const Stop* latest = nullptr;
  for (const Stop& s : stops_) {
    if (s.position > position) break;
    if (s.kind == Stop::Kind::narration && s.at <= clock) latest = &s;
  }
  return latest;
}

sim::analysis::Metrics RunNotes::metrics_at(const sim::Machine& at, const RunIndex& index) const {
  const std::size_t upto = index.events_up_to(at.steps());
  sim::analysis::MetricsCollector collector;
  std::size_t from = 0;
  for (const Remembered& r : remembered_) {
    if (r.event > upto) break;
    collector = r.metrics;
    from = r.event;
  }
  for (std::size_t i = from; i < upto; ++i) {
    const sim::Event& e = index.events()[i];
    if ((metrics_wants_ & event_bit(e.type)) != 0) collector.on_event(e, at);
  }
  collector.on_end(at, sim::scenario::Outcome::stopped, at.now());
  sim::analysis::Metrics m = collector.result();
  // Kernel steps are not kept; the lanes know how much of its time a process spent in the kernel.
  for (sim::analysis::ProcessMetrics& p : m.processes) {
    const ProcessLane* lane = index.lanes().process(p.pid);
    if (lane == nullptr) continue;
    const auto sums = lane->lane.sums(0, at.now().ns, index.lanes().end());
    p.kernel_ns = std::min(p.cpu_ns, sums[static_cast<std::size_t>(Activity::kernel)]);
    p.user_ns = p.cpu_ns - p.kernel_ns;
  }
  return m;
}

}  // namespace gui
