// Fused instructions do exactly what their parts do one by one.
#include "sim/user/fuse.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <set>

#include "sim/base/prng.h"
#include "sim/user/vm.h"

namespace sim {
namespace {

constexpr std::uint64_t kData = 0x600000;  // three pages, nothing before or after them
constexpr std::int64_t kMany = std::numeric_limits<std::int64_t>::max();

Program program_of(std::vector<Insn> code) {
  Program p;
  p.code = std::move(code);
  p.segments = {{kData, 3 * kPageBytes, {}, true}};
  p.brk_start = kData + 3 * kPageBytes;
  return p;
}

AddressSpace memory_of(const Program& program) {
  AddressSpace mm;
  mm.load(program, 1 << 20, 16 << 20);
  for (std::uint64_t i = 0; i < 3 * kPageBytes; i += 8) {
    const std::uint64_t word = i * 0x9e3779b97f4a7c15;
    mm.copy_out(kData + i, std::as_bytes(std::span(&word, 1)));
  }
  return mm;
}

struct Machine {
  AddressSpace mm;
  Registers regs;
  Tlb tlb;

  std::uint64_t memory_hash() const {
    Hasher h;
    mm.hash(h);
    return h.digest();
  }
};

Registers registers_with(std::uint64_t sp, std::uint64_t fp) {
  Registers regs;
  regs.pc = kTextBase;
  regs.r[kRegSp] = sp;
  regs.r[kRegFp] = fp;
  return regs;
}

// Runs until the program ends or was stopped `runs` times, from where it stopped.
void expect_the_same(const Program& plain, const Program& fused, const AddressSpace& mm,
                     const Registers& begin, const VmLimits& limits, int runs) {
  Machine one{mm, begin, {}}, all{mm, begin, {}};
  for (int i = 0; i < runs; ++i) {
    const VmResult expected = vm_run(plain, one.regs, one.mm, one.tlb, limits);
    const VmResult result = vm_run(fused, all.regs, all.mm, all.tlb, limits);
    ASSERT_EQ(result.stop, expected.stop);
    ASSERT_EQ(result.instructions, expected.instructions);
    ASSERT_EQ(result.lines, expected.lines);
    ASSERT_EQ(result.fault_address, expected.fault_address);
    ASSERT_EQ(result.fault_is_write, expected.fault_is_write);
    ASSERT_EQ(result.compute_ns, expected.compute_ns);
    ASSERT_EQ(result.spin_instructions, expected.spin_instructions);
    ASSERT_EQ(all.regs, one.regs);
  }
  ASSERT_EQ(all.memory_hash(), one.memory_hash());
}

// With every budget up to `longest`, and with stops at lines of every kind.
void expect_the_same_at_every_budget(std::vector<Insn> code, const Registers& begin,
                                     std::int64_t longest) {
  const Program plain = program_of(std::move(code));
  Program fused = plain;
  fused.fused = fuse(fused.code);
  const AddressSpace mm = memory_of(plain);
  for (std::int64_t n = 1; n <= longest && !testing::Test::HasFatalFailure(); ++n) {
    SCOPED_TRACE(testing::Message() << "budget " << n);
    expect_the_same(plain, fused, mm, begin, {n, kMany, kMany}, 3);
    expect_the_same(plain, fused, mm, begin, {longest, n, kMany}, 2);
    expect_the_same(plain, fused, mm, begin, {longest, kMany, n}, 2);
    expect_the_same(plain, fused, mm, begin, {n, n / 2, 2}, 3);
  }
}

FusedOp fused_at(std::vector<Insn> code, std::size_t i) { return fuse(code)[i].op; }

constexpr Insn kTrap{Op::trap, 0, 0, 0, 0};

TEST(Fuse, PutsSeveralInstructionsInThePlaceOfTheFirst) {
  const std::vector<Insn> code = {{Op::ldi, 0, 0, 0, 7}, {Op::push, 0}, {Op::leave}, {Op::ret}};
  const std::vector<FusedInsn> fused = fuse(code);
  ASSERT_EQ(fused.size(), code.size() + 1);
  EXPECT_EQ(fused[0].op, FusedOp::ldir0_pushr0);
  EXPECT_EQ(fused[1].op, FusedOp::spush);
  EXPECT_EQ(fused[2].op, FusedOp::sleave_sret_b);
  EXPECT_EQ(fused[3].op, FusedOp::sret);
  EXPECT_EQ(fused[4].op, FusedOp::stops);
}

TEST(Fuse, CountsToTheEndOfTheBlock) {
  const std::vector<FusedInsn> fused = fuse(std::vector<Insn>{{Op::mov, 1, 2},
                                                              {Op::mov, 1, 2},
                                                              {Op::jmp, 0, 0, 0, -1},
                                                              {Op::mov, 1, 2},
                                                              {Op::line},
                                                              {Op::mov, 1, 2},
                                                              {Op::mov, 1, 2}});
  const std::uint32_t expected[] = {3, 2, 1, 1, 0, 2, 1, 0};
  for (std::size_t i = 0; i < fused.size(); ++i) EXPECT_EQ(fused[i].block, expected[i]) << i;
}

TEST(Fuse, LeavesAloneWhatDoesNotFit) {
  // another register is pushed than was set
  EXPECT_EQ(fused_at({{Op::ldi, 0, 0, 0, 7}, {Op::push, 1}}, 0), FusedOp::ldi);
  // not in the frame
  EXPECT_EQ(fused_at({{Op::ld32, 0, 3, 0, 8}, {Op::push, 0}}, 0), FusedOp::ld32);
  // a jump out of the text
  EXPECT_EQ(fused_at({{Op::ldi, 1, 0, 0, 7}, {Op::beq, 0, 1, 0, 5}}, 0), FusedOp::ldi);
  EXPECT_EQ(fused_at({{Op::ldi, 1, 0, 0, 7}, {Op::beq, 0, 1, 0, 5}}, 1), FusedOp::stops);
  EXPECT_EQ(fused_at({{Op::call, 0, 0, 0, 1}}, 0), FusedOp::stops);
}

TEST(FusedInstructions, PushAcrossTheBoundaryOfPages) {
  std::vector<Insn> code;
  for (int i = 0; i < 6; ++i) {
    code.push_back({Op::ldi, 0, 0, 0, i});
    code.push_back({Op::push, 0});
  }
  code.push_back(kTrap);
  for (std::uint64_t low = 0; low < 8; low += 4)
    expect_the_same_at_every_budget(code, registers_with(kData + kPageBytes + 24 + low, 0), 14);
}

TEST(FusedInstructions, FaultWhereThePartFaults) {
  std::vector<Insn> code;
  for (int i = 0; i < 6; ++i) {
    code.push_back({Op::addi, 0, kRegSp, 0, i});
    code.push_back({Op::push, 0});
  }
  Program p = program_of(code);
  Machine m{memory_of(p), registers_with(kData + 24, 0), {}};
  p.fused = fuse(code);
  const VmResult r = vm_run(p, m.regs, m.mm, m.tlb, {100, kMany, kMany});
  EXPECT_EQ(r.stop, VmStop::segv);
  EXPECT_EQ(r.instructions, 7);
  EXPECT_EQ(r.fault_address, kData - 8);
  EXPECT_TRUE(r.fault_is_write);
  EXPECT_EQ(m.regs.pc, kTextBase + 7 * kInsnBytes);
  EXPECT_EQ(m.regs.r[0], kData + 3);  // the first part was done
  EXPECT_EQ(m.regs.r[kRegSp], kData);
  expect_the_same_at_every_budget(code, registers_with(kData + 24, 0), 12);
}

TEST(FusedInstructions, MayBeJumpedInto) {
  // i++ in a loop whose jump goes to each of its instructions
  for (std::int32_t to = 0; to < 6; ++to)
    expect_the_same_at_every_budget({{Op::ld32, 0, kRegFp, 0, -4},
                                     {Op::addwi, 0, 0, 0, 1},
                                     {Op::st32, 0, kRegFp, 0, -4},
                                     {Op::ldi, 1, 0, 0, 3},
                                     {Op::bne, 0, 1, 0, to - 5},
                                     {Op::bz, 3, 0, 0, to - 6},
                                     kTrap},
                                    registers_with(kData + 64, kData + kPageBytes + 4), 30);
}

TEST(FusedInstructions, AreWhatTheyAreInAFunctionsCall) {
  const std::vector<Insn> code = {{Op::line},
                                  {Op::ldi, 0, 0, 0, 5},
                                  {Op::push, 0},
                                  {Op::ld32, 0, kRegFp, 0, -8},
                                  {Op::push, 0},
                                  {Op::call, 0, 0, 0, 9},
                                  {Op::addi, kRegSp, kRegSp, 0, 16},
                                  {Op::line},
                                  {Op::jmp, 0, 0, 0, -9},
                                  {Op::enter, 0, 0, 0, 16},
                                  {Op::ld32, 1, kRegFp, 0, 16},
                                  {Op::ld64, 2, kRegFp, 0, 24},
                                  {Op::syscall},
                                  {Op::ldi, 1, 0, 0, -4096},
                                  {Op::bleu, 0, 1, 0, 1},
                                  {Op::mov, 0, 1},
                                  {Op::sext32, 0, 0},
                                  {Op::leave},
                                  {Op::ret}};
  // The stack's top everywhere about a page's boundary, and where it cannot grow.
  for (std::uint64_t sp = kData; sp < kData + 96; sp += 8) {
    expect_the_same_at_every_budget(code, registers_with(sp, kData + 128), 40);
    expect_the_same_at_every_budget(code, registers_with(sp + kPageBytes, kData + 128), 40);
  }
}

// ---- programs of everything, at random ----

class RandomCode {
 public:
  explicit RandomCode(std::uint64_t seed) : rng_(seed) {}

