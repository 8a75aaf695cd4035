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

// Instructions that are done at once: ONE, TWO or THREE parts. A part is an instruction; its name
// may say more:
//   f...   its address is a place of the running function's frame, which is found faster
//   s...   likewise for what lies at the stack's top
//   ..._v  its operand is the register that the part before it set
// A part that ends a block (see FusedInsn) can only be the last.
#define SIM_FUSED(ONE, TWO, THREE)                                                          \
  ONE(fld32)                                                                                \
  ONE(fld64)                                                                                \
  ONE(fst32) ONE(fst64) ONE(spush) ONE(spop) ONE(scall) ONE(sret) ONE(senter)               \
      ONE(sleave) /* arguments of a call, and what follows it */                            \
      TWO(ldi, push_v) TWO(addi, push_v) TWO(fld32, push_v) TWO(fld64, push_v)              \
          TWO(addi, line) /* comparisons with constants and of variables */                 \
      TWO(ldi, beq) TWO(ldi, bne) TWO(ldi, blt) TWO(ldi, ble) TWO(ldi, bltu) TWO(ldi, bleu) \
          TWO(fld32, fld32) TWO(fld32, fld64) TWO(fld64, fld32) TWO(fld64, fld64) /* i++ */ \
      THREE(fld32, addwi_v, fst32_v) /* the ends of functions */                            \
      TWO(sleave, sret) THREE(sext32, sleave, sret)

enum class FusedOp : std::uint8_t {
// an instruction alone, in the order of Op
#define SIM_FUSED_ENUM(name) name,
  SIM_ISA(SIM_FUSED_ENUM)
#undef SIM_FUSED_ENUM
#define SIM_FUSED_ONE(a) a,
#define SIM_FUSED_TWO(a, b) a##_##b,
#define SIM_FUSED_THREE(a, b, c) a##_##b##_##c,
      SIM_FUSED(SIM_FUSED_ONE, SIM_FUSED_TWO, SIM_FUSED_THREE)
#undef SIM_FUSED_ONE
#undef SIM_FUSED_TWO
#undef SIM_FUSED_THREE
          scall_senter,  // the `enter` at the call's target with it
  stops,  // stops the program, for certain or nearly: a trap, a jump out of the text, the end
};

// A block ends with a jump, a call, a system call or a block operation, and before a `line`. All of
// it is paid when it begins, where jumps into its middle count as beginnings too.
struct FusedInsn {
  Insn insn;
  FusedOp op = FusedOp::stops;
  std::uint32_t block = 0;  // instructions from here to the block's end; none at a line
};
static_assert(sizeof(FusedInsn) == 16);

// One for each instruction, and one more for the end.
std::vector<FusedInsn> fuse(std::span<const Insn> code);

}  // namespace sim
