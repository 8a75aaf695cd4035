#include "gui/app/lanes.h"

#include <algorithm>

namespace gui {

using sim::EventType;
using sim::Pid;

namespace {

using Sums = std::array<std::int64_t, kActivityCount>;

constexpr std::size_t kArrowBlock = 64;

bool runs(Activity a) { return a == Activity::user || a == Activity::kernel; }

Activity activity_of(sim::StepInfo::Kind kind) {
  using Kind = sim::StepInfo::Kind;
  return kind == Kind::user || kind == Kind::compute || kind == Kind::spin ? Activity::user
                                                                           : Activity::kernel;
}

Activity after_leaving(std::int64_t prev_state) {
  switch (static_cast<sim::TaskState>(prev_state)) {
    case sim::TaskState::running:
      return Activity::ready;
    case sim::TaskState::zombie:
    case sim::TaskState::dead:
      return Activity::none;
    default:
      return Activity::blocked;
  }
}

Pid pid_arg(const sim::Event& e, int arg) {
  return Pid{static_cast<std::int32_t>(e.args[static_cast<std::size_t>(arg)])};
}

}  // namespace

// ---- one lane ----

void Lane::drop_last() {
  if (begins_.size() % kStride == 1) totals_.pop_back();
  begins_.pop_back();
  activities_.pop_back();
  who_.pop_back();
}

void Lane::set(std::int64_t t, Activity activity, std::int32_t who) {
  if (!begins_.empty()) {
    t = std::max(t, begins_.back());
    if (t == begins_.back()) drop_last();
  }
  if (!begins_.empty() && activities_.back() == activity && who_.back() == who) return;
  if (begins_.size() % kStride == 0) totals_.push_back(sums_before(t));
  begins_.push_back(t);
  activities_.push_back(activity);
  who_.push_back(who);
}

Lane::Piece Lane::piece(std::size_t i, std::int64_t run_end) const {
  const std::int64_t end = i + 1 < begins_.size() ? begins_[i + 1] : std::max(run_end, begins_[i]);
  return {begins_[i], end, activities_[i], who_[i]};
}

std::optional<std::size_t> Lane::find(std::int64_t t) const {
  const auto it = std::upper_bound(begins_.begin(), begins_.end(), t);
  if (it == begins_.begin()) return std::nullopt;
  return static_cast<std::size_t>(it - begins_.begin()) - 1;
}

Sums Lane::sums_before(std::int64_t t) const {
  const auto at = find(t);
  if (!at) return {};
  const std::size_t remembered = std::min(*at / kStride, totals_.size() - 1);
  Sums sums = totals_[remembered];
  for (std::size_t i = remembered * kStride; i <= *at; ++i) {
    const std::int64_t end = i == *at ? t : begins_[i + 1];
    sums[static_cast<std::size_t>(activities_[i])] += end - begins_[i];
  }
  return sums;
}

Sums Lane::sums(std::int64_t a, std::int64_t b, std::int64_t run_end) const {
  const Sums from = sums_before(std::min(a, run_end));
  Sums sums = sums_before(std::min(b, run_end));
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] -= from[i];
  return sums;
}

// ---- all lanes: what happened ----

const ProcessLane* Lanes::process(Pid pid) const {
  const auto it = by_pid_.find(pid);
  return it == by_pid_.end() ? nullptr : &processes_[it->second];
}

ProcessLane* Lanes::find(Pid pid) {
  const auto it = by_pid_.find(pid);
  return it == by_pid_.end() ? nullptr : &processes_[it->second];
}

void Lanes::on_boot(const sim::Trace& events, const sim::Machine& m) {
  for (std::size_t i = 0; i < events.size(); ++i) on_event(events[i], events[i].time.ns, m);
}

void Lanes::on_step(const sim::StepInfo& step, const sim::Machine& m, const sim::Trace& events,
                    std::size_t first, std::size_t last) {
  const sim::KernelState& k = m.kernel();
  if (k.tasks.contains(step.task)) {
    const sim::Task& t = k.tasks[step.task];
    Activity activity = activity_of(step.kind);
    if (t.is_idle && step.kind == sim::StepInfo::Kind::idle) activity = Activity::none;
    cpus_[step.cpu.value].set(step.begin.ns, activity, t.pid.value);
    if (ProcessLane* p = find(t.pid)) {
      p->lane.set(step.begin.ns, activity, static_cast<std::int32_t>(step.cpu.value));
    }
  }
  for (std::size_t i = first; i < last; ++i) on_event(events[i], step.end.ns, m);
  end_ = std::max(end_, step.end.ns);
}

