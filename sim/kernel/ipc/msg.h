// System V message queues: msg_queue, msg_msg and the table of a namespace (svipc(7), msgop(2)).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "sim/base/hash.h"
#include "sim/base/ids.h"
#include "sim/base/pool.h"
#include "sim/base/rc.h"
#include "sim/kernel/cpu.h"
#include "sim/kernel/task.h"

namespace sim {

// Bytes of text that fit in a message's first page beside its header, and in each further segment
// (the kernel's DATALEN_MSG and DATALEN_SEG).
constexpr std::uint64_t kDatalenMsg = 4096 - 48;
constexpr std::uint64_t kDatalenSeg = 4096 - 8;

// The text of a message; never changes while a message has it, so copies of a machine share it.
struct MsgText : RcBase<MsgText> {
  std::vector<std::byte> bytes;  // at least m_ts
};

struct MsgMsg {
  std::int64_t m_type = 0;
  std::uint64_t m_ts = 0;  // size of the text in bytes
  Rc<MsgText> text;        // nothing in it, or none at all, when m_ts is 0
  MsgId prev, next;        // m_list: neighbours on q_messages
  QueueId queue;           // on whose q_messages it is; none while in flight
  Pid sender;
  EventSeq sent = 0;  // the sys_enter of the msgsnd that made it
  SimTime sent_at;
  SimTime enqueued_at;  // when it was put on q_messages or handed to a receiver

  std::span<const std::byte> bytes() const {
    return m_ts != 0 ? std::span<const std::byte>(text->bytes.data(), m_ts)
                     : std::span<const std::byte>();
  }
  // Room for a new text of `size` bytes, not 0.
  std::span<std::byte> room(std::size_t size) {
    if (!text || !text.unique() || text->bytes.size() < size) make_room(size);
    return std::span(text->bytes.data(), size);
  }
  // A freed message keeps its block for the next one in its place (see Pool): a busy queue
  // allocates nothing. The rest load_msg sets; the links are gone, for it is on no list.
  void recycle() {}

  // Segments in all: the first page, and one more for each kDatalenSeg bytes beyond it.
  int segments() const {
    if (m_ts <= kDatalenMsg) return 1;
    return 1 + static_cast<int>((m_ts - kDatalenMsg + kDatalenSeg - 1) / kDatalenSeg);
  }

 private:
  void make_room(std::size_t size);
};

struct IpcPerm {
  std::int32_t key = 0;
  std::uint32_t uid = 0, gid = 0, cuid = 0, cgid = 0;
  std::uint32_t mode = 0;  // low nine bits
  std::uint32_t seq = 0;
};

struct alignas(64) MsgQueue {  // two cache lines, and found in the table by a shift
  IpcPerm q_perm;
  std::int32_t id = -1;                                // msqid: seq * 32768 + index
  std::int64_t q_stime = 0, q_rtime = 0, q_ctime = 0;  // seconds, as time(2) of the simulated clock
  std::uint64_t q_cbytes = 0, q_qnum = 0, q_qbytes = 0;
  Pid q_lspid, q_lrpid;
  MsgId messages_first, messages_last;     // q_messages
  TaskId receivers_first, receivers_last;  // q_receivers, through Task::wait_node
  TaskId senders_first, senders_last;      // q_senders
  SpinLock lock;
};

struct MsgLimits {
  std::uint64_t msgmax = 8192;   // bytes a message
  std::uint64_t msgmnb = 16384;  // initial q_qbytes
  std::uint32_t msgmni = 32000;  // queues
};

// One IPC namespace's message queues. The index of an id is the slot in `queues`.
struct MsgNamespace {
  MsgLimits limits;
  // ids->rwsem: held by who makes, changes or removes a queue, from looking it up to the end, so
  // that two never make one key's queue. Its owner never sleeps, and who waits for it spins, as the
  // kernel's do while the owner runs.
  SpinLock rwsem;
  std::vector<MsgQueue> queues;  // slot: index; free when q.id < 0
  std::uint32_t in_use = 0;
  std::uint32_t next_index = 0;  // cyclic allocation, as the kernel's idr
  std::int32_t last_index = -1;  // the index given last: one not above it begins a new sequence
  std::uint32_t next_seq = 0;    // sequence number of the ids now given
  std::uint64_t msg_hdrs = 0;    // messages on all q_messages (MSG_INFO)
  std::uint64_t msg_bytes = 0;   // and their bytes
  Pool<MsgMsg, MsgId> messages;

  void hash(Hasher& h) const;
};

}  // namespace sim
