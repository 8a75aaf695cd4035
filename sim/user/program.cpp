#include "sim/user/program.h"

#include <fmt/format.h>

#include <algorithm>

namespace sim {
namespace {

// Of jumps: those that compare no two registers.
bool compares_nothing(Op op) {
  return op == Op::jmp || op == Op::spin || op == Op::bz || op == Op::bnz;
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

// How an instruction's operands are written.
enum class Form : std::uint8_t {
  none,
  a,
  ab,
  abc,
  a_imm,
  ab_imm,
  load,
  store,
  branch,
  compare,
  imm
};

Form form_of(Op op) {
  if (is_jump(op)) return compares_nothing(op) ? Form::branch : Form::compare;
  switch (op) {
    case Op::ret:
    case Op::leave:
    case Op::syscall:
    case Op::trap:
      return Form::none;
    case Op::push:
    case Op::pop:
    case Op::callr:
    case Op::compute:
      return Form::a;
    case Op::enter:
      return Form::imm;
    case Op::ldi:
    case Op::ldih:
    case Op::zero:
      return Form::a_imm;
    case Op::addi:
    case Op::muli:
    case Op::andi:
    case Op::ori:
    case Op::xori:
    case Op::shli:
    case Op::shri:
    case Op::sari:
    case Op::addwi:
    case Op::addwui:
    case Op::seqi:
    case Op::snei:
    case Op::slti:
    case Op::slei:
    case Op::copy:
      return Form::ab_imm;
    case Op::ld8:
    case Op::ld8u:
    case Op::ld16:
    case Op::ld16u:
    case Op::ld32:
    case Op::ld32u:
    case Op::ld64:
    case Op::ldf32:
      return Form::load;
    case Op::st8:
    case Op::st16:
    case Op::st32:
    case Op::st64:
    case Op::stf32:
      return Form::store;
    case Op::mov:
    case Op::sext8:
    case Op::sext16:
    case Op::sext32:
    case Op::zext8:
    case Op::zext16:
    case Op::zext32:
    case Op::neg:
    case Op::not_:
    case Op::bool_:
    case Op::lnot:
    case Op::fneg:
    case Op::fsqrt:
    case Op::i2f:
    case Op::u2f:
    case Op::f2i:
    case Op::f2u:
    case Op::round32:
      return Form::ab;
    default:
      return Form::abc;
  }
}

std::string operands(const Program& program, std::uint32_t index) {
  const Insn& insn = program.code[index];
  std::string a = register_name(insn.a), b = register_name(insn.b), c = register_name(insn.c);
  const std::int64_t target = static_cast<std::int64_t>(index) + 1 + insn.imm;
  if (insn.op == Op::call) return code_name(program, static_cast<std::uint32_t>(insn.imm));
  if (insn.op == Op::line) {
    const auto entry = static_cast<std::uint32_t>(insn.imm);
    if (entry >= program.lines.size()) return "?";
    const LineEntry& line = program.lines[entry];
    return fmt::format("{}:{}", program.files[line.file].name, line.line);
  }
  switch (form_of(insn.op)) {
    case Form::none:
      return "";
    case Form::a:
      return a;
    case Form::ab:
      return fmt::format("{}, {}", a, b);
    case Form::imm:
      return fmt::format("{}", insn.imm);
    case Form::a_imm:
      return fmt::format("{}, {}", a, insn.imm);
    case Form::ab_imm:
      return fmt::format("{}, {}, {}", a, b, insn.imm);
    case Form::load:
    case Form::store:
      return fmt::format("{}, [{}{:+}]", a, b, insn.imm);
    case Form::branch:
      return insn.op == Op::bz || insn.op == Op::bnz ? fmt::format("{}, -> {}", a, target)
                                                     : fmt::format("-> {}", target);
    case Form::compare:
      return fmt::format("{}, {}, -> {}", a, b, target);
    case Form::abc:
      break;
  }
  return fmt::format("{}, {}, {}", a, b, c) + (insn.imm != 0 ? fmt::format(", {}", insn.imm) : "");
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
