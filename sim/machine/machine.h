// Machine: the simulated computer as a value. A copy is a snapshot; the same machine has the same
// future, bit for bit, on every run, compiler and platform, whether or not anybody records it.
//
//   Machine m = Machine::boot(config);
//   Trace trace(Detail::steps);
//   while (!m.ended()) m.step(&trace);
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/kernel/kernel.h"
#include "sim/sched/sched.h"
#include "sim/trace/trace.h"
#include "sim/user/vm.h"

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
  std::vector<ProcessSpec> processes;                     // pids are given in this order, from 101
  std::vector<std::shared_ptr<const Program>> installed;  // not started; there for execve
  std::vector<std::shared_ptr<const Command>> commands;   // those of the system, for execve
  std::vector<Injection> injections;  // names refer to `extra_names` indices resolved at boot
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
  // Events of switching on (processes created, made ready) go to `trace`.
  static Machine boot(const MachineConfig& config, Trace* trace = nullptr);

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

  RunEnd ended() const { return end_; }
  std::uint64_t steps() const { return steps_; }
  // The earliest moment at which anything can still happen: the clock of the CPU that acts next.
  SimTime now() const;
  std::uint64_t hash() const;
  // A copy for reports, in which what is under way (waiting, computing, spinning, being ready or
  // blocked) is booked up to `t`. It is not a state of the run: do not step it.
  Machine accounted_at(SimTime t) const;
  const StepInfo& last_step() const { return last_step_; }

  const KernelState& kernel() const { return k_; }
  const SchedState& sched() const { return s_; }
  const Immutable& fixed() const { return *k_.fixed; }
  // The table of a kernel path.
  static const KernelPath& path(PathId id);

  // Checks every invariant; returns what is violated, or nullopt.
  std::optional<std::string> check_invariants() const;
  // For ended() == deadlock: who waits for what, a line a task.
  std::string describe_blocked() const;

  // Test access: the state to set up situations by hand.
  KernelState& kernel_for_test() { return k_; }
  SchedState& sched_for_test() { return s_; }

 private:
  // Translations of the running CPUs: derived state, never copied or hashed. They notice by
  // themselves when their address space has changed (see Tlb).
  class Translations {
   public:
    Translations() = default;
    Translations(const Translations&) {}
    Translations(Translations&& o) noexcept { *this = std::move(o); }
    // NOLINTNEXTLINE(bugprone-unhandled-self-assignment): nothing is taken over
    Translations& operator=(const Translations&) { return *this; }
    Translations& operator=(Translations&& o) noexcept {
      last_ = std::exchange(o.last_, MmId::none());
      last_tlb_ = std::exchange(o.last_tlb_, nullptr);
      slots_ = std::move(o.slots_);
      return *this;
    }
    // The translations of an address space; those of the few used last are kept.
    Tlb& of(MmId mm) { return mm == last_ ? *last_tlb_ : find(mm); }

   private:
    Tlb& find(MmId mm);

    MmId last_;
    Tlb* last_tlb_ = nullptr;
    struct Slot {
      MmId mm;
      std::unique_ptr<Tlb> tlb;
    };
    std::array<Slot, 8> slots_;  // by the last digits of the address space's number
  };

  // Who acts next, and when; cpu none: nobody ever will.
  struct Actor {
    CpuId cpu;
    SimTime at;
    SimTime others;  // when the next of the other CPUs acts
  };
  Actor next_actor() const;
  Actor stay_on(const Actor& first) const;
  SimDuration lookahead() const;
  void act(const Actor& actor, const Until& until, Trace* trace);
  void take_interrupt(Cpu& cpu);
  void wait_for_interrupt(Cpu& cpu, SimTime at);
  StepInfo::Kind pass_time(Ctx& ctx, SimTime at);
  bool goes_on(Ctx& ctx);
  StepInfo::Kind act_once(Ctx& ctx, SimTime at, SimTime user_stop_at);
  StepInfo::Kind run_task(Ctx& ctx, SimTime user_stop_at);
  SimTime acts_again_at(const Ctx& ctx, SimTime user_stop_at) const;
  void tell_last_step(const Ctx& ctx);
  void run_kernel(Ctx& ctx);
  Ctx context(Cpu& cpu, Trace* trace);
  void run_user(Ctx& ctx, SimTime stop_at);
  void run_compute(Cpu& cpu, Task& task, SimTime at);
  void end_spin(Ctx& ctx, SimTime at);
  void resume_spin(Ctx& ctx);
  void charge_user(Cpu& cpu, Task& task, std::int64_t ns);
  void tell_line(Ctx& ctx, std::uint64_t pc, std::int64_t instructions);
  void stopped_for(Cpu& cpu, Task& task, const VmResult& result);
  void update_end();

  KernelState k_;
  SchedState s_;
  std::uint64_t steps_ = 0;
  RunEnd end_ = RunEnd::running;
  StepInfo last_step_;
  Translations translations_;
};

}  // namespace sim
