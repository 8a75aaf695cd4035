// C programs as processes: what `msgscope run a.c b.c` boots.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sim/base/result.h"
#include "sim/scenario/scenario.h"
#include "sim/user/program.h"

namespace sim::scenario {

constexpr std::size_t kMaxSourceBytes = 4u << 20;

// Reads a whole text file. The error says what the system said.
Result<std::string> read_text_file(const std::string& path, std::size_t max_bytes);

// "dir/receiver.c" -> "receiver", cut to the 15 characters a comm has.
std::string comm_of(const std::string& path);

// Compiles the C source `text` as the program `name`; `file` is what messages and the source panel
// call it, and `directory` is where #include "..." looks.
Result<std::shared_ptr<const Program>> compile_source(const std::string& text,
                                                      const std::string& name,
                                                      const std::string& file,
                                                      const std::string& directory);
Result<std::shared_ptr<const Program>> compile_file(const std::string& path);

// Programs that the processes' programs may execute, and that lie beside their sources: the machine
// has them in its working directory, for execve. What does not compile is a warning.
void install_mentioned_programs(Scenario& s);

// A scenario of C files alone: each a process named after its file, started in order at time 0.
// `args` go to the single program.
Result<Scenario> scenario_of_programs(const std::vector<std::string>& files,
                                      const std::vector<std::string>& args);

}  // namespace sim::scenario
