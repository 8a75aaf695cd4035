#include "sim/user/vm.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

// Labels as values: each instruction ends in its own indirect jump, which the host's branch
// predictor learns far better than one jump of a switch.
#pragma GCC diagnostic ignored "-Wpedantic"

#define SIM_NOINLINE __attribute__((noinline))
#define SIM_INLINE inline __attribute__((always_inline))

namespace sim {
namespace {

// A spin loop's iteration is looked at when it is no longer than this.
constexpr std::int64_t kLongestSpin = 4096;

struct MemoryFault {
  std::uint64_t address = 0;
  bool is_write = false;
};

// User memory through the Tlb. A probe (see `spin`) must change nothing, not even let the stack
// grow.
template <bool kProbe>
class Memory {
 public:
  Memory(AddressSpace& mm, Tlb& tlb) : mm_(mm), tlb_(tlb) {
    if (tlb_.version == mm_.version()) return;
    tlb_.flush();
    tlb_.version = mm_.version();
  }

  template <class T>
  SIM_INLINE bool load(std::uint64_t address, T& value) {
    const Tlb::Entry& e = entry(address);
    // An access that is not aligned may cross into another page; it takes the slow way.
    if (__builtin_expect(e.read_tag == (address & tag_mask<T>()), 1)) {
      std::memcpy(&value, host(address + e.offset), sizeof(T));
      return true;
    }
    return load_slowly(address, &value, sizeof(T));
  }

  template <class T>
  SIM_INLINE bool store(std::uint64_t address, T value) {
    const Tlb::Entry& e = entry(address);
    if (__builtin_expect(e.write_tag == (address & tag_mask<T>()), 1)) {
      std::memcpy(host(address + e.offset), &value, sizeof(T));
      return true;
    }
    return store_slowly(address, &value, sizeof(T));
  }

  bool load_bytes(std::uint64_t address, void* to, std::size_t n) {
    return load_slowly(address, to, n);
  }
  bool store_bytes(std::uint64_t address, const void* from, std::size_t n) {
    return store_slowly(address, from, n);
  }

  SIM_NOINLINE bool copy(std::uint64_t to, std::uint64_t from, std::uint64_t n) {
    while (n != 0) {
      std::byte* w = writable(to);
      if (w == nullptr) return false;
      const std::byte* r = readable(from);  // after `writable`, which may have moved the page
      if (r == nullptr) return false;
      const std::uint64_t piece = std::min({n, left_in_page(to), left_in_page(from)});
      std::memmove(w, r, piece);
      to += piece, from += piece, n -= piece;
    }
    return true;
  }

  SIM_NOINLINE bool fill(std::uint64_t to, std::uint8_t byte, std::uint64_t n) {
    while (n != 0) {
      std::byte* w = writable(to);
      if (w == nullptr) return false;
      const std::uint64_t piece = std::min(n, left_in_page(to));
      std::memset(w, byte, piece);
      to += piece, n -= piece;
    }
    return true;
  }

  const MemoryFault& fault() const { return fault_; }

 private:
  template <class T>
  static constexpr std::uint64_t tag_mask() {
    return ~(kPageBytes - 1) | (sizeof(T) - 1);
  }
  static std::uint64_t left_in_page(std::uint64_t a) { return kPageBytes - a % kPageBytes; }
  static std::byte* host(std::uint64_t address) { return reinterpret_cast<std::byte*>(address); }
  Tlb::Entry& entry(std::uint64_t address) {
    return tlb_.entries[address / kPageBytes % Tlb::kEntries];
  }

  void mark_filled(std::uint64_t address) {
    tlb_.filled |= std::uint64_t{1} << (address / kPageBytes % Tlb::kEntries);
  }

