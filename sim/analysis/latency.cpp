#include "sim/analysis/latency.h"

#include "sim/kernel/path.h"
#include "sim/kernel/syscall_table.h"
#include "sim/machine/registry.h"

namespace sim::analysis {
namespace {

using P = LatencyPart;

std::int64_t& at(LatencyParts& parts, P p) { return parts[static_cast<std::size_t>(p)]; }

// What a kernel step of a message system call is spent on.
P part_of(PathId path, const Step& step, bool receives) {
  switch (path) {
    case PathId::syscall_entry:
      return P::syscall_entry;
    case PathId::exit_to_user:
      return P::return_to_user;
    case PathId::schedule:
      return P::context_switch;
    case PathId::wake_up_q:
    case PathId::try_to_wake_up:
      return P::wake_up;
    default:
      break;
  }
  if (!receives && (step.cost == Cost::get_user || step.cost == Cost::alloc_msg)) return P::copy_in;
  if (receives && step.cost == Cost::put_user) return P::copy_out;
  return P::queue_work;
}

bool in_interrupt(PathId path) {
  return path == PathId::irq_entry || path == PathId::timer_interrupt ||
         path == PathId::scheduler_tick || path == PathId::reschedule_ipi ||
         path == PathId::injected_interrupt;
}

}  // namespace

std::string_view latency_part_name(LatencyPart p) {
  static constexpr std::string_view kNames[] = {
      "syscall_entry", "copy_in",        "queue_work",       "wake_up",          "context_switch",
      "copy_out",      "return_to_user", "waiting_for_room", "waiting_on_queue", "waiting_for_cpu"};
  static_assert(std::size(kNames) == kLatencyParts);
  return kNames[static_cast<std::size_t>(p)];
}

std::int64_t MessageLatency::deterministic_ns() const {
  std::int64_t ns = 0;
  for (int i = 0; i < kLatencyParts; ++i)
    if (is_deterministic(static_cast<P>(i))) ns += parts[static_cast<std::size_t>(i)];
  return ns;
}

std::uint64_t LatencyCollector::wants() const {
  using E = EventType;
  using scenario::event_bit;
  return event_bit(E::sys_enter) | event_bit(E::sys_exit) | event_bit(E::kernel_step) |
         event_bit(E::msg_enqueue) | event_bit(E::msg_pipelined) | event_bit(E::msg_dequeue) |
         event_bit(E::msg_block_sender) | event_bit(E::sched_wakeup) | event_bit(E::sched_switch);
}

void LatencyCollector::on_event(const Event& e, const Machine& m) {
  schedule_ns_.resize(m.kernel().cpus.size());
  switch (e.type) {
    case EventType::sys_enter:
      enter(e);
      break;
    case EventType::kernel_step:
      step(e);
      break;
    case EventType::msg_enqueue:
      hand_over(e, false);
      break;
    case EventType::msg_pipelined:
      hand_over(e, true);
      break;
    case EventType::msg_dequeue:
      dequeue(e);
      break;
    case EventType::sched_switch:
      switched(e);
      break;
    case EventType::msg_block_sender:
      if (Call& c = calls_[e.pid]; c.active) {
        c.blocked = true;
        c.blocked_since = e.time;
      }
      break;
    case EventType::sched_wakeup: {
      const Pid woken{static_cast<std::int32_t>(e.args[0])};
      being_woken_.erase(woken);
      if (Call& c = calls_[woken]; c.active && c.blocked) {
        at(c.parts, P::waiting_for_room) += (e.time - c.blocked_since).ns;
        c.blocked = false;
      }
      break;
    }
    case EventType::sys_exit:
      if (Call& c = calls_[e.pid]; c.active) {
        c.returning = true;
        if (e.args[1] < 0 || !c.receives) c.active = false;  // failed, or nothing more to time
      }
      break;
    default:
      break;
  }
}

void LatencyCollector::enter(const Event& e) {
  const std::string_view name = syscall_name(static_cast<int>(e.args[0]));
  Call& c = calls_[e.pid];
  c = Call{};
  c.receives = name == "msgrcv";
  c.active = c.receives || name == "msgsnd";
  c.entered = e.time;
}

void LatencyCollector::step(const Event& e) {
  const auto path = static_cast<PathId>(e.args[0]);
  const auto index = static_cast<std::size_t>(e.args[1]);
  const std::int64_t ns = e.args[2];
  std::int64_t& schedule_ns = schedule_ns_[e.cpu];
  if (path == PathId::schedule) schedule_ns = index == 0 ? ns : schedule_ns + ns;
  if (in_interrupt(path)) return;
  const auto steps = kernel_path(path).steps;
  if (index >= steps.size()) return;
  // Waking the receiver is done by the sender, after the message has left its hands.
  if (path == PathId::wake_up_q || path == PathId::try_to_wake_up)
    for (auto& [receiver, message] : being_woken_)
      if (const auto sent = in_flight_.find(message);
          sent != in_flight_.end() && sent->second.m.sender == e.pid)
        at(calls_[receiver].parts, P::wake_up) += ns;
  const auto found = calls_.find(e.pid);
  if (found == calls_.end() || !found->second.active) return;
  Call& c = found->second;
  // The time of an interrupted or blocked call's switches is somebody else's business, but for the
  // one that brings the receiver back: see switched().
  if (path == PathId::schedule && !(c.receives && c.message >= 0)) return;
  if (path == PathId::wake_up_q || path == PathId::try_to_wake_up) return;
  at(c.parts, part_of(path, steps[index], c.receives)) += ns;
  const bool last_step_out = path == PathId::exit_to_user && index + 1 == steps.size();
  if (c.returning && last_step_out) finish(e.pid, c, e.time + nanoseconds(ns));
}

void LatencyCollector::hand_over(const Event& e, bool pipelined) {
  Call& c = calls_[e.pid];
  Sent s;
  s.m = {e.args[0], e.args[2], e.args[3], e.pid, {}, pipelined, c.entered, {}, c.parts};
  s.queued = e.time;
  in_flight_[e.args[1]] = s;
  if (!pipelined) return;
  const Pid receiver{static_cast<std::int32_t>(e.args[5])};
  Call& r = calls_[receiver];
  r.parts = {};
  r.message = e.args[1];
  being_woken_[receiver] = e.args[1];
}

void LatencyCollector::dequeue(const Event& e) {
  const auto sent = in_flight_.find(e.args[1]);
  if (sent == in_flight_.end()) return;
  Call& c = calls_[e.pid];
  c.message = e.args[1];
  // It lay there until somebody came for it: from then on there is work.
  const SimTime fetched = std::max(c.entered, sent->second.queued);
  at(sent->second.m.parts, P::waiting_on_queue) += (fetched - sent->second.queued).ns;
  if (c.entered < sent->second.queued) c.parts = {};
}

void LatencyCollector::switched(const Event& e) {
  const Pid next{static_cast<std::int32_t>(e.args[3])};
  const auto found = calls_.find(next);
  if (found == calls_.end() || !found->second.active || found->second.message < 0) return;
  at(found->second.parts, P::context_switch) += schedule_ns_[e.cpu];
}

void LatencyCollector::finish(Pid receiver, Call& c, SimTime end) {
  c.active = false;
  const auto sent = in_flight_.find(c.message);
  if (sent == in_flight_.end()) return;
  MessageLatency m = sent->second.m;
  in_flight_.erase(sent);
  m.receiver = receiver;
  m.received = end;
  std::int64_t known = 0;
  for (std::size_t i = 0; i < m.parts.size(); ++i) known += m.parts[i] += c.parts[i];
  at(m.parts, P::waiting_for_cpu) = std::max<std::int64_t>(0, m.total_ns() - known);
  done_.push_back(m);
}

std::int64_t median_of(std::vector<std::int64_t> values) {
  if (values.empty()) return 0;
  const auto upper = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), upper, values.end());
  if (values.size() % 2 == 1) return *upper;
  const std::int64_t lower = *std::max_element(values.begin(), upper);
  return lower + (*upper - lower) / 2;
}

}  // namespace sim::analysis