  std::vector<Insn> program() {
    size_ = 12 + below(30);
    while (code_.size() < size_) sequence();
    return code_;
  }
  Registers registers() {
    Registers regs = registers_with(place(), place());
    regs.pc = kTextBase + below(code_.size()) * kInsnBytes;
    for (int i = 0; i < kRegTp; ++i) {
      static constexpr std::uint64_t kText = kTextBase;
      const std::uint64_t choices[] = {below(4), 0 - below(3), place(),
                                       kText + below(code_.size()) * kInsnBytes};
      regs.r[static_cast<std::size_t>(i)] = choices[below(4)];
    }
    return regs;
  }

 private:
  std::uint64_t below(std::uint64_t n) { return rng_.next() % n; }
  std::uint8_t reg() { return static_cast<std::uint8_t>(below(6) == 0 ? 14 + below(2) : below(4)); }
  // Most often about a boundary of pages, and aligned.
  std::uint64_t place() {
    const std::uint64_t page = kData + below(4) * kPageBytes;
    return page - 64 + 8 * below(24) + (below(8) == 0 ? below(8) : 0);
  }
  std::int32_t offset() { return 8 * static_cast<std::int32_t>(below(16)) - 64; }
  std::int32_t jump() {
    const auto to = static_cast<std::int32_t>(below(size_ + 2));
    return to - static_cast<std::int32_t>(code_.size()) - 1;
  }
  void add(Op op, std::uint8_t a = 0, std::uint8_t b = 0, std::int32_t imm = 0) {
    code_.push_back({op, a, b, reg(), imm});
  }

