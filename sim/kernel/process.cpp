#include "sim/kernel/process.h"

#include <algorithm>
#include <span>

#include "sim/base/assert.h"
#include "sim/kernel/fs/names.h"
#include "sim/kernel/fs/table.h"
#include "sim/user/program.h"

namespace sim {
namespace {

constexpr std::int32_t kPidMax = 32768, kReservedPids = 300;
// The session of a shell that is not part of the machine: the scenario's processes are its jobs.
constexpr Pid kShellSession{100};

// The stack a program starts with (System V ABI): argc at [SP], argv[0..argc-1], NULL, the
// environment, NULL; the strings above.
void build_stack(AddressSpace& mm, const std::vector<std::string>& argv,
                 const std::vector<std::string>& envp, Registers& regs) {
  std::uint64_t top = kStackTop - 64;
  std::vector<std::uint64_t> words{argv.size()};
  for (const auto* list : {&argv, &envp}) {
    for (const std::string& a : *list) {
      top -= a.size() + 1;
      mm.copy_out(top, std::as_bytes(std::span(a.c_str(), a.size() + 1)));
      words.push_back(top);
    }
    words.push_back(0);
  }
  words.push_back(0);  // end of the auxiliary vector
  words.push_back(0);
  const std::uint64_t sp = (top - words.size() * 8) & ~15ull;
  mm.copy_out(sp, std::as_bytes(std::span(words)));
  regs.r[kRegSp] = sp;
}

// What a shell would have given a program of root's.
std::vector<std::string> login_environment() {
  const std::string home(kWorkingDirectory);
  return {"HOME=" + home, "LOGNAME=root",    "PATH=/usr/local/bin:/usr/bin:/bin",
          "PWD=" + home,  "SHELL=/bin/bash", "TERM=xterm",
          "USER=root"};
}

}  // namespace

Pid allocate_pid(KernelState& k) {
  // kernel.pid_max grows where more tasks are allowed than it has numbers for
  const std::uint64_t pid_max =
      std::max<std::uint64_t>(kPidMax, k.fixed->limits.max_tasks + kReservedPids);
  do {
    if (static_cast<std::uint64_t>(++k.next_pid) >= pid_max) {
      k.next_pid = kReservedPids;
      k.pids_came_round = true;
    }
  } while (k.pids_came_round && k.find_task_id(Pid{k.next_pid}));
  return Pid{k.next_pid};
}

AddressSpace make_address_space(const KernelState& k, ProgramId program,
                                const std::vector<std::string>& argv,
                                const std::vector<std::string>& envp, Registers& regs) {
  const Program& image = k.fixed->program(program);
  AddressSpace mm;
  mm.load(image, k.fixed->limits.stack_bytes, k.fixed->limits.memory_bytes);
  regs = Registers{};
  build_stack(mm, argv, envp, regs);
  regs.pc = kTextBase + image.entry * kInsnBytes;
  return mm;
}

MmId allocate_mm(KernelState& k, AddressSpace mm) {
  const MmId id = k.mms.allocate(std::move(mm));
  if (k.mm_refs.size() <= id.value) k.mm_refs.resize(id.value + 1);
  k.mm_refs[id.value] = 1;
  return id;
}

void drop_mm(KernelState& k, MmId mm) {
  if (--k.mm_refs[mm.value] == 0) k.mms.release(mm);
}

void add_child(KernelState& k, TaskId parent, TaskId child) {
  Task& p = k.tasks[parent];
  Task& c = k.tasks[child];
  c.parent = parent;
  c.sibling = TaskNode{p.last_child, TaskId::none()};
  if (p.last_child)
    k.tasks[p.last_child].sibling.next = child;
  else
    p.first_child = child;
  p.last_child = child;
}

void remove_child(KernelState& k, TaskId child) {
  Task& c = k.tasks[child];
  Task& p = k.tasks[c.parent];
  (c.sibling.prev ? k.tasks[c.sibling.prev].sibling.next : p.first_child) = c.sibling.next;
  (c.sibling.next ? k.tasks[c.sibling.next].sibling.prev : p.last_child) = c.sibling.prev;
  c.sibling = TaskNode{};
  c.parent = TaskId::none();
}

TaskId create_idle_task(KernelState& k, CpuId cpu, NameId comm) {
  Task t;
  t.comm = comm;
  t.state = TaskState::running;
  t.cpu = cpu;
  t.cpus_allowed = 1ull << cpu.value;
  t.is_idle = true;
  push_frame(t, PathId::idle);
  return k.tasks.allocate(std::move(t));
}

TaskId create_init(KernelState& k, NameId comm) {
  make_file_system(k);
  Task t;
  t.pid = t.tgid = t.pgid = t.sid = Pid{1};
  t.comm = comm;
  t.state = TaskState::interruptible;
  t.wait = WaitKind::child_exit;
  t.cpu = CpuId{0};
  t.is_init = true;
  t.sighand = k.sighands.allocate();
  k.init = k.tasks.allocate(std::move(t));
  return k.init;
}

TaskId create_process(KernelState& k, const ProcessSetup& setup) {
  SIM_ASSERT(k.init);
  const Program& program = k.fixed->program(setup.program);
  Task t;
  t.pid = t.tgid = t.pgid = allocate_pid(k);
  t.sid = kShellSession;
  t.comm = setup.comm;
  t.program = setup.program;
  t.cred = Credentials{setup.uid, setup.uid, setup.uid, setup.gid, setup.gid, setup.gid};
  t.state = TaskState::running;
  t.cpu = CpuId{0};
  t.cpus_allowed = setup.cpus_allowed;
  t.policy = setup.policy;
  t.nice = static_cast<std::int8_t>(setup.nice);
  t.rt_priority = static_cast<std::int8_t>(setup.rt_priority);
  t.mm =
      allocate_mm(k, make_address_space(k, setup.program, setup.argv, login_environment(), t.regs));
  t.sighand = k.sighands.allocate();
  t.files = make_standard_files(k);
  add_program_files(k, program);
  push_frame(t, PathId::ret_from_fork);
  ++k.live_processes;
  const TaskId id = k.tasks.allocate(std::move(t));
  add_child(k, k.init, id);
  return id;
}

void release_vfork_parent(Ctx& ctx, Task& child) {
  if (!child.vfork_parent) return;
  const TaskId parent = child.vfork_parent;
  child.vfork_parent = TaskId::none();
  if (ctx.k.tasks.contains(parent) && ctx.task(parent).wait == WaitKind::vfork)
    wake_q_add(ctx, parent);
}

void release_task(Ctx& ctx, TaskId id) {
  KernelState& k = ctx.k;
  set_task_state(ctx, k.tasks[id], TaskState::dead, ReasonCode::reaped);
  remove_child(k, id);
  --k.live_processes;
  k.dead_tasks.push_back(id);
}

void free_dead_tasks(KernelState& k) {
  std::erase_if(k.dead_tasks, [&](TaskId id) {
    const Task& t = k.tasks[id];
    const bool left =
        !t.on_cpu && !t.on_rq && !t.on_wake_q &&
        std::none_of(k.cpus.begin(), k.cpus.end(), [&](const Cpu& c) { return c.current == id; });
    if (left && --k.sighands[t.sighand].refs == 0) k.sighands.release(t.sighand);
    if (left) k.tasks.release(id);
    return left;
  });
}

}  // namespace sim
