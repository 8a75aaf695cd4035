// Making and unmaking tasks: what the machine needs at boot, and what fork, exit and wait share.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/kernel/kernel.h"

namespace sim {

// A process the scenario starts.
struct ProcessSetup {
  NameId comm;
  ProgramId program;
  std::vector<std::string> argv;  // argv[0] included; argc is its size
  int nice = 0;
  Policy policy = Policy::normal;
  int rt_priority = 0;
  std::uint32_t uid = 0, gid = 0;
  std::uint64_t cpus_allowed = ~0ull;
};

// A process with the next pid, its program loaded, argc and argv on its stack, descriptors 0, 1, 2
// on the terminal, a child of init. It is TASK_RUNNING, on no run queue yet, and begins at
// ret_from_fork: to start it, run wake_up_new_task. Needs init and the file system.
TaskId create_process(KernelState& k, const ProcessSetup& setup);

// pid 0 of a CPU: TASK_RUNNING, never on a run queue; its one frame is PathId::idle.
TaskId create_idle_task(KernelState& k, CpuId cpu, NameId comm);

// pid 1: never runs; it is asleep waiting for children, and whatever orphan ends is reaped for it
// at once (see exit.cpp). Sets KernelState::init.
TaskId create_init(KernelState& k, NameId comm);

// A pid nobody has, as alloc_pid gives them: upwards, again from 300 after 32767.
Pid allocate_pid(KernelState& k);

// The family tree: children are listed oldest first.
void add_child(KernelState& k, TaskId parent, TaskId child);
void remove_child(KernelState& k, TaskId child);

// Address spaces are counted by the tasks that use them.
// `argv` and `envp` lie on its stack; `regs` are set to begin at the program's entry.
AddressSpace make_address_space(const KernelState& k, ProgramId program,
                                const std::vector<std::string>& argv,
                                const std::vector<std::string>& envp, Registers& regs);
MmId allocate_mm(KernelState& k, AddressSpace mm);
void drop_mm(KernelState& k, MmId mm);

// Lets a parent that waits in vfork go on: its child has ended or become another program.
void release_vfork_parent(Ctx& ctx, Task& child);

// A zombie's end: out of the family and of the pid table, EXIT_DEAD. The slot itself is free for
// another task once the dead one has left its CPU.
void release_task(Ctx& ctx, TaskId id);
// Frees the slots of dead tasks that have left their CPUs.
void free_dead_tasks(KernelState& k);

}  // namespace sim
