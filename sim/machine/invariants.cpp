// What must hold after every step, whatever the programs do. Checked in tests and fuzzing.
#include "sim/kernel/invariants.h"

#include <fmt/format.h>

#include <vector>

#include "sim/kernel/ipc/msg_queue.h"
#include "sim/machine/machine.h"

namespace sim {
namespace {

using Problem = std::optional<std::string>;

Problem check_tables(const KernelState& k) {
  for (const auto check :
       {ipc::check_invariants, check_references, check_pipes, check_families, check_signals})
    if (auto p = check(k)) return p;
  return std::nullopt;
}

// On how many wait lists each task hangs.
std::vector<int> count_wait_lists(const KernelState& k) {
  std::vector<int> lists_of(k.tasks.capacity());
  const auto count = [&](TaskId first) {
    for (TaskId id = first; id; id = k.tasks[id].wait_node.next) ++lists_of[id.value];
  };
  for (const MsgQueue& q : k.msg.queues) {
    count(q.receivers_first);
    count(q.senders_first);
  }
  k.pipes.for_each([&](PipeId, const Pipe& p) {
    count(p.read_wait_first);
    count(p.write_wait_first);
  });
  return lists_of;
}

// Red-black rules below x; the height in black nodes, or -1.
int black_height(const SchedState& s, TaskId x, TaskId parent) {
  if (!x) return 1;
  const RbLinks& l = s.entities[x.value].run_node;
  if (l.parent != parent || (l.red && parent && s.entities[parent.value].run_node.red)) return -1;
  const int left = black_height(s, l.left, x);
  const int right = black_height(s, l.right, x);
  return left < 0 || left != right ? -1 : left + (l.red ? 0 : 1);
}

Problem check_run_queue(const KernelState& k, const SchedState& s, const Cpu& cpu,
                        std::vector<int>& queued_on) {
  const RunQueue& rq = s.rqs[cpu.id.value];
  const CfsRq& cfs = rq.cfs;
  if (black_height(s, cfs.tasks_timeline.root, TaskId::none()) < 0)
    return fmt::format("CPU {}: the red-black tree is broken", cpu.id.value);
  std::uint64_t weight = 0;
  std::uint32_t count = 0;
  std::uint64_t last_vruntime = 0;
  const auto add = [&](TaskId id) {
    weight += s.entities[id.value].weight;
    ++count;
    ++queued_on[id.value];
  };
  const std::vector<TaskId> in_order = ready_by_vruntime(s, cpu.id);
  if (cfs.tasks_timeline.rightmost != (in_order.empty() ? TaskId::none() : in_order.back()))
    return fmt::format("CPU {}: the tree's last node is another", cpu.id.value);
  for (const TaskId id : in_order) {
    const std::uint64_t v = s.entities[id.value].vruntime;
    if (count != 0 && static_cast<std::int64_t>(v - last_vruntime) < 0)
      return fmt::format("CPU {}: the tree is not in order", cpu.id.value);
    last_vruntime = v;
    if (!s.entities[id.value].on_rq || k.tasks[id].cpu != cpu.id)
      return fmt::format("CPU {}: pid {} is in the tree by mistake", cpu.id.value,
                         k.tasks[id].pid.value);
    add(id);
  }
  if (cfs.curr && s.entities[cfs.curr.value].on_rq) add(cfs.curr);
  if (weight != cfs.load_weight || count != cfs.nr_running)
    return fmt::format("CPU {}: load {} of {} tasks, but the tasks' weights sum to {} of {}",
                       cpu.id.value, cfs.load_weight, cfs.nr_running, weight, count);
  for (const TaskId head : rq.rt.first)
    for (TaskId id = head; id; id = s.entities[id.value].rt_next) {
      ++queued_on[id.value];
      ++count;
    }
  if (count != rq.nr_running)
    return fmt::format("CPU {}: nr_running is {}, there are {}", cpu.id.value, rq.nr_running,
                       count);
  return std::nullopt;
}

// Every CPU runs a task that knows it, and no two run the same one.
Problem check_running(const KernelState& k) {
  std::vector<int> runs(k.tasks.capacity());
  for (const Cpu& cpu : k.cpus) {
    const Task& t = k.tasks[cpu.current];
    if (++runs[cpu.current.value] > 1) return fmt::format("two CPUs run pid {}", t.pid.value);
    if (!t.is_idle && (!t.on_cpu || t.cpu != cpu.id))
      return fmt::format("CPU {} runs pid {}, which does not know", cpu.id.value, t.pid.value);
  }
  return std::nullopt;
}

Problem check_task(const Task& t, int lists, int queues) {
  if (t.is_idle) return std::nullopt;
  if (queues > 1) return fmt::format("pid {} is on {} run queues", t.pid.value, queues);
  if ((queues == 1) != t.on_rq)
    return fmt::format("pid {}: on_rq is {}, it is on {} run queues", t.pid.value, t.on_rq, queues);
  if (lists > 1) return fmt::format("pid {} is on {} wait lists", t.pid.value, lists);
  const bool waits_on_list = t.wait == WaitKind::msg_receivers || t.wait == WaitKind::msg_senders ||
                             t.wait == WaitKind::pipe_read || t.wait == WaitKind::pipe_write;
  if ((lists == 1) != waits_on_list)
    return fmt::format("pid {} waits for {}, but is on {} wait lists", t.pid.value,
                       wait_kind_name(t.wait), lists);
  if (!t.on_cpu && t.on_rq && t.state != TaskState::running)
    return fmt::format("pid {} is queued to run in state {}", t.pid.value,
                       task_state_name(t.state));
  return std::nullopt;
}

}  // namespace

std::optional<std::string> Machine::check_invariants() const {
  if (auto p = check_tables(k_)) return p;
  const std::vector<int> lists_of = count_wait_lists(k_);
  std::vector<int> queued_on(k_.tasks.capacity());
  for (const Cpu& cpu : k_.cpus)
    if (auto p = check_run_queue(k_, s_, cpu, queued_on)) return p;
  Problem problem;
  if (auto p = check_running(k_)) return p;
  k_.tasks.for_each([&](TaskId id, const Task& t) {
    if (!problem) problem = check_task(t, lists_of[id.value], queued_on[id.value]);
  });
  return problem;
}

}  // namespace sim
