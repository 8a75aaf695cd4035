// Run queues and scheduling classes: real-time above fair, the idle task last.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "sim/base/hash.h"
#include "sim/base/ids.h"
#include "sim/base/time.h"
#include "sim/kernel/kernel.h"
#include "sim/sched/rbtree.h"

namespace sim {

// Knobs of CFS, nanoseconds, before scaling by the number of CPUs (1 + log2(min(cpus, 8))), as
// /sys/kernel/debug/sched on Linux 6.1. `cfs_defaults()` gives the kernel's unscaled values.
struct CfsTunables {
  std::int64_t latency_ns = 6'000'000;
  std::int64_t min_granularity_ns = 750'000;
  std::int64_t wakeup_granularity_ns = 1'000'000;
  bool scale_by_cpus = true;
  bool gentle_fair_sleepers = true;
  bool start_debit = true;
  bool wakeup_preemption = true;
};

struct SchedConfig {
  CfsTunables cfs;
  std::int64_t rr_timeslice_ns = 100'000'000;  // SCHED_RR quantum (sched_rr_get_interval)
};

// A task's scheduling entity: struct sched_entity and, for SCHED_FIFO/RR, sched_rt_entity.
// Kept apart from Task and in one cache line, because a switch touches those of many tasks.
struct alignas(64) SchedEntity {
  RbLinks run_node;              // in the tree of its run queue, while ready and fair
  std::uint64_t vruntime = 0;    // ns, weighted
  std::uint64_t exec_start = 0;  // ns: up to here its running time is accounted
  std::uint64_t sum_exec_runtime = 0;
  std::uint64_t prev_sum_exec_runtime = 0;  // at the time it was picked
  std::uint32_t weight = 1024;
  TaskId rt_prev, rt_next;       // neighbours on the real-time list of its priority
  std::uint16_t time_slice = 0;  // SCHED_RR: ticks that remain of the quantum
  bool on_rq = false;
};
static_assert(sizeof(SchedEntity) == 64);

struct CfsRq {
  RbTree tasks_timeline;  // ready tasks by vruntime; the running one is not in it
  std::uint64_t min_vruntime = 0;
  std::uint64_t load_weight = 0;  // of all on_rq, the running one included
  std::uint32_t nr_running = 0;   // likewise
  TaskId curr, next, last, skip;  // running entity and buddies
};

struct RtRq {
  std::array<TaskId, 100> first, last;  // a FIFO list for each priority 0..99
  std::array<std::uint64_t, 2> bitmap{};
  std::uint32_t nr_running = 0;
};

struct RunQueue {
  CfsRq cfs;
  RtRq rt;
  std::uint32_t nr_running = 0;
  SimTime clock;  // rq_clock at its last update
};

struct SchedState {
  SchedConfig config;
  // What follows from the configuration, the number of CPUs and HZ, computed once.
  int scale = 1;                     // of the knobs: see CfsTunables
  std::uint32_t nr_latency = 8;      // with more tasks the period grows instead of slices shrinking
  std::int64_t tick_ns = 4'000'000;  // from one tick to the next
  std::vector<RunQueue> rqs;         // by CpuId
  std::vector<SchedEntity> entities;  // by TaskId
  void hash(Hasher& h) const;
};

// Readings for the picture and the tools; they change nothing.
// Ready tasks of a CPU's fair class in order of vruntime (the running one is not among them).
std::vector<TaskId> ready_by_vruntime(const SchedState& s, CpuId cpu);
// The slice CFS would give the task now, nanoseconds.
std::int64_t sched_slice_ns(const SchedState& s, const KernelState& k, TaskId task);
std::uint32_t nice_to_weight(int nice);

// Sets up run queues for k.cpus, with each CPU's idle task running.
void sched_init(SchedState& s, KernelState& k, const SchedConfig& config);

// Makes the processes that a scenario starts at time 0 ready, in order. They are placed as if one
// parent had forked them in a row: the first of a CPU runs at once, the others start one slice
// behind.
void sched_boot(Ctx& ctx, std::span<const TaskId> tasks);

// The paths the scheduler provides: schedule, try_to_wake_up, wake_up_q, wake_up_new_task,
// scheduler_tick, idle, sched_yield, reschedule_ipi, sys_sched_yield, sys_setpriority, sys_sched_*.
std::span<const KernelPath> sched_paths();

}  // namespace sim
