// msgctl (msgctl(2)): look at a queue, change it, remove it.
#include "sim/base/errno.h"
#include "sim/kernel/ipc/abi.h"
#include "sim/kernel/ipc/msg_paths.h"
#include "sim/kernel/ipc/msg_queue.h"
#include "sim/kernel/run_path.h"
#include "sim/kernel/time.h"

namespace sim::ipc {
namespace {

// msgctl(msqid, cmd, buf). During the call: call.a to call.d are what IPC_SET asks for (uid, gid,
// mode, q_qbytes).
std::int32_t msqid(const SyscallLocals& call) { return static_cast<std::int32_t>(call.args[0]); }
std::int32_t cmd(const SyscallLocals& call) { return static_cast<std::int32_t>(call.args[1]); }
std::uint64_t buf(const SyscallLocals& call) { return call.args[2]; }

// Places in the table below that steps jump to.
enum : int {
  kInfo = 1,
  kStat = 2,
  kReadUser = 3,
  kLockTable = 4,
  kRemove = 10,
  kUnlock = 13,
  kUnlockTable = 14
};

template <class T>
bool put(Ctx& ctx, const T& value) {
  const std::uint64_t to = buf(ctx.current().call);
  ctx.add_cost(Cost::copy_text_64, (sizeof(T) + 63) / 64);
  if (ctx.mm().copy_out(to, std::as_bytes(std::span(&value, 1))) == 0) return true;
  report_fault(ctx, to, true);
  return false;
}

Next dispatch(Ctx& ctx) {
  const SyscallLocals& call = ctx.current().call;
  if (msqid(call) < 0) return ctx.sys_return(-kEINVAL);
  switch (cmd(call)) {
    case kIpcInfo:
    case kMsgInfo:
      return Next::jump(kInfo);
    case kIpcStat:
    case kMsgStat:
    case kMsgStatAny:
      return Next::jump(kStat);
    case kIpcSet:
      return Next::jump(kReadUser);
    case kIpcRmid:
      return Next::jump(kLockTable);
    default:
      return ctx.sys_return(-kEINVAL);
  }
}

Next info(Ctx& ctx) {
  const MsgNamespace& ns = ctx.k.msg;
  MsgInfo out;
  out.msgmax = static_cast<std::int32_t>(ns.limits.msgmax);
  out.msgmnb = static_cast<std::int32_t>(ns.limits.msgmnb);
  out.msgmni = static_cast<std::int32_t>(ns.limits.msgmni);
  out.msgssz = 16;
  out.msgseg = 0xffff;
  if (cmd(ctx.current().call) == kMsgInfo) {
    out.msgpool = static_cast<std::int32_t>(ns.in_use);
    out.msgmap = static_cast<std::int32_t>(ns.msg_hdrs);
    out.msgtql = static_cast<std::int32_t>(ns.msg_bytes);
  } else {  // what the kernel was built for, whatever the limits are now
    out.msgmap = 16384;
    out.msgpool = 32000 * (16384 / 1024);
    out.msgtql = 16384;
  }
  if (!put(ctx, out)) return ctx.sys_return(-kEFAULT);
  return ctx.sys_return(std::max(0, max_index(ns)));
}

MsqidDs describe(const MsgQueue& q) {
  MsqidDs ds;
  ds.key = q.q_perm.key;
  ds.uid = q.q_perm.uid;
  ds.gid = q.q_perm.gid;
  ds.cuid = q.q_perm.cuid;
  ds.cgid = q.q_perm.cgid;
  ds.mode = q.q_perm.mode;
  ds.seq = static_cast<std::uint16_t>(q.q_perm.seq);
  ds.stime = q.q_stime;
  ds.rtime = q.q_rtime;
  ds.ctime = q.q_ctime;
  ds.cbytes = q.q_cbytes;
  ds.qnum = q.q_qnum;
  ds.qbytes = q.q_qbytes;
  ds.lspid = q.q_lspid.value;
  ds.lrpid = q.q_lrpid.value;
  return ds;
}

// MSG_STAT and MSG_STAT_ANY take an index, not an id, and return the id.
QueueId find_by_index(const MsgNamespace& ns, std::int32_t index) {
  const QueueId id = index_of(index);
  if (id.value >= ns.queues.size() || ns.queues[id.value].id < 0) return {};
  return id;
}

Next stat(Ctx& ctx) {
  const SyscallLocals& call = ctx.current().call;
  const MsgNamespace& ns = ctx.k.msg;
  const bool by_id = cmd(call) == kIpcStat;
  const QueueId id = by_id ? find_queue(ns, msqid(call)) : find_by_index(ns, msqid(call));
  if (!id) return ctx.sys_return(-kEINVAL);
  const MsgQueue& q = ns.queues[id.value];
  ctx.add_cost(Cost::ipc_perm);
  if (cmd(call) != kMsgStatAny && !ipcperms(q.q_perm, ctx.current().cred, 0444))
    return ctx.sys_return(-kEACCES);
  if (!put(ctx, describe(q))) return ctx.sys_return(-kEFAULT);
  return ctx.sys_return(by_id ? 0 : q.id);
}

Next read_request(Ctx& ctx) {
  SyscallLocals& call = ctx.current().call;
  MsqidDs ds;
  if (ctx.mm().copy_in(std::as_writable_bytes(std::span(&ds, 1)), buf(call)) != 0) {
    report_fault(ctx, buf(call), false);
    return ctx.sys_return(-kEFAULT);
  }
  call.a = ds.uid;
  call.b = ds.gid;
  call.c = ds.mode & 0777;
  call.d = static_cast<std::int64_t>(ds.qbytes);
  return Next::advance();
}

// From here to the end nobody else makes, changes or removes a queue.
Next lock_table(Ctx& ctx) {
  return lock_or_wait(ctx, ctx.k.msg.rwsem) ? Next::advance() : Next::wait();
}

Next fail(Ctx& ctx, int error) {
  ctx.current().call.result = -error;
  return Next::jump(kUnlockTable);
}

// ipcctl_obtain_check: the owner, the creator and root may change and remove a queue.
Next find_owned(Ctx& ctx) {
  SyscallLocals& call = ctx.current().call;
  call.queue = find_queue(ctx.k.msg, msqid(call));
  if (!call.queue) return fail(ctx, kEINVAL);
  const IpcPerm& perm = ctx.k.msg.queues[call.queue.value].q_perm;
  const std::uint32_t euid = ctx.current().cred.euid;
  if (euid != perm.cuid && euid != perm.uid && euid != 0) return fail(ctx, kEPERM);
  // CAP_SYS_RESOURCE
  const bool raises = static_cast<std::uint64_t>(call.d) > ctx.k.msg.limits.msgmnb;
  if (cmd(call) == kIpcSet && raises && euid != 0) return fail(ctx, kEPERM);
  return Next::advance();
}

MsgQueue& queue(Ctx& ctx) { return ctx.k.msg.queues[ctx.current().call.queue.value]; }

Next lock_queue(Ctx& ctx) {
  if (!lock_or_wait(ctx, queue(ctx).lock)) return Next::wait();
  const SyscallLocals& call = ctx.current().call;
  SIM_ASSERT(is_valid(queue(ctx), msqid(call)));  // who removes one holds the table, too
  ctx.current().call.result = 0;
  return cmd(call) == kIpcSet ? Next::advance() : Next::jump(kRemove);
}

Next set(Ctx& ctx) {
  const SyscallLocals& call = ctx.current().call;
  MsgQueue& q = queue(ctx);
  constexpr std::int64_t kNobody = 0xffffffff;  // (uid_t)-1 is no user
  if (call.a == kNobody || call.b == kNobody) {
    unlock(ctx, q.lock);
    return fail(ctx, kEINVAL);
  }
  q.q_perm.uid = static_cast<std::uint32_t>(call.a);
  q.q_perm.gid = static_cast<std::uint32_t>(call.b);
  q.q_perm.mode = static_cast<std::uint32_t>(call.c);
  q.q_qbytes = static_cast<std::uint64_t>(call.d);
  q.q_ctime = realtime_s(ctx);
  ctx.emit(EventType::msq_set, {q.id, call.queue.value, call.d, call.c});
  return Next::advance();
}

// Receivers may have lost their permission.
Next receivers_look_again(Ctx& ctx) {
  ctx.pass(-kEAGAIN);
  return Next::call(PathId::expunge_all);
}

// Senders may have lost it too, or there is room for them now.
Next senders_look_again(Ctx& ctx) {
  ss_wakeup(ctx, queue(ctx), false);
  return Next::jump(kUnlock);
}

std::int64_t count_sleepers(Ctx& ctx, const MsgQueue& q) {
  std::int64_t n = 0;
  for (TaskId t = q.receivers_first; t; t = ctx.task(t).wait_node.next) ++n;
  for (TaskId t = q.senders_first; t; t = ctx.task(t).wait_node.next) ++n;
  return n;
}

Next begin_remove(Ctx& ctx) {
  const MsgQueue& q = queue(ctx);
  ctx.emit(EventType::msq_remove, {q.id, ctx.current().call.queue.value,
                                   static_cast<std::int64_t>(q.q_qnum), count_sleepers(ctx, q)});
  return Next::advance();
}

Next receivers_fail(Ctx& ctx) {
  ctx.pass(-kEIDRM);
  return Next::call(PathId::expunge_all);
}

Next free_queue(Ctx& ctx) {
  MsgQueue& q = queue(ctx);
  MsgNamespace& ns = ctx.k.msg;
  ss_wakeup(ctx, q, true);
  while (q.messages_first) {
    const MsgId msg = q.messages_first;
    unlink_message(ns, q, msg);
    free_msg(ns, msg);
    ctx.add_cost(Cost::free_msg);
  }
  remove_queue(ns, ctx.current().call.queue);
  return Next::advance();
}

Next unlock_and_wake(Ctx& ctx) {
  unlock(ctx, queue(ctx).lock);
  return ctx.cpu.wake_q.empty() ? Next::advance() : Next::call(PathId::wake_up_q);
}

Next unlock_table(Ctx& ctx) {
  unlock(ctx, ctx.k.msg.rwsem);
  return ctx.sys_return(ctx.current().call.result);
}

constexpr Step kSteps[] = {
    {"which command?", Cost::check, dispatch},                                    // EINVAL
    {"IPC_INFO, MSG_INFO: limits or usage to user space", Cost::put_user, info},  // EFAULT
    {"IPC_STAT, MSG_STAT: find it, copy its msqid_ds out", Cost::ipc_lookup,
     stat},                                                               // EINVAL, EACCES, EFAULT
    {"IPC_SET: read the wanted msqid_ds", Cost::get_user, read_request},  // EFAULT
    {"lock the table of queues (down_write on rwsem)", Cost::lock, lock_table},  //
    {"find the queue: owner, creator or root?", Cost::ipc_lookup, find_owned},   // EINVAL, EPERM
    {"lock the queue", Cost::lock, lock_queue},                                  //
    {"IPC_SET: owner, mode, q_qbytes, q_ctime", Cost::check, set},               // EINVAL
    {"receivers: look again (-EAGAIN)", Cost::none, receivers_look_again},       //
    {"senders that now fit: onto the wake queue", Cost::list_scan, senders_look_again},  //
    {"IPC_RMID: the id is no longer valid", Cost::check, begin_remove},                  //
    {"receivers: it is gone (-EIDRM)", Cost::none, receivers_fail},                      //
    {"senders too; free the messages and the queue", Cost::ipc_destroy, free_queue},     //
    {"unlock; wake up whom the wake queue holds", Cost::unlock, unlock_and_wake},        //
    {"unlock the table (up_write); return 0 or the error", Cost::unlock, unlock_table},  //
};
static_assert(std::size(kSteps) == kUnlockTable + 1);

}  // namespace

KernelPath msgctl_path() {
  return {PathId::sys_msgctl, "msgctl", code_of<kSteps>,
          "Tells about a message queue, changes its owner, mode or size, or removes it."};
}

}  // namespace sim::ipc