  void sequence() {
    const std::uint8_t a = below(3) == 0 ? reg() : std::uint8_t{0};
    switch (below(16)) {
      case 0:
        add(Op::ldi, a, 0, static_cast<std::int32_t>(below(5)) - 2);
        return add(Op::push, a);
      case 1:
        add(Op::addi, a, below(2) == 0 ? reg() : std::uint8_t{kRegFp}, offset());
        return add(Op::push, a);
      case 2:
        add(below(2) == 0 ? Op::ld32 : Op::ld64, a, kRegFp, offset());
        return add(Op::push, a);
      case 3:
        add(Op::addi, kRegSp, kRegSp, offset());
        return add(Op::line);
      case 4:
        add(Op::ldi, 1, 0, static_cast<std::int32_t>(below(4)));
        return branch(0, 1);
      case 5:
        for (std::uint64_t n = 1 + below(4); n > 0; --n)
          add(below(2) == 0 ? Op::ld32 : Op::ld64, reg(), kRegFp, offset());
        return;
      case 6: {
        const std::int32_t at = offset() + (below(6) == 0 ? 1 : 0);
        add(Op::ld32, a, kRegFp, at);
        add(Op::addwi, a, a, 1);
        return add(Op::st32, a, kRegFp, at);
      }
      case 7:
        if (below(2) == 0) add(Op::sext32, a, a);
        add(Op::leave);
        return add(Op::ret);
      case 8:
        add(Op::call, 0, 0, static_cast<std::int32_t>(below(size_ + 1)));
        return;
      case 9:
        add(Op::enter, 0, 0, 16 * static_cast<std::int32_t>(below(3)));
        if (below(2) == 0) add(Op::ldi, 0, 0, 60);
        return;
      case 10:
        add(below(2) == 0 ? Op::st32 : Op::st64, reg(), kRegFp, offset());
        return;
      case 11:
        return branch(reg(), reg());
      case 12:
        return add(Op::line);
      case 13:
        return add(below(2) == 0 ? Op::push : Op::pop, reg());
      case 14:
        // the last: those that stop a program, seldom
        return add(static_cast<Op>(below(below(6) == 0 ? static_cast<int>(Op::count_)
                                                       : static_cast<int>(Op::jmp))),
                   reg(), reg(), static_cast<std::int32_t>(below(9)));
      default:
        return other();
    }
  }
  void branch(std::uint8_t a, std::uint8_t b) {
    static constexpr Op kBranches[] = {Op::beq,  Op::bne,  Op::blt, Op::ble,
                                       Op::bltu, Op::bleu, Op::bz,  Op::bnz};
    const std::int32_t to = jump();
    add(kBranches[below(8)], a, b, to);
  }
  void other() {
    switch (below(8)) {
      case 0:
        return add(Op::syscall);
      case 1:
        return add(Op::zero, reg(), 0, static_cast<std::int32_t>(below(100)));
      case 2:
        return add(Op::copy, reg(), reg(), static_cast<std::int32_t>(below(100)));
      case 3:
        return add(
            Op::spin, 0, 0,
            -1 - static_cast<std::int32_t>(below(std::min<std::uint64_t>(6, code_.size() + 1))));
      case 4:
        return add(Op::callr, reg());
      case 5:
        return add(Op::compute, reg());
      case 6:
        return add(Op::acas, reg(), reg(), 8);
      default:
        return add(Op::jmp, 0, 0, jump());
    }
  }

  Prng rng_;
  std::uint64_t size_ = 0;
  std::vector<Insn> code_;
};

TEST(FusedInstructions, AreTheirPartsInAllProgramsAtEveryBudget) {
  std::set<FusedOp> seen;
  for (std::uint64_t seed = 0; seed < 1500 && !HasFatalFailure(); ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    RandomCode random(seed);
    const std::vector<Insn> code = random.program();
    for (const FusedInsn& i : fuse(code)) seen.insert(i.op);
    for (int i = 0; i < 4; ++i) expect_the_same_at_every_budget(code, random.registers(), 25);
  }
  for (int op = static_cast<int>(Op::count_); op <= static_cast<int>(FusedOp::stops); ++op)
    EXPECT_TRUE(seen.count(static_cast<FusedOp>(op))) << "fused operation " << op;
}

}  // namespace
}  // namespace sim