  // Host address of one byte, through the Tlb; nullptr on a fault, which is remembered.
  const std::byte* readable(std::uint64_t address) {
    Tlb::Entry& e = entry(address);
    const std::uint64_t page = address & ~(kPageBytes - 1);
    if (e.read_tag != page) {
      if (kProbe && mm_.find_vma(address) == nullptr) return faulted(address, false);
      std::byte* bytes = mm_.page_for(address, Access::read);
      if (bytes == nullptr) return faulted(address, false);
      e = {page, ~0ull, reinterpret_cast<std::uint64_t>(bytes) - page};
      mark_filled(address);
    }
    return host(address + e.offset);
  }
  std::byte* writable(std::uint64_t address) {
    Tlb::Entry& e = entry(address);
    const std::uint64_t page = address & ~(kPageBytes - 1);
    if (e.write_tag != page) {
      std::byte* bytes = mm_.page_for(address, Access::write);
      if (bytes == nullptr) return faulted(address, true);
      tlb_.version = mm_.version();  // only this page has another place now
      e = {page, page, reinterpret_cast<std::uint64_t>(bytes) - page};
      mark_filled(address);
    }
    return host(address + e.offset);
  }
  std::byte* faulted(std::uint64_t address, bool is_write) {
    fault_ = {address, is_write};
    return nullptr;
  }

  SIM_NOINLINE bool load_slowly(std::uint64_t address, void* to, std::size_t n) {
    auto* out = static_cast<std::byte*>(to);
    while (n != 0) {
      const std::byte* r = readable(address);
      if (r == nullptr) return false;
      const std::uint64_t piece = std::min<std::uint64_t>(n, left_in_page(address));
      std::memcpy(out, r, piece);
      out += piece, address += piece, n -= piece;
    }
    return true;
  }
  SIM_NOINLINE bool store_slowly(std::uint64_t address, const void* from, std::size_t n) {
    // Both pages first: a store either happens or faults.
    if (writable(address) == nullptr) return false;
    if (n > left_in_page(address) && writable(address + n - 1) == nullptr) {
      fault_.address = address + left_in_page(address);
      return false;
    }
    const auto* in = static_cast<const std::byte*>(from);
    while (n != 0) {
      const std::uint64_t piece = std::min<std::uint64_t>(n, left_in_page(address));
      std::memcpy(writable(address), in, piece);
      in += piece, address += piece, n -= piece;
    }
    return true;
  }

