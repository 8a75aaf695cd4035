#include "sim/user/vm.h"

#include <gtest/gtest.h>

#include <bit>
#include <limits>

#include "sim/base/prng.h"

namespace sim {
namespace {

constexpr std::uint64_t kData = 0x600000;
constexpr std::int64_t kMany = std::numeric_limits<std::int64_t>::max();

// A process about to run `code`: r1 = kData (two pages), a stack.
struct Process {
  Program program;
  AddressSpace mm;
  Registers regs;
  Tlb tlb;

  explicit Process(std::vector<Insn> code) {
    program.code = std::move(code);
    program.segments = {{kData, 2 * kPageBytes, {}, true}};
    program.brk_start = kData + 2 * kPageBytes;
    mm.load(program, 1 << 20, 16 << 20);
    regs.pc = kTextBase;
    regs.r[kRegSp] = kStackTop - 64;
    regs.r[1] = kData;
  }
  VmResult run(std::int64_t hard = 1'000'000, std::int64_t lines = kMany,
               std::int64_t soft = kMany) {
    return vm_run(program, regs, mm, tlb, {hard, soft, lines});
  }
  std::uint64_t index() const { return (regs.pc - kTextBase) / kInsnBytes; }
  std::uint64_t word(std::uint64_t address) const {
    std::uint64_t v = 0;
    mm.peek(address, std::as_writable_bytes(std::span(&v, 1)));
    return v;
  }
  std::uint64_t hash() const {
    Hasher h;
    for (auto v : regs.r) h.add(v);
    h.add(regs.pc);
    mm.hash(h);
    return h.digest();
  }
};

// What `op` makes of b and c in register 2.
std::uint64_t compute(Op op, std::uint64_t b, std::uint64_t c, std::int32_t imm = 0) {
  Process p({{op, 2, 3, 4, imm}, {Op::trap}});
  p.regs.r[3] = b;
  p.regs.r[4] = c;
  EXPECT_EQ(p.run().stop, VmStop::ill);
  EXPECT_EQ(p.index(), 1u);
  return p.regs.r[2];
}
double compute_f(Op op, double b, double c) {
  return std::bit_cast<double>(
      compute(op, std::bit_cast<std::uint64_t>(b), std::bit_cast<std::uint64_t>(c)));
}
std::uint64_t bits(double d) { return std::bit_cast<std::uint64_t>(d); }
constexpr std::uint64_t u(std::int64_t v) { return static_cast<std::uint64_t>(v); }

TEST(Arithmetic, KeepsResultsCanonical) {
  EXPECT_EQ(compute(Op::addw, 0x7fffffff, 1), u(-0x80000000ll));
  EXPECT_EQ(compute(Op::addwu, 0xffffffff, 1), 0u);
  EXPECT_EQ(compute(Op::subw, u(-0x80000000ll), 1), 0x7fffffffu);
  EXPECT_EQ(compute(Op::mulw, 0x10000, 0x8000), u(-0x80000000ll));
  EXPECT_EQ(compute(Op::shlw, 1, 31), u(-0x80000000ll));
  EXPECT_EQ(compute(Op::shlwu, 1, 63), 0x80000000u);
  EXPECT_EQ(compute(Op::sext8, 0x180, 0), u(-128));
  EXPECT_EQ(compute(Op::zext16, u(-1), 0), 0xffffu);
  EXPECT_EQ(compute(Op::addwi, 0x7fffffff, 0, 1), u(-0x80000000ll));
  EXPECT_EQ(compute(Op::addwui, 0, 0, -1), 0xffffffffu);
}

TEST(Arithmetic, IsOn64Bits) {
  EXPECT_EQ(compute(Op::add, u(-1), 2), 1u);
  EXPECT_EQ(compute(Op::div, u(-7), 2), u(-3));
  EXPECT_EQ(compute(Op::mod, u(-7), 2), u(-1));
  EXPECT_EQ(compute(Op::divu, u(-1), 16), u(-1) / 16);
  EXPECT_EQ(compute(Op::sar, u(-16), 66), u(-4));
  EXPECT_EQ(compute(Op::shr, u(-16), 60), 15u);
  EXPECT_EQ(compute(Op::divw, u(-7), 2), u(-3));
  EXPECT_EQ(compute(Op::modw, u(-7), u(-4)), u(-3));
  EXPECT_EQ(compute(Op::slt, u(-1), 0), 1u);
  EXPECT_EQ(compute(Op::sltu, u(-1), 0), 0u);
  EXPECT_EQ(compute(Op::slti, u(-5), 0, -4), 1u);
}

TEST(Arithmetic, BuildsWideConstantsFromTwoHalves) {
  Process p({{Op::ldi, 2, 0, 0, -2}, {Op::ldih, 2, 0, 0, 0x12345678}, {Op::trap}});
  p.run();
  EXPECT_EQ(p.regs.r[2], 0x12345678fffffffeu);
}

TEST(Division, ByZeroAndItsOverflowStopAtTheInstruction) {
  const std::int64_t least = std::numeric_limits<std::int64_t>::min();
  const std::int64_t least32 = std::numeric_limits<std::int32_t>::min();
  const struct {
    Op op;
    std::int64_t b, c;
  } cases[] = {{Op::div, 1, 0},        {Op::divu, 1, 0},        {Op::mod, 1, 0},
               {Op::modu, 1, 0},       {Op::div, least, -1},    {Op::mod, least, -1},
               {Op::divw, 5, 0},       {Op::divw, least32, -1}, {Op::modw, 5, 0},
               {Op::modw, least32, -1}};
  for (const auto& c : cases) {
    Process p({{Op::line}, {c.op, 2, 3, 4, 0}, {Op::trap}});
    p.regs.r[3] = u(c.b);
    p.regs.r[4] = u(c.c);
    const VmResult r = p.run();
    EXPECT_EQ(r.stop, VmStop::fpe) << op_name(c.op);
    EXPECT_EQ(p.index(), 1u);
    EXPECT_EQ(r.instructions, 1);
  }
}

TEST(FloatingPoint, ConvertsAsTheX86Does) {
  EXPECT_EQ(compute(Op::f2i, bits(-2.9), 0), u(-2));
  EXPECT_EQ(compute(Op::f2i, bits(1e300), 0), 0x8000000000000000u);
  EXPECT_EQ(compute(Op::f2i, bits(std::numeric_limits<double>::quiet_NaN()), 0),
            0x8000000000000000u);
  EXPECT_EQ(compute(Op::f2u, bits(1.8e19), 0), 18000000000000000000u);
  EXPECT_EQ(compute(Op::f2u, bits(-1.0), 0), u(-1));
  EXPECT_EQ(compute(Op::u2f, u(-1), 0), bits(0x1p64));
  EXPECT_EQ(compute(Op::i2f, u(-3), 0), bits(-3.0));
  EXPECT_EQ(compute(Op::round32, bits(0.1), 0), bits(static_cast<double>(0.1f)));
}

TEST(FloatingPoint, MakesTheNanTheX86Makes) {
  EXPECT_EQ(compute(Op::fdiv, bits(0.0), bits(0.0)), 0xfff8000000000000u);
  EXPECT_EQ(compute(Op::fadd, bits(1.0), 0x7ff0000000000001u), 0x7ff8000000000001u);
  EXPECT_EQ(compute_f(Op::fsub, 1.5, 0.25), 1.25);
  EXPECT_EQ(compute_f(Op::fmul, 3, 7), 21);
  EXPECT_EQ(compute(Op::fsqrt, bits(-1.0), 0), 0xfff8000000000000u);
}

TEST(Loads, ExtendAsTheirTypeSays) {
  Process p({{Op::ld8, 2, 1, 0, 0},
             {Op::ld8u, 3, 1, 0, 0},
             {Op::ld16, 4, 1, 0, 0},
             {Op::ld32, 5, 1, 0, 0},
             {Op::ld32u, 6, 1, 0, 0},
             {Op::ld64, 7, 1, 0, 0},
             {Op::trap}});
  const std::uint64_t v = 0xfffffffffffffff0;
  p.mm.copy_out(kData, std::as_bytes(std::span(&v, 1)));
  p.run();
  EXPECT_EQ(p.regs.r[2], v);
  EXPECT_EQ(p.regs.r[3], 0xf0u);
  EXPECT_EQ(p.regs.r[4], v);
  EXPECT_EQ(p.regs.r[5], v);
  EXPECT_EQ(p.regs.r[6], 0xfffffff0u);
  EXPECT_EQ(p.regs.r[7], v);
}

TEST(Stores, MayCrossPagesUnaligned) {
  Process p({{Op::st64, 3, 1, 0, 4093}, {Op::ld64, 2, 1, 0, 4093}, {Op::trap}});
  p.regs.r[3] = 0x1122334455667788;
  EXPECT_EQ(p.run().stop, VmStop::ill);
  EXPECT_EQ(p.regs.r[2], 0x1122334455667788u);
}

TEST(Stores, OverTheEndOfMemoryFaultAtTheFirstBadByteAndDoNothing) {
  Process p({{Op::st64, 3, 1, 0, 8190}, {Op::trap}});
  p.regs.r[3] = ~0ull;
  const VmResult r = p.run();
  EXPECT_EQ(r.stop, VmStop::segv);
  EXPECT_EQ(r.fault_address, kData + 8192);
  EXPECT_TRUE(r.fault_is_write);
  EXPECT_EQ(p.index(), 0u);
  EXPECT_EQ(p.word(kData + 8184), 0u);
}

TEST(Text, CannotBeLoadedOrStored) {
  Process load({{Op::ldi, 2, 0, 0, static_cast<std::int32_t>(kTextBase)}, {Op::ld64, 3, 2, 0, 0}});
  VmResult r = load.run();
  EXPECT_EQ(r.stop, VmStop::segv);
  EXPECT_EQ(r.fault_address, kTextBase);
  EXPECT_FALSE(r.fault_is_write);
  Process store({{Op::ldi, 2, 0, 0, static_cast<std::int32_t>(kTextBase)}, {Op::st8, 3, 2, 0, 0}});
  EXPECT_EQ(store.run().stop, VmStop::segv);
}

TEST(Jumps, ToNullAreASegmentationFault) {
  Process p({{Op::callr, 2, 0, 0, 0}});
  const VmResult r = p.run();
  EXPECT_EQ(r.stop, VmStop::segv);
  EXPECT_EQ(r.fault_address, 0u);
  EXPECT_EQ(p.regs.pc, 0u);
}

TEST(Jumps, IntoTheMiddleOfAnInstructionOrPastTheCodeAreIllegal) {
  Process middle({{Op::ldi, 2, 0, 0, static_cast<std::int32_t>(kTextBase + 4)}, {Op::callr, 2}});
  EXPECT_EQ(middle.run().stop, VmStop::ill);
  EXPECT_EQ(middle.regs.pc, kTextBase + 4);
  Process past({{Op::jmp, 0, 0, 0, 100}});
  EXPECT_EQ(past.run().stop, VmStop::ill);
  Process falls_off({{Op::mov, 2, 3, 0, 0}});
  const VmResult r = falls_off.run();
  EXPECT_EQ(r.stop, VmStop::ill);
  EXPECT_EQ(r.instructions, 1);
  EXPECT_EQ(falls_off.index(), 1u);
}

TEST(Calls, KeepFramesOnTheStack) {
  // main: push 40; call add2; trap.   add2: r0 = argument + 2.
  Process p({{Op::ldi, 2, 0, 0, 40},
             {Op::push, 2, 0, 0, 0},
             {Op::call, 0, 0, 0, 4},
             {Op::trap},
             {Op::enter, 0, 0, 0, 16},
             {Op::ld64, 0, kRegFp, 0, 16},
             {Op::addi, 0, 0, 0, 2},
             {Op::leave},
             {Op::ret}});
  EXPECT_EQ(p.run().stop, VmStop::ill);
  EXPECT_EQ(p.index(), 3u);
  EXPECT_EQ(p.regs.r[0], 42u);
  EXPECT_EQ(p.regs.r[kRegSp], kStackTop - 72);
}

TEST(Recursion, WithoutEndFaultsAtTheStackLimit) {
  Process p({{Op::enter, 0, 0, 0, 4080}, {Op::call, 0, 0, 0, 0}});
  const VmResult r = p.run();
  EXPECT_EQ(r.stop, VmStop::segv);
  EXPECT_TRUE(r.fault_is_write);
  EXPECT_LT(r.fault_address, kStackTop - (1 << 20));
  EXPECT_GE(r.fault_address, kStackTop - (1 << 20) - 4096);
}

TEST(BlockOperations, CostOneMoreForEach16Bytes) {
  Process p({{Op::fill, 1, 3, 4, 0}, {Op::copy, 5, 1, 0, 40}, {Op::zero, 1, 0, 0, 8}, {Op::trap}});
  p.regs.r[3] = 0x1ab;
  p.regs.r[4] = 5000;
  p.regs.r[5] = kData + 6000;
  const VmResult r = p.run();
  EXPECT_EQ(r.instructions, 1 + 5000 / 16 + 1 + 2 + 1);
  EXPECT_EQ(p.word(kData), 0u);
  EXPECT_EQ(p.word(kData + 8), 0xababababababababu);
  EXPECT_EQ(p.word(kData + 6032), 0xababababababababu);
  EXPECT_EQ(p.word(kData + 6040), 0u);
  Process over({{Op::fill, 1, 3, 4, 0}, {Op::trap}});
  over.regs.r[4] = 1600;
  const VmResult overshoot = over.run(1);
  EXPECT_EQ(overshoot.stop, VmStop::budget);
  EXPECT_EQ(overshoot.instructions, 101);
}

TEST(BlockOperations, CopyBetweenPagesSharedWithAFork) {
  Process p({{Op::copyr, 5, 1, 4, 0}, {Op::trap}});
  for (std::uint64_t i = 0; i < 512; ++i)
    p.mm.copy_out(kData + 8 * i, std::as_bytes(std::span(&i, 1)));
  const AddressSpace fork = p.mm;
  p.regs.r[4] = 2000;
  p.regs.r[5] = kData + 2048;  // the same page
  p.run();
  EXPECT_EQ(p.word(kData + 2048 + 8 * 249), 249u);
  EXPECT_EQ(p.word(kData + 8), 1u);
  std::uint64_t v = 0;
  fork.peek(kData + 2048, std::as_writable_bytes(std::span(&v, 1)));
  EXPECT_EQ(v, 256u);
}

TEST(Atomics, ExchangeAddAndCompare) {
  Process p({{Op::aadd, 2, 1, 4, 4},
             {Op::axchg, 3, 1, 4, 8},
             {Op::acas, 5, 1, 6, 2},
             {Op::acas, 7, 1, 6, 2},
             {Op::trap}});
  const std::uint64_t start = 0x00000001ffffffff;
  p.mm.copy_out(kData, std::as_bytes(std::span(&start, 1)));
  p.regs.r[4] = 5;
  p.regs.r[5] = 5;
  p.regs.r[6] = 77;
  p.regs.r[7] = 5;
  p.run();
  EXPECT_EQ(p.regs.r[2], 0xffffffffu);
  EXPECT_EQ(p.regs.r[3], 0x100000004u);
  EXPECT_EQ(p.regs.r[5], 1u);
  EXPECT_EQ(p.regs.r[7], 0u);
  EXPECT_EQ(p.regs.r[0], 77u);
  EXPECT_EQ(p.word(kData), 77u);
}

TEST(SystemCalls, StopAfterTheInstruction) {
  Process p({{Op::syscall}, {Op::compute, 2}, {Op::trap}});
  p.regs.r[2] = 1234;
  EXPECT_EQ(p.run().stop, VmStop::syscall);
  EXPECT_EQ(p.index(), 1u);
  const VmResult r = p.run();
  EXPECT_EQ(r.stop, VmStop::compute);
  EXPECT_EQ(r.compute_ns, 1234u);
  EXPECT_EQ(p.index(), 2u);
}

TEST(Lines, StopTheRunBeforeTheNextOne) {
  Process p({{Op::line},
             {Op::addi, 2, 2, 0, 1},
             {Op::line},
             {Op::addi, 2, 2, 0, 1},
             {Op::jmp, 0, 0, 0, -5}});
  VmResult r = p.run(1000, 1);
  EXPECT_EQ(r.stop, VmStop::line);
  EXPECT_EQ(p.index(), 2u);
  EXPECT_EQ(r.instructions, 2);
  EXPECT_EQ(r.lines, 0);
  r = p.run(1000, 1);
  EXPECT_EQ(r.stop, VmStop::line);
  EXPECT_EQ(p.index(), 0u);
  EXPECT_EQ(r.instructions, 3);
  r = p.run(1000, 5);
  EXPECT_EQ(p.index(), 2u);
  EXPECT_EQ(r.lines, 4);
}

TEST(Lines, ThatComeBackToThemselvesStopToo) {
  Process p({{Op::line}, {Op::jmp, 0, 0, 0, -2}});
  const VmResult r = p.run(1000, 1);
  EXPECT_EQ(r.stop, VmStop::line);
  EXPECT_EQ(r.instructions, 2);
}

TEST(Lines, AreWhereTheSoftBudgetStops) {
  Process p({{Op::line}, {Op::addi, 2, 2, 0, 1}, {Op::jmp, 0, 0, 0, -3}});
  const VmResult r = p.run(1000, kMany, 10);
  EXPECT_EQ(r.stop, VmStop::line);
  EXPECT_EQ(r.instructions, 12);
  EXPECT_EQ(r.lines, 3);
}

TEST(HardBudget, StopsAfterExactlyThatManyInstructions) {
  Process p({{Op::addi, 2, 2, 0, 1}, {Op::jmp, 0, 0, 0, -2}});
  for (std::int64_t n : {0, 1, 2, 7}) {
    const VmResult r = p.run(n);
    EXPECT_EQ(r.stop, VmStop::budget);
    EXPECT_EQ(r.instructions, n);
  }
  EXPECT_EQ(p.regs.r[2], 5u);
}

TEST(Spin, StopsWhenAnIterationChangesNothing) {
  // while (flag == 0) ;
  Process p({{Op::ld32, 2, 1, 0, 0}, {Op::bnz, 2, 0, 0, 1}, {Op::spin, 0, 0, 0, -3}, {Op::trap}});
  VmResult r = p.run();
  EXPECT_EQ(r.stop, VmStop::spin);
  EXPECT_EQ(p.index(), 0u);
  EXPECT_EQ(r.instructions, 3);
  EXPECT_EQ(r.spin_instructions, 3);
  r = p.run();
  EXPECT_EQ(r.stop, VmStop::spin) << "called again, it makes an iteration and stops again";
  EXPECT_EQ(r.instructions, 3);
  const std::uint32_t flag = 1;
  p.mm.copy_out(kData, std::as_bytes(std::span(&flag, 1)));
  EXPECT_EQ(p.run().stop, VmStop::ill);
  EXPECT_EQ(p.index(), 3u);
}

TEST(Spin, StopsInALoopOfNothing) {
  Process bare({{Op::spin, 0, 0, 0, -1}});
  VmResult r = bare.run();
  EXPECT_EQ(r.stop, VmStop::spin);
  EXPECT_EQ(r.instructions, 1);
  EXPECT_EQ(r.spin_instructions, 1);
  Process with_line({{Op::mov, 2, 2, 0, 0}, {Op::line}, {Op::spin, 0, 0, 0, -2}});
  r = with_line.run();
  EXPECT_EQ(r.stop, VmStop::spin);
  EXPECT_EQ(with_line.index(), 1u);
  EXPECT_EQ(r.spin_instructions, 2);
  Process before_the_text({{Op::spin, 0, 0, 0, -2}});
  EXPECT_EQ(before_the_text.run().stop, VmStop::segv);
}

TEST(EmptyLoop, IsFoundAtEachOfItsInstructionsAndNowhereElse) {
  Program p;
  p.code = {{Op::line},
            {Op::mov},
            {Op::line},
            {Op::spin, 0, 0, 0, -2},
            {Op::spin, 0, 0, 0, -1},
            {Op::mov},
            {Op::spin, 0, 0, 0, -2},
            {Op::line}};
  const auto at = [&p](std::uint64_t index) {
    const EmptyLoop loop = p.empty_loop_at(index);
    return std::pair(loop.instructions, (loop.head - kTextBase) / kInsnBytes);
  };
  EXPECT_EQ(at(2), std::pair(std::int64_t{2}, std::uint64_t{2}));
  EXPECT_EQ(at(3), at(2));
  EXPECT_EQ(at(4), std::pair(std::int64_t{1}, std::uint64_t{4}));
  for (const std::uint64_t elsewhere : {0, 1, 5, 6, 7, 8})
    EXPECT_EQ(p.empty_loop_at(elsewhere).instructions, 0) << elsewhere;
  EXPECT_EQ(p.empty_loop_at(~std::uint64_t{0}).instructions, 0);
}

TEST(Spin, GoesOnWhileRegistersChange) {
  // while (r2 < 10) r2++  -- by then it does not come back
  Process p({{Op::slti, 3, 2, 0, 10},
             {Op::bz, 3, 0, 0, 2},
             {Op::addi, 2, 2, 0, 1},
             {Op::spin, 0, 0, 0, -4},
             {Op::trap}});
  const VmResult r = p.run();
  EXPECT_EQ(r.stop, VmStop::ill);
  EXPECT_EQ(p.regs.r[2], 10u);
  EXPECT_EQ(r.instructions, 42);
}

TEST(Spin, IsNotSeenWhereTheBodyStoresOrIsLong) {
  Process stores({{Op::st32, 2, 1, 0, 0}, {Op::spin, 0, 0, 0, -2}});
  EXPECT_EQ(stores.run(1000).stop, VmStop::budget);
  std::vector<Insn> code(5000, {Op::mov, 2, 2, 0, 0});
  code.push_back({Op::spin, 0, 0, 0, -5001});
  Process is_long(code);
  EXPECT_EQ(is_long.run(20000).stop, VmStop::budget);
}

TEST(Spin, ProbesWithoutLettingTheStackGrow) {
  Process p({{Op::spin, 0, 0, 0, 0}, {Op::ld64, 2, 3, 0, 0}, {Op::jmp, 0, 0, 0, -3}});
  p.regs.r[3] = kStackTop - (1 << 19);
  const std::size_t vmas = p.mm.vmas().size();
  const std::uint64_t begin = p.mm.vmas().back().begin;
  p.run(1);
  EXPECT_EQ(p.mm.vmas().size(), vmas);
  EXPECT_EQ(p.mm.vmas().back().begin, begin);
}

TEST(Translations, AreNotTrustedAfterAFork) {
  Process p({{Op::st64, 2, 1, 0, 0}, {Op::addi, 2, 2, 0, 1}, {Op::jmp, 0, 0, 0, -3}});
  p.regs.r[2] = 5;
  p.run(3);
  const AddressSpace fork = p.mm;
  p.run(3);
  EXPECT_EQ(p.word(kData), 6u);
  std::uint64_t v = 0;
  fork.peek(kData, std::as_writable_bytes(std::span(&v, 1)));
  EXPECT_EQ(v, 5u);
}

TEST(Translations, AreNotTrustedAfterTheKernelWrote) {
  Process p({{Op::ld64, 2, 1, 0, 0}, {Op::jmp, 0, 0, 0, -2}});
  p.run(2);
  EXPECT_EQ(p.regs.r[2], 0u);
  const std::uint64_t v = 9;
  p.mm.copy_out(kData, std::as_bytes(std::span(&v, 1)));  // gives the page another place
  p.run(2);
  EXPECT_EQ(p.regs.r[2], 9u);
}

TEST(Translations, AreNotTrustedAfterHashing) {
  Process p({{Op::st64, 2, 1, 0, 0}, {Op::addi, 2, 2, 0, 1}, {Op::jmp, 0, 0, 0, -3}});
  p.run(3);
  const std::uint64_t before = p.hash();
  p.regs.r[2] = 100;
  p.run(3);
  p.regs.r[2] = 1;
  EXPECT_NE(p.hash(), before);
}

TEST(Translations, OfTwoSpacesMayShareOneCache) {
  Process p({{Op::ld64, 2, 1, 0, 0},
             {Op::addi, 2, 2, 0, 1},
             {Op::st64, 2, 1, 0, 0},
             {Op::jmp, 0, 0, 0, -4}});
  AddressSpace other = p.mm;
  Registers other_regs = p.regs;
  for (int i = 0; i < 10; ++i) {
    p.run(4);
    vm_run(p.program, other_regs, other, p.tlb, {8, kMany, kMany});
  }
  EXPECT_EQ(p.regs.r[2], 10u);
  EXPECT_EQ(other_regs.r[2], 20u);
}

// A program of random instructions: r1 and r5 point to data, jumps stay inside, lines here and
// there.
std::vector<Insn> random_code(Prng& prng) {
  const std::uint64_t n = 20 + prng.below(60);
  std::vector<Insn> code;
  while (code.size() < n) {
    const auto reg = [&] { return static_cast<std::uint8_t>(6 + prng.below(6)); };
    const auto target = [&] {
      return static_cast<std::int32_t>(prng.below(n)) - static_cast<std::int32_t>(code.size()) - 1;
    };
    const auto offset = [&] { return static_cast<std::int32_t>(prng.below(8180)); };
    switch (prng.below(12)) {
      case 0:
      case 1:
        code.push_back({Op::line, 0, 0, 0, 0});
        break;
      case 2:
        code.push_back({Op::ldi, reg(), 0, 0, static_cast<std::int32_t>(prng.below(100))});
        break;
      case 3:
        code.push_back({Op::addw, reg(), reg(), reg(), 0});
        break;
      case 4:
        code.push_back({Op::xor_, reg(), reg(), reg(), 0});
        break;
      case 5:
        code.push_back({Op::st32, reg(), 1, 0, offset()});
        break;
      case 6:
        code.push_back({Op::ld16, reg(), 1, 0, offset()});
        break;
      case 7:
        code.push_back({Op::blt, reg(), reg(), 0, target()});
        break;
      case 8:
        code.push_back({Op::bnz, reg(), 0, 0, target()});
        break;
      case 9:
        code.push_back({Op::copy, 5, 1, 0, static_cast<std::int32_t>(prng.below(100))});
        break;
      case 10:
        code.push_back({Op::spin, 0, 0, 0, target()});
        break;
      default:
        code.push_back({Op::div, reg(), reg(), reg(), 0});
    }
  }
  code.push_back({Op::line, 0, 0, 0, 0});
  code.push_back({Op::syscall, 0, 0, 0, 0});
  code.push_back({Op::jmp, 0, 0, 0, -static_cast<std::int32_t>(code.size()) - 1});
  return code;
}

Process random_process(std::uint64_t seed) {
  Prng prng(seed);
  Process p(random_code(prng));
  p.regs.r[5] = kData + 4090;
  for (std::size_t i = 6; i < 12; ++i) p.regs.r[i] = prng.below(7);
  return p;
}

TEST(RandomPrograms, RunNLinesAsNTimesOneLine) {
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    Process once = random_process(seed), often = random_process(seed);
    const std::int64_t n = 1 + static_cast<std::int64_t>(seed % 17);
    const VmResult r = once.run(5000, n);
    VmResult last;
    std::int64_t instructions = 0, i = 0;
    do {
      last = often.run(5000 - instructions, 1);
      instructions += last.instructions;
    } while (++i < n && last.stop == VmStop::line);
    ASSERT_EQ(r.stop, last.stop) << seed;
    ASSERT_EQ(r.instructions, instructions) << seed;
    if (r.stop == VmStop::line) {
      ASSERT_EQ(r.lines, n - 1) << seed;
    }
    ASSERT_EQ(once.hash(), often.hash()) << seed;
  }
}

TEST(RandomPrograms, EndAlikeHoweverTheirTimeIsCut) {
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    Process whole = random_process(seed), cut = random_process(seed);
    const VmResult r = whole.run(3000);
    Prng prng(seed + 1000);
    AddressSpace snapshot;
    VmResult last;
    std::int64_t instructions = 0;
    do {
      const auto piece = static_cast<std::int64_t>(1 + prng.below(20));
      last = cut.run(std::min(piece, 3000 - instructions));
      instructions += last.instructions;
      if (prng.below(8) == 0) (void)cut.hash();
      if (prng.below(8) == 0) snapshot = cut.mm;
    } while (last.stop == VmStop::budget && instructions < 3000);
    ASSERT_EQ(r.stop, last.stop) << seed;
    ASSERT_EQ(r.instructions, instructions) << seed;
    ASSERT_EQ(whole.hash(), cut.hash()) << seed;
  }
}

}  // namespace
}  // namespace sim
