// The C front end: one C file of the person and the libc it uses, compiled to a Program.
//
//   CompileInput in{.name = "hello", .file = "hello.c", .text = source};
//   Result<std::shared_ptr<const Program>> program = compile_program(in);
//   if (!program) std::cerr << program.error().to_string();   // hello.c:3:5: error: ...
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "sim/base/result.h"
#include "sim/user/program.h"

namespace sim {

struct CompileInput {
  std::string name;  // the program's name (comm)
  std::string file;  // as messages and the source panel show it
  std::string text;
  bool of_the_system = false;  // not the person's: stepped over like libc
  // The text of the person's `#include "x.h"`, or nullopt when there is no such file. Headers of
  // the C library need none.
  std::function<std::optional<std::string>(std::string_view)> read_include;
};

// Never crashes and always ends, whatever the text: nesting, includes, macro expansion and sizes
// are bounded. Warnings are in Program::warnings.
Result<std::shared_ptr<const Program>> compile_program(const CompileInput& input);

}  // namespace sim
