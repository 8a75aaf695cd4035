// msgsnd (msgop(2)): a message onto a queue, or straight into the hands of a receiver.
#include "sim/base/errno.h"
#include "sim/kernel/ipc/abi.h"
#include "sim/kernel/ipc/msg_paths.h"
#include "sim/kernel/ipc/msg_queue.h"
#include "sim/kernel/run_path.h"
#include "sim/kernel/time.h"

namespace sim::ipc {
namespace {

// msgsnd(msqid, msgp, msgsz, msgflg)
std::int32_t msqid(const SyscallLocals& call) { return static_cast<std::int32_t>(call.args[0]); }
std::uint64_t msgp(const SyscallLocals& call) { return call.args[1]; }
std::uint64_t msgsz(const SyscallLocals& call) { return call.args[2]; }
std::int32_t msgflg(const SyscallLocals& call) { return static_cast<std::int32_t>(call.args[3]); }

// Places in the table below that steps jump to.
enum : int { kCheckAccess = 5, kSleep = 7, kWrite = 10, kFailLocked = 14, kFail = 15 };

Next fail_with(Ctx& ctx, int error, int step) {
  ctx.current().call.result = -error;
  return Next::jump(step);
}

Next read_mtype(Ctx& ctx) {
  SyscallLocals& call = ctx.current().call;
  call.msg = {};
  std::int64_t type = 0;
  if (ctx.mm().copy_in(std::as_writable_bytes(std::span(&type, 1)), msgp(call)) != 0) {
    report_fault(ctx, msgp(call), false);
    return ctx.sys_return(-kEFAULT);
  }
  call.type = type;
  return Next::advance();
}

Next check_arguments(Ctx& ctx) {
  const SyscallLocals& call = ctx.current().call;
  const bool size_ok = msgsz(call) <= ctx.k.msg.limits.msgmax && (msgsz(call) >> 63) == 0;
  if (!size_ok || msqid(call) < 0 || call.type < 1) return ctx.sys_return(-kEINVAL);
  return Next::advance();
}

Next load_message(Ctx& ctx) {
  SyscallLocals& call = ctx.current().call;
  const std::uint64_t mtext = msgp(call) + sizeof(std::int64_t);
  call.msg = load_msg(ctx, call.type, mtext, msgsz(call));
  if (call.msg) return Next::advance();
  report_fault(ctx, mtext, false);
  return ctx.sys_return(-kEFAULT);
}

Next look_up(Ctx& ctx) {
  SyscallLocals& call = ctx.current().call;
  call.queue = find_queue(ctx.k.msg, msqid(call));
  if (!call.queue) return fail_with(ctx, kEINVAL, kFail);
  return Next::advance();
}

MsgQueue& queue(Ctx& ctx) { return ctx.k.msg.queues[ctx.current().call.queue.value]; }

Next lock_queue(Ctx& ctx) {
  return lock_or_wait(ctx, queue(ctx).lock) ? Next::advance() : Next::wait();
}

Next check_access(Ctx& ctx) {
  const SyscallLocals& call = ctx.current().call;
  // a queue removed meanwhile has nobody to ask for permission
  if (!is_valid(queue(ctx), msqid(call))) return fail_with(ctx, kEIDRM, kFailLocked);
  if (!ipcperms(queue(ctx).q_perm, ctx.current().cred, 0222))
    return fail_with(ctx, kEACCES, kFailLocked);
  return Next::advance();
}

Next check_room(Ctx& ctx) {
  const SyscallLocals& call = ctx.current().call;
  if (msg_fits_inqueue(queue(ctx), msgsz(call))) return Next::jump(kWrite);
  if ((msgflg(call) & kIpcNowait) != 0) return fail_with(ctx, kEAGAIN, kFailLocked);
  return Next::advance();
}

Next sleep_on_senders(Ctx& ctx) {
  Task& t = ctx.current();
  MsgQueue& q = queue(ctx);
  t.mss.msgsz = msgsz(t.call);
  append_sender(ctx, q, t, ctx.current_id());
  ctx.add_cost(Cost::set_state);
  ctx.emit(EventType::msg_block_sender,
           {q.id, t.pid.value, static_cast<std::int64_t>(t.mss.msgsz),
            static_cast<std::int64_t>(q.q_cbytes), static_cast<std::int64_t>(q.q_qbytes)});
  set_task_state(ctx, t, TaskState::interruptible, ReasonCode::waits_for_room);
  return Next::advance();
}

Next unlock_and_schedule(Ctx& ctx) {
  unlock(ctx, queue(ctx).lock);
  return Next::call(PathId::schedule);
}

Next awake(Ctx& ctx) {
  MsgQueue& q = queue(ctx);
  if (!lock_or_wait(ctx, q.lock)) return Next::wait();
  Task& t = ctx.current();
  // whoever removed the queue has emptied q_senders
  if (!is_valid(q, msqid(t.call))) return fail_with(ctx, kEIDRM, kFailLocked);
  unlink_sender(ctx, q, t);
  if (signal_pending(t)) return fail_with(ctx, kERESTARTNOHAND, kFailLocked);
  return Next::jump(kCheckAccess);
}

Next hand_over(Ctx& ctx) {
  MsgQueue& q = queue(ctx);
  q.q_lspid = ctx.current().tgid;
  q.q_stime = realtime_s(ctx);
  const bool taken = q.receivers_first && pipelined_send(ctx, q, ctx.current().call.msg);
  return taken ? Next::jump(kWrite + 2) : Next::advance();  // past the list when a receiver took it
}

Next append_to_queue(Ctx& ctx) {
  MsgQueue& q = queue(ctx);
  const MsgId id = ctx.current().call.msg;
  append_message(ctx.k.msg, q, id);
  MsgMsg& msg = ctx.k.msg.messages[id];
  msg.enqueued_at = ctx.now();
  emit_lazily(ctx, EventType::msg_enqueue, [&] {
    return EventArgs(q.id, id.value, msg.m_type, static_cast<std::int64_t>(msg.m_ts),
                     first_bytes(msg), static_cast<std::int64_t>(q.q_qnum));
  });
  return Next::advance();
}

Next unlock_and_wake(Ctx& ctx) {
  unlock(ctx, queue(ctx).lock);
  ctx.current().call.msg = {};
  return ctx.cpu.wake_q.empty() ? Next::advance() : Next::call(PathId::wake_up_q);
}

Next return_zero(Ctx& ctx) { return ctx.sys_return(0); }

Next unlock_queue(Ctx& ctx) {
  unlock(ctx, queue(ctx).lock);
  return Next::advance();
}

Next free_and_return(Ctx& ctx) {
  SyscallLocals& call = ctx.current().call;
  free_msg(ctx.k.msg, call.msg);
  call.msg = {};
  return ctx.sys_return(call.result);
}

constexpr Step kSteps[] = {
    {"read mtype from user space", Cost::get_user, read_mtype},                   // EFAULT
    {"are msgsz, msqid and mtype allowed?", Cost::check, check_arguments},        // EINVAL
    {"copy the text into a msg_msg", Cost::alloc_msg, load_message},              // EFAULT
    {"find the queue by its id", Cost::ipc_lookup, look_up},                      // EINVAL
    {"lock the queue", Cost::lock, lock_queue},                                   //
    {"may this task write here?", Cost::ipc_perm, check_access},                  // EACCES, EIDRM
    {"is there room? else IPC_NOWAIT: EAGAIN", Cost::check, check_room},          // EAGAIN
    {"no: onto q_senders, TASK_INTERRUPTIBLE", Cost::list_op, sleep_on_senders},  //
    {"unlock; schedule()", Cost::unlock, unlock_and_schedule},                    //
    {"awake: lock, off q_senders; signal? else again", Cost::lock, awake},        // EIDRM, EINTR
    {"a receiver waits for such a type: hand it over", Cost::list_scan, hand_over},  //
    {"else: append to q_messages", Cost::list_op, append_to_queue},                  //
    {"unlock; wake up whom the wake queue holds", Cost::unlock, unlock_and_wake},    //
    {"return 0", Cost::none, return_zero},                                           //
    {"error: unlock the queue", Cost::unlock, unlock_queue},                         //
    {"error: free the msg_msg, return it", Cost::free_msg, free_and_return},         //
};
static_assert(std::size(kSteps) == kFail + 1);

}  // namespace

KernelPath msgsnd_path() {
  return {PathId::sys_msgsnd, "msgsnd", code_of<kSteps>,
          "Puts a message on a queue, or hands it straight to a waiting receiver."};
}

}  // namespace sim::ipc
