#include "sim/analysis/names.h"

namespace sim::analysis {

void Names::learn(const Event& e, const Immutable& fixed) {
  if (e.type == EventType::sched_process_exec) {
    Entry& entry = entries_[Pid{static_cast<std::int32_t>(e.args[0])}];
    give_name(entry, fixed.names.at(static_cast<std::size_t>(e.args[1])));
    entry.program = &fixed.program(ProgramId(static_cast<std::uint32_t>(e.args[2])));
    return;
  }
  if (e.type != EventType::sched_process_fork) return;
  const Pid pid{static_cast<std::int32_t>(e.args[1])};
  Entry entry;
  const auto name = static_cast<std::size_t>(e.args[3]);
  if (name < fixed.names.size()) give_name(entry, fixed.names[name]);
  const ProgramId program(static_cast<std::uint32_t>(e.args[4]));
  if (fixed.has_program(program)) entry.program = &fixed.program(program);
  first_.try_emplace(entry.comm, pid);
  entries_[pid] = std::move(entry);
  order_.push_back(pid);
}

void Names::give_name(Entry& entry, std::string comm) {
  if (comm == entry.comm) return;
  entry.comm = std::move(comm);
  ++bearers_[entry.comm];
}

std::string Names::comm(Pid pid, int cpu) const {
  if (pid.value == 0) return "swapper/" + std::to_string(cpu);
  const auto found = entries_.find(pid);
  if (found != entries_.end()) return found->second.comm;
  return pid.value == 1 ? "init" : "?";
}

std::string Names::called(Pid pid, int cpu) const {
  const std::string name = comm(pid, cpu);
  const auto found = bearers_.find(name);
  if (pid.value <= 1 || found == bearers_.end() || found->second < 2) return name;
  return name + " " + std::to_string(pid.value);
}

const Program* Names::program(Pid pid) const {
  const auto found = entries_.find(pid);
  return found == entries_.end() ? nullptr : found->second.program;
}

Pid Names::first(const std::string& comm) const {
  const auto found = first_.find(comm);
  return found == first_.end() ? Pid{} : found->second;
}

}  // namespace sim::analysis
