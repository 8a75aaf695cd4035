// Runs programs on the machine the tests run on, so that Linux itself is the judge.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace conformance {

// What a run left: everything written to standard output and standard error, and how the (first)
// program ended: its exit status, or 128 + N when signal N killed it.
struct Outcome {
  std::string output, errors;
  int status = 0;
  std::string trouble;  // not empty: it could not be run, or did not end in time
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

// Compiles a C program with the system's compiler; returns what the compiler said when it fails.
std::string compile(const std::filesystem::path& source, const std::filesystem::path& program);

// Starts the programs in order on one CPU, in an IPC and a PID namespace of their own, with a
// terminal each as standard output and standard error, and waits until every process has ended.
Outcome run_natively(const std::vector<std::filesystem::path>& programs, int timeout_s);

// Runs a command with a pipe each as standard output and standard error.
Outcome run_command(const std::vector<std::string>& command, int timeout_s);

}  // namespace conformance
