#include "sim/user/program.h"

#include <fmt/format.h>

#include <algorithm>

namespace sim {
namespace {

bool is_branch(Op op) {
  switch (op) {
    case Op::jmp:
    case Op::spin:
    case Op::bz:
    case Op::bnz:
    case Op::beq:
    case Op::bne:
    case Op::blt:
    case Op::ble:
    case Op::bltu:
    case Op::bleu:
      return true;
    default:
      return false;
  }
}

std::string register_name(int r) {
  if (r == kRegTp) return "tp";
  if (r == kRegFp) return "fp";
  if (r == kRegSp) return "sp";
  return fmt::format("r{}", r);
}

// The function's name for a call's target, else the index.
std::string code_name(const Program& program, std::uint32_t index) {
  const Function* f = program.function_at(index);
  if (f != nullptr && f->begin == index) return f->name;
  return fmt::format("{}", index);
}

std::string operands(const Program& program, std::uint32_t index) {
  const Insn& insn = program.code[index];
  if (insn.op == Op::call) return code_name(program, static_cast<std::uint32_t>(insn.imm));
  if (insn.op == Op::line) {
    const auto entry = static_cast<std::uint32_t>(insn.imm);
    if (entry >= program.lines.size()) return "?";
    const LineEntry& line = program.lines[entry];
    return fmt::format("{}:{}", program.files[line.file].name, line.line);
  }
  if (is_branch(insn.op)) {
    const std::int64_t target = static_cast<std::int64_t>(index) + 1 + insn.imm;
    return fmt::format("{}, {}, -> {}", register_name(insn.a), register_name(insn.b), target);
  }
  return fmt::format("{}, {}, {}, {}", register_name(insn.a), register_name(insn.b),
                     register_name(insn.c), insn.imm);
}

}  // namespace

const Function* Program::function_at(std::uint32_t index) const {
  auto after = std::upper_bound(
      functions.begin(), functions.end(), index,
      [](std::uint32_t i, const Function& function) { return i < function.begin; });
  if (after == functions.begin()) return nullptr;
  const Function& function = *std::prev(after);
  return index < function.end ? &function : nullptr;
}

const LineEntry* Program::line_at(std::uint32_t index) const {
  const Function* function = function_at(index);
  if (function == nullptr || function->is_libc || index >= code.size()) return nullptr;
  for (std::uint32_t i = index + 1; i-- > function->begin;)
    if (code[i].op == Op::line) return &lines[static_cast<std::size_t>(code[i].imm)];
  // The function's first instructions, before its first statement, belong to that statement.
  for (std::uint32_t i = index; i < function->end; ++i)
    if (code[i].op == Op::line) return &lines[static_cast<std::size_t>(code[i].imm)];
  return nullptr;
}

std::string disassemble(const Program& program) {
  std::string out;
  for (std::uint32_t i = 0; i < program.code.size(); ++i) {
    const Function* function = program.function_at(i);
    if (function != nullptr && function->begin == i) {
      out += fmt::format("{}:\n", function->name);
    }
    const Insn& insn = program.code[i];
    out += fmt::format("{:6}  {:<7} {}\n", i, op_name(insn.op), operands(program, i));
  }
  return out;
}

}  // namespace sim
