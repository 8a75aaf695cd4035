// The commands of msgscope: each declares its options and what to do when it is chosen.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

namespace cli {

// What the chosen command does; returns the exit status.
using Action = std::function<int()>;
// Everything that stands after "--" on the command line.
using Args = std::vector<std::string>;

void add_run(CLI::App& app, Action& chosen, const Args& args);
void add_check(CLI::App& app, Action& chosen);
void add_trace(CLI::App& app, Action& chosen, const Args& args);
void add_metrics(CLI::App& app, Action& chosen, const Args& args);
void add_ipcs(CLI::App& app, Action& chosen, const Args& args);
void add_render(CLI::App& app, Action& chosen, const Args& args);
void add_schema(CLI::App& app, Action& chosen);

}  // namespace cli