void Lanes::on_event(const sim::Event& e, std::int64_t step_end, const sim::Machine& m) {
  switch (e.type) {
    case EventType::sched_process_fork:
      return on_born(e, m);
    case EventType::sched_switch:
      return on_switch(e, step_end);
    case EventType::sched_wakeup:
    case EventType::sched_wakeup_new:
      make_ready(pid_arg(e, 0), e.time.ns, static_cast<int>(e.args[2]));
      if (e.type == EventType::sched_wakeup && e.pid != pid_arg(e, 0) && process(e.pid) != nullptr)
        add_arrow(
            {LaneArrow::Kind::wakeup, e.time.ns, e.time.ns, e.pid, pid_arg(e, 0), 0, 0, e.seq});
      return;
    case EventType::msg_enqueue:
    case EventType::msg_dequeue:
    case EventType::msg_pipelined:
      return on_message(e);
    default:
      return;
  }
}

void Lanes::on_born(const sim::Event& e, const sim::Machine& m) {
  const Pid pid = pid_arg(e, 1);
  if (by_pid_.contains(pid)) return;
  ProcessLane p;
  p.pid = pid;
  p.tgid = pid;
  const sim::TaskId id{static_cast<std::uint32_t>(e.args[2])};
  if (m.kernel().tasks.contains(id)) p.tgid = m.kernel().tasks[id].tgid;
  const auto name = static_cast<std::size_t>(e.args[3]);
  if (name < m.fixed().names.size()) p.name = m.fixed().names[name];
  p.program = static_cast<std::uint32_t>(e.args[4]);
  p.born = e.time.ns;
  p.lane.set(e.time.ns, Activity::none, 0);
  by_pid_[pid] = processes_.size();
  processes_.push_back(std::move(p));
}

void Lanes::on_switch(const sim::Event& e, std::int64_t at) {
  const Pid prev = pid_arg(e, 0), next = pid_arg(e, 3);
  if (ProcessLane* p = find(prev)) {
    const Activity left = after_leaving(e.args[2]);
    p->lane.set(at, left, e.cpu);
    if (left == Activity::none) p->died = at;
  }
  if (ProcessLane* n = find(next)) n->lane.set(at, Activity::kernel, e.cpu);
  cpus_[e.cpu].set(at, next.value == 0 ? Activity::none : Activity::kernel, next.value);
}

void Lanes::make_ready(Pid pid, std::int64_t t, int cpu) {
  ProcessLane* p = find(pid);
  // A task may be woken while it is still on its way to sleep: then it just goes on.
  if (p != nullptr && !runs(p->lane.last())) p->lane.set(t, Activity::ready, cpu);
}

void Lanes::on_message(const sim::Event& e) {
  const std::int64_t msg = e.args[1];
  LaneArrow a;
  a.type = e.args[2];
  a.size = e.args[3];
  a.end = e.time.ns;
  a.seq = e.seq;
  switch (e.type) {
    case EventType::msg_enqueue:
      in_queue_[msg] = {e.time.ns, e.pid};
      return;
    case EventType::msg_pipelined:
      a.kind = LaneArrow::Kind::pipelined;
      a.begin = e.time.ns;
      a.from = e.pid;
      a.to = pid_arg(e, 5);
      break;
    default: {
      const auto sent = in_queue_.find(msg);
      if (sent == in_queue_.end()) return;
      a.begin = sent->second.at;
      a.from = sent->second.from;
      a.to = e.pid;
      in_queue_.erase(sent);
    }
  }
  add_arrow(a);
}

void Lanes::add_arrow(const LaneArrow& a) {
  // CPUs have clocks of their own, so an arrow may come a little late.
  std::size_t at = arrows_.size();
  while (at > 0 && arrows_[at - 1].end > a.end) --at;
  arrows_.insert(arrows_.begin() + static_cast<std::ptrdiff_t>(at), a);
  min_begin_.resize((arrows_.size() + kArrowBlock - 1) / kArrowBlock, a.begin);
  for (std::size_t block = at / kArrowBlock; block < min_begin_.size(); ++block) {
    const std::size_t last = std::min(arrows_.size(), (block + 1) * kArrowBlock);
    min_begin_[block] = arrows_[block * kArrowBlock].begin;
    for (std::size_t i = block * kArrowBlock; i < last; ++i)
      min_begin_[block] = std::min(min_begin_[block], arrows_[i].begin);
  }
}

// ---- all lanes: what to draw ----

