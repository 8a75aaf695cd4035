// What the paths of message queues do to the table of queues, to a queue's three lists, and to
// messages. Each function has the name of the kernel's where the kernel has one. Unless it says
// otherwise a function that takes a MsgQueue wants its lock held.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "sim/kernel/kernel.h"

namespace sim::ipc {

// --- the table of queues ---

inline QueueId index_of(std::int32_t msqid) {
  return QueueId{static_cast<std::uint32_t>(msqid) & 0x7fffu};
}
// The queue with this id, sequence number included; none when there is no such queue (any more).
inline QueueId find_queue(const MsgNamespace& ns, std::int32_t msqid) {
  const QueueId id = index_of(msqid);
  if (msqid < 0 || id.value >= ns.queues.size() || ns.queues[id.value].id != msqid) return {};
  return id;
}
// Finds a key with a linear look through the table; none when no queue has it.
QueueId find_key(const MsgNamespace& ns, std::int32_t key);
// ipc_addid: gives `q` the next index and id. The caller has checked msgmni.
QueueId add_queue(MsgNamespace& ns, const MsgQueue& q);
// msg_rmid: takes the queue out of the table; its lists must be empty. The lock stays as it is.
void remove_queue(MsgNamespace& ns, QueueId id);
// The greatest index in use, or -1.
std::int32_t max_index(const MsgNamespace& ns);
// ipc_valid_object: is this still the queue with that id, or has it been removed meanwhile?
inline bool is_valid(const MsgQueue& q, std::int32_t msqid) { return q.id == msqid; }

// ipcperms: may a task with these credentials do what the mode bits in `flag` say? The bits may
// stand in any of the three places (owner, group, other).
inline bool ipcperms(const IpcPerm& perm, const Credentials& cred, std::int32_t flag) {
  const std::uint32_t asked = static_cast<std::uint32_t>(flag >> 6 | flag >> 3 | flag) & 07;
  std::uint32_t granted = perm.mode;
  if (cred.euid == perm.cuid || cred.euid == perm.uid)
    granted >>= 6;
  else if (cred.egid == perm.cgid || cred.egid == perm.gid)
    granted >>= 3;
  return (asked & ~granted & 07) == 0 || cred.euid == 0;  // CAP_IPC_OWNER
}

// --- messages ---

// A new message of the current task, with `size` bytes at `text_user` copied in, and the costs of
// that. None when the text cannot be read (EFAULT).
MsgId load_msg(Ctx& ctx, std::int64_t type, std::uint64_t text_user, std::uint64_t size);
// Copies the type and the first `size` bytes of the text out; false on a fault, which it states.
bool store_msg(Ctx& ctx, std::uint64_t to_user, const MsgMsg& msg, std::uint64_t size);
inline void free_msg(MsgNamespace& ns, MsgId msg) { ns.messages.release(msg); }
std::int64_t first_bytes(const MsgMsg& msg);  // up to 8, packed little-endian

// --- q_messages ---

void append_message(MsgNamespace& ns, MsgQueue& q, MsgId msg);
void unlink_message(MsgNamespace& ns, MsgQueue& q, MsgId msg);
// convert_mode: what msgrcv searches for; may change `type` (a negative one becomes its amount).
SearchMode convert_mode(std::int64_t& type, std::int32_t msgflg);
// testmsg: would a receiver that searches like this take a message of type `m_type`?
inline bool testmsg(std::int64_t m_type, std::int64_t type, SearchMode mode) {
  switch (mode) {
    case SearchMode::any:
    case SearchMode::number:
      return true;
    case SearchMode::equal:
      return m_type == type;
    case SearchMode::not_equal:
      return m_type != type;
    case SearchMode::less_equal:
      return m_type <= type;
  }
  return false;
}
struct Found {
  MsgId msg;                   // none: nothing matches
  std::int64_t looked_at = 0;  // messages passed on the way
};
Found find_msg(const MsgNamespace& ns, const MsgQueue& q, std::int64_t type, SearchMode mode);
// msg_fits_inqueue
inline bool msg_fits_inqueue(const MsgQueue& q, std::uint64_t size) {
  return q.q_cbytes + size <= q.q_qbytes && q.q_qnum + 1 <= q.q_qbytes;
}

// --- q_receivers and q_senders ---

void append_receiver(Ctx& ctx, MsgQueue& q, Task& t, TaskId id);
void unlink_receiver(Ctx& ctx, MsgQueue& q, Task& t);
void append_sender(Ctx& ctx, MsgQueue& q, Task& t, TaskId id);
void unlink_sender(Ctx& ctx, MsgQueue& q, Task& t);
// pipelined_send: hands `msg` to the first receiver whose search matches. One that matches but has
// too small a buffer is told E2BIG, and the search goes on. True when somebody took it.
bool pipelined_send(Ctx& ctx, MsgQueue& q, MsgId msg);
// ss_wakeup: wakes the senders that now fit and moves the others to the tail in their order; with
// `kill` wakes all of them and takes them off the list (EIDRM).
void ss_wakeup(Ctx& ctx, MsgQueue& q, bool kill);

// --- small things the paths share ---

// States a fact whose fields are some work to find out: `args()` is asked only if somebody wants to
// hear of it.
template <class F>
EventSeq emit_lazily(Ctx& ctx, EventType type, F&& args) {
  if ((ctx.wanted >> static_cast<int>(type) & 1) == 0) [[likely]]
    return ++ctx.k.event_seq;
  return ctx.emit(type, args());
}
[[gnu::cold]] void report_fault(Ctx& ctx, std::uint64_t address, bool write);

// What is wrong with the lists and counts of message queues, or nullopt.
std::optional<std::string> check_invariants(const KernelState& k);

}  // namespace sim::ipc
