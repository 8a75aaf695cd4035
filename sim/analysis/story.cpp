#include "sim/analysis/story.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/analysis/match.h"
#include "sim/kernel/syscall_table.h"

namespace sim::analysis {
namespace {

using scenario::event_bit;
using E = EventType;

constexpr std::uint64_t bits(std::initializer_list<E> types) {
  std::uint64_t mask = 0;
  for (const E t : types) mask |= event_bit(t);
  return mask;
}

// The turns of the plot, not every fact: what only repeats another event's sentence is left out.
constexpr std::uint64_t kPlot = bits({E::sched_process_fork,
                                      E::sched_process_exec,
                                      E::sched_process_exit,
                                      E::sched_process_wait,
                                      E::sched_switch,
                                      E::sched_pick,
                                      E::sched_waking,
                                      E::sched_wakeup,
                                      E::sched_wakeup_new,
                                      E::sched_migrate_task,
                                      E::sched_need_resched,
                                      E::sched_setprio,
                                      E::sys_enter,
                                      E::sys_exit,
                                      E::lock_wait,
                                      E::task_state,
                                      E::signal_generate,
                                      E::signal_deliver,
                                      E::page_fault,
                                      E::msq_create,
                                      E::msq_remove,
                                      E::msq_set,
                                      E::msg_enqueue,
                                      E::msg_pipelined,
                                      E::msg_dequeue,
                                      E::msg_block_sender,
                                      E::msg_block_receiver,
                                      E::msg_wake_sender,
                                      E::msg_wake_receiver,
                                      E::sched_process_reparent,
                                      E::timer_expire,
                                      E::pipe_block,
                                      E::pipe_wake,
                                      E::inject,
                                      E::limit});

// Calls that only serve the C library; what a program prints is shown as such.
bool is_quiet_call(std::int64_t nr) {
  static constexpr std::string_view kQuiet[] = {
      "write",        "brk",   "mmap",  "munmap",         "exit_group",  "exit",
      "rt_sigaction", "fstat", "ioctl", "rt_sigprocmask", "gettimeofday"};
  const std::string_view name = syscall_name(static_cast<int>(nr));
  return std::find(std::begin(kQuiet), std::end(kQuiet), name) != std::end(kQuiet);
}

std::string indented(const std::string& text, std::string_view prefix) {
  std::string out;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    out += fmt::format("{}{}\n", prefix, text.substr(from, end - from));
    from = end + 1;
  }
  return out;
}

std::string line(SimTime at, std::string_view sentence) {
  return fmt::format("{:>7}.{:06} ms  {}\n", at.ns / 1'000'000, at.ns % 1'000'000, sentence);
}

constexpr std::string_view kTextMargin = "               | ";

std::string question_text(const scenario::Question& q, Lang lang) {
  std::string text = "? " + q.ask.in(lang);
  for (std::size_t i = 0; i < q.choices.size(); ++i)
    text += fmt::format("\n  {}{}) {}", static_cast<int>(i) == q.answer ? "*" : " ", i + 1,
                        q.choices[i].in(lang));
  if (!q.why.empty()) text += "\n  " + q.why.in(lang);
  return text;
}

}  // namespace

Story::Story(const scenario::Scenario& s, Lang lang, Detail detail)
    : scenario_(s), lang_(lang), detail_(detail) {
  for (const scenario::NarrationEntry& n : s.narration) due_.push_back({&n.when, n.text.in(lang)});
  for (const scenario::Question& q : s.questions) due_.push_back({&q.when, question_text(q, lang)});
}

std::uint64_t Story::wants() const {
  std::uint64_t mask = scenario::events_up_to(detail_) |
                       bits({E::sched_process_fork, E::tty_write, E::msg_block_receiver});
  for (const Due& d : due_)
    if (d.when->event) mask |= event_bit(d.when->event->type);
  return mask;
}

std::string Story::title() const {
  std::string text = scenario_.title.in(lang_) + "\n";
  if (!scenario_.about.empty()) text += indented(scenario_.about.in(lang_), "  ");
  return text + "\n";
}

std::string Story::due_before(SimTime t) {
  std::string text;
  for (Due& due : due_) {
    if (due.done || !due.when->at || *due.when->at >= t) continue;
    due.done = true;
    text += "\n" + indented(due.text, kTextMargin) + "\n";
  }
  return text;
}

bool Story::comes_now(Due& due, const Event& e) const {
  if (due.done) return false;
  if (due.when->at) {
    due.done = e.time >= *due.when->at;
    return due.done;
  }
  if (!matches(e, *due.when->event, context_.names())) return false;
  ++due.seen;
  if (due.when->nth == 0) return true;
  due.done = due.seen == due.when->nth;
  return due.done;
}

std::string Story::sentence(const Event& e) const {
  const std::uint64_t told = detail_ == Detail::switches ? bits({E::sched_switch})
                             : detail_ == Detail::events ? kPlot
                             : detail_ == Detail::steps  ? kPlot | bits({E::kernel_step})
                                                         : ~0ull;
  if ((told & event_bit(e.type)) == 0) return "";
  if ((e.type == E::sys_enter || e.type == E::sys_exit) && is_quiet_call(e.args[0])) return "";
  // Sleeping and waking have events of their own; being stopped and going on have not.
  if (e.type == E::task_state && detail_ <= Detail::events) {
    const auto reason = static_cast<ReasonCode>(e.args[3]);
    if (reason != ReasonCode::stopped_by_signal && reason != ReasonCode::continued) return "";
  }
  // Being woken out of idleness, or picked when nobody else is there, is no news.
  if (e.type == E::sched_pick && e.args[0] == 0) return "";
  return line(e.time, narrate(e, context_, lang_));
}

std::string Story::end(scenario::Outcome outcome, SimTime at) const {
  using scenario::Outcome;
  const bool zh = lang_ == Lang::zh;
  switch (outcome) {
    case Outcome::finished:
      return line(
          at, zh ? "运行结束：所有进程都已结束。" : "The run is over: every process has ended.");
    case Outcome::deadlock:
      return line(at, zh ? "死锁：所有任务都阻塞了，再没有什么能唤醒它们。"
                         : "Deadlock: every task is blocked, and nothing is left that could wake "
                           "one.");
    case Outcome::time_limit:
    case Outcome::step_limit:
      return line(at, zh ? "运行到此为止：到了设定的界限。"
                         : "Here the run is left: it has come to its limit.");
    case Outcome::halted:
    case Outcome::stopped:
      return "";  // an event has told it; nobody reads any more
  }
  return "";
}

std::string Story::output(const Event& e, const Machine& m) const {
  const auto offset = static_cast<std::uint64_t>(e.args[2]);
  const std::string text =
      m.kernel().output.read(offset, offset + static_cast<std::uint64_t>(e.args[3]));
  return indented(text, fmt::format("{:>14} > ", context_.names().called(e.args[0])));
}

std::string Story::tell(const Event& e, const Machine& m) {
  context_.learn(e, m.fixed());
  // A time that passed in a long wait comes before what happened after it.
  std::string text = due_before(e.time);
  text += e.type == E::tty_write ? output(e, m) : sentence(e);
  for (Due& due : due_)
    if (comes_now(due, e)) text += "\n" + indented(due.text, kTextMargin) + "\n";
  return text;
}

}  // namespace sim::analysis
