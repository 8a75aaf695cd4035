#include "sim/user/vm_exact.h"

#include "sim/user/semantics.h"

namespace sim::vm {
namespace {

// A spin loop's iteration is looked at when it is no longer than this.
constexpr std::int64_t kLongestSpin = 4096;

// A probe runs one iteration of a spin loop: it stops, as `trap` would, at anything that is not a
// computation on registers or a load.
enum class Purpose : std::uint8_t { run, probe };

class Interpreter {
 public:
  Interpreter(const Program& program, Registers& regs, AddressSpace& mm, Tlb& tlb,
              const VmLimits& limits, Purpose purpose)
      : program_(program),
        regs_(regs),
        mm_(mm),
        tlb_(tlb),
        limits_(limits),
        probing_(purpose == Purpose::probe),
        memory_(mm, tlb, probing_),
        left_(limits.hard_budget),
        lines_left_(limits.line_budget) {}

  VmResult run() {
    if (left_ <= 0) return result_;
    const Insn* first = insn();
    if (first != nullptr && first->op == Op::line && !probing_)
      next();  // the last run stopped here
    while (left_ > 0) {
      const Insn* i = insn();
      if (!(i != nullptr ? execute(*i) : leave_text())) return finish();
    }
    // A line that would have been stopped at all the same is said to be one, so that where runs
    // stop does not depend on how the time was cut.
    const Insn* i = insn();
    result_.stop =
        i != nullptr && i->op == Op::line && ends_at_line() ? VmStop::line : VmStop::budget;
    return finish();
  }

 private:
  // The instruction at pc; nullptr outside the text.
  const Insn* insn() const {
    // an address that is not aligned becomes a very great index
    const std::uint64_t index = std::rotr(regs_.pc - kTextBase, std::countr_zero(kInsnBytes));
    return index < program_.code.size() ? &program_.code[index] : nullptr;
  }
  bool ends_at_line() const {
    return lines_left_ <= 1 || limits_.hard_budget - left_ >= limits_.soft_budget;
  }
  VmResult finish() {
    result_.instructions = limits_.hard_budget - left_;
    return result_;
  }

  // What an instruction ends in; true: go on.
  bool next() { return jump(regs_.pc + kInsnBytes); }
  bool jump(std::uint64_t to) {
    regs_.pc = to;
    --left_;
    return true;
  }
  bool jump_by(std::int32_t imm) { return jump(regs_.pc + kInsnBytes + imm64(imm) * kInsnBytes); }
  bool stop(VmStop why) {
    result_.stop = why;
    return false;
  }
  bool stop_after(VmStop why) {
    next();
    return stop(why);
  }
  bool fault() {
    result_.fault_address = memory_.fault().address;
    result_.fault_is_write = memory_.fault().is_write;
    return stop(VmStop::segv);
  }
  bool leave_text() {
    if (const Vma* vma = mm_.find_vma(regs_.pc); vma != nullptr && vma->executable)
      return stop(VmStop::ill);
    result_.fault_address = regs_.pc;
    return stop(VmStop::segv);
  }

  bool push(std::uint64_t value) {
    auto& sp = regs_.r[kRegSp];
    if (!memory_.store(sp - 8, value)) return false;
    sp -= 8;
    return true;
  }
  bool pop(std::uint64_t& value) {
    if (!memory_.load(regs_.r[kRegSp], value)) return false;
    regs_.r[kRegSp] += 8;
    return true;
  }
  bool enter(std::int32_t bytes) {
    if (!push(regs_.r[kRegFp])) return fault();
    regs_.r[kRegFp] = regs_.r[kRegSp];
    regs_.r[kRegSp] -= imm64(bytes);
    return next();
  }
  bool leave() {
    std::uint64_t fp = 0;
    if (!memory_.load(regs_.r[kRegFp], fp)) return fault();
    regs_.r[kRegSp] = regs_.r[kRegFp] + 8;
    regs_.r[kRegFp] = fp;
    return next();
  }
  bool call(std::uint64_t to) { return push(regs_.pc + kInsnBytes) ? jump(to) : fault(); }
  bool ret() {
    std::uint64_t to = 0;
    return pop(to) ? jump(to) : fault();
  }
  bool spin(std::int32_t imm) {
    const std::uint64_t spin_pc = regs_.pc;
    jump_by(imm);
    if (probing_) {
      result_.fault_address = spin_pc;
      return stop(VmStop::spin);
    }
    result_.spin_instructions = spin_length(program_, regs_, spin_pc, mm_, tlb_);
    return result_.spin_instructions == 0 || stop(VmStop::spin);
  }
  bool line() {
    if (ends_at_line()) return stop(VmStop::line);
    --lines_left_;
    ++result_.lines;
    return next();
  }

  bool may_be_probed(Op op) const;
  bool execute(const Insn& i);

