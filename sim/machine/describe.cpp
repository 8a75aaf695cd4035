// Who waits for what, in words.
#include <string>

#include "sim/machine/machine.h"

namespace sim {
namespace {

std::string type_wanted(const MsgReceiver& r) {
  switch (r.r_mode) {
    case SearchMode::any:
      return "a message of any type";
    case SearchMode::equal:
      return "a message of type " + std::to_string(r.r_msgtype);
    case SearchMode::not_equal:
      return "a message of any type but " + std::to_string(r.r_msgtype);
    case SearchMode::less_equal:
      return "a message of a type up to " + std::to_string(r.r_msgtype);
    case SearchMode::number:
      return "message number " + std::to_string(r.r_msgtype);
  }
  return "a message";
}

std::string queue_name(const KernelState& k, QueueId id) {
  return "message queue " + std::to_string(k.msg.queues[id.value].id);
}

std::string room_wanted(const KernelState& k, const Task& t) {
  const MsgQueue& q = k.msg.queues[t.wait_queue.value];
  return "room for " + std::to_string(t.mss.msgsz) + " bytes on " + queue_name(k, t.wait_queue) +
         " (" + std::to_string(q.q_cbytes) + " of " + std::to_string(q.q_qbytes) + " bytes used)";
}

std::string waits_for(const KernelState& k, const Task& t) {
  switch (t.wait) {
    case WaitKind::msg_receivers:
      return "waits in msgrcv for " + type_wanted(t.msr) + " on " + queue_name(k, t.wait_queue);
    case WaitKind::msg_senders:
      return "waits in msgsnd for " + room_wanted(k, t);
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
    out += std::string(k_.comm(t)) + " (pid " + std::to_string(t.pid.value) + ") " +
           waits_for(k_, t) + "\n";
  });
  return out;
}

}  // namespace sim
