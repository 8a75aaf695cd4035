#include "sim/user/cc/compile.h"

#include "sim/user/cc/codegen.h"

namespace sim {
namespace {

std::uint64_t fingerprint(const Program& program) {
  Hasher h;
  for (const Insn& i : program.code)
    h.add(static_cast<std::uint64_t>(i.op) | static_cast<std::uint64_t>(i.a) << 8 |
          static_cast<std::uint64_t>(i.b) << 16 | static_cast<std::uint64_t>(i.c) << 24 |
          static_cast<std::uint64_t>(static_cast<std::uint32_t>(i.imm)) << 32);
  for (const Segment& s : program.segments) {
    h.add(s.address).add(s.size).add(s.writable ? 1 : 0);
    h.add_bytes(s.bytes.data(), s.bytes.size());
  }
  return h.digest();
}

}  // namespace

Result<std::shared_ptr<const Program>> compile_program(const CompileInput& input) {
  auto program = std::make_shared<Program>();
  program->name = input.name;
  cc::Compilation compilation(input);
  try {
    cc::Session session(compilation);
    session.parse_main();
    cc::Codegen(session, *program).run();
  } catch (cc::CompileError& e) {
    return tl::unexpected<Error>(std::move(e.error));
  }
  program->warnings = std::move(compilation.warnings);
  program->fused = fuse(program->code);
  program->fingerprint = fingerprint(*program);
  return program;
}

}  // namespace sim
