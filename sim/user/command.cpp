#include "sim/user/command.h"

#include <algorithm>

#include "sim/base/assert.h"
#include "sim/user/cc/compile.h"
#include "sim/user/cc/libc_table.h"

namespace sim {
namespace {

struct Alias {
  std::string_view name, of;
};

constexpr Alias kAliases[] = {{"[", "test"}, {"bash", "sh"}, {"dash", "sh"}};

}  // namespace

const std::shared_ptr<const Program>& Command::shared_program() const {
  std::call_once(compiled_, [this] {
    CompileInput input;
    input.name = name_;
    input.file = "bin/" + name_ + ".c";
    input.text = text_;
    input.of_the_system = true;
    auto program = compile_program(input);
    SIM_ASSERT(program.has_value());
    program_ = std::move(*program);
  });
  return program_;
}

std::vector<std::shared_ptr<const Command>> system_commands() {
  std::vector<std::shared_ptr<const Command>> all;
  for (const LibcFile& file : libc_commands()) {
    const std::string_view name = file.name.substr(0, file.name.rfind('.'));
    all.push_back(std::make_shared<const Command>(name, file.text));
    for (const Alias& alias : kAliases)
      if (alias.of == name) all.push_back(std::make_shared<const Command>(alias.name, file.text));
  }
  std::sort(all.begin(), all.end(),
            [](const auto& a, const auto& b) { return a->name() < b->name(); });
  return all;
}

}  // namespace sim
