#include "sim/analysis/expect.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/analysis/match.h"
#include "sim/kernel/signal.h"
#include "sim/scenario/values.h"

namespace sim::analysis {

using namespace scenario;

namespace {

template <class... F>
struct Overloaded : F... {
  using F::operator()...;
};
template <class... F>
Overloaded(F...) -> Overloaded<F...>;  // clang 14 cannot deduce it from the aggregate

// Text in a message: one line, quoted, not too long.
std::string quoted(const std::string& text) {
  std::string q = "\"";
  for (const char c : text.substr(0, 200)) {
    if (c == '\n')
      q += "\\n";
    else if (c == '"')
      q += "\\\"";
    else
      q += c;
  }
  return q + (text.size() > 200 ? "...\"" : "\"");
}

// "once", "3 times".
std::string times(std::int64_t n) { return n == 1 ? "once" : fmt::format("{} times", n); }

std::vector<std::string> split_lines(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t from = 0;
  while (from < text.size()) {
    const std::size_t end = text.find('\n', from);
    lines.push_back(text.substr(from, end - from));
    if (end == std::string::npos) break;
    from = end + 1;
  }
  return lines;
}

std::string_view outcome_name(Outcome o) {
  switch (o) {
    case Outcome::finished:
      return "finished";
    case Outcome::deadlock:
      return "deadlock";
    default:
      return "limit";
  }
}

const MsgQueue* find_queue(const Machine& m, const ExpectState& x) {
  for (const MsgQueue& q : m.kernel().msg.queues) {
    if (q.id < 0) continue;
    if (x.msqid && q.id == *x.msqid) return &q;
    if (x.key && q.q_perm.key == static_cast<std::int32_t>(*x.key)) return &q;
  }
  return nullptr;
}

std::int64_t length_of(const Machine& m, TaskId first) {
  std::int64_t n = 0;
  for (TaskId t = first; t; t = m.kernel().tasks[t].wait_node.next) ++n;
  return n;
}

}  // namespace

ExpectationChecker::ExpectationChecker(const Scenario& s) : scenario_(s), seen_(s.expect.size()) {
  wanted_ = event_bit(EventType::sched_process_fork) | event_bit(EventType::sched_process_exit) |
            event_bit(EventType::tty_write);
  for (const Expectation& e : s.expect)
    std::visit(Overloaded{
                   [&](const ExpectEvent& x) { wanted_ |= event_bit(x.pattern.type); },
                   [&](const ExpectNever& x) { wanted_ |= event_bit(x.pattern.type); },
                   [&](const ExpectOrder& x) {
                     for (const EventPattern& p : x.patterns) wanted_ |= event_bit(p.type);
                   },
                   [&](const ExpectMetric&) {
                     if (!metrics_) metrics_ = std::make_unique<MetricsCollector>();
                   },
                   [](const auto&) {},
               },
               e.what);
  if (metrics_) wanted_ |= metrics_->wants();
}

void ExpectationChecker::on_event(const Event& e, const Machine& m) {
  names_.learn(e, m.fixed());
  if (metrics_) metrics_->on_event(e, m);
  if (e.type == EventType::tty_write) {
    const auto offset = static_cast<std::uint64_t>(e.args[2]);
    const std::string text =
        m.kernel().output.read(offset, offset + static_cast<std::uint64_t>(e.args[3]));
    output_[names_.comm(e.args[0])] += text;
    output_[""] += text;
  }
  if (e.type == EventType::sched_process_exit)
    ended_[Pid{static_cast<std::int32_t>(e.args[0])}] = {true, static_cast<int>(e.args[2]),
                                                         static_cast<int>(e.args[3])};
  count_event(e);
}

void ExpectationChecker::count_event(const Event& e) {
  for (std::size_t i = 0; i < seen_.size(); ++i) {
    Seen& seen = seen_[i];
    const auto count_if = [&](const EventPattern& p) {
      if (!matches(e, p, names_)) return;
      if (seen.count++ == 0) seen.first = e.time;
      seen.last = e.time;
    };
    std::visit(
        Overloaded{
            [&](const ExpectEvent& x) { count_if(x.pattern); },
            [&](const ExpectNever& x) { count_if(x.pattern); },
            [&](const ExpectOrder& x) {
              if (seen.next < x.patterns.size() && matches(e, x.patterns[seen.next], names_)) {
                ++seen.next;
                seen.last = e.time;
              }
            },
            [](const auto&) {},
        },
        scenario_.expect[i].what);
  }
}

std::vector<SimTime> ExpectationChecker::moments() const {
  std::vector<SimTime> all;
  for (const Expectation& e : scenario_.expect)
    if (const auto* x = std::get_if<ExpectState>(&e.what)) all.push_back(x->at);
  std::sort(all.begin(), all.end());
  return all;
}

void ExpectationChecker::on_moment(SimTime at, const Machine& m) {
  for (std::size_t i = 0; i < seen_.size(); ++i)
    if (const auto* x = std::get_if<ExpectState>(&scenario_.expect[i].what))
      if (x->at == at && !seen_[i].looked) {
        seen_[i].looked = true;
        look_at_state(*x, seen_[i], m);
      }
}

void ExpectationChecker::look_at_state(const ExpectState& x, Seen& seen, const Machine& m) const {
  if (x.queue) return look_at_queue(x, seen, m);
  const Task* t = m.kernel().find_task(names_.first(x.process));
  const std::string kernel_name =
      t != nullptr ? std::string(task_state_name(t->state)) : "EXIT_DEAD";
  const std::string book_name =
      t != nullptr ? std::string(textbook_state_name(t->textbook_state())) : "terminated";
  if (x.state == kernel_name || x.state == book_name) return;
  seen.found = fmt::format("{} was {} ({}) at {}, not {}", x.process, kernel_name, book_name,
                           format_duration(x.at.ns), x.state);
}

void ExpectationChecker::look_at_queue(const ExpectState& x, Seen& seen, const Machine& m) const {
  const MsgQueue* q = find_queue(m, x);
  const std::string when = format_duration(x.at.ns);
  if (q == nullptr || x.exists == false) {
    if ((q != nullptr) != x.exists.value_or(true))
      seen.found = fmt::format("there was {} such queue at {}", q == nullptr ? "no" : "a", when);
    return;
  }
  const auto compare = [&](std::string_view name, std::optional<std::int64_t> want,
                           std::int64_t found) {
    if (want && *want != found && seen.found.empty())
      seen.found = fmt::format("{} was {} at {}, not {}", name, found, when, *want);
  };
  compare("q_qnum", x.q_qnum, static_cast<std::int64_t>(q->q_qnum));
  compare("q_cbytes", x.q_cbytes, static_cast<std::int64_t>(q->q_cbytes));
  compare("q_qbytes", x.q_qbytes, static_cast<std::int64_t>(q->q_qbytes));
  compare("the number of tasks on q_receivers", x.receivers, length_of(m, q->receivers_first));
  compare("the number of tasks on q_senders", x.senders, length_of(m, q->senders_first));
}

// When the run can first be seen to be wrong: what is missing is missing only at the end.
SimTime ExpectationChecker::moment_of(const Expectation& e, const Seen& seen) const {
  if (std::holds_alternative<ExpectNever>(e.what)) return seen.first;
  if (const auto* x = std::get_if<ExpectState>(&e.what)) return seen.looked ? x->at : end_;
  if (const auto* x = std::get_if<ExpectEvent>(&e.what)) {
    const auto most = x->count ? x->count : x->max;
    return most && seen.count > *most ? seen.last : end_;
  }
  return end_;
}

bool ExpectationChecker::expects_end() const {
  return std::any_of(scenario_.expect.begin(), scenario_.expect.end(), [](const Expectation& e) {
    return std::holds_alternative<ExpectEnd>(e.what);
  });
}

void ExpectationChecker::on_end(const Machine& m, Outcome outcome, SimTime end) {
  outcome_ = outcome;
  end_ = end;
  if (outcome == Outcome::deadlock) blocked_ = m.describe_blocked();
  if (metrics_) metrics_->on_end(m, outcome, end);
  for (std::size_t i = 0; i < seen_.size(); ++i) {
    const Expectation& e = scenario_.expect[i];
    std::string found = std::visit([&](const auto& x) { return check(x, seen_[i]); }, e.what);
    if (!found.empty()) failures_.push_back({e.place, std::move(found), moment_of(e, seen_[i])});
  }
  if (expects_end()) return;
  // A scenario that stops itself at `until` has reached what it wanted.
  const bool fine = outcome == Outcome::finished ||
                    (outcome == Outcome::time_limit && scenario_.until.has_value());
  if (fine) return;
  Failure failure;
  failure.place.file = scenario_.file;
  failure.message = check(ExpectEnd{"finished"}, Seen{});
  failure.at = end_;
  failures_.push_back(std::move(failure));
}

std::string ExpectationChecker::check(const ExpectOutput& x, const Seen&) const {
  const auto known = output_.find(x.process);
  const std::string found = known == output_.end() ? "" : known->second;
  const std::string who =
      x.process.empty() ? "the terminal shows" : fmt::format("{} wrote", x.process);
  if (x.text && found != *x.text)
    return fmt::format("{} {}, not {}", who, quoted(found), quoted(*x.text));
  if (x.contains && found.find(*x.contains) == std::string::npos)
    return fmt::format("{} {}, without {}", who, quoted(found), quoted(*x.contains));
  if (!x.has_lines) return "";
  const auto lines = split_lines(found);
  for (std::size_t i = 0; i < std::max(lines.size(), x.lines.size()); ++i) {
    if (i >= lines.size())
      return fmt::format("{} {} line{}; line {}, {}, is missing", who, lines.size(),
                         lines.size() == 1 ? "" : "s", i + 1, quoted(x.lines[i]));
    if (i >= x.lines.size())
      return fmt::format("{} {} lines, not {}; the first one too many is {}", who, lines.size(),
                         x.lines.size(), quoted(lines[i]));
    if (lines[i] != x.lines[i])
      return fmt::format("{} {} as line {}, not {}", who, quoted(lines[i]), i + 1,
                         quoted(x.lines[i]));
  }
  return "";
}

std::string ExpectationChecker::check(const ExpectExit& x, const Seen&) const {
  const auto found = ended_.find(names_.first(x.process));
  if (found == ended_.end()) return fmt::format("{} had not ended by the end", x.process);
  const Ended& e = found->second;
  const std::string how = e.signal != 0 ? fmt::format("was killed by {}", signal_name(e.signal))
                                        : fmt::format("ended with status {}", e.status);
  if (x.status && (e.signal != 0 || e.status != *x.status))
    return fmt::format("{} {}, not with status {}", x.process, how, *x.status);
  if (x.signal && e.signal != *x.signal)
    return fmt::format("{} {}, not killed by {}", x.process, how, signal_name(*x.signal));
  return "";
}

std::string ExpectationChecker::check(const ExpectEvent& x, const Seen& seen) const {
  const std::string what = x.pattern.describe();
  if (x.count && seen.count != *x.count)
    return fmt::format("{} happened {}, not {}", what, times(seen.count), times(*x.count));
  if (!x.count && seen.count < x.min)
    return fmt::format("{} happened {}, not at least {}", what, times(seen.count), times(x.min));
  if (x.max && seen.count > *x.max)
    return fmt::format("{} happened {}, not at most {}", what, times(seen.count), times(*x.max));
  return "";
}

std::string ExpectationChecker::check(const ExpectNever& x, const Seen& seen) const {
  if (seen.count == 0) return "";
  return fmt::format("{} happened {}, first at {}", x.pattern.describe(), times(seen.count),
                     format_duration(seen.first.ns));
}

std::string ExpectationChecker::check(const ExpectOrder& x, const Seen& seen) const {
  if (seen.next >= x.patterns.size()) return "";
  const std::string missing = x.patterns[seen.next].describe();
  if (seen.next == 0) return fmt::format("{} never happened", missing);
  return fmt::format("{} never happened after {} (at {})", missing,
                     x.patterns[seen.next - 1].describe(), format_duration(seen.last.ns));
}

std::string ExpectationChecker::check(const ExpectState& x, const Seen& seen) const {
  if (!seen.looked)
    return fmt::format("the run stopped at {}, before {}", format_duration(end_.ns),
                       format_duration(x.at.ns));
  return seen.found;
}

std::string ExpectationChecker::check(const ExpectMetric& x, const Seen&) const {
  const Metrics& all = metrics_->result();
  std::optional<std::int64_t> found;
  std::string who = x.process;
  if (x.cpu) {
    who = fmt::format("CPU {}", *x.cpu);
    if (static_cast<std::size_t>(*x.cpu) < all.cpus.size())
      found = metric(all.cpus[static_cast<std::size_t>(*x.cpu)], x.field);
  } else if (const ProcessMetrics* p = all.process(names_.first(x.process))) {
    found = metric(*p, x.field, all.time);
  }
  if (!found) return fmt::format("{} has no figure '{}'", who, x.field);
  const auto value = [&](std::int64_t v) {
    return x.field.ends_with("_ns") ? format_duration(v) : std::to_string(v);
  };
  const std::string is = fmt::format("{} of {} is {}", x.field, who, value(*found));
  if (x.equals && *found != *x.equals) return fmt::format("{}, not {}", is, value(*x.equals));
  if (x.min && *found < *x.min) return fmt::format("{}, less than {}", is, value(*x.min));
  if (x.max && *found > *x.max) return fmt::format("{}, more than {}", is, value(*x.max));
  return "";
}

std::string ExpectationChecker::check(const ExpectEnd& x, const Seen&) const {
  if (x.end == outcome_name(outcome_)) return "";
  std::string found = fmt::format("the run ended at {} by: {}, not {}", format_duration(end_.ns),
                                  outcome_name(outcome_), x.end);
  if (!blocked_.empty()) found += "; " + blocked_;
  while (!found.empty() && found.back() == '\n') found.pop_back();
  std::replace(found.begin(), found.end(), '\n', ';');
  return found;
}

}  // namespace sim::analysis
