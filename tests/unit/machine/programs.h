// C programs as machines, for tests.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "sim/machine/machine.h"
#include "sim/user/cc/compile.h"

namespace sim {

inline std::shared_ptr<const Program> compile_c(const std::string& name, const std::string& text) {
  CompileInput input;
  input.name = name;
  input.file = name + ".c";
  input.text = text;
  auto program = compile_program(input);
  if (!program) {
    ADD_FAILURE() << program.error().to_string();
    std::abort();
  }
  return *program;
}

inline MachineConfig config_for(std::vector<std::pair<std::string, std::string>> programs) {
  MachineConfig config;
  config.scenario = "test";
  for (auto& [name, text] : programs) {
    ProcessSpec spec;
    spec.name = name;
    spec.program = compile_c(name, text);
    config.processes.push_back(std::move(spec));
  }
  return config;
}

inline Machine machine_for(std::vector<std::pair<std::string, std::string>> programs) {
  return Machine::boot(config_for(std::move(programs)));
}

inline std::string output_of(const Machine& m) {
  return m.kernel().output.read(0, m.kernel().output.size());
}

inline Machine::Until until_ms(std::int64_t ms) { return {~0ull, SimTime{} + milliseconds(ms)}; }

// Two processes that bounce a message over two queues; `rounds` times.
inline std::pair<std::string, std::string> ping(int rounds) {
  return {"ping", R"(
#include <sys/msg.h>
struct msg { long mtype; char mtext[64]; };
int main(void) {
  int a = msgget(1, IPC_CREAT | 0600), b = msgget(2, IPC_CREAT | 0600);
  struct msg m = {1, "ball"};
  for (int i = 0; i < )" +
                      std::to_string(rounds) + R"(; i++) {
    msgsnd(a, &m, 8, 0);
    msgrcv(b, &m, 64, 0, 0);
  }
  return 0;
}
)"};
}
inline std::pair<std::string, std::string> pong(int rounds) {
  return {"pong", R"(
#include <sys/msg.h>
struct msg { long mtype; char mtext[64]; };
int main(void) {
  int a = msgget(1, IPC_CREAT | 0600), b = msgget(2, IPC_CREAT | 0600);
  struct msg m;
  for (int i = 0; i < )" +
                      std::to_string(rounds) + R"(; i++) {
    msgrcv(a, &m, 64, 0, 0);
    m.mtype = 1;
    msgsnd(b, &m, 8, 0);
  }
  return 0;
}
)"};
}

}  // namespace sim
