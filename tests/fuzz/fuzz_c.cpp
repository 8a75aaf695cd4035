// Any text to the C front end; what compiles runs for a while on a machine whose invariants must
// hold. Nothing may crash, hang or grow without bound.
#include <cstddef>
#include <cstdint>
#include <string>

#include "sim/base/assert.h"
#include "sim/machine/machine.h"
#include "sim/user/cc/compile.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  sim::CompileInput input;
  input.name = "fuzz";
  input.file = "fuzz.c";
  input.text.assign(reinterpret_cast<const char*>(data), size);
  const auto program = sim::compile_program(input);
  if (!program) {
    SIM_ASSERT(!program.error().message.empty());
    return 0;
  }
  sim::MachineConfig config;
  config.limits.memory_bytes = 8u << 20;
  config.limits.total_memory_bytes = 64u << 20;
  config.limits.max_tasks = 64;
  sim::ProcessSpec process;
  process.name = "fuzz";
  process.program = *program;
  config.processes.push_back(process);
  sim::Machine m = sim::Machine::boot(config);
  m.run({.step = 2'000, .time = sim::SimTime{5'000'000}});
  SIM_ASSERT(!m.check_invariants());
  return 0;
}