  AddressSpace& mm_;
  Tlb& tlb_;
  MemoryFault fault_;
};

std::int64_t as_signed(std::uint64_t v) { return static_cast<std::int64_t>(v); }
std::uint64_t s32(std::uint64_t v) {
  return static_cast<std::uint64_t>(static_cast<std::int64_t>(static_cast<std::int32_t>(v)));
}
std::uint64_t u32(std::uint64_t v) { return static_cast<std::uint32_t>(v); }
std::uint64_t imm64(std::int32_t imm) {
  return static_cast<std::uint64_t>(static_cast<std::int64_t>(imm));
}
double as_double(std::uint64_t v) { return std::bit_cast<double>(v); }
std::uint64_t bits(double v) { return std::bit_cast<std::uint64_t>(v); }

bool division_traps(std::uint64_t b, std::uint64_t c) {
  return c == 0 || (as_signed(b) == std::numeric_limits<std::int64_t>::min() && as_signed(c) == -1);
}
bool division_traps32(std::uint64_t b, std::uint64_t c) {
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
std::uint64_t truncate_signed(double d) {
  if (d >= -0x1p63 && d < 0x1p63) return static_cast<std::uint64_t>(static_cast<std::int64_t>(d));
  return 0x8000000000000000;
}
// What compilers for x86-64 make of a conversion to unsigned long.
std::uint64_t truncate_unsigned(double d) {
  return d >= 0x1p63 ? truncate_signed(d - 0x1p63) ^ 0x8000000000000000 : truncate_signed(d);
}

// A double as the float of the same value, in a double again; out of range gives infinity.
double to_float(double d) { return static_cast<double>(static_cast<float>(d)); }

std::uint64_t width_mask(std::int32_t bytes) { return ~0ull >> (64 - 8 * (bytes & 15)); }

// The interpreter. A probe runs one iteration of a spin loop: it stops, as `trap` would, at
// anything that is not a computation on registers or a load.
template <bool kProbe>
VmResult interpret(const Program& program, Registers& regs, AddressSpace& mm, Tlb& tlb,
                   const VmLimits& limits);

// Would the loop, were it run once more from `regs` (at its head), come back to this spin jump with
// the same registers? Then an iteration changes nothing. Returns its length, or 0.
SIM_NOINLINE std::int64_t spin_length(const Program& program, const Registers& regs,
                                      std::uint64_t spin_pc, AddressSpace& mm, Tlb& tlb) {
  Registers after = regs;
  const VmLimits limits{kLongestSpin, std::numeric_limits<std::int64_t>::max(),
                        std::numeric_limits<std::int64_t>::max()};
  const VmResult result = interpret<true>(program, after, mm, tlb, limits);
  const bool came_back = result.stop == VmStop::spin && result.fault_address == spin_pc;
  return came_back && after == regs ? result.instructions : 0;
}

template <bool kProbe>
VmResult interpret(const Program& program, Registers& regs, AddressSpace& mm, Tlb& tlb,
                   const VmLimits& limits) {
  static const void* const kLabels[] = {
#define SIM_VM_LABEL(name) &&op_##name,
      SIM_ISA(SIM_VM_LABEL)
#undef SIM_VM_LABEL
  };

  Memory<kProbe> memory(mm, tlb);
  std::uint64_t* const r = regs.r.data();
  const Insn* const code = program.code.data();
  const Insn* const code_end = code + program.code.size();
  const std::uint64_t code_size = program.code.size();

  VmResult result;
  std::int64_t lines_left = limits.line_budget;  // until the line to stop at
  const Insn* ip = code;                         // the instruction that is executed
  // Instructions are not counted: the budget is the distance to where it would end if no jump came,
  // and a jump moves that place along. An address, because it may lie far behind the code.
  std::uintptr_t budget_end = 0;
  const Insn* run_end = ip;  // where the budget or the code ends, whichever comes first
  std::uint64_t target = 0;  // address that is jumped to
  std::uint64_t address = 0;

#define SIM_VM_DISPATCH()                                    \
  do {                                                       \
    if (__builtin_expect(ip == run_end, 0)) goto end_of_run; \
    goto* kLabels[static_cast<std::size_t>(ip->op)];         \
  } while (0)
#define SIM_VM_NEXT()  \
  do {                 \
    ++ip;              \
    SIM_VM_DISPATCH(); \
  } while (0)
#define SIM_VM_HOST(p) reinterpret_cast<std::uintptr_t>(p)
  // Instructions that the budget still allows from `ip` on.
#define SIM_VM_LEFT()                                        \
  (static_cast<std::int64_t>(budget_end - SIM_VM_HOST(ip)) / \
   static_cast<std::int64_t>(sizeof(Insn)))
  // Goes on at instruction `to_ip`; the one at `ip` is done and counted.
#define SIM_VM_BEGIN_RUN(to_ip)                                                                    \
  do {                                                                                             \
    const Insn* const to_ = (to_ip);                                                               \
    budget_end += SIM_VM_HOST(to_) - SIM_VM_HOST(ip + 1);                                          \
    ip = to_;                                                                                      \
    run_end =                                                                                      \
        budget_end < SIM_VM_HOST(code_end) ? reinterpret_cast<const Insn*>(budget_end) : code_end; \
    SIM_VM_DISPATCH();                                                                             \
  } while (0)
  // Jumps by instructions, relative to the next one.
#define SIM_VM_JUMP_BY(offset)                                                              \
  do {                                                                                      \
    const std::uint64_t index_ = static_cast<std::uint64_t>(ip + 1 - code) + imm64(offset); \
    if (__builtin_expect(index_ >= code_size, 0)) {                                         \
      target = kTextBase + index_ * kInsnBytes;                                             \
      ++ip;                                                                                 \
      goto leave_text;                                                                      \
    }                                                                                       \
    SIM_VM_BEGIN_RUN(code + index_);                                                        \
  } while (0)
#define SIM_VM_BRANCH(condition)            \
  do {                                      \
    if (condition) SIM_VM_JUMP_BY(ip->imm); \
    SIM_VM_NEXT();                          \
  } while (0)
#define SIM_VM_MUST_NOT_PROBE() \
  if constexpr (kProbe) goto op_trap
#define A r[ip->a]
#define B r[ip->b]
#define C r[ip->c]
#define IMM imm64(ip->imm)
#define SIM_VM_OP(name, statement) \
  op_##name : statement;           \
  SIM_VM_NEXT()
#define SIM_VM_LOAD(name, Type, expression)     \
  op_##name : {                                 \
    Type v;                                     \
    if (!memory.load(B + IMM, v)) goto fault;   \
    A = static_cast<std::uint64_t>(expression); \
  }                                             \
  SIM_VM_NEXT()
#define SIM_VM_STORE(name, Type, expression)                             \
  op_##name : SIM_VM_MUST_NOT_PROBE();                                   \
  if (!memory.store(B + IMM, static_cast<Type>(expression))) goto fault; \
  SIM_VM_NEXT()
#define SIM_VM_DIVIDE(name, traps, expression) \
  op_##name : if (traps) goto divide_error;    \
  A = expression;                              \
  SIM_VM_NEXT()
  // After a block operation of n bytes: its extra cost is taken from the budget.
#define SIM_VM_BLOCK_DONE(bytes)                                                                   \
  do {                                                                                             \
    budget_end -= (bytes) / 16 * sizeof(Insn);                                                     \
    ++ip;                                                                                          \
    if (SIM_VM_LEFT() <= 0) goto out_of_budget;                                                    \
    run_end =                                                                                      \
        budget_end < SIM_VM_HOST(code_end) ? reinterpret_cast<const Insn*>(budget_end) : code_end; \
    SIM_VM_DISPATCH();                                                                             \
  } while (0)

  if (limits.hard_budget <= 0) return result;
  budget_end = SIM_VM_HOST(ip) + static_cast<std::uint64_t>(limits.hard_budget) * sizeof(Insn);
  target = regs.pc;
  if (target - kTextBase >= code_size * kInsnBytes || target % kInsnBytes != 0) goto leave_text;
  ip = code + (target - kTextBase) / kInsnBytes;
  budget_end += SIM_VM_HOST(ip) - SIM_VM_HOST(code);
  if (!kProbe && ip->op == Op::line) ++ip;  // the line the last run stopped before
  if (SIM_VM_LEFT() <= 0) goto out_of_budget;
  run_end =
      budget_end < SIM_VM_HOST(code_end) ? reinterpret_cast<const Insn*>(budget_end) : code_end;
  SIM_VM_DISPATCH();

  SIM_VM_OP(mov, A = B);
  SIM_VM_OP(ldi, A = IMM);
  SIM_VM_OP(ldih, A = u32(A) | IMM << 32);
  SIM_VM_OP(addi, A = B + IMM);
  SIM_VM_OP(add, A = B + C);
  SIM_VM_OP(sub, A = B - C);
  SIM_VM_OP(mul, A = B * C);
  SIM_VM_DIVIDE(div, division_traps(B, C), static_cast<std::uint64_t>(as_signed(B) / as_signed(C)));
  SIM_VM_DIVIDE(divu, C == 0, B / C);
  SIM_VM_DIVIDE(mod, division_traps(B, C), static_cast<std::uint64_t>(as_signed(B) % as_signed(C)));
  SIM_VM_DIVIDE(modu, C == 0, B % C);
  SIM_VM_OP(and_, A = B & C);
  SIM_VM_OP(or_, A = B | C);
  SIM_VM_OP(xor_, A = B ^ C);
  SIM_VM_OP(shl, A = B << (C & 63));
  SIM_VM_OP(shr, A = B >> (C & 63));
  SIM_VM_OP(sar, A = static_cast<std::uint64_t>(as_signed(B) >> (C & 63)));
  SIM_VM_OP(muli, A = B * IMM);
  SIM_VM_OP(andi, A = B & IMM);
  SIM_VM_OP(ori, A = B | IMM);
  SIM_VM_OP(xori, A = B ^ IMM);
  SIM_VM_OP(shli, A = B << (ip->imm & 63));
  SIM_VM_OP(shri, A = B >> (ip->imm & 63));
  SIM_VM_OP(sari, A = static_cast<std::uint64_t>(as_signed(B) >> (ip->imm & 63)));
  SIM_VM_OP(addw, A = s32(B + C));
  SIM_VM_OP(subw, A = s32(B - C));
  SIM_VM_OP(mulw, A = s32(B * C));
  SIM_VM_OP(shlw, A = s32(B << (C & 31)));
  SIM_VM_OP(addwu, A = u32(B + C));
  SIM_VM_OP(subwu, A = u32(B - C));
  SIM_VM_OP(mulwu, A = u32(B * C));
  SIM_VM_OP(shlwu, A = u32(B << (C & 31)));
  SIM_VM_DIVIDE(divw, division_traps32(B, C),
                imm64(static_cast<std::int32_t>(B) / static_cast<std::int32_t>(C)));
  SIM_VM_DIVIDE(modw, division_traps32(B, C),
                imm64(static_cast<std::int32_t>(B) % static_cast<std::int32_t>(C)));
  SIM_VM_OP(addwi, A = s32(B + IMM));
  SIM_VM_OP(addwui, A = u32(B + IMM));
  SIM_VM_OP(sext8, A = imm64(static_cast<std::int8_t>(B)));
  SIM_VM_OP(sext16, A = imm64(static_cast<std::int16_t>(B)));
  SIM_VM_OP(sext32, A = s32(B));
  SIM_VM_OP(zext8, A = static_cast<std::uint8_t>(B));
  SIM_VM_OP(zext16, A = static_cast<std::uint16_t>(B));
  SIM_VM_OP(zext32, A = u32(B));
  SIM_VM_OP(neg, A = 0 - B);
  SIM_VM_OP(not_, A = ~B);
  SIM_VM_OP(bool_, A = B != 0);
  SIM_VM_OP(lnot, A = B == 0);

  SIM_VM_OP(seq, A = B == C);
  SIM_VM_OP(sne, A = B != C);
  SIM_VM_OP(slt, A = as_signed(B) < as_signed(C));
  SIM_VM_OP(sle, A = as_signed(B) <= as_signed(C));
  SIM_VM_OP(sltu, A = B < C);
  SIM_VM_OP(sleu, A = B <= C);
  SIM_VM_OP(seqi, A = B == IMM);
  SIM_VM_OP(snei, A = B != IMM);
  SIM_VM_OP(slti, A = as_signed(B) < ip->imm);
  SIM_VM_OP(slei, A = as_signed(B) <= ip->imm);

op_jmp:
  SIM_VM_JUMP_BY(ip->imm);
op_bz:
  SIM_VM_BRANCH(A == 0);
op_bnz:
  SIM_VM_BRANCH(A != 0);
op_beq:
  SIM_VM_BRANCH(A == B);
op_bne:
  SIM_VM_BRANCH(A != B);
op_blt:
  SIM_VM_BRANCH(as_signed(A) < as_signed(B));
op_ble:
  SIM_VM_BRANCH(as_signed(A) <= as_signed(B));
op_bltu:
  SIM_VM_BRANCH(A < B);
op_bleu:
  SIM_VM_BRANCH(A <= B);

op_spin : {
  const std::uint64_t spin_pc = kTextBase + static_cast<std::uint64_t>(ip - code) * kInsnBytes;
  const std::uint64_t head = spin_pc + kInsnBytes + IMM * kInsnBytes;
  if constexpr (kProbe) {
    ++ip;
    result.stop = VmStop::spin;
    result.fault_address = spin_pc;
    target = head;
    goto stop_at_target;
  } else {
    regs.pc = head;
    const std::int64_t length = spin_length(program, regs, spin_pc, mm, tlb);
    if (length != 0) {
      ++ip;
      result.stop = VmStop::spin;
      result.spin_instructions = length;
      target = head;
      goto stop_at_target;
    }
    SIM_VM_JUMP_BY(ip->imm);
  }
}

op_call:
  SIM_VM_MUST_NOT_PROBE();
  target = kTextBase + IMM * kInsnBytes;
  goto call_target;
op_callr:
  SIM_VM_MUST_NOT_PROBE();
  target = A;
call_target:
  address = kTextBase + static_cast<std::uint64_t>(ip + 1 - code) * kInsnBytes;
  if (!memory.store(r[kRegSp] - 8, address)) goto fault;
  r[kRegSp] -= 8;
  goto jump_to_target;
op_ret:
  SIM_VM_MUST_NOT_PROBE();
  if (!memory.load(r[kRegSp], target)) goto fault;
  r[kRegSp] += 8;
jump_to_target : {
  // an address that is not aligned becomes a very great index
  const std::uint64_t index = std::rotr(target - kTextBase, std::countr_zero(kInsnBytes));
  if (__builtin_expect(index >= code_size, 0)) {
    ++ip;
    goto leave_text;
  }
  SIM_VM_BEGIN_RUN(code + index);
}

op_enter:
  SIM_VM_MUST_NOT_PROBE();
  if (!memory.store(r[kRegSp] - 8, r[kRegFp])) goto fault;
  r[kRegFp] = r[kRegSp] - 8;
  r[kRegSp] = r[kRegFp] - IMM;
  SIM_VM_NEXT();
op_leave:
  if (!memory.load(r[kRegFp], address)) goto fault;
  r[kRegSp] = r[kRegFp] + 8;
  r[kRegFp] = address;
  SIM_VM_NEXT();
op_push:
  SIM_VM_MUST_NOT_PROBE();
  if (!memory.store(r[kRegSp] - 8, A)) goto fault;
  r[kRegSp] -= 8;
  SIM_VM_NEXT();
op_pop:
  if (!memory.load(r[kRegSp], address)) goto fault;
  r[kRegSp] += 8;
  A = address;
  SIM_VM_NEXT();

  SIM_VM_LOAD(ld8, std::int8_t, imm64(v));
  SIM_VM_LOAD(ld8u, std::uint8_t, v);
  SIM_VM_LOAD(ld16, std::int16_t, imm64(v));
  SIM_VM_LOAD(ld16u, std::uint16_t, v);
  SIM_VM_LOAD(ld32, std::int32_t, imm64(v));
  SIM_VM_LOAD(ld32u, std::uint32_t, v);
  SIM_VM_LOAD(ld64, std::uint64_t, v);
  SIM_VM_LOAD(ldf32, float, bits(static_cast<double>(v)));
  SIM_VM_STORE(st8, std::uint8_t, A);
  SIM_VM_STORE(st16, std::uint16_t, A);
  SIM_VM_STORE(st32, std::uint32_t, A);
  SIM_VM_STORE(st64, std::uint64_t, A);
  SIM_VM_STORE(stf32, float, as_double(A));

op_copy:
  SIM_VM_MUST_NOT_PROBE();
  if (!memory.copy(A, B, u32(IMM))) goto fault;
  SIM_VM_BLOCK_DONE(u32(IMM));
op_zero:
  SIM_VM_MUST_NOT_PROBE();
  if (!memory.fill(A, 0, u32(IMM))) goto fault;
  SIM_VM_BLOCK_DONE(u32(IMM));
op_copyr:
  SIM_VM_MUST_NOT_PROBE();
  if (!memory.copy(A, B, C)) goto fault;
  SIM_VM_BLOCK_DONE(C);
op_fill:
  SIM_VM_MUST_NOT_PROBE();
  if (!memory.fill(A, static_cast<std::uint8_t>(B), C)) goto fault;
  SIM_VM_BLOCK_DONE(C);

  SIM_VM_OP(fadd, A = float_result(as_double(B) + as_double(C), B, C));
  SIM_VM_OP(fsub, A = float_result(as_double(B) - as_double(C), B, C));
  SIM_VM_OP(fmul, A = float_result(as_double(B) * as_double(C), B, C));
  SIM_VM_OP(fdiv, A = float_result(as_double(B) / as_double(C), B, C));
  SIM_VM_OP(fneg, A = B ^ 0x8000000000000000);
  SIM_VM_OP(fsqrt, A = float_result(std::sqrt(as_double(B)), B, B));
  SIM_VM_OP(feq, A = as_double(B) == as_double(C));
  SIM_VM_OP(fne, A = as_double(B) != as_double(C));
  SIM_VM_OP(flt, A = as_double(B) < as_double(C));
  SIM_VM_OP(fle, A = as_double(B) <= as_double(C));
  SIM_VM_OP(i2f, A = bits(static_cast<double>(as_signed(B))));
  SIM_VM_OP(u2f, A = bits(static_cast<double>(B)));
  SIM_VM_OP(f2i, A = truncate_signed(as_double(B)));
  SIM_VM_OP(f2u, A = truncate_unsigned(as_double(B)));
  SIM_VM_OP(round32, A = bits(to_float(as_double(B))));

op_axchg:
op_aadd:
op_acas : {
  SIM_VM_MUST_NOT_PROBE();
  const std::uint64_t mask = width_mask(ip->imm);
  const std::size_t width = static_cast<std::size_t>(std::popcount(mask)) / 8;
  std::uint64_t found = 0, value = C;
  if (!memory.load_bytes(B, &found, width)) goto fault;
  const bool equal = found == (A & mask);
  if (ip->op == Op::aadd) value += found;
  if (ip->op == Op::acas && !equal) value = found;  // writes what was there: it must be writable
  if (!memory.store_bytes(B, &value, width)) goto fault;
  if (ip->op != Op::acas) {
    A = found;
  } else {
    A = equal;
    if (!equal) r[kRegResult] = found;
  }
}
  SIM_VM_NEXT();

op_syscall:
  SIM_VM_MUST_NOT_PROBE();
  result.stop = VmStop::syscall;
  ++ip;
  goto stop_at_ip;
op_compute:
  SIM_VM_MUST_NOT_PROBE();
  result.stop = VmStop::compute;
  result.compute_ns = A;
  ++ip;
  goto stop_at_ip;
op_line:
  if (--lines_left <= 0 || limits.hard_budget - SIM_VM_LEFT() >= limits.soft_budget) {
    result.stop = VmStop::line;
    goto stop_at_ip;
  }
  ++result.lines;
  SIM_VM_NEXT();
op_trap:
  result.stop = VmStop::ill;
  goto stop_at_ip;

end_of_run:
  if (SIM_VM_LEFT() > 0) {  // ran over the end of the code
    target = kTextBase + static_cast<std::uint64_t>(ip - code) * kInsnBytes;
    goto leave_text;
  }
out_of_budget:
  result.stop = VmStop::budget;
  // A line that would have been stopped at all the same is said to be one, so that where runs stop
  // does not depend on how the time was cut.
  if (ip != code_end && ip->op == Op::line &&
      (lines_left <= 1 || limits.hard_budget - SIM_VM_LEFT() >= limits.soft_budget))
    result.stop = VmStop::line;
  goto stop_at_ip;

divide_error:
  result.stop = VmStop::fpe;
  goto stop_at_ip;
fault:
  result.stop = VmStop::segv;
  result.fault_address = memory.fault().address;
  result.fault_is_write = memory.fault().is_write;
  goto stop_at_ip;

leave_text:  // `ip` is behind what was executed
  if (SIM_VM_LEFT() <= 0) {
    result.stop = VmStop::budget;
    goto stop_at_target;
  }
  result.stop = VmStop::ill;
  if (const Vma* vma = mm.find_vma(target); vma == nullptr || !vma->executable) {
    result.stop = VmStop::segv;
    result.fault_address = target;
  }
  goto stop_at_target;

stop_at_ip:
  target = kTextBase + static_cast<std::uint64_t>(ip - code) * kInsnBytes;
stop_at_target:
  regs.pc = target;
  result.instructions = limits.hard_budget - SIM_VM_LEFT();
  return result;
}

}  // namespace

VmResult vm_run(const Program& program, Registers& regs, AddressSpace& mm, Tlb& tlb,
                const VmLimits& limits) {
  return interpret<false>(program, regs, mm, tlb, limits);
}

}  // namespace sim
