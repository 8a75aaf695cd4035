// What every command is asked with: the source and the options that change its machine.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/result.h"
#include "sim/scenario/run.h"
#include "sim/scenario/scenario.h"

namespace cli {

// Exit statuses, the contract other tools rely on.
enum Exit : int {
  kEnded = 0,
  kExpectationFailed = 1,
  kBadInput = 2,
  kDeadlock = 3,
  kLimitReached = 4,
};

struct SourceOptions {
  std::vector<std::string> sources;  // one scenario, or C files
  std::vector<std::string> args;     // after "--"
  std::optional<int> cpus, hz, uid, nice;
  std::optional<std::uint64_t> seed;
  std::optional<std::uint64_t> max_steps;
  std::string scheduler, until, costs, input;
  std::string lang = "en";
  bool label = false;

  sim::scenario::Lang language() const {
    return lang == "zh" ? sim::scenario::Lang::zh : sim::scenario::Lang::en;
  }
};

// Declares SRC and the options everywhere on a command.
void add_source_options(CLI::App& command, SourceOptions& options);
void add_machine_options(CLI::App& command, SourceOptions& options);

// Loads the source and applies the options. Warnings of the C front end go to stderr.
sim::Result<sim::scenario::Scenario> load_source(const SourceOptions& options);
// Changes the scenario as the options say.
sim::Result<void> apply_options(sim::scenario::Scenario& scenario, const SourceOptions& options);
sim::scenario::RunLimits limits_of(const sim::scenario::Scenario& scenario, const SourceOptions& o);

// Prints an error to stderr, in the language and coloured when that is a terminal; returns
// kBadInput.
int report(const sim::Error& error, sim::scenario::Lang lang);
int report(const std::string& message, sim::scenario::Lang lang);
sim::Error error_in(const std::string& file, std::string message);
bool colours(int fd);

}  // namespace cli
