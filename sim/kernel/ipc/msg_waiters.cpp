// q_receivers and q_senders: who sleeps on a queue, and how they are woken.
#include "sim/base/errno.h"
#include "sim/kernel/ipc/abi.h"
#include "sim/kernel/ipc/msg_queue.h"
#include "sim/kernel/time.h"

namespace sim::ipc {
namespace {

void append(Ctx& ctx, TaskId& first, TaskId& last, Task& t, TaskId id) {
  t.wait_node = {last, TaskId{}};
  (last ? ctx.task(last).wait_node.next : first) = id;
  last = id;
}

void waits_on(const MsgQueue& q, Task& t, WaitKind kind) {
  t.wait = kind;
  t.wait_queue = index_of(q.id);
}

void unlink(Ctx& ctx, TaskId& first, TaskId& last, Task& t) {
  const TaskNode node = t.wait_node;
  (node.prev ? ctx.task(node.prev).wait_node.next : first) = node.next;
  (node.next ? ctx.task(node.next).wait_node.prev : last) = node.prev;
  t.wait_node = {};
  t.wait = WaitKind::none;
  t.wait_queue = {};
}

}  // namespace

void append_receiver(Ctx& ctx, MsgQueue& q, Task& t, TaskId id) {
  append(ctx, q.receivers_first, q.receivers_last, t, id);
  waits_on(q, t, WaitKind::msg_receivers);
}

void unlink_receiver(Ctx& ctx, MsgQueue& q, Task& t) {
  unlink(ctx, q.receivers_first, q.receivers_last, t);
}

void append_sender(Ctx& ctx, MsgQueue& q, Task& t, TaskId id) {
  append(ctx, q.senders_first, q.senders_last, t, id);
  waits_on(q, t, WaitKind::msg_senders);
}

void unlink_sender(Ctx& ctx, MsgQueue& q, Task& t) {
  unlink(ctx, q.senders_first, q.senders_last, t);
}

bool pipelined_send(Ctx& ctx, MsgQueue& q, MsgId id) {
  MsgMsg& msg = ctx.k.msg.messages[id];
  TaskId next;
  for (TaskId receiver = q.receivers_first; receiver; receiver = next) {
    Task& t = ctx.task(receiver);
    next = t.wait_node.next;
    ctx.add_cost(Cost::list_scan);
    if (!testmsg(msg.m_type, t.msr.r_msgtype, t.msr.r_mode)) continue;
    unlink_receiver(ctx, q, t);
    ctx.add_cost(Cost::list_op);
    if (!t.msr.r_noerror && t.msr.r_maxsize < msg.m_ts) {
      t.msr.r_error = -kE2BIG;
      wake_q_add(ctx, receiver,
                 ctx.emit(EventType::msg_wake_receiver, {q.id, t.pid.value, kE2BIG}));
      continue;
    }
    q.q_lrpid = t.tgid;
    q.q_rtime = realtime_s(ctx);
    t.msr.r_msg = id;
    t.msr.r_error = 0;
    msg.enqueued_at = ctx.now();
    wake_q_add(ctx, receiver, emit_lazily(ctx, EventType::msg_pipelined, [&] {
                 return EventArgs(q.id, id.value, msg.m_type, static_cast<std::int64_t>(msg.m_ts),
                                  first_bytes(msg), t.pid.value);
               }));
    return true;
  }
  return false;
}

void ss_wakeup(Ctx& ctx, MsgQueue& q, bool kill) {
  TaskId first_moved;  // coming back to it means everybody has been looked at
  TaskId next;
  for (TaskId sender = q.senders_first; sender && sender != first_moved; sender = next) {
    Task& t = ctx.task(sender);
    next = t.wait_node.next;
    ctx.add_cost(Cost::list_scan);
    if (kill) {
      unlink_sender(ctx, q, t);
    } else if (!msg_fits_inqueue(q, t.mss.msgsz)) {
      if (!first_moved) first_moved = sender;
      unlink_sender(ctx, q, t);
      append_sender(ctx, q, t, sender);
      ctx.add_cost(Cost::list_op);
      continue;
    } else if (t.state != TaskState::interruptible) {
      continue;  // it was woken before and has not run yet: nothing more to tell it
    }
    const auto msgsz = static_cast<std::int64_t>(t.mss.msgsz);
    wake_q_add(ctx, sender,
               ctx.emit(EventType::msg_wake_sender, {q.id, t.pid.value, msgsz, kill ? kEIDRM : 0}));
  }
}

void report_fault(Ctx& ctx, std::uint64_t address, bool write) {
  ctx.emit(EventType::page_fault,
           {static_cast<std::int64_t>(address), static_cast<std::int64_t>(ctx.current().regs.pc),
            write ? 1 : 0});
}

}  // namespace sim::ipc
