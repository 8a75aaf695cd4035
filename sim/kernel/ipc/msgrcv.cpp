// msgrcv (msgop(2)): a message from a queue, or from the hands of a sender.
#include <algorithm>

#include "sim/base/errno.h"
#include "sim/kernel/ipc/abi.h"
#include "sim/kernel/ipc/msg_paths.h"
#include "sim/kernel/ipc/msg_queue.h"
#include "sim/kernel/run_path.h"
#include "sim/kernel/time.h"

namespace sim::ipc {
namespace {

// msgrcv(msqid, msgp, msgsz, msgtyp, msgflg). During the call: call.type and call.c are what is
// searched for (type and SearchMode), call.msg is the message in hand, call.size with MSG_COPY how
// much of one may be copied.
std::int32_t msqid(const SyscallLocals& call) { return static_cast<std::int32_t>(call.args[0]); }
std::uint64_t msgp(const SyscallLocals& call) { return call.args[1]; }
std::uint64_t msgsz(const SyscallLocals& call) { return call.args[2]; }
std::int64_t msgtyp(const SyscallLocals& call) { return static_cast<std::int64_t>(call.args[3]); }
std::int32_t msgflg(const SyscallLocals& call) { return static_cast<std::int32_t>(call.args[4]); }
SearchMode mode(const SyscallLocals& call) { return static_cast<SearchMode>(call.c); }
bool has(const SyscallLocals& call, std::int32_t flag) { return (msgflg(call) & flag) != 0; }

// Places in the table below that steps jump to.
enum : int { kCheckAccess = 2, kTake = 11, kUnlock = 13, kCopyOut = 14, kFailLocked = 16 };

Next fail_locked(Ctx& ctx, int error) {
  ctx.current().call.result = -error;
  return Next::jump(kFailLocked);
}

// MSG_COPY makes its msg_msg beforehand, from the caller's own buffer: a bad buffer shows here.
[[gnu::noinline]] bool prepare_copy(Ctx& ctx) {
  SyscallLocals& call = ctx.current().call;
  call.size = std::min(msgsz(call), ctx.k.msg.limits.msgmax);
  ctx.add_cost(Cost::alloc_msg);
  const MsgId probe = load_msg(ctx, 0, msgp(call), call.size);
  if (!probe) return false;
  free_msg(ctx.k.msg, probe);
  return true;
}

Next what_is_wanted(Ctx& ctx) {
  SyscallLocals& call = ctx.current().call;
  call.msg = {};
  if (msqid(call) < 0 || msgsz(call) >> 63 != 0) return ctx.sys_return(-kEINVAL);
  if (has(call, kMsgCopy)) {
    if (has(call, kMsgExcept) || !has(call, kIpcNowait)) return ctx.sys_return(-kEINVAL);
    if (!prepare_copy(ctx)) {
      report_fault(ctx, msgp(call), false);
      return ctx.sys_return(-kEFAULT);
    }
  }
  call.type = msgtyp(call);
  call.c = static_cast<std::int64_t>(convert_mode(call.type, msgflg(call)));
  return Next::advance();
}

Next look_up(Ctx& ctx) {
  SyscallLocals& call = ctx.current().call;
  call.queue = find_queue(ctx.k.msg, msqid(call));
  if (!call.queue) return ctx.sys_return(-kEINVAL);
  return Next::advance();
}

MsgQueue& queue(Ctx& ctx) { return ctx.k.msg.queues[ctx.current().call.queue.value]; }

Next check_access(Ctx& ctx) {
  const MsgQueue& q = queue(ctx);
  // a queue removed meanwhile is noticed under the lock
  if (is_valid(q, msqid(ctx.current().call)) && !ipcperms(q.q_perm, ctx.current().cred, 0444))
    return ctx.sys_return(-kEACCES);
  return Next::advance();
}

Next lock_queue(Ctx& ctx) {
  if (!lock_or_wait(ctx, queue(ctx).lock)) return Next::wait();
  if (!is_valid(queue(ctx), msqid(ctx.current().call))) return fail_locked(ctx, kEIDRM);
  return Next::advance();
}

Next search(Ctx& ctx) {
  SyscallLocals& call = ctx.current().call;
  const Found found = find_msg(ctx.k.msg, queue(ctx), call.type, mode(call));
  ctx.add_cost(Cost::list_scan, found.looked_at);
  call.msg = found.msg;
  return found.msg ? Next::jump(kTake) : Next::advance();
}

Next none_found(Ctx& ctx) {
  if (has(ctx.current().call, kIpcNowait)) return fail_locked(ctx, kENOMSG);
  return Next::advance();
}

Next sleep_on_receivers(Ctx& ctx) {
  Task& t = ctx.current();
  const SyscallLocals& call = t.call;
  t.msr = {.r_mode = mode(call),
           .r_msgtype = call.type,
           .r_maxsize = msgsz(call),
           .r_noerror = has(call, kMsgNoerror),
           .r_msg = {},
           .r_error = -kEAGAIN};
  append_receiver(ctx, queue(ctx), t, ctx.current_id());
  ctx.add_cost(Cost::set_state);
  ctx.emit(EventType::msg_block_receiver,
           {msqid(call), t.pid.value, msgtyp(call), static_cast<std::int64_t>(msgsz(call)),
            static_cast<std::int64_t>(mode(call))});
  set_task_state(ctx, t, TaskState::interruptible, ReasonCode::waits_for_message);
  return Next::advance();
}

Next unlock_and_schedule(Ctx& ctx) {
  unlock(ctx, queue(ctx).lock);
  return Next::call(PathId::schedule);
}

// What a sender, or whoever removed the queue, has left for this receiver. -EAGAIN: nothing.
std::int32_t pick_up(Ctx& ctx) {
  Task& t = ctx.current();
  t.call.msg = t.msr.r_msg;
  t.msr.r_msg = {};
  return t.msr.r_error;
}

Next awake(Ctx& ctx) {
  // no lock: who wakes a receiver with a message or an error has taken it off the list before
  const std::int32_t error = pick_up(ctx);
  if (error == 0) return Next::jump(kCopyOut);
  if (error != -kEAGAIN) return ctx.sys_return(error);
  return Next::advance();
}

Next lock_and_look_once_more(Ctx& ctx) {
  if (!lock_or_wait(ctx, queue(ctx).lock)) return Next::wait();
  const std::int32_t error = pick_up(ctx);  // it may have come while waiting for the lock
  if (error == 0) return Next::jump(kUnlock);
  if (error != -kEAGAIN) return fail_locked(ctx, -error);
  return Next::advance();
}

Next off_the_list(Ctx& ctx) {
  Task& t = ctx.current();
  unlink_receiver(ctx, queue(ctx), t);
  if (signal_pending(t)) return fail_locked(ctx, kERESTARTNOHAND);
  unlock(ctx, queue(ctx).lock);
  return Next::jump(kCheckAccess);
}

// MSG_COPY: the message stays where it is, the caller gets another one with the same text.
[[gnu::noinline]] Next copy_msg(Ctx& ctx) {
  SyscallLocals& call = ctx.current().call;
  MsgNamespace& ns = ctx.k.msg;
  if (ns.messages[call.msg].m_ts > call.size) return fail_locked(ctx, kEINVAL);
  MsgMsg copy = ns.messages[call.msg];
  copy.prev = copy.next = {};
  copy.queue = {};
  ctx.add_cost(Cost::copy_text_64, static_cast<std::int64_t>((copy.m_ts + 63) / 64));
  call.msg = ns.messages.allocate(std::move(copy));
  return Next::jump(kUnlock);
}

Next take(Ctx& ctx) {
  const SyscallLocals& call = ctx.current().call;
  MsgQueue& q = queue(ctx);
  MsgNamespace& ns = ctx.k.msg;
  const MsgMsg& msg = ns.messages[call.msg];
  if (msgsz(call) < msg.m_ts && !has(call, kMsgNoerror)) return fail_locked(ctx, kE2BIG);
  if (has(call, kMsgCopy)) return copy_msg(ctx);
  unlink_message(ns, q, call.msg);
  q.q_lrpid = ctx.current().tgid;
  q.q_rtime = realtime_s(ctx);
  emit_lazily(ctx, EventType::msg_dequeue, [&] {
    return EventArgs(q.id, call.msg.value, msg.m_type, static_cast<std::int64_t>(msg.m_ts),
                     first_bytes(msg), static_cast<std::int64_t>(q.q_qnum));
  });
  return Next::advance();
}

Next wake_senders(Ctx& ctx) {
  MsgQueue& q = queue(ctx);
  if (q.senders_first) ss_wakeup(ctx, q, false);
  return Next::advance();
}

Next unlock_and_wake(Ctx& ctx) {
  unlock(ctx, queue(ctx).lock);
  return ctx.cpu.wake_q.empty() ? Next::advance() : Next::call(PathId::wake_up_q);
}

Next copy_to_receiver(Ctx& ctx) {
  SyscallLocals& call = ctx.current().call;
  const MsgMsg& msg = ctx.k.msg.messages[call.msg];
  const std::uint64_t size = std::min(msgsz(call), msg.m_ts);
  const bool copied = store_msg(ctx, msgp(call), msg, size);
  call.result = copied ? static_cast<std::int64_t>(size) : -kEFAULT;
  return Next::advance();
}

Next free_and_return(Ctx& ctx) {
  SyscallLocals& call = ctx.current().call;
  ctx.add_cost(Cost::free_seg, ctx.k.msg.messages[call.msg].segments() - 1);
  free_msg(ctx.k.msg, call.msg);
  call.msg = {};
  return ctx.sys_return(call.result);
}

Next unlock_and_fail(Ctx& ctx) {
  SyscallLocals& call = ctx.current().call;
  unlock(ctx, queue(ctx).lock);
  call.msg = {};
  return ctx.sys_return(call.result);
}

constexpr Step kSteps[] = {
    {"which messages are wanted? (msgtyp, msgflg)", Cost::check, what_is_wanted},  // EINVAL, EFAULT
    {"find the queue by its id", Cost::ipc_lookup, look_up},                       // EINVAL
    {"may this task read here?", Cost::ipc_perm, check_access},                    // EACCES
    {"lock the queue", Cost::lock, lock_queue},                                    // EIDRM
    {"search q_messages for a wanted one", Cost::list_scan, search},               //
    {"none: with IPC_NOWAIT that is ENOMSG", Cost::check, none_found},             // ENOMSG
    {"onto q_receivers, TASK_INTERRUPTIBLE", Cost::list_op, sleep_on_receivers},   //
    {"unlock; schedule()", Cost::unlock, unlock_and_schedule},                     //
    {"awake: is there a message in hand?", Cost::check, awake},                    // E2BIG, EIDRM
    {"no: lock the queue, look once more", Cost::lock, lock_and_look_once_more},   //
    {"off q_receivers; signal? else search again", Cost::list_op, off_the_list},   // EINTR
    {"found: does it fit? take it off q_messages", Cost::list_op, take},           // E2BIG
    {"senders that now fit: onto the wake queue", Cost::list_scan, wake_senders},  //
    {"unlock; wake up whom the wake queue holds", Cost::unlock, unlock_and_wake},  //
    {"copy type and text to user space", Cost::put_user, copy_to_receiver},        // EFAULT
    {"free the msg_msg; return its size", Cost::free_msg, free_and_return},        //
    {"error: unlock the queue, return it", Cost::unlock, unlock_and_fail},         //
};
static_assert(std::size(kSteps) == kFailLocked + 1);

}  // namespace

KernelPath msgrcv_path() {
  return {PathId::sys_msgrcv, "msgrcv", code_of<kSteps>,
          "Takes the first message that matches, or sleeps until a sender hands one over."};
}

}  // namespace sim::ipc
