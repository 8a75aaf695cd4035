// Messages: from user space into a msg_msg and back, and the list q_messages.
#include <cstring>
#include <limits>

#include "sim/base/errno.h"
#include "sim/kernel/ipc/abi.h"
#include "sim/kernel/ipc/msg_queue.h"

namespace sim::ipc {
namespace {

void add_copy_cost(Ctx& ctx, std::uint64_t size) {
  ctx.add_cost(Cost::copy_text);
  ctx.add_cost(Cost::copy_text_64, static_cast<std::int64_t>((size + 63) / 64));
}

}  // namespace

MsgId load_msg(Ctx& ctx, std::int64_t type, std::uint64_t text_user, std::uint64_t size) {
  MsgNamespace& ns = ctx.k.msg;
  const MsgId id = ns.messages.allocate();
  MsgMsg& msg = ns.messages[id];
  msg.m_type = type;
  msg.m_ts = size;
  msg.sender = ctx.current().tgid;
  msg.sent = ctx.current().cause;
  msg.sent_at = ctx.now();
  msg.enqueued_at = {};
  ctx.add_cost(Cost::alloc_seg, msg.segments() - 1);
  if (size == 0) return id;
  add_copy_cost(ctx, size);
  if (ctx.mm().copy_in(msg.room(size), text_user) == 0) return id;
  free_msg(ns, id);
  return {};
}

bool store_msg(Ctx& ctx, std::uint64_t to_user, const MsgMsg& msg, std::uint64_t size) {
  AddressSpace& mm = ctx.mm();
  const std::uint64_t mtext = to_user + sizeof msg.m_type;
  if (mm.copy_out(to_user, std::as_bytes(std::span(&msg.m_type, 1))) != 0) {
    report_fault(ctx, to_user, true);
    return false;
  }
  if (size == 0) return true;
  add_copy_cost(ctx, size);
  if (mm.copy_out(mtext, std::span(msg.text->bytes.data(), size)) == 0) return true;
  report_fault(ctx, mtext, true);
  return false;
}

std::int64_t first_bytes(const MsgMsg& msg) {
  std::int64_t packed = 0;
  const auto first = msg.bytes().first(std::min<std::size_t>(8, msg.m_ts));
  if (!first.empty()) std::memcpy(&packed, first.data(), first.size());
  return packed;
}

void append_message(MsgNamespace& ns, MsgQueue& q, MsgId id) {
  MsgMsg& msg = ns.messages[id];
  msg.queue = index_of(q.id);
  msg.prev = q.messages_last;
  msg.next = {};
  (q.messages_last ? ns.messages[q.messages_last].next : q.messages_first) = id;
  q.messages_last = id;
  q.q_cbytes += msg.m_ts;
  ++q.q_qnum;
  ns.msg_bytes += msg.m_ts;
  ++ns.msg_hdrs;
}

void unlink_message(MsgNamespace& ns, MsgQueue& q, MsgId id) {
  MsgMsg& msg = ns.messages[id];
  (msg.prev ? ns.messages[msg.prev].next : q.messages_first) = msg.next;
  (msg.next ? ns.messages[msg.next].prev : q.messages_last) = msg.prev;
  msg.prev = msg.next = {};
  msg.queue = {};
  q.q_cbytes -= msg.m_ts;
  --q.q_qnum;
  ns.msg_bytes -= msg.m_ts;
  --ns.msg_hdrs;
}

SearchMode convert_mode(std::int64_t& type, std::int32_t msgflg) {
  if ((msgflg & kMsgCopy) != 0) return SearchMode::number;
  if (type == 0) return SearchMode::any;
  if (type < 0) {
    // the amount of the lowest long does not fit in a long
    constexpr auto kMax = std::numeric_limits<std::int64_t>::max();
    type = type == std::numeric_limits<std::int64_t>::min() ? kMax : -type;
    return SearchMode::less_equal;
  }
  return (msgflg & kMsgExcept) != 0 ? SearchMode::not_equal : SearchMode::equal;
}

Found find_msg(const MsgNamespace& ns, const MsgQueue& q, std::int64_t type, SearchMode mode) {
  Found found;
  for (MsgId id = q.messages_first; id; id = ns.messages[id].next) {
    const MsgMsg& msg = ns.messages[id];
    const std::int64_t position = found.looked_at++;
    if (!testmsg(msg.m_type, type, mode)) continue;
    if (mode == SearchMode::number) {
      if (position != type) continue;
    } else if (mode == SearchMode::less_equal && msg.m_type > 1) {
      // the lowest type wins: from here on only a lower one is better
      found.msg = id;
      type = msg.m_type - 1;
      continue;
    }
    found.msg = id;
    return found;
  }
  return found;
}

}  // namespace sim::ipc
