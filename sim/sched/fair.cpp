// CFS, the Completely Fair Scheduler, as in Linux up to 6.5
// (Documentation/scheduler/sched-design-CFS.rst). Every ready task has a virtual runtime: the time
// it ran, weighted by its nice value. Who has the smallest runs next. All arithmetic is the
// kernel's fixed point, so the same choices come out.
#include <algorithm>
#include <bit>

#include "sim/sched/internal.h"

namespace sim {
namespace {

constexpr std::uint32_t kNice0Weight = 1024;

// sched_prio_to_weight (sched(7), "the nice value"): about 1.25 from one nice value to the next.
constexpr std::uint32_t kWeights[40] = {
    88761, 71755, 56483, 46273, 36291, 29154, 23254, 18705, 14949, 11916, 9548, 7620, 6100, 4904,
    3906,  3121,  2501,  1991,  1586,  1277,  1024,  820,   655,   526,   423,  335,  272,  215,
    172,   137,   110,   87,    70,    56,    45,    36,    29,    23,    18,   15};

// delta * weight / total, in the kernel's fixed point (__calc_delta); the divisor comes as 2^32 /
// total.
std::uint64_t calc_delta(std::uint64_t delta, std::uint64_t weight, std::uint32_t total_inverse) {
  std::uint64_t fact = weight;
  int shift = 32;
  if (fact >> 32) {
    const int fs = std::bit_width(fact >> 32);
    shift -= fs;
    fact >>= fs;
  }
  fact = fact * total_inverse;
  if (fact >> 32) {
    const int fs = std::bit_width(fact >> 32);
    shift -= fs;
    fact >>= fs;
  }
  __extension__ using Wide = unsigned __int128;
  return static_cast<std::uint64_t>((static_cast<Wide>(delta) * fact) >> shift);
}

std::uint32_t inverse_of(std::uint64_t weight) {
  return weight >= 0xffffffffull ? 1u : static_cast<std::uint32_t>(0xffffffffull / weight);
}

std::uint64_t calc_delta_fair(std::uint64_t delta, const SchedEntity& se) {
  if (se.weight == kNice0Weight) return delta;
  return calc_delta(delta, kNice0Weight, inverse_of(se.weight));
}

bool before(std::uint64_t a, std::uint64_t b) { return static_cast<std::int64_t>(a - b) < 0; }

auto tree_ops(SchedState& s, CfsRq& cfs) {
  return RbOps(cfs.tasks_timeline, [entities = s.entities.data()](TaskId id) -> RbLinks& {
    return entities[id.value].run_node;
  });
}

std::uint64_t latency_ns(const SchedState& s) {
  return static_cast<std::uint64_t>(s.config.cfs.latency_ns) * s.scale;
}
std::uint64_t min_granularity_ns(const SchedState& s) {
  return static_cast<std::uint64_t>(s.config.cfs.min_granularity_ns) * s.scale;
}
std::uint64_t wakeup_granularity_ns(const SchedState& s) {
  return static_cast<std::uint64_t>(s.config.cfs.wakeup_granularity_ns) * s.scale;
}
std::uint64_t slice_of(const SchedState& s, std::uint64_t weight, std::uint32_t nr,
                       std::uint64_t total_weight) {
  const std::uint64_t period = nr > s.nr_latency ? nr * min_granularity_ns(s) : latency_ns(s);
  return std::max(calc_delta(period, weight, inverse_of(total_weight)), min_granularity_ns(s));
}

std::uint64_t slice_ns(const SchedState& s, const CfsRq& cfs, const SchedEntity& se) {
  return slice_of(s, se.weight, cfs.nr_running + (se.on_rq ? 0 : 1),
                  cfs.load_weight + (se.on_rq ? 0 : se.weight));
}

void update_min_vruntime(SchedState& s, CfsRq& cfs) {
  std::uint64_t v = cfs.min_vruntime;
  const bool have_curr = cfs.curr && s.entities[cfs.curr.value].on_rq;
  if (have_curr) v = s.entities[cfs.curr.value].vruntime;
  if (cfs.tasks_timeline.leftmost) {
    const std::uint64_t left = s.entities[cfs.tasks_timeline.leftmost.value].vruntime;
    v = have_curr && before(v, left) ? v : left;
  }
  if (before(cfs.min_vruntime, v)) cfs.min_vruntime = v;
}

void place_entity(SchedState& s, CfsRq& cfs, SchedEntity& se, bool initial) {
  std::uint64_t v = cfs.min_vruntime;
  if (initial) {
    if (s.config.cfs.start_debit) v += calc_delta_fair(slice_ns(s, cfs, se), se);
  } else {
    const std::uint64_t credit = latency_ns(s) >> (s.config.cfs.gentle_fair_sleepers ? 1 : 0);
    v -= credit;
  }
  if (before(se.vruntime, v)) se.vruntime = v;
}

void clear_buddies(CfsRq& cfs, TaskId id) {
  if (cfs.next == id) cfs.next = TaskId::none();
  if (cfs.last == id) cfs.last = TaskId::none();
  if (cfs.skip == id) cfs.skip = TaskId::none();
}

// 1: `se` lags so far behind `curr` that it should run; 0: behind, but not by enough; -1: not
// behind.
int wakeup_preempt_entity(const SchedState& s, const SchedEntity& curr, const SchedEntity& se) {
  const auto vdiff = static_cast<std::int64_t>(curr.vruntime - se.vruntime);
  if (vdiff <= 0) return -1;
  const auto gran = static_cast<std::int64_t>(calc_delta_fair(wakeup_granularity_ns(s), se));
  return vdiff > gran ? 1 : 0;
}

void insert_in_tree(Ctx& ctx, CfsRq& cfs, TaskId id) {
  SchedState& s = ctx.sched;
  const SchedEntity* const entities = s.entities.data();
  const std::uint64_t vruntime = entities[id.value].vruntime;
  ctx.add_cost(Cost::rq_node, cfs.tasks_timeline.levels());
  tree_ops(s, cfs).insert(
      id, [=](TaskId other) { return before(vruntime, entities[other.value].vruntime); });
}

// The entity CFS would run next; `curr` may be none (it has blocked).
TaskId pick_next_entity(SchedState& s, CfsRq& cfs, TaskId curr, ReasonCode* why) {
  const auto v = [&s](TaskId id) { return s.entities[id.value].vruntime; };
  TaskId left = cfs.tasks_timeline.leftmost;
  if (!left || (curr && before(v(curr), v(left)))) left = curr;
  if (!left) return left;
  const auto& entities = s.entities;
  TaskId pick = left;
  *why = ReasonCode::smallest_vruntime;
  if (cfs.skip && cfs.skip == pick) {
    TaskId second = pick == curr ? cfs.tasks_timeline.leftmost : tree_ops(s, cfs).next(pick);
    if (pick != curr && (!second || (curr && before(v(curr), v(second))))) second = curr;
    if (second && wakeup_preempt_entity(s, entities[second.value], entities[left.value]) < 1) {
      pick = second;
      *why = ReasonCode::skip_buddy_passed_over;
    }
  }
  const auto buddy_is_close = [&](TaskId b) {
    return b && wakeup_preempt_entity(s, entities[b.value], entities[left.value]) < 1;
  };
  if (buddy_is_close(cfs.next)) {
    if (cfs.next != left) *why = ReasonCode::next_buddy;
    pick = cfs.next;
  } else if (buddy_is_close(cfs.last)) {
    if (cfs.last != left) *why = ReasonCode::last_buddy;
    pick = cfs.last;
  }
  if (cfs.nr_running == 1) *why = ReasonCode::only_runnable;
  return pick;
}

}  // namespace

std::uint32_t nice_to_weight(int nice) { return kWeights[std::clamp(nice, -20, 19) + 20]; }

std::uint64_t start_debit_ns(const SchedState& s, const SchedEntity& se, std::uint32_t nr,
                             std::uint64_t total_weight) {
  return s.config.cfs.start_debit ? calc_delta_fair(slice_of(s, se.weight, nr, total_weight), se)
                                  : 0;
}

void set_weight(SchedEntity& se, const Task& t) {
  se.weight = t.policy == Policy::idle ? 3 : nice_to_weight(t.nice);
}

std::int64_t sched_slice_ns(const SchedState& s, const KernelState& k, TaskId task) {
  const Task& t = k.tasks[task];
  if (is_rt(t)) return s.config.rr_timeslice_ns;
  return static_cast<std::int64_t>(slice_ns(s, s.rqs[t.cpu.value].cfs, s.entities[task.value]));
}

void charge_curr_fair(Ctx& ctx, RunQueue& rq, std::uint64_t ran_ns) {
  CfsRq& cfs = rq.cfs;
  SchedEntity& se = entity(ctx, cfs.curr);
  se.exec_start = static_cast<std::uint64_t>(rq.clock.ns);
  se.sum_exec_runtime += ran_ns;
  se.vruntime += calc_delta_fair(ran_ns, se);
  update_min_vruntime(ctx.sched, cfs);
}

void enqueue_fair(Ctx& ctx, RunQueue& rq, TaskId id, int flags) {
  CfsRq& cfs = rq.cfs;
  SchedEntity& se = entity(ctx, id);
  const bool is_curr = cfs.curr == id;
  update_curr_fair(ctx, rq);
  if ((flags & kEnqueueInitial) != 0) {
    place_entity(ctx.sched, cfs, se, true);
  } else if ((flags & kEnqueueMigrated) != 0) {
    se.vruntime += cfs.min_vruntime;
  }
  cfs.load_weight += se.weight;
  ++cfs.nr_running;
  if ((flags & kEnqueueWakeup) != 0) place_entity(ctx.sched, cfs, se, false);
  if (!is_curr) insert_in_tree(ctx, cfs, id);
  se.on_rq = true;
}

void dequeue_fair(Ctx& ctx, RunQueue& rq, TaskId id, int flags) {
  CfsRq& cfs = rq.cfs;
  SchedEntity& se = entity(ctx, id);
  update_curr_fair(ctx, rq);
  clear_buddies(cfs, id);
  if (cfs.curr != id) tree_ops(ctx.sched, cfs).erase(id);
  se.on_rq = false;
  cfs.load_weight -= se.weight;
  --cfs.nr_running;
  if ((flags & kDequeueSleep) == 0) se.vruntime -= cfs.min_vruntime;
  update_min_vruntime(ctx.sched, cfs);
}

void put_prev_fair(Ctx& ctx, RunQueue& rq, TaskId prev) {
  CfsRq& cfs = rq.cfs;
  if (entity(ctx, prev).on_rq) {
    update_curr_fair(ctx, rq);
    insert_in_tree(ctx, cfs, prev);
  }
  cfs.curr = TaskId::none();
}

void set_next_fair(Ctx& ctx, RunQueue& rq, TaskId next, const Task& t) {
  CfsRq& cfs = rq.cfs;
  SchedEntity& se = entity(ctx, next);
  clear_buddies(cfs, next);
  if (se.on_rq) tree_ops(ctx.sched, cfs).erase(next);
  // What the next task will need soon; and who is leftmost now will most likely be next.
  if (t.mm) __builtin_prefetch(&ctx.k.mms[t.mm]);
  if (const TaskId after = cfs.tasks_timeline.leftmost) {
    ctx.task(after).prefetch();
    __builtin_prefetch(&entity(ctx, after), 1);
  }
  se.exec_start = static_cast<std::uint64_t>(rq.clock.ns);
  se.prev_sum_exec_runtime = se.sum_exec_runtime;
  cfs.curr = next;
}

TaskId pick_next_fair(Ctx& ctx, RunQueue& rq, TaskId prev, ReasonCode* why) {
  CfsRq& cfs = rq.cfs;
  const TaskId curr = prev && cfs.curr == prev && entity(ctx, prev).on_rq ? prev : TaskId::none();
  return pick_next_entity(ctx.sched, cfs, curr, why);
}

void yield_fair(Ctx& ctx, RunQueue& rq) {
  CfsRq& cfs = rq.cfs;
  if (rq.nr_running == 1) return;
  clear_buddies(cfs, cfs.curr);
  update_curr_fair(ctx, rq);
  cfs.skip = cfs.curr;
}

ReasonCode check_preempt_tick(Ctx& ctx, RunQueue& rq) {
  CfsRq& cfs = rq.cfs;
  if (cfs.nr_running <= 1) return ReasonCode::none;
  const SchedEntity& curr = entity(ctx, cfs.curr);
  const std::uint64_t ideal = slice_ns(ctx.sched, cfs, curr);
  const std::uint64_t ran = curr.sum_exec_runtime - curr.prev_sum_exec_runtime;
  if (ran > ideal) {
    clear_buddies(cfs, cfs.curr);
    return ReasonCode::slice_used_up;
  }
  if (ran < min_granularity_ns(ctx.sched) || !cfs.tasks_timeline.leftmost) return ReasonCode::none;
  const auto ahead =
      static_cast<std::int64_t>(curr.vruntime - entity(ctx, cfs.tasks_timeline.leftmost).vruntime);
  return ahead > static_cast<std::int64_t>(ideal) ? ReasonCode::vruntime_ahead : ReasonCode::none;
}

bool check_preempt_wakeup_fair(Ctx& ctx, RunQueue& rq, TaskId woken) {
  CfsRq& cfs = rq.cfs;
  if (!cfs.curr || cfs.curr == woken) return false;
  const Task& w = ctx.task(woken);
  const Task& c = ctx.task(cfs.curr);
  if (c.policy == Policy::idle && w.policy != Policy::idle) return true;
  if (w.policy != Policy::normal || !ctx.sched.config.cfs.wakeup_preemption) return false;
  update_curr_fair(ctx, rq);
  if (wakeup_preempt_entity(ctx.sched, entity(ctx, cfs.curr), entity(ctx, woken)) != 1)
    return false;
  cfs.next = woken;
  if (cfs.nr_running >= ctx.sched.nr_latency && entity(ctx, cfs.curr).on_rq) cfs.last = cfs.curr;
  return true;
}

void reweight_fair(Ctx& ctx, RunQueue& rq, TaskId id) {
  SchedEntity& se = entity(ctx, id);
  const Task& t = ctx.task(id);
  if (!se.on_rq) {
    set_weight(se, t);
    return;
  }
  if (rq.cfs.curr == id) update_curr_fair(ctx, rq);
  rq.cfs.load_weight -= se.weight;
  set_weight(se, t);
  rq.cfs.load_weight += se.weight;
}

std::vector<TaskId> ready_by_vruntime(const SchedState& s, CpuId cpu) {
  std::vector<TaskId> out;
  const RbTree& tree = s.rqs[cpu.value].cfs.tasks_timeline;
  RbTree copy = tree;
  const RbOps ops(copy, [&s](TaskId id) -> RbLinks& {
    return const_cast<RbLinks&>(s.entities[id.value].run_node);  // only read below
  });
  out.reserve(tree.size);
  for (TaskId x = tree.leftmost; x; x = ops.next(x)) out.push_back(x);
  return out;
}

}  // namespace sim
