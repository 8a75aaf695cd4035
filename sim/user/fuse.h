// What the interpreter runs in place of a program's code: at each instruction the same one, or
// several of the following ones done at once, which is where most of the time of interpreting goes.
// Only how long it takes differs: each instruction keeps its place, so a jump may go into the
// middle of fused ones, and every program counter and count of instructions is what it was.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/user/isa.h"

namespace sim {

// Instructions that are done at once: of ONE to FOUR parts. A part is an instruction; its name may
// say more:
//   f...   its address is a place of the running function's frame, which is found faster
//   s...   likewise for what lies at the stack's top
//   ...r0  its register (of addwi: both) is r0
//   ..._v  its operand b is the register that the part before it set
//   ..._b  what it takes or puts on the stack lies beside what a part before it did
// A part that ends a block (see FusedInsn) can only be the last.
// clang-format off
#define SIM_FUSED(ONE, TWO, THREE, FOUR)                                              \
  ONE(fld32) ONE(fld64) ONE(fst32) ONE(fst64)                                         \
  ONE(spush) ONE(spop) ONE(scall) ONE(sret) ONE(senter) ONE(sleave)                   \
  /* arguments of a call, and what follows it */                                      \
  TWO(ldir0, pushr0) TWO(faddir0, pushr0) TWO(fld32r0, pushr0) TWO(fld64r0, pushr0)   \
  FOUR(ldir0, pushr0, ldir0, pushr0_b) FOUR(ldir0, pushr0, fld32r0, pushr0_b)         \
  FOUR(faddir0, pushr0, ldir0, pushr0_b) FOUR(faddir0, pushr0, fld32r0, pushr0_b)     \
  TWO(addi, line)                                                                     \
  /* a system call's */                                                               \
  TWO(fld32, syscall) TWO(fld64, syscall) THREE(fld32, fld64, fld64)                  \
  /* comparisons with constants and of variables */                                   \
  TWO(ldi, beq_v) TWO(ldi, bne_v) TWO(ldi, blt_v)                                     \
  TWO(ldi, ble_v) TWO(ldi, bltu_v) TWO(ldi, bleu_v)                                   \
  TWO(fld32, fld32) TWO(fld32, fld64) TWO(fld64, fld32) TWO(fld64, fld64)             \
  /* i++ */                                                                           \
  THREE(fld32r0, addwir0, fst32r0)                                                    \
  /* the ends of functions */                                                         \
  TWO(sleave, sret_b) THREE(sext32, sleave, sret_b)
// clang-format on

enum class FusedOp : std::uint8_t {
// an instruction alone, in the order of Op
#define SIM_FUSED_ENUM(name) name,
  SIM_ISA(SIM_FUSED_ENUM)
#undef SIM_FUSED_ENUM
#define SIM_FUSED_ONE(a) a,
#define SIM_FUSED_TWO(a, b) a##_##b,
#define SIM_FUSED_THREE(a, b, c) a##_##b##_##c,
#define SIM_FUSED_FOUR(a, b, c, d) a##_##b##_##c##_##d,
      SIM_FUSED(SIM_FUSED_ONE, SIM_FUSED_TWO, SIM_FUSED_THREE, SIM_FUSED_FOUR)
#undef SIM_FUSED_ONE
#undef SIM_FUSED_TWO
#undef SIM_FUSED_THREE
#undef SIM_FUSED_FOUR
          scall_senter,  // the `enter` at the call's target with it
  scall_senter_ldi,      // and the `ldi` after that
  stops,  // stops the program, for certain or nearly: a trap, a jump out of the text, the end
};

// A block ends with a jump, a call, a system call or a block operation, and before a `line`. All of
// it is paid when it begins, where jumps into its middle count as beginnings too.
struct FusedInsn {
  Insn insn;  // imm of a jump and a call: bytes from here to the target's FusedInsn; of a line:
              // what it and the block after it cost
  FusedOp op = FusedOp::stops;
  std::uint32_t block = 0;  // instructions from here to the block's end; none at a line
};
static_assert(sizeof(FusedInsn) == 16);

// One for each instruction, and one more for the end.
std::vector<FusedInsn> fuse(std::span<const Insn> code);

}  // namespace sim
