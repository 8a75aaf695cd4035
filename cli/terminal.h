// The simulated terminal on the host's: what processes write is written on as it is produced.
#pragma once

#include <map>
#include <string>

#include "sim/scenario/run.h"
#include "sim/scenario/scenario.h"

namespace cli {

class TerminalWriter : public sim::scenario::RunListener {
 public:
  // `label`: each line is preceded by the name of the process that wrote it.
  explicit TerminalWriter(bool label) : label_(label) {}
  std::uint64_t wants() const override;
  void on_event(const sim::Event& e, const sim::Machine& m) override;
  bool on_piece(const sim::Machine& m) override;
  void on_end(const sim::Machine& m, sim::scenario::Outcome, sim::SimTime) override;

 private:
  // Gathers what goes to one descriptor in a row: a system call a piece, not one a line.
  void write(int fd, const std::string& text);
  void flush();
  void write_labelled(int fd, sim::Pid pid, const std::string& text);

  bool label_;
  bool open_ = true;
  int pending_fd_ = 1;
  std::string pending_;
  std::map<sim::Pid, std::string> names_;
  std::map<std::pair<sim::Pid, int>, std::string> unfinished_;  // a line's beginning
};

// A line on stderr, when that is a terminal and the run takes long, that says how far it is.
class ProgressLine : public sim::scenario::RunListener {
 public:
  explicit ProgressLine(sim::scenario::Lang lang);
  bool on_piece(const sim::Machine& m) override;
  void on_end(const sim::Machine& m, sim::scenario::Outcome, sim::SimTime) override;

 private:
  sim::scenario::Lang lang_;
  bool enabled_;
  bool shown_ = false;
  long long started_ms_, last_ms_;
};

}  // namespace cli
