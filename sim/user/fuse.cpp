#include "sim/user/fuse.h"

#include <algorithm>

namespace sim {
namespace {

// What an instruction must be to be a part.
struct Part {
  enum class Needs : std::uint8_t { nothing, frame, value_in_a, value_in_b, value_in_a_frame };
  Op op = Op::trap;
  Needs needs = Needs::nothing;
};
using Needs = Part::Needs;

constexpr Part ldi{Op::ldi}, addi{Op::addi}, sext32{Op::sext32}, line{Op::line};
constexpr Part beq{Op::beq}, bne{Op::bne}, blt{Op::blt}, ble{Op::ble}, bltu{Op::bltu},
    bleu{Op::bleu};
constexpr Part fld32{Op::ld32, Needs::frame}, fld64{Op::ld64, Needs::frame};
constexpr Part fst32{Op::st32, Needs::frame}, fst64{Op::st64, Needs::frame};
constexpr Part fst32_v{Op::st32, Needs::value_in_a_frame};
constexpr Part addwi_v{Op::addwi, Needs::value_in_b};
constexpr Part spush{Op::push}, spop{Op::pop}, push_v{Op::push, Needs::value_in_a};
constexpr Part scall{Op::call}, sret{Op::ret}, senter{Op::enter}, sleave{Op::leave};

struct Pattern {
  FusedOp op;
  std::size_t count;
  Part parts[3];
};

constexpr Pattern kPatterns[] = {
#define SIM_PATTERN_ONE(a) {FusedOp::a, 1, {a}},
#define SIM_PATTERN_TWO(a, b) {FusedOp::a##_##b, 2, {a, b}},
#define SIM_PATTERN_THREE(a, b, c) {FusedOp::a##_##b##_##c, 3, {a, b, c}},
    SIM_FUSED(SIM_PATTERN_ONE, SIM_PATTERN_TWO, SIM_PATTERN_THREE)
#undef SIM_PATTERN_ONE
#undef SIM_PATTERN_TWO
#undef SIM_PATTERN_THREE
};

bool is_jump(Op op) {
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

bool ends_block(Op op) {
  switch (op) {
    case Op::call:
    case Op::callr:
    case Op::ret:
    case Op::copy:
    case Op::zero:
    case Op::copyr:
    case Op::fill:
    case Op::syscall:
    case Op::compute:
      return true;
    default:
      return is_jump(op);
  }
}

class Fuser {
 public:
  explicit Fuser(std::span<const Insn> code) : code_(code) {}

  std::vector<FusedInsn> run() const {
    std::vector<FusedInsn> fused(code_.size() + 1);
    for (std::size_t i = code_.size(); i-- > 0;) {
      fused[i] = {code_[i], op_at(i), 0};
      if (code_[i].op == Op::line) continue;
      fused[i].block = ends_block(code_[i].op) ? 1 : 1 + fused[i + 1].block;
    }
    return fused;
  }

 private:
  FusedOp op_at(std::size_t i) const {
    if (stops(i)) return FusedOp::stops;
    if (code_[i].op == Op::call && code_[target(i)].op == Op::enter) return FusedOp::scall_senter;
    const Pattern* longest = nullptr;
    for (const Pattern& p : kPatterns)
      if ((longest == nullptr || p.count > longest->count) && matches(p, i)) longest = &p;
    return longest != nullptr ? longest->op : static_cast<FusedOp>(code_[i].op);
  }

  bool matches(const Pattern& p, std::size_t i) const {
    if (i + p.count > code_.size()) return false;
    for (std::size_t k = 0; k < p.count; ++k) {
      const Insn& insn = code_[i + k];
      if (insn.op != p.parts[k].op || stops(i + k)) return false;
      if (!meets(p.parts[k].needs, insn, k > 0 ? code_[i + k - 1].a : 0)) return false;
    }
    return true;
  }

  static bool meets(Needs needs, const Insn& insn, std::uint8_t set_before) {
    switch (needs) {
      case Needs::nothing:
        return true;
      case Needs::frame:
        return insn.b == kRegFp;
      case Needs::value_in_a:
        return insn.a == set_before;
      case Needs::value_in_b:
        return insn.b == set_before;
      case Needs::value_in_a_frame:
        return insn.a == set_before && insn.b == kRegFp;
    }
    return false;
  }

  bool stops(std::size_t i) const {
    const Op op = code_[i].op;
    return op == Op::trap || ((op == Op::call || is_jump(op)) && target(i) >= code_.size());
  }
  // Index of the instruction that a jump or call goes to; a very great one when that lies before
  // the text.
  std::uint64_t target(std::size_t i) const {
    const auto imm = static_cast<std::uint64_t>(std::int64_t{code_[i].imm});
    return code_[i].op == Op::call ? imm : i + 1 + imm;
  }

  std::span<const Insn> code_;
};

}  // namespace

std::vector<FusedInsn> fuse(std::span<const Insn> code) { return Fuser(code).run(); }

}  // namespace sim
