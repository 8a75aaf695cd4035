// msgget (msgget(2)): the id of the queue with a key, made if need be.
#include <algorithm>

#include "sim/base/errno.h"
#include "sim/kernel/ipc/abi.h"
#include "sim/kernel/ipc/msg_paths.h"
#include "sim/kernel/ipc/msg_queue.h"
#include "sim/kernel/run_path.h"
#include "sim/kernel/time.h"

namespace sim::ipc {
namespace {

// msgget(key, msgflg)
std::int32_t key(const SyscallLocals& call) { return static_cast<std::int32_t>(call.args[0]); }
std::int32_t msgflg(const SyscallLocals& call) { return static_cast<std::int32_t>(call.args[1]); }

// Places in the table below that steps jump to.
enum : int { kCreate = 3, kUnlock = 4 };

// The kernel's ipcget: nobody else makes or removes a queue between looking and making.
Next lock_table(Ctx& ctx) {
  return lock_or_wait(ctx, ctx.k.msg.rwsem) ? Next::advance() : Next::wait();
}

Next finish(Ctx& ctx, std::int64_t result) {
  ctx.current().call.result = result;
  return Next::jump(kUnlock);
}

Next look_for_key(Ctx& ctx) {
  SyscallLocals& call = ctx.current().call;
  if (key(call) == kIpcPrivate) return Next::jump(kCreate);
  call.queue = find_key(ctx.k.msg, key(call));
  if (call.queue) return Next::advance();
  if ((msgflg(call) & kIpcCreat) == 0) return finish(ctx, -kENOENT);
  return Next::jump(kCreate);
}

Next open_existing(Ctx& ctx) {
  const SyscallLocals& call = ctx.current().call;
  const MsgQueue& q = ctx.k.msg.queues[call.queue.value];
  const bool exclusive = (msgflg(call) & kIpcCreat) != 0 && (msgflg(call) & kIpcExcl) != 0;
  if (exclusive) return finish(ctx, -kEEXIST);
  if (!ipcperms(q.q_perm, ctx.current().cred, msgflg(call))) return finish(ctx, -kEACCES);
  return finish(ctx, q.id);
}

Next create(Ctx& ctx) {
  MsgNamespace& ns = ctx.k.msg;
  const SyscallLocals& call = ctx.current().call;
  if (ns.in_use >= std::min(ns.limits.msgmni, kIdIndices)) return finish(ctx, -kENOSPC);
  const Credentials& cred = ctx.current().cred;
  MsgQueue q;
  q.q_perm.key = key(call);
  q.q_perm.uid = q.q_perm.cuid = cred.euid;
  q.q_perm.gid = q.q_perm.cgid = cred.egid;
  q.q_perm.mode = static_cast<std::uint32_t>(msgflg(call)) & 0777;
  q.q_ctime = realtime_s(ctx);
  q.q_qbytes = ns.limits.msgmnb;
  const QueueId index = add_queue(ns, q);
  const std::int32_t id = ns.queues[index.value].id;
  ctx.emit(EventType::msq_create, {id, q.q_perm.key, q.q_perm.mode, index.value});
  return finish(ctx, id);
}

Next unlock_and_return(Ctx& ctx) {
  unlock(ctx, ctx.k.msg.rwsem);
  return ctx.sys_return(ctx.current().call.result);
}

constexpr Step kSteps[] = {
    {"lock the table of queues (down_write on rwsem)", Cost::lock, lock_table},  //
    {"has a queue this key? IPC_PRIVATE: no", Cost::ipc_lookup, look_for_key},   // ENOENT
    {"yes: may this task open it? its id", Cost::ipc_perm, open_existing},       // EEXIST, EACCES
    {"no: make one; its id", Cost::ipc_create, create},                          // ENOSPC
    {"unlock the table (up_write); return the id or the error", Cost::unlock, unlock_and_return},
};
static_assert(std::size(kSteps) == kUnlock + 1);

}  // namespace

KernelPath msgget_path() {
  return {PathId::sys_msgget, "msgget", code_of<kSteps>,
          "Finds the message queue with a key, or makes a new one."};
}

}  // namespace sim::ipc