  const Program& program_;
  Registers& regs_;
  AddressSpace& mm_;
  Tlb& tlb_;
  const VmLimits& limits_;
  bool probing_;
  UserMemory memory_;
  std::int64_t left_;        // of the budget
  std::int64_t lines_left_;  // until the line to stop at
  VmResult result_;
};

bool changes_more_than_registers(Op op) {
  switch (op) {
#define SIM_CASE(name, ...) case Op::name:
    SIM_STORES(SIM_CASE)
    SIM_BLOCK_OPS(SIM_CASE)
#undef SIM_CASE
    case Op::push:
    case Op::enter:
    case Op::call:
    case Op::callr:
    case Op::ret:
    case Op::axchg:
    case Op::aadd:
    case Op::acas:
    case Op::syscall:
    case Op::compute:
      return true;
    default:
      return false;
  }
}

bool Interpreter::execute(const Insn& i) {
  if (probing_ && changes_more_than_registers(i.op)) return stop(VmStop::ill);
  auto& r = regs_.r;
  UserMemory& memory = memory_;
#define A r[i.a]
#define B r[i.b]
#define C r[i.c]
#define IMM imm64(i.imm)
  switch (i.op) {
#define SIM_CASE(name, result) \
  case Op::name:               \
    A = result;                \
    return next();
    SIM_REGISTER_OPS(SIM_CASE)
#undef SIM_CASE
#define SIM_CASE(name, traps, result)    \
  case Op::name:                         \
    if (traps) return stop(VmStop::fpe); \
    A = result;                          \
    return next();
    SIM_DIVISIONS(SIM_CASE)
#undef SIM_CASE
#define SIM_CASE(name, condition) \
  case Op::name:                  \
    return (condition) ? jump_by(i.imm) : next();
    SIM_BRANCHES(SIM_CASE)
#undef SIM_CASE
#define SIM_CASE(name, Type, result)              \
  case Op::name: {                                \
    Type v;                                       \
    if (!memory.load(B + IMM, v)) return fault(); \
    A = static_cast<std::uint64_t>(result);       \
    return next();                                \
  }
    SIM_LOADS(SIM_CASE)
#undef SIM_CASE
#define SIM_CASE(name, Type, value) \
  case Op::name:                    \
    return memory.store(B + IMM, static_cast<Type>(value)) ? next() : fault();
    SIM_STORES(SIM_CASE)
#undef SIM_CASE
#define SIM_CASE(name, done, bytes)                   \
  case Op::name:                                      \
    if (!(done)) return fault();                      \
    left_ -= static_cast<std::int64_t>((bytes) / 16); \
    return next();
    SIM_BLOCK_OPS(SIM_CASE)
#undef SIM_CASE
    case Op::jmp:
      return jump_by(i.imm);
    case Op::spin:
      return spin(i.imm);
    case Op::call:
      return call(kTextBase + IMM * kInsnBytes);
    case Op::callr:
      return call(A);
    case Op::ret:
      return ret();
    case Op::enter:
      return enter(i.imm);
    case Op::leave:
      return leave();
    case Op::push:
      return push(A) ? next() : fault();
    case Op::pop: {
      std::uint64_t value = 0;
      if (!pop(value)) return fault();
      A = value;
      return next();
    }
    case Op::axchg:
    case Op::aadd:
    case Op::acas:
      return atomic(i, r.data(), memory) ? next() : fault();
    case Op::syscall:
      return stop_after(VmStop::syscall);
    case Op::compute:
      result_.compute_ns = A;
      return stop_after(VmStop::compute);
    case Op::line:
      return line();
    case Op::trap:
    case Op::count_:
      break;
  }
#undef A
#undef B
#undef C
#undef IMM
  return stop(VmStop::ill);
}

}  // namespace

VmResult run_exactly(const Program& program, Registers& regs, AddressSpace& mm, Tlb& tlb,
                     const VmLimits& limits) {
  return Interpreter(program, regs, mm, tlb, limits, Purpose::run).run();
}

std::int64_t spin_length(const Program& program, const Registers& regs, std::uint64_t spin_pc,
                         AddressSpace& mm, Tlb& tlb) {
  const EmptyLoop empty = program.empty_loop_at((spin_pc - kTextBase) / kInsnBytes);
  if (empty.instructions != 0) return empty.instructions;
  constexpr std::int64_t kMany = std::numeric_limits<std::int64_t>::max();
  Registers after = regs;
  const VmLimits limits{kLongestSpin, kMany, kMany};
  const VmResult result = Interpreter(program, after, mm, tlb, limits, Purpose::probe).run();
  const bool came_back = result.stop == VmStop::spin && result.fault_address == spin_pc;
  return came_back && after == regs ? result.instructions : 0;
}

}  // namespace sim::vm
