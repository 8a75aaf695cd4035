#include "sim/user/fuse.h"

#include <algorithm>

namespace sim {
namespace {

// What an instruction must be to be a part.
struct Part {
  enum Needs : unsigned { nothing = 0, frame = 1, r0 = 2, r0_twice = 4, value = 8 };
  Op op = Op::trap;
  unsigned needs = nothing;

  bool is(const Insn& insn, const Insn* before) const {
    if (insn.op != op) return false;
    if ((needs & frame) != 0 && insn.b != kRegFp) return false;
    if ((needs & (r0 | r0_twice)) != 0 && insn.a != 0) return false;
    if ((needs & r0_twice) != 0 && insn.b != 0) return false;
    return (needs & value) == 0 || (before != nullptr && insn.b == before->a);
  }
};

constexpr Part ldi{Op::ldi}, addi{Op::addi}, sext32{Op::sext32}, line{Op::line},
    syscall{Op::syscall};
constexpr Part ldir0{Op::ldi, Part::r0}, pushr0{Op::push, Part::r0}, pushr0_b{Op::push, Part::r0};
constexpr Part faddir0{Op::addi, Part::frame | Part::r0}, addwir0{Op::addwi, Part::r0_twice};
constexpr Part fld32{Op::ld32, Part::frame}, fld32r0{Op::ld32, Part::frame | Part::r0};
constexpr Part fld64{Op::ld64, Part::frame}, fld64r0{Op::ld64, Part::frame | Part::r0};
constexpr Part fst32{Op::st32, Part::frame}, fst32r0{Op::st32, Part::frame | Part::r0};
constexpr Part fst64{Op::st64, Part::frame};
constexpr Part spush{Op::push}, spop{Op::pop};
constexpr Part scall{Op::call}, sret{Op::ret}, sret_b{Op::ret}, senter{Op::enter},
    sleave{Op::leave};
constexpr Part beq_v{Op::beq, Part::value}, bne_v{Op::bne, Part::value};
constexpr Part blt_v{Op::blt, Part::value}, ble_v{Op::ble, Part::value};
constexpr Part bltu_v{Op::bltu, Part::value}, bleu_v{Op::bleu, Part::value};

struct Pattern {
  FusedOp op;
  std::size_t count;
  Part parts[4];
};

constexpr Pattern kPatterns[] = {
#define SIM_PATTERN_ONE(a) {FusedOp::a, 1, {a}},
#define SIM_PATTERN_TWO(a, b) {FusedOp::a##_##b, 2, {a, b}},
#define SIM_PATTERN_THREE(a, b, c) {FusedOp::a##_##b##_##c, 3, {a, b, c}},
#define SIM_PATTERN_FOUR(a, b, c, d) {FusedOp::a##_##b##_##c##_##d, 4, {a, b, c, d}},
    SIM_FUSED(SIM_PATTERN_ONE, SIM_PATTERN_TWO, SIM_PATTERN_THREE, SIM_PATTERN_FOUR)
#undef SIM_PATTERN_ONE
#undef SIM_PATTERN_TWO
#undef SIM_PATTERN_THREE
#undef SIM_PATTERN_FOUR
};

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

bool goes_elsewhere(Op op) { return op == Op::call || is_jump(op); }

class Fuser {
 public:
  explicit Fuser(std::span<const Insn> code) : code_(code) {}

  std::vector<FusedInsn> run() const {
    std::vector<FusedInsn> fused(code_.size() + 1);
    for (std::size_t i = code_.size(); i-- > 0;) {
      fused[i] = {code_[i], op_at(i), 0};
      Insn& insn = fused[i].insn;
      if (insn.op == Op::line) {
        insn.imm = static_cast<std::int32_t>(1 + fused[i + 1].block);
        continue;
      }
      fused[i].block = ends_block(insn.op) ? 1 : 1 + fused[i + 1].block;
      if (goes_elsewhere(insn.op) && !stops(i))
        insn.imm = (static_cast<std::int32_t>(target(i)) - static_cast<std::int32_t>(i)) *
                   static_cast<std::int32_t>(sizeof(FusedInsn));
    }
    return fused;
  }

 private:
  FusedOp op_at(std::size_t i) const {
    if (stops(i)) return FusedOp::stops;
    if (code_[i].op == Op::call && code_[target(i)].op == Op::enter) {
      const bool ldi_follows = target(i) + 1 < code_.size() && code_[target(i) + 1].op == Op::ldi;
      return ldi_follows ? FusedOp::scall_senter_ldi : FusedOp::scall_senter;
    }
    const Pattern* longest = nullptr;
    for (const Pattern& p : kPatterns)
      if ((longest == nullptr || p.count > longest->count) && matches(p, i)) longest = &p;
    return longest != nullptr ? longest->op : static_cast<FusedOp>(code_[i].op);
  }

  bool matches(const Pattern& p, std::size_t i) const {
    if (i + p.count > code_.size()) return false;
    for (std::size_t k = 0; k < p.count; ++k) {
      const Insn* before = k > 0 ? &code_[i + k - 1] : nullptr;
      if (!p.parts[k].is(code_[i + k], before) || stops(i + k)) return false;
    }
    return true;
  }

  bool stops(std::size_t i) const {
    const Op op = code_[i].op;
    return op == Op::trap || (goes_elsewhere(op) && target(i) >= code_.size());
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

std::vector<FusedInsn> fuse(std::span<const Insn> code) {
  constexpr std::size_t kLongest =
      (std::size_t{1} << 31) / sizeof(FusedInsn);  // of jumps, in bytes
  return code.size() < kLongest ? Fuser(code).run() : std::vector<FusedInsn>(1);
}

}  // namespace sim