namespace {

// The time axis of a picture: `columns` columns from a to b.
struct Axis {
  std::int64_t a, b;
  int columns;
  std::int64_t time_of(int column) const { return a + (b - a) * column / columns; }
  int column_of(std::int64_t t) const {
    if (t <= a) return 0;
    if (t >= b) return columns;
    return static_cast<int>((t - a) * columns / (b - a));
  }
};

void put(std::vector<LaneRect>& rects, const LaneRect& r) {
  if (!rects.empty()) {
    LaneRect& last = rects.back();
    if (last.x1 == r.x0 && last.activity == r.activity && last.merged == r.merged &&
        last.running == r.running && (r.merged || last.who == r.who)) {
      last.x1 = r.x1;
      return;
    }
  }
  rects.push_back(r);
}

// A column in which several pieces lie.
LaneRect merged(const Lane& lane, int column, const Axis& axis, std::int64_t run_end,
                std::int32_t who) {
  const std::int64_t t0 = axis.time_of(column);
  const std::int64_t t1 = std::max(axis.time_of(column + 1), t0 + 1);
  const Sums sums = lane.sums(t0, t1, run_end);
  LaneRect r{column, column + 1, Activity::none, who, true, 0};
  std::int64_t most = 0, all = 0;
  for (int i = 0; i < kActivityCount; ++i) {
    const std::int64_t ns = sums[static_cast<std::size_t>(i)];
    all += ns;
    if (ns > most) {
      most = ns;
      r.activity = static_cast<Activity>(i);
    }
  }
  const std::int64_t running = sums[static_cast<std::size_t>(Activity::user)] +
                               sums[static_cast<std::size_t>(Activity::kernel)];
  const auto first = lane.find(t0), last = lane.find(t1 - 1);
  const bool several = first && last && *last > *first + 1;
  r.merged = several && running > 0 && running < all;
  if (r.merged) r.running = static_cast<int>((running * 16 + all - 1) / all);
  if (!r.merged && last) r.who = lane.piece(*last, run_end).who;
  return r;
}

}  // namespace

std::vector<LaneRect> Lane::rects(sim::SimTime from, sim::SimTime to, int columns,
                                  std::int64_t run_end) const {
  std::vector<LaneRect> rects;
  if (size() == 0 || columns <= 0 || to <= from) return rects;
  const Axis axis{from.ns, to.ns, columns};
  int column = axis.column_of(begins_[0]);
  while (column < columns) {
    const std::int64_t t0 = axis.time_of(column);
    const std::int64_t t1 = std::max(axis.time_of(column + 1), t0 + 1);
    if (t0 >= run_end) break;
    const Piece p = piece(find(t0).value_or(0), run_end);
    if (p.begin <= t0 && p.end >= t1) {
      const int x1 = std::max(column + 1, axis.column_of(p.end));
      put(rects, {column, x1, p.activity, p.who, false, 0});
      column = x1;
      continue;
    }
    put(rects, merged(*this, column, axis, run_end, p.who));
    ++column;
  }
  return rects;
}

std::vector<LaneArrow> Lanes::arrows(sim::SimTime a, sim::SimTime b, int columns) const {
  std::vector<LaneArrow> found;
  if (columns <= 0 || b <= a) return found;
  const auto end_before = [](const LaneArrow& arrow, std::int64_t t) { return arrow.end < t; };
  const auto first_at = [&](std::int64_t t) {
    return std::lower_bound(arrows_.begin(), arrows_.end(), t, end_before);
  };
  // Those that end inside: all of them, or the first few of each column.
  constexpr int kPerColumn = 4;
  const auto first = first_at(a.ns), last = first_at(b.ns);
  if (last - first <= columns) {
    found.assign(first, last);
  } else {
    const Axis axis{a.ns, b.ns, columns};
    for (int c = 0; c < columns; c += kPerColumn) {
      auto it = first_at(axis.time_of(c));
      const auto stop = first_at(axis.time_of(std::min(c + kPerColumn, columns)));
      for (int n = 0; it != stop && n < kPerColumn; ++it, ++n) found.push_back(*it);
    }
  }
  // Those that begin inside or before, and end after.
  const std::size_t limit = found.size() + static_cast<std::size_t>(columns);
  std::size_t i = static_cast<std::size_t>(last - arrows_.begin());
  while (i < arrows_.size() && found.size() < limit) {
    const std::size_t block = i / kArrowBlock;
    if (min_begin_[block] >= b.ns) {
      i = (block + 1) * kArrowBlock;
      continue;
    }
    if (arrows_[i].begin < b.ns) found.push_back(arrows_[i]);
    ++i;
  }
  return found;
}

}  // namespace gui
