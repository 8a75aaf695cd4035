// Where the time of each message went, from the sender's msgsnd to the receiver's return from
// msgrcv: a deterministic part (what the kernel does, step by step) and an uncertain one (waiting:
// for room, on the queue, for a CPU).
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "sim/scenario/run.h"

namespace sim::analysis {

enum class LatencyPart : std::uint8_t {
  // deterministic
  syscall_entry,
  copy_in,
  queue_work,
  wake_up,
  context_switch,
  copy_out,
  return_to_user,
  // uncertain
  waiting_for_room,
  waiting_on_queue,
  waiting_for_cpu,  // the rest: preempted, interrupted, or ready and not running
  count_,
};
constexpr int kLatencyParts = static_cast<int>(LatencyPart::count_);
constexpr bool is_deterministic(LatencyPart p) { return p < LatencyPart::waiting_for_room; }
std::string_view latency_part_name(LatencyPart p);

using LatencyParts = std::array<std::int64_t, kLatencyParts>;

struct MessageLatency {
  std::int64_t msqid = 0, type = 0, size = 0;
  Pid sender, receiver;
  bool pipelined = false;
  SimTime sent, received;  // msgsnd entered, msgrcv back in user mode
  LatencyParts parts{};

  std::int64_t total_ns() const { return (received - sent).ns; }
  std::int64_t deterministic_ns() const;
  std::int64_t uncertain_ns() const { return total_ns() - deterministic_ns(); }
};

// The middle one; of an even number, the mean of the middle two. Of nothing: 0.
std::int64_t median_of(std::vector<std::int64_t> values);

class LatencyCollector : public scenario::RunListener {
 public:
  std::uint64_t wants() const override;
  void on_event(const Event& e, const Machine& m) override;
  // Delivered messages, in the order of their arrival.
  const std::vector<MessageLatency>& messages() const { return done_; }

 private:
  // A message system call in progress, and what it has cost so far.
  struct Call {
    bool active = false, receives = false, returning = false;
    SimTime entered;
    LatencyParts parts{};
    SimTime blocked_since;  // a sender: on q_senders since then
    bool blocked = false;
    std::int64_t message = -1;  // a receiver: what it got
  };
  struct Sent {
    MessageLatency m;
    SimTime queued;
    bool delivered = false;
  };
  void enter(const Event& e);
  void step(const Event& e);
  void hand_over(const Event& e, bool pipelined);
  void dequeue(const Event& e);
  void switched(const Event& e);
  void finish(Pid receiver, Call& call, SimTime end);

  std::map<Pid, Call> calls_;
  std::map<std::int64_t, Sent> in_flight_;   // by MsgId
  std::map<Pid, std::int64_t> being_woken_;  // receiver -> the message handed to it
  std::vector<std::int64_t> schedule_ns_;    // by CPU: steps of the schedule() in progress
  std::vector<MessageLatency> done_;
};

}  // namespace sim::analysis
