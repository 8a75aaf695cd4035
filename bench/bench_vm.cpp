// How many instructions a second the virtual CPU executes.
#include <benchmark/benchmark.h>

#include "sim/user/vm.h"

namespace sim {
namespace {

// for (i = 0; i < n; ++i) sum += i;  with every variable in memory, as a plain compiler has it.
Program counting_loop() {
  Program p;
  p.code = {
      {Op::enter, 0, 0, 0, 32},
      {Op::ldi, 1, 0, 0, 0},
      {Op::st32, 1, kRegFp, 0, -4},
      {Op::st64, 1, kRegFp, 0, -16},
      {Op::ld32, 1, kRegFp, 0, -4},  // head
      {Op::ld64, 2, kRegFp, 0, -16},
      {Op::add, 2, 2, 1, 0},
      {Op::st64, 2, kRegFp, 0, -16},
      {Op::ld32, 1, kRegFp, 0, -4},
      {Op::addwi, 1, 1, 0, 1},
      {Op::st32, 1, kRegFp, 0, -4},
      {Op::ldi, 2, 0, 0, 2'000'000'000},
      {Op::blt, 1, 2, 0, -9},
      {Op::trap, 0, 0, 0, 0},
  };
  p.fused = fuse(p.code);
  p.brk_start = 0x500000;
  return p;
}

void CountingLoop(benchmark::State& state) {
  const Program program = counting_loop();
  AddressSpace mm;
  mm.load(program, 8 << 20, 64 << 20);
  Tlb tlb;
  Registers regs;
  regs.pc = kTextBase;
  regs.r[kRegSp] = kStackTop - 64;
  VmLimits limits{10'000'000, 1'000'000'000, 1'000'000'000};
  std::int64_t instructions = 0;
  for (auto _ : state) instructions += vm_run(program, regs, mm, tlb, limits).instructions;
  state.SetItemsProcessed(instructions);
}
BENCHMARK(CountingLoop)->Unit(benchmark::kMillisecond);

void ShortRuns(benchmark::State& state) {
  const Program program = counting_loop();
  AddressSpace mm;
  mm.load(program, 8 << 20, 64 << 20);
  Tlb tlb;
  Registers regs;
  regs.pc = kTextBase;
  regs.r[kRegSp] = kStackTop - 64;
  VmLimits limits{10, 1'000'000'000, 1'000'000'000};
  std::int64_t instructions = 0;
  for (auto _ : state) instructions += vm_run(program, regs, mm, tlb, limits).instructions;
  state.SetItemsProcessed(instructions);
}
BENCHMARK(ShortRuns);

void CopyAddressSpace(benchmark::State& state) {
  const Program program = counting_loop();
  AddressSpace mm;
  mm.load(program, 8 << 20, 64 << 20);
  mm.set_brk(program.brk_start + (1 << 20));
  for (std::uint64_t a = program.brk_start; a < mm.brk(); a += kPageBytes)
    *mm.page_for(a, Access::write) = std::byte{1};
  for (auto _ : state) {
    AddressSpace copy = mm;
    *copy.page_for(program.brk_start, Access::write) = std::byte{2};
    benchmark::DoNotOptimize(copy);
  }
}
BENCHMARK(CopyAddressSpace);

}  // namespace
}  // namespace sim
