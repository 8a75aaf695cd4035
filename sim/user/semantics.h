// What the instructions compute, written once for both interpreters.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include "sim/user/isa.h"
#include "sim/user/vm_memory.h"

namespace sim::vm {

inline std::int64_t as_signed(std::uint64_t v) { return static_cast<std::int64_t>(v); }
inline std::uint64_t s32(std::uint64_t v) {
  return static_cast<std::uint64_t>(static_cast<std::int64_t>(static_cast<std::int32_t>(v)));
}
inline std::uint64_t u32(std::uint64_t v) { return static_cast<std::uint32_t>(v); }
inline std::uint64_t imm64(std::int32_t imm) {
  return static_cast<std::uint64_t>(static_cast<std::int64_t>(imm));
}
inline double as_double(std::uint64_t v) { return std::bit_cast<double>(v); }
inline std::uint64_t bits(double v) { return std::bit_cast<std::uint64_t>(v); }

inline bool division_traps(std::uint64_t b, std::uint64_t c) {
  return c == 0 || (as_signed(b) == std::numeric_limits<std::int64_t>::min() && as_signed(c) == -1);
}
inline bool division_traps32(std::uint64_t b, std::uint64_t c) {
  const auto b32 = static_cast<std::int32_t>(b), c32 = static_cast<std::int32_t>(c);
  return c32 == 0 || (b32 == std::numeric_limits<std::int32_t>::min() && c32 == -1);
}

// The result of an operation, with a NaN as x86-64 makes it: the first operand that is one, quiet;
// else the default one, which is negative. (Elsewhere, and in what order a compiler gives the
// operands, it would be another.)
SIM_INLINE std::uint64_t float_result(double result, std::uint64_t b, std::uint64_t c) {
  constexpr std::uint64_t kQuiet = 0x0008000000000000, kDefaultNan = 0xfff8000000000000;
  if (__builtin_expect(result == result, 1)) return bits(result);
  if (as_double(b) != as_double(b)) return b | kQuiet;
  if (as_double(c) != as_double(c)) return c | kQuiet;
  return kDefaultNan;
}

// cvttsd2si
inline std::uint64_t truncate_signed(double d) {
  if (d >= -0x1p63 && d < 0x1p63) return static_cast<std::uint64_t>(static_cast<std::int64_t>(d));
  return 0x8000000000000000;
}
// What compilers for x86-64 make of a conversion to unsigned long.
inline std::uint64_t truncate_unsigned(double d) {
  return d >= 0x1p63 ? truncate_signed(d - 0x1p63) ^ 0x8000000000000000 : truncate_signed(d);
}

// A double as the float of the same value, in a double again; out of range gives infinity.
inline double to_float(double d) { return static_cast<double>(static_cast<float>(d)); }

inline std::uint64_t width_mask(std::int32_t bytes) { return ~0ull >> (64 - 8 * (bytes & 15)); }

// axchg, aadd and acas; false on a fault, nothing having been changed.
inline bool atomic(const Insn& i, std::uint64_t* r, UserMemory& memory) {
  const std::uint64_t mask = width_mask(i.imm);
  const std::size_t width = static_cast<std::size_t>(std::popcount(mask)) / 8;
  std::uint64_t found = 0, value = r[i.c];
  if (!memory.load_bytes(r[i.b], &found, width)) return false;
  const bool equal = found == (r[i.a] & mask);
  if (i.op == Op::aadd) value += found;
  if (i.op == Op::acas && !equal) value = found;  // writes what was there: it must be writable
  if (!memory.store_bytes(r[i.b], &value, width)) return false;
  r[i.a] = i.op == Op::acas ? equal : found;
  if (i.op == Op::acas && !equal) r[kRegResult] = found;
  return true;
}

// The lists below are expanded where A, B and C are the registers and IMM the immediate, extended
// to 64 bits, of an instruction. SIM_REGISTER_OPS: X(op, A becomes this); SIM_DIVISIONS: X(op,
// traps if, else A becomes); SIM_BRANCHES: X(op, jumps if); SIM_LOADS: X(op, type read as v, A
// becomes); SIM_STORES: X(op, type, value).
// clang-format off
#define SIM_REGISTER_OPS(X)                                       \
  X(mov, B)                                                       \
  X(ldi, IMM)                                                     \
  X(ldih, u32(A) | IMM << 32)                                     \
  X(addi, B + IMM)                                                \
  X(add, B + C)                                                   \
  X(sub, B - C)                                                   \
  X(mul, B * C)                                                   \
  X(and_, B & C)                                                  \
  X(or_, B | C)                                                   \
  X(xor_, B ^ C)                                                  \
  X(shl, B << (C & 63))                                           \
  X(shr, B >> (C & 63))                                           \
  X(sar, static_cast<std::uint64_t>(as_signed(B) >> (C & 63)))    \
  X(muli, B * IMM)                                                \
  X(andi, B & IMM)                                                \
  X(ori, B | IMM)                                                 \
  X(xori, B ^ IMM)                                                \
  X(shli, B << (IMM & 63))                                        \
  X(shri, B >> (IMM & 63))                                        \
  X(sari, static_cast<std::uint64_t>(as_signed(B) >> (IMM & 63))) \
  X(addw, s32(B + C))                                             \
  X(subw, s32(B - C))                                             \
  X(mulw, s32(B * C))                                             \
  X(shlw, s32(B << (C & 31)))                                     \
  X(addwu, u32(B + C))                                            \
  X(subwu, u32(B - C))                                            \
  X(mulwu, u32(B * C))                                            \
  X(shlwu, u32(B << (C & 31)))                                    \
  X(addwi, s32(B + IMM))                                          \
  X(addwui, u32(B + IMM))                                         \
  X(sext8, imm64(static_cast<std::int8_t>(B)))                    \
  X(sext16, imm64(static_cast<std::int16_t>(B)))                  \
  X(sext32, s32(B))                                               \
  X(zext8, static_cast<std::uint8_t>(B))                          \
  X(zext16, static_cast<std::uint16_t>(B))                        \
  X(zext32, u32(B))                                               \
  X(neg, 0 - B)                                                   \
  X(not_, ~B)                                                     \
  X(bool_, B != 0)                                                \
  X(lnot, B == 0)                                                 \
  X(seq, B == C)                                                  \
  X(sne, B != C)                                                  \
  X(slt, as_signed(B) < as_signed(C))                             \
  X(sle, as_signed(B) <= as_signed(C))                            \
  X(sltu, B < C)                                                  \
  X(sleu, B <= C)                                                 \
  X(seqi, B == IMM)                                               \
  X(snei, B != IMM)                                               \
  X(slti, as_signed(B) < as_signed(IMM))                          \
  X(slei, as_signed(B) <= as_signed(IMM))                         \
  X(fadd, float_result(as_double(B) + as_double(C), B, C))        \
  X(fsub, float_result(as_double(B) - as_double(C), B, C))        \
  X(fmul, float_result(as_double(B) * as_double(C), B, C))        \
  X(fdiv, float_result(as_double(B) / as_double(C), B, C))        \
  X(fneg, B ^ 0x8000000000000000)                                 \
  X(fsqrt, float_result(std::sqrt(as_double(B)), B, B))           \
  X(feq, as_double(B) == as_double(C))                            \
  X(fne, as_double(B) != as_double(C))                            \
  X(flt, as_double(B) < as_double(C))                             \
  X(fle, as_double(B) <= as_double(C))                            \
  X(i2f, bits(static_cast<double>(as_signed(B))))                 \
  X(u2f, bits(static_cast<double>(B)))                            \
  X(f2i, truncate_signed(as_double(B)))                           \
  X(f2u, truncate_unsigned(as_double(B)))                         \
  X(round32, bits(to_float(as_double(B))))
// clang-format on

#define SIM_DIVISIONS(X)                                                                \
  X(div, division_traps(B, C), static_cast<std::uint64_t>(as_signed(B) / as_signed(C))) \
  X(divu, C == 0, B / C)                                                                \
  X(mod, division_traps(B, C), static_cast<std::uint64_t>(as_signed(B) % as_signed(C))) \
  X(modu, C == 0, B % C)                                                                \
  X(divw, division_traps32(B, C),                                                       \
    imm64(static_cast<std::int32_t>(B) / static_cast<std::int32_t>(C)))                 \
  X(modw, division_traps32(B, C),                                                       \
    imm64(static_cast<std::int32_t>(B) % static_cast<std::int32_t>(C)))

#define SIM_BRANCHES(X)                \
  X(bz, A == 0)                        \
  X(bnz, A != 0)                       \
  X(beq, A == B)                       \
  X(bne, A != B)                       \
  X(blt, as_signed(A) < as_signed(B))  \
  X(ble, as_signed(A) <= as_signed(B)) \
  X(bltu, A < B)                       \
  X(bleu, A <= B)

#define SIM_LOADS(X)              \
  X(ld8, std::int8_t, imm64(v))   \
  X(ld8u, std::uint8_t, v)        \
  X(ld16, std::int16_t, imm64(v)) \
  X(ld16u, std::uint16_t, v)      \
  X(ld32, std::int32_t, imm64(v)) \
  X(ld32u, std::uint32_t, v)      \
  X(ld64, std::uint64_t, v)       \
  X(ldf32, float, bits(static_cast<double>(v)))

#define SIM_STORES(X)       \
  X(st8, std::uint8_t, A)   \
  X(st16, std::uint16_t, A) \
  X(st32, std::uint32_t, A) \
  X(st64, std::uint64_t, A) \
  X(stf32, float, as_double(A))

// Block operations: X(op, done?, bytes). Their extra cost is a unit for each 16 bytes.
#define SIM_BLOCK_OPS(X)                         \
  X(copy, memory.copy(A, B, u32(IMM)), u32(IMM)) \
  X(zero, memory.fill(A, 0, u32(IMM)), u32(IMM)) \
  X(copyr, memory.copy(A, B, C), C)              \
  X(fill, memory.fill(A, static_cast<std::uint8_t>(B), C), C)

}  // namespace sim::vm
