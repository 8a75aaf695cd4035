// The commands of the system, sh, ls, cat, ...: C programs that travel with msgscope, for execve to
// find in /usr/bin. One is compiled when it is first run; as its text says everything about it, it
// makes no difference to a machine when that is.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "sim/user/program.h"

namespace sim {

class Command {
 public:
  Command(std::string_view name, std::string_view text) : name_(name), text_(text) {}
  const std::string& name() const { return name_; }
  const Program& program() const { return *shared_program(); }
  // From any thread.
  const std::shared_ptr<const Program>& shared_program() const;

 private:
  std::string name_;
  std::string_view text_;
  mutable std::once_flag compiled_;
  mutable std::shared_ptr<const Program> program_;
};

// All of them, in order of name.
std::vector<std::shared_ptr<const Command>> system_commands();

}  // namespace sim
