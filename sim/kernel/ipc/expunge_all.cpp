// expunge_all: every receiver asleep on a queue is told something and woken: to look again
// (-EAGAIN, after IPC_SET), or that the queue is gone (-EIDRM). Frame local 0 is that error; the
// queue is the one in the current task's call, and its lock is held.
#include "sim/base/errno.h"
#include "sim/kernel/ipc/abi.h"
#include "sim/kernel/ipc/msg_paths.h"
#include "sim/kernel/ipc/msg_queue.h"
#include "sim/kernel/run_path.h"

namespace sim::ipc {
namespace {

Next tell_receivers(Ctx& ctx) {
  MsgQueue& q = ctx.k.msg.queues[ctx.current().call.queue.value];
  const auto error = static_cast<std::int32_t>(ctx.frame().local[0]);
  TaskId next;
  for (TaskId receiver = q.receivers_first; receiver; receiver = next) {
    Task& t = ctx.task(receiver);
    next = t.wait_node.next;
    ctx.add_cost(Cost::list_scan);
    t.msr.r_error = error;
    // one that shall look again takes itself off the list when it runs; until then a message may
    // still be handed to it
    if (error != -kEAGAIN) unlink_receiver(ctx, q, t);
    wake_q_add(ctx, receiver, ctx.emit(EventType::msg_wake_receiver, {q.id, t.pid.value, -error}));
  }
  return Next::advance();
}

constexpr Step kSteps[] = {
    {"each receiver: r_msg = the error, onto the wake queue", Cost::list_scan, tell_receivers},
};

}  // namespace

KernelPath expunge_all_path() {
  return {PathId::expunge_all, "expunge_all", code_of<kSteps>,
          "Wakes all receivers of a queue with an error, or to make them look again."};
}

}  // namespace sim::ipc
