// Machine: the simulated computer as a value. A copy is a snapshot; the same machine has the same
// future, bit for bit, on every run, compiler and platform, whether or not anybody records it.
//
//   Machine m = Machine::boot(config);
//   Trace trace(Detail::steps);
//   while (!m.ended()) m.step(&trace);
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/kernel/kernel.h"
#include "sim/sched/sched.h"
#include "sim/trace/trace.h"

namespace sim {

// A process the scenario starts.
struct ProcessSpec {
  std::string name;  // comm
  std::shared_ptr<const Program> program;
  std::vector<std::string> args;  // without argv[0], which is the name
  SimTime start;                  // when it becomes ready
  int nice = 0;
  Policy policy = Policy::normal;
  int rt_priority = 0;
  std::uint32_t uid = 0, gid = 0;
  std::uint64_t cpus_allowed = ~0ull;
};

struct MachineConfig {
  std::string scenario = "scenario";  // for messages
  int cpus = 1;                       // 1..64
  int hz = 250;                       // ticks a second: 100..1000
  SchedConfig sched;
  CostModel costs = CostModel::defaults();
  std::uint64_t seed = 1;
  MsgLimits msg;
  ResourceLimits limits;
  std::vector<ProcessSpec> processes;  // pids are given in this order, from 101
  std::vector<Injection> injections;   // names refer to `extra_names` indices resolved at boot
  std::vector<std::string> injection_names;  // what Injection::target / on_comm index
  std::string input;                         // what reading the terminal yields
};

enum class RunEnd : std::uint8_t {
  running,   // it can go on
  finished,  // every process has ended
  deadlock,  // every task is blocked and nothing is left to happen
  halted,    // a resource limit ended it: KernelState::halt says which
};

// What the last step was.
struct StepInfo {
  enum class Kind : std::uint8_t { none, user, kernel, interrupt, idle, spin, compute, boot };
  Kind kind = Kind::none;
  CpuId cpu;
  TaskId task;
  PathId path = PathId::none;  // kernel: what ran
  std::uint8_t path_step = 0;
  SimTime begin, end;
};

class Machine {
 public:
  static Machine boot(const MachineConfig& config);

  // Performs the smallest thing worth showing: one line of user code, one kernel step, one
  // interrupt, one idle wait. Does nothing once ended() != running.
  StepInfo step(Trace* trace = nullptr);

  struct Until {
    std::uint64_t step = ~0ull;       // stop when steps() reaches this
    SimTime time = SimTime::never();  // stop before a step that would begin at or after this
  };
  // Steps on until a limit is reached or the run ends; exactly like calling step() that often, but
  // faster. Returns why it stopped (running: a limit of `until`).
  RunEnd run(const Until& until, Trace* trace = nullptr);

  RunEnd ended() const;
  std::uint64_t steps() const { return steps_; }
  // The earliest moment at which anything can still happen: the clock of the CPU that acts next.
  SimTime now() const;
  std::uint64_t hash() const;
  const StepInfo& last_step() const { return last_step_; }

  const KernelState& kernel() const { return k_; }
  const SchedState& sched() const { return s_; }
  const Immutable& fixed() const { return *k_.fixed; }
  // The call chain a task is in, outermost first; empty in user mode.
  static const KernelPath& path(PathId id);

  // Checks every invariant; returns what is violated, or nullopt.
  std::optional<std::string> check_invariants() const;
  // For ended() == deadlock: who waits for what, a line a task.
  std::string describe_blocked() const;

  // Test access: the state to set up situations by hand.
  KernelState& kernel_for_test() { return k_; }
  SchedState& sched_for_test() { return s_; }

 private:
  struct Scratch;  // translations of the running CPUs; derived, never copied
  class ScratchPtr {
   public:
    ScratchPtr();
    ScratchPtr(const ScratchPtr& o);
    ScratchPtr(ScratchPtr&&) noexcept;
    ScratchPtr& operator=(const ScratchPtr& o);
    ScratchPtr& operator=(ScratchPtr&&) noexcept;
    ~ScratchPtr();
    Scratch& operator*() const;

   private:
    mutable std::unique_ptr<Scratch> p_;
  };

  bool run_one(Trace* trace, std::uint64_t step_limit, SimTime time_limit);

  KernelState k_;
  SchedState s_;
  std::uint64_t steps_ = 0;
  StepInfo last_step_;
  ScratchPtr scratch_;
};

}  // namespace sim
