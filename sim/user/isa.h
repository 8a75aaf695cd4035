// The virtual CPU's instruction set: what the C front end emits and the VM executes.
//
// A load/store machine with sixteen 64-bit registers and a program counter. Instructions are 8
// bytes wide: op, a, b, c (register numbers) and a signed 32-bit immediate. Code lies at kTextBase
// in the process's address space (8 bytes an instruction), so a function pointer is an ordinary
// address; text can be executed, not read or written.
//
// Values in registers are canonical: a value of a signed type narrower than 64 bits is held
// sign-extended, of an unsigned one zero-extended, a double as its bits, a float as the bits of the
// double of the same value. Each operation below keeps its result canonical.
//
// Calling convention (everything on the stack, so that variadic calls are ordinary calls):
//   - the caller pushes arguments right to left, each in an 8-byte slot; a struct by value takes
//     ceil(size / 8) slots, its first byte at the lowest address; float is passed as double's bits
//     in every call;
//   - `call` pushes the return address; the callee's `enter n` pushes FP, sets FP = SP, SP -= n
//     (n a multiple of 16). So the first argument lies at FP + 16, locals below FP;
//   - the result is in r0; a function that returns a struct gets the address for it as a hidden
//   first
//     argument and returns that address in r0;
//   - all of r0..r12 are the caller's to save; the caller pops the arguments.
//   - va_list is `char *` pointing at the next slot.
//
// System calls: r0 = number (Linux x86-64), r1..r6 = arguments; `syscall`; the result, or -errno,
// in r0.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace sim {

constexpr int kRegisterCount = 16;
constexpr int kRegResult = 0;  // r0
constexpr int kRegTp = 13;     // thread pointer
constexpr int kRegFp = 14;     // frame pointer
constexpr int kRegSp = 15;     // stack pointer

constexpr std::uint64_t kTextBase = 0x401000;
constexpr std::uint64_t kInsnBytes = 8;

struct Registers {
  std::array<std::uint64_t, kRegisterCount> r{};
  std::uint64_t pc = 0;  // address of the next instruction
  friend bool operator==(const Registers&, const Registers&) = default;
};

// name(op, operands) -- R: a = b op c.  "s32"/"u32": the low 32 bits of the result, extended.
#define SIM_ISA(X)                                                            \
  /* constants and moves */                                                   \
  X(mov)  /* a = b */                                                         \
  X(ldi)  /* a = sign_extend(imm) */                                          \
  X(ldih) /* a = (a & 0xffffffff) | imm << 32 */                              \
  X(addi) /* a = b + imm (64 bits; also: the address of a local, FP + imm) */ \
  /* integer arithmetic, 64 bits */                                           \
  X(add) X(sub) X(mul)                                                                      \
  X(div) X(divu) X(mod) X(modu)         /* c == 0, or INT64_MIN / -1: SIGFPE */             \
  X(and_) X(or_) X(xor_)                                                                    \
  X(shl) X(shr) X(sar)                  /* count = c & 63; shr logical, sar arithmetic */   \
  /* the same with an immediate for c */                                                    \
  X(muli) X(andi) X(ori) X(xori) X(shli) X(shri) X(sari)                                    \
  /* 32 bits: result sign-extended (w) or zero-extended (wu); shifts count c & 31 */        \
  X(addw) X(subw) X(mulw) X(shlw)                                                           \
  X(addwu) X(subwu) X(mulwu) X(shlwu)                                                       \
  X(divw)  X(modw)                      /* 0 or INT32_MIN / -1: SIGFPE */                   \
  X(addwi) X(addwui)                    /* a = s32/u32(b + imm) */                          \
  /* change of width */                                                                     \
  X(sext8) X(sext16) X(sext32) X(zext8) X(zext16) X(zext32)   /* a = extend(b) */           \
  X(neg) X(not_)                        /* a = -b, a = ~b (64 bits) */                      \
  X(bool_)                              /* a = b != 0 */                                    \
  X(lnot)                               /* a = b == 0 */                                    \
  /* comparisons: a = b ? c (0 or 1); u unsigned */                                         \
  X(seq) X(sne) X(slt) X(sle) X(sltu) X(sleu)                                               \
  X(seqi) X(snei) X(slti) X(slei)       /* b ? sign_extend(imm), signed */                  \
  /* control: targets are instruction indices relative to the next instruction */           \
  X(jmp)                                /* pc += imm */                                     \
  X(bz) X(bnz)                          /* if (a == 0 / a != 0) pc += imm */                \
  X(beq) X(bne) X(blt) X(ble) X(bltu) X(bleu)   /* if (a ? b) pc += imm */                  \
  X(spin)                               /* a backward jmp of a loop whose body stores and   \
                                           calls nothing: when an iteration left all        \
                                           registers as they were, the VM may stop there */ \
  X(call)                               /* push return address; pc = text index imm */      \
  X(callr)                              /* push return address; pc = register a */          \
  X(ret)                                /* pop pc */                                        \
  X(enter)                              /* push FP; FP = SP; SP -= imm */                   \
  X(leave)                              /* SP = FP; pop FP */                               \
  X(push) X(pop)                        /* push a; pop a */                                 \
  /* memory: address = b + imm; loads set a, stores write a */                              \
  X(ld8) X(ld8u) X(ld16) X(ld16u) X(ld32) X(ld32u) X(ld64) X(ldf32)                         \
  X(st8) X(st16) X(st32) X(st64) X(stf32)                                                   \
  X(copy)                               /* imm bytes from address b to address a */         \
  X(zero)                               /* imm bytes at address a = 0 */                    \
  X(copyr)                              /* register c bytes from b to a; may not overlap */ \
  X(fill)                               /* register c bytes at a = low byte of b */         \
  /* floating point: registers hold doubles; round32 rounds to the nearest float */         \
  X(fadd) X(fsub) X(fmul) X(fdiv) X(fneg) X(fsqrt)                                          \
  X(feq) X(fne) X(flt) X(fle)           /* a = b ? c */                                     \
  X(i2f) X(u2f)                         /* a = (double) signed / unsigned 64-bit b */       \
  X(f2i) X(f2u)                         /* truncate; out of range as x86-64 does */         \
  X(round32)                            /* a = (double)(float) b */                         \
  /* atomics, sequentially consistent; imm = width in bytes (1 2 4 8); result extended      \
     as unsigned */                                                                         \
  X(axchg)                              /* a = [b]; [b] = c */                              \
  X(aadd)                               /* a = [b]; [b] += c */                             \
  X(acas)                               /* if [b] == a: [b] = c, a = 1; else a = 0 and      \
                                           r0 = the value found */                          \
  /* the world */                                                                           \
  X(syscall)                                                                                \
  X(compute)                            /* the CPU is busy for `a` nanoseconds (compute_us)*/ \
  X(line)                               /* a source line begins: imm indexes Program::lines */ \
  X(trap)                               /* SIGILL: control reached what cannot be reached */

enum class Op : std::uint8_t {
#define SIM_ISA_ENUM(name) name,
  SIM_ISA(SIM_ISA_ENUM)
#undef SIM_ISA_ENUM
      count_,
};

struct Insn {
  Op op = Op::trap;
  std::uint8_t a = 0;
  std::uint8_t b = 0;
  std::uint8_t c = 0;
  std::int32_t imm = 0;
  friend bool operator==(const Insn&, const Insn&) = default;
};
static_assert(sizeof(Insn) == 8);

std::string_view op_name(Op op);
// jmp, spin and the conditional ones, whose target is relative.
bool is_jump(Op op);

}  // namespace sim
