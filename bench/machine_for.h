// A machine that runs one C file, for benchmarks.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "sim/machine/machine.h"
#include "sim/user/cc/compile.h"

namespace bench {

inline std::string read_file(const std::string& path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

inline std::shared_ptr<const sim::Program> compile_text(const std::string& name,
                                                        const std::string& text) {
  sim::CompileInput input;
  input.name = name;
  input.file = name + ".c";
  input.text = text;
  auto program = sim::compile_program(input);
  if (!program) {
    std::fprintf(stderr, "%s\n", program.error().to_string().c_str());
    std::exit(2);
  }
  return *program;
}

inline sim::MachineConfig config_of(const std::string& name, const std::string& text,
                                    std::vector<std::string> args = {}) {
  sim::MachineConfig config;
  config.scenario = name;
  sim::ProcessSpec spec;
  spec.name = name;
  spec.program = compile_text(name, text);
  spec.args = std::move(args);
  config.processes.push_back(std::move(spec));
  return config;
}

inline sim::MachineConfig config_of_file(const std::string& name,
                                         std::vector<std::string> args = {}) {
  return config_of(name, read_file(MSGSCOPE_SOURCE_DIR "/bench/programs/" + name + ".c"),
                   std::move(args));
}

}  // namespace bench
