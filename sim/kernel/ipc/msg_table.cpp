// The table of queues: ids, keys, permissions.
#include <algorithm>

#include "sim/kernel/ipc/abi.h"
#include "sim/kernel/ipc/msg_queue.h"

namespace sim {

void MsgMsg::make_room(std::size_t size) {
  if (!text || !text.unique()) text = make_rc<MsgText>();
  text->bytes.resize(size);
}

namespace {

void hash_perm(Hasher& h, const IpcPerm& p) {
  h.add(p.key).add(p.uid).add(p.gid).add(p.cuid).add(p.cgid).add(p.mode).add(p.seq);
}

void hash_queue(Hasher& h, const MsgQueue& q) {
  h.add(q.id).add(q.lock.owner);
  if (q.id < 0) return;
  hash_perm(h, q.q_perm);
  h.add(q.q_stime).add(q.q_rtime).add(q.q_ctime).add(q.q_cbytes).add(q.q_qnum).add(q.q_qbytes);
  h.add(q.q_lspid).add(q.q_lrpid).add(q.messages_first).add(q.messages_last);
  h.add(q.receivers_first).add(q.receivers_last).add(q.senders_first).add(q.senders_last);
}

}  // namespace

void MsgNamespace::hash(Hasher& h) const {
  h.add(limits.msgmax).add(limits.msgmnb).add(limits.msgmni);
  h.add(rwsem.owner)
      .add(in_use)
      .add(next_index)
      .add(last_index)
      .add(next_seq)
      .add(msg_hdrs)
      .add(msg_bytes);
  h.add(queues.size());
  for (const MsgQueue& q : queues) hash_queue(h, q);
  messages.for_each([&](MsgId id, const MsgMsg& m) {
    h.add(id).add(m.m_type).add(m.m_ts).add(m.prev).add(m.next).add(m.queue).add(m.sender);
    h.add(m.sent).add(m.sent_at).add(m.enqueued_at);
    if (m.m_ts != 0) h.add_bytes(m.bytes().data(), m.m_ts);
  });
}

}  // namespace sim

namespace sim::ipc {

QueueId find_key(const MsgNamespace& ns, std::int32_t key) {
  for (std::uint32_t i = 0; i < ns.queues.size(); ++i)
    if (ns.queues[i].id >= 0 && ns.queues[i].q_perm.key == key) return QueueId{i};
  return {};
}

namespace {

bool is_free(const MsgNamespace& ns, std::uint32_t index) {
  return index >= ns.queues.size() || ns.queues[index].id < 0;
}

// The next free index, cyclically below a bound that grows with the number of queues: an index
// comes back as late as possible, and the table stays dense all the same.
std::uint32_t next_free_index(const MsgNamespace& ns) {
  const std::uint32_t bound = std::min(std::max(ns.in_use * 3 / 2, kMinCycle), kIdIndices);
  for (std::uint32_t i = ns.next_index; i < bound; ++i)
    if (is_free(ns, i)) return i;
  for (std::uint32_t i = 0; i < bound; ++i)
    if (is_free(ns, i)) return i;
  SIM_ASSERT(!"an index is free while fewer queues than indices are in use");
  return bound;
}

}  // namespace

QueueId add_queue(MsgNamespace& ns, const MsgQueue& q) {
  const std::uint32_t index = next_free_index(ns);
  ns.next_index = index + 1;
  if (static_cast<std::int32_t>(index) <= ns.last_index) ns.next_seq = (ns.next_seq + 1) % kMaxSeq;
  ns.last_index = static_cast<std::int32_t>(index);
  if (index >= ns.queues.size()) ns.queues.resize(index + 1);
  MsgQueue& slot = ns.queues[index];
  const SpinLock lock = slot.lock;
  slot = q;
  slot.lock = lock;
  slot.q_perm.seq = ns.next_seq;
  slot.id = static_cast<std::int32_t>(ns.next_seq << kIdIndexBits | index);
  ++ns.in_use;
  return QueueId{index};
}

void remove_queue(MsgNamespace& ns, QueueId id) {
  MsgQueue& q = ns.queues[id.value];
  SIM_ASSERT(!q.messages_first && !q.receivers_first && !q.senders_first);
  const SpinLock lock = q.lock;
  q = MsgQueue{};
  q.lock = lock;
  --ns.in_use;
}

std::int32_t max_index(const MsgNamespace& ns) {
  for (std::size_t i = ns.queues.size(); i-- > 0;)
    if (ns.queues[i].id >= 0) return static_cast<std::int32_t>(i);
  return -1;
}

}  // namespace sim::ipc
