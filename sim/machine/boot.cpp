// Switching the machine on: CPUs, idle tasks, init, and the processes of the scenario.
#include <algorithm>

#include "sim/base/assert.h"
#include "sim/kernel/fs/names.h"
#include "sim/kernel/process.h"
#include "sim/machine/machine.h"

namespace sim {
namespace {

NameId intern(std::vector<std::string>& names, const std::string& name) {
  const auto it = std::find(names.begin(), names.end(), name);
  if (it != names.end()) return NameId{static_cast<std::uint32_t>(it - names.begin())};
  names.push_back(name);
  return NameId{static_cast<std::uint32_t>(names.size() - 1)};
}

ProgramId intern(Immutable& fixed, const std::shared_ptr<const Program>& program) {
  auto& all = fixed.programs;
  const auto it = std::find(all.begin(), all.end(), program);
  if (it != all.end()) return ProgramId{static_cast<std::uint32_t>(it - all.begin())};
  all.push_back(program);
  return ProgramId{static_cast<std::uint32_t>(all.size() - 1)};
}

void add_injections(Immutable& fixed, const MachineConfig& config) {
  for (Injection inj : config.injections) {
    for (NameId* name : {&inj.on_comm, &inj.target})
      if (*name) *name = intern(fixed.names, config.injection_names.at(name->value));
    if (inj.on_event) fixed.injection_events |= 1ull << static_cast<int>(*inj.on_event);
    fixed.injections.push_back(std::move(inj));
  }
}

ProcessSetup setup_of(Immutable& fixed, const ProcessSpec& spec) {
  ProcessSetup setup;
  setup.comm = intern(fixed.names, spec.name);
  setup.program = intern(fixed, spec.program);
  setup.argv.push_back(spec.name);
  setup.argv.insert(setup.argv.end(), spec.args.begin(), spec.args.end());
  setup.nice = spec.nice;
  setup.policy = spec.policy;
  setup.rt_priority = spec.rt_priority;
  setup.uid = spec.uid;
  setup.gid = spec.gid;
  setup.cpus_allowed = spec.cpus_allowed;
  return setup;
}

void arm_timed_injections(KernelState& k) {
  const auto& all = k.fixed->injections;
  for (std::uint32_t n = 0; n < all.size(); ++n) {
    if (all[n].on_event || all[n].at == SimTime::never()) continue;
    Timer timer;
    timer.when = all[n].at;
    timer.kind = TimerKind::inject;
    timer.generation = n;
    arm_timer_on(k, k.cpus[all[n].cpu.value % k.cpus.size()], timer);
  }
}

void start_processes(Ctx& ctx, const MachineConfig& config,
                     const std::vector<ProcessSetup>& setups) {
  KernelState& k = ctx.k;
  const std::uint64_t present = config.cpus >= 64 ? ~0ull : (1ull << config.cpus) - 1;
  std::vector<TaskId> now;
  for (std::size_t i = 0; i < setups.size(); ++i) {
    const TaskId id = create_process(k, setups[i]);
    Task& t = k.tasks[id];
    t.cpus_allowed &= present;
    if (t.cpus_allowed == 0) t.cpus_allowed = present;
    t.start_time = t.state_since = config.processes[i].start;
    ctx.emit_caused(0, EventType::sched_process_fork,
                    {0, t.pid.value, id.value, t.comm.value, t.program.value});
    if (config.processes[i].start.ns == 0) {
      now.push_back(id);
    } else {
      Timer timer;
      timer.when = config.processes[i].start;
      timer.kind = TimerKind::start_task;
      timer.task = id;
      arm_timer_on(k, k.cpus[0], timer);
    }
  }
  sched_boot(ctx, now);
}

}  // namespace

Machine Machine::boot(const MachineConfig& config, Trace* trace) {
  SIM_ASSERT(config.cpus >= 1 && config.cpus <= 64);
  auto fixed = std::make_shared<Immutable>();
  fixed->costs = config.costs;
  fixed->limits = config.limits;
  fixed->hz = config.hz;
  fixed->scenario = config.scenario;
  fixed->seed = config.seed;
  const NameId init_name = intern(fixed->names, "init");
  std::vector<NameId> idle_names;
  idle_names.reserve(static_cast<std::size_t>(config.cpus));
  for (int i = 0; i < config.cpus; ++i)
    idle_names.push_back(intern(fixed->names, "swapper/" + std::to_string(i)));
  std::vector<ProcessSetup> setups;
  for (const ProcessSpec& spec : config.processes) setups.push_back(setup_of(*fixed, spec));
  for (const auto& program : config.installed) intern(*fixed, program);
  for (const auto& program : fixed->programs) intern(fixed->names, program->name.substr(0, 15));
  fixed->commands = config.commands;
  for (const auto& command : fixed->commands) intern(fixed->names, command->name());
  add_injections(*fixed, config);

  Machine m;
  KernelState& k = m.k_;
  k.fixed = std::move(fixed);
  k.prng = Prng(config.seed);
  k.msg.limits = config.msg;
  k.input = config.input;
  k.injection_seen.resize(config.injections.size());
  k.cpus.resize(static_cast<std::size_t>(config.cpus));
  for (std::uint32_t i = 0; i < k.cpus.size(); ++i) {
    k.cpus[i].id = CpuId{i};
    k.cpus[i].idle_task = k.cpus[i].current = create_idle_task(k, CpuId{i}, idle_names[i]);
  }
  create_init(k, init_name);
  for (const auto& program : config.installed) add_program_files(k, *program);
  sched_init(m.s_, k, config.sched);
  Ctx ctx{k, m.s_, k.cpus[0], trace};
  arm_timed_injections(k);
  start_processes(ctx, config, setups);
  add_command_files(k);
  m.update_end();
  return m;
}

}  // namespace sim
