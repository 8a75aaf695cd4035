// Who is who in a trace: learned from the events that create processes, because a process may be
// gone by the time somebody reads about it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "sim/machine/machine.h"
#include "sim/trace/event.h"

namespace sim::analysis {

class Names {
 public:
  // Takes note of a sched_process_fork; other events tell nothing.
  void learn(const Event& e, const Immutable& fixed);
  // "receiver"; "init" for 1; "swapper/2" for the idle task of CPU 2.
  std::string comm(Pid pid, int cpu = 0) const;
  std::string comm(std::int64_t pid, int cpu = 0) const {
    return comm(Pid{static_cast<std::int32_t>(pid)}, cpu);
  }
  // The same for prose: with the pid, "worker 102", once another process has had that name.
  std::string called(Pid pid, int cpu = 0) const;
  std::string called(std::int64_t pid, int cpu = 0) const {
    return called(Pid{static_cast<std::int32_t>(pid)}, cpu);
  }
  // The program a process runs; nullptr when it is unknown or none.
  const Program* program(Pid pid) const;
  // The first process of that name (the one the scenario started); 0 when there is none.
  Pid first(const std::string& comm) const;
  // Pids in the order of their creation.
  const std::vector<Pid>& pids() const { return order_; }

 private:
  struct Entry {
    std::string comm;
    const Program* program = nullptr;
  };
  std::map<Pid, Entry> entries_;
  void give_name(Entry& entry, std::string comm);

  std::map<std::string, Pid> first_;
  std::map<std::string, int> bearers_;  // of a name, by now
  std::vector<Pid> order_;
};

}  // namespace sim::analysis
