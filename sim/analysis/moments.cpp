#include "sim/analysis/moments.h"

#include <algorithm>

#include "sim/analysis/match.h"

namespace sim::analysis {

using scenario::event_bit;

MomentWatch::MomentWatch(const scenario::Scenario& s) {
  for (const scenario::NarrationEntry& n : s.narration) all_.push_back({&n.when, n.place, false});
  for (const scenario::Question& q : s.questions) all_.push_back({&q.when, q.place, true});
}

std::uint64_t MomentWatch::wants() const {
  std::uint64_t mask =
      event_bit(EventType::sched_process_fork) | event_bit(EventType::sched_process_exec);
  for (const Watched& w : all_)
    if (w.when->event) mask |= event_bit(w.when->event->type);
  return mask;
}

void MomentWatch::on_event(const Event& e, const Machine& m) {
  names_.learn(e, m.fixed());
  for (Watched& w : all_) {
    if (w.came || !w.when->event || !matches(e, *w.when->event, names_)) continue;
    ++w.seen;
    w.came = w.seen >= std::max(1u, w.when->nth);
  }
}

void MomentWatch::on_end(const Machine&, scenario::Outcome, SimTime end) {
  for (Watched& w : all_)
    if (w.when->at) w.came = end >= *w.when->at;
}

std::vector<Error> MomentWatch::missed() const {
  std::vector<Error> missed;
  for (const Watched& w : all_)
    if (!w.came)
      missed.push_back({w.place, w.asks
                                     ? "this question was never asked: its moment is not in the run"
                                     : "this narration never came: its moment is not in the run"});
  return missed;
}

}  // namespace sim::analysis
