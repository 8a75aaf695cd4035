// What must hold of message queues after every step.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "sim/kernel/ipc/abi.h"
#include "sim/kernel/ipc/msg_queue.h"

namespace sim::ipc {
namespace {

using Problem = std::optional<std::string>;

Problem check_messages(const MsgNamespace& ns, const MsgQueue& q, QueueId index) {
  std::uint64_t bytes = 0, count = 0;
  MsgId prev;
  for (MsgId id = q.messages_first; id; id = ns.messages[id].next) {
    if (!ns.messages.contains(id))
      return fmt::format("queue {}: freed message on q_messages", q.id);
    const MsgMsg& m = ns.messages[id];
    if (m.prev != prev) return fmt::format("queue {}: q_messages links do not agree", q.id);
    if (m.m_type < 1) return fmt::format("queue {}: a message of type {}", q.id, m.m_type);
    if (m.queue != index) return fmt::format("queue {}: a message of another queue", q.id);
    if (m.m_ts > (m.text ? m.text->bytes.size() : 0))
      return fmt::format("queue {}: m_ts is more than there is of the text", q.id);
    bytes += m.m_ts;
    if (++count > ns.messages.live()) return fmt::format("queue {}: q_messages is a ring", q.id);
    prev = id;
  }
  if (prev != q.messages_last) return fmt::format("queue {}: q_messages has a wrong tail", q.id);
  if (bytes != q.q_cbytes)
    return fmt::format("queue {}: q_cbytes is {}, the messages have {}", q.id, q.q_cbytes, bytes);
  if (count != q.q_qnum)
    return fmt::format("queue {}: q_qnum is {}, not {}", q.id, q.q_qnum, count);
  return {};
}

Problem check_waiters(const KernelState& k, const MsgQueue& q, QueueId index, WaitKind kind) {
  const bool receivers = kind == WaitKind::msg_receivers;
  TaskId prev;
  std::size_t count = 0;
  for (TaskId id = receivers ? q.receivers_first : q.senders_first; id;
       id = k.tasks[id].wait_node.next) {
    if (!k.tasks.contains(id)) return fmt::format("queue {}: a dead task waits on it", q.id);
    const Task& t = k.tasks[id];
    if (t.wait != kind || t.wait_queue != index)
      return fmt::format("queue {}: task {} does not know that it waits on it", q.id, t.pid.value);
    if (t.wait_node.prev != prev) return fmt::format("queue {}: wait list links broken", q.id);
    if (++count > k.tasks.live()) return fmt::format("queue {}: a wait list is a ring", q.id);
    prev = id;
  }
  if (prev != (receivers ? q.receivers_last : q.senders_last))
    return fmt::format("queue {}: wait list has a wrong tail", q.id);
  return {};
}

Problem check_queue(const KernelState& k, QueueId index) {
  const MsgQueue& q = k.msg.queues[index.value];
  if (q.id < 0) return {};
  if (Problem p = check_messages(k.msg, q, index)) return p;
  if (Problem p = check_waiters(k, q, index, WaitKind::msg_receivers)) return p;
  return check_waiters(k, q, index, WaitKind::msg_senders);
}

// A key names one queue.
Problem check_keys(const MsgNamespace& ns) {
  std::vector<std::int32_t> keys;
  for (const MsgQueue& q : ns.queues)
    if (q.id >= 0 && q.q_perm.key != kIpcPrivate) keys.push_back(q.q_perm.key);
  std::ranges::sort(keys);
  const auto twice = std::ranges::adjacent_find(keys);
  if (twice == keys.end()) return {};
  return fmt::format("two queues have the key {:#x}", static_cast<std::uint32_t>(*twice));
}

}  // namespace

Problem check_invariants(const KernelState& k) {
  std::uint64_t in_use = 0, bytes = 0, messages = 0;
  for (std::uint32_t i = 0; i < k.msg.queues.size(); ++i) {
    if (Problem p = check_queue(k, QueueId{i})) return p;
    if (k.msg.queues[i].id < 0) continue;
    ++in_use;
    bytes += k.msg.queues[i].q_cbytes;
    messages += k.msg.queues[i].q_qnum;
  }
  if (Problem p = check_keys(k.msg)) return p;
  if (in_use != k.msg.in_use) return fmt::format("{} queues in use, not {}", in_use, k.msg.in_use);
  if (bytes != k.msg.msg_bytes || messages != k.msg.msg_hdrs)
    return std::string("the namespace's message counts are not the sum of its queues'");
  return {};
}

}  // namespace sim::ipc
