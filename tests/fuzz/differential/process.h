// Runs a program and captures what it did.
#pragma once

#include <string>
#include <vector>

namespace differential {

struct Outcome {
  std::string output;  // standard output
  std::string errors;  // standard error
  int status = -1;     // exit status, or 128 + signal; -1: it could not be started
  bool timed_out = false;
};

struct RunOptions {
  int timeout_ms = 20'000;
  bool fresh_ipc = false;  // in an IPC namespace of its own, on one CPU
};

Outcome run_program(const std::vector<std::string>& argv, const RunOptions& options = {});

// Whether this process may make IPC namespaces.
bool can_isolate_ipc();

}  // namespace differential
