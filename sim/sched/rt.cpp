// SCHED_FIFO and SCHED_RR: a FIFO list for each of 100 priorities, highest first (sched(7)).
#include "sim/sched/internal.h"

namespace sim {
namespace {

int list_of(const Task& t) { return t.prio(); }

void unlink(Ctx& ctx, RtRq& rt, TaskId id, int prio) {
  SchedEntity& se = entity(ctx, id);
  (se.rt_prev ? entity(ctx, se.rt_prev).rt_next : rt.first[prio]) = se.rt_next;
  (se.rt_next ? entity(ctx, se.rt_next).rt_prev : rt.last[prio]) = se.rt_prev;
  se.rt_prev = se.rt_next = TaskId::none();
  if (!rt.first[prio]) rt.bitmap[prio / 64] &= ~(1ull << (prio % 64));
}

void link(Ctx& ctx, RtRq& rt, TaskId id, int prio, bool at_head) {
  SchedEntity& se = entity(ctx, id);
  if (at_head) {
    se.rt_next = rt.first[prio];
    (se.rt_next ? entity(ctx, se.rt_next).rt_prev : rt.last[prio]) = id;
    rt.first[prio] = id;
  } else {
    se.rt_prev = rt.last[prio];
    (se.rt_prev ? entity(ctx, se.rt_prev).rt_next : rt.first[prio]) = id;
    rt.last[prio] = id;
  }
  rt.bitmap[prio / 64] |= 1ull << (prio % 64);
}

}  // namespace

void enqueue_rt(Ctx& ctx, RunQueue& rq, TaskId id, bool at_head) {
  link(ctx, rq.rt, id, list_of(ctx.task(id)), at_head);
  entity(ctx, id).on_rq = true;
  ++rq.rt.nr_running;
}

void dequeue_rt(Ctx& ctx, RunQueue& rq, TaskId id) {
  unlink(ctx, rq.rt, id, list_of(ctx.task(id)));
  entity(ctx, id).on_rq = false;
  --rq.rt.nr_running;
}

TaskId first_rt(const RunQueue& rq) {
  for (int word = 0; word < 2; ++word)
    if (rq.rt.bitmap[word] != 0)
      return rq.rt.first[word * 64 + __builtin_ctzll(rq.rt.bitmap[word])];
  return TaskId::none();
}

void requeue_rt(Ctx& ctx, RunQueue& rq, TaskId id) {
  const int prio = list_of(ctx.task(id));
  unlink(ctx, rq.rt, id, prio);
  link(ctx, rq.rt, id, prio, false);
}

}  // namespace sim
