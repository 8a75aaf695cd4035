// Who waits for what, in words.
#include <fmt/format.h>

#include <string>

#include "sim/machine/machine.h"

namespace sim {
namespace {

std::string type_wanted(const MsgReceiver& r) {
  switch (r.r_mode) {
    case SearchMode::any:
      return "a message of any type";
    case SearchMode::equal:
      return fmt::format("a message of type {}", r.r_msgtype);
    case SearchMode::not_equal:
      return fmt::format("a message of any type but {}", r.r_msgtype);
    case SearchMode::less_equal:
      return fmt::format("a message of a type up to {}", r.r_msgtype);
    case SearchMode::number:
      return fmt::format("message number {}", r.r_msgtype);
  }
  return "a message";
}

std::string queue_name(const KernelState& k, QueueId id) {
  return fmt::format("message queue {}", k.msg.queues[id.value].id);
}

std::string room_wanted(const KernelState& k, const Task& t) {
  const MsgQueue& q = k.msg.queues[t.wait_queue.value];
  return fmt::format("room for {} bytes on {} ({} of {} bytes used)", t.mss.msgsz,
                     queue_name(k, t.wait_queue), q.q_cbytes, q.q_qbytes);
}

std::string waits_for(const KernelState& k, const Task& t) {
  switch (t.wait) {
    case WaitKind::msg_receivers:
      return fmt::format("waits in msgrcv for {} on {}", type_wanted(t.msr),
                         queue_name(k, t.wait_queue));
    case WaitKind::msg_senders:
      return fmt::format("waits in msgsnd for {}", room_wanted(k, t));
    case WaitKind::child_exit:
      return "waits in wait for a child to end";
    case WaitKind::sleep:
      return "sleeps";
    case WaitKind::pause:
      return "waits in pause for a signal";
    case WaitKind::pipe_read:
      return "waits in read for data in a pipe";
    case WaitKind::pipe_write:
      return "waits in write for room in a pipe";
    case WaitKind::futex:
      return "waits on a futex";
    case WaitKind::vfork:
      return "waits in vfork for its child to end";
    case WaitKind::poll:
      return "waits in poll or select for a descriptor to be ready";
    case WaitKind::signal_wait:
      return "waits in sigwait for a signal";
    case WaitKind::none:
      break;
  }
  if (t.state == TaskState::stopped) return "is stopped and waits for SIGCONT";
  return "is blocked";
}

}  // namespace

std::string Machine::describe_blocked() const {
  std::string out;
  k_.tasks.for_each([&](TaskId, const Task& t) {
    if (t.is_idle || t.is_init || t.state == TaskState::running || t.state == TaskState::zombie ||
        t.state == TaskState::dead)
      return;
    out += fmt::format("{} (pid {}) {}\n", k_.comm(t), t.pid.value, waits_for(k_, t));
  });
  return out;
}

}  // namespace sim
