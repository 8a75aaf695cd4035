#include "sim/user/vm.h"

#include "sim/user/semantics.h"
#include "sim/user/vm_exact.h"

// Labels as values: each instruction ends in its own indirect jump, which the host's branch
// predictor learns far better than one jump of a switch.
#pragma GCC diagnostic ignored "-Wpedantic"

namespace sim {
namespace {

using namespace vm;

// An address that is not aligned becomes a very great index.
SIM_INLINE std::uint64_t index_of(std::uint64_t pc) {
  return std::rotr(pc - kTextBase, std::countr_zero(kInsnBytes));
}
SIM_INLINE std::uint64_t address_of(const Program& program, const FusedInsn* ip) {
  static_assert(sizeof(FusedInsn) == 2 * kInsnBytes);
  const auto first = reinterpret_cast<std::uint64_t>(program.fused.data());
  return kTextBase + (reinterpret_cast<std::uint64_t>(ip) - first) / 2;
}
SIM_INLINE const FusedInsn* target_of(const FusedInsn* ip) {
  const auto* bytes = reinterpret_cast<const std::byte*>(ip) + ip->insn.imm;
  return reinterpret_cast<const FusedInsn*>(bytes);
}

// What the interpreter needs only now and then, in memory, so that the host's registers are free
// for what it always needs.
struct Run {
  UserMemory memory;
  const Program& program;
  const VmLimits& limits;
  std::int64_t lines_left;           // until the line to stop at
  std::int64_t left_at_soft_budget;  // what is left of the budget then

  // Lets run_exactly do the rest, of which all of the budget but `left` is done.
  SIM_COLD VmResult go_on_exactly(Registers& regs, std::int64_t left) {
    const std::int64_t done = limits.hard_budget - left;
    VmResult rest = run_exactly(program, regs, memory.space(), memory.tlb(),
                                {left, limits.soft_budget - done, lines_left});
    rest.instructions += done;
    rest.lines += limits.line_budget - lines_left;
    return rest;
  }
};

}  // namespace

// The interpreter for nearly all that is executed: fused instructions, paid by the block. Whatever
// stops a program in another way than by a system call, at a line or in a spin, and a block that
// the budget does not last for, it leaves to run_exactly.
VmResult vm_run(const Program& program, Registers& regs, AddressSpace& mm, Tlb& tlb,
                const VmLimits& limits) {
  static const void* const kLabels[] = {
#define SIM_LABEL_ONE(a) &&op_##a,
#define SIM_LABEL_TWO(a, b) &&op_##a##_##b,
#define SIM_LABEL_THREE(a, b, c) &&op_##a##_##b##_##c,
#define SIM_LABEL_FOUR(a, b, c, d) &&op_##a##_##b##_##c##_##d,
      SIM_ISA(SIM_LABEL_ONE)
          SIM_FUSED(SIM_LABEL_ONE, SIM_LABEL_TWO, SIM_LABEL_THREE, SIM_LABEL_FOUR)
              SIM_LABEL_TWO(scall, senter) SIM_LABEL_THREE(scall, senter, ldi) SIM_LABEL_ONE(stops)
#undef SIM_LABEL_ONE
#undef SIM_LABEL_TWO
#undef SIM_LABEL_THREE
#undef SIM_LABEL_FOUR
  };

  const std::uint64_t first = index_of(regs.pc);
  if (first >= program.fused.size()) return run_exactly(program, regs, mm, tlb, limits);

  Run run{UserMemory(mm, tlb), program, limits, limits.line_budget,
          limits.hard_budget - limits.soft_budget};
  UserMemory& memory = run.memory;
  StackPage stack(tlb.stack);
  std::uint64_t* const r = regs.r.data();
  const FusedInsn* ip = program.fused.data() + first;  // what is executed
  std::int64_t left = limits.hard_budget;              // of the budget, the block at ip being paid
  std::uint64_t address;                               // that was looked for in the stack's page
  std::uint64_t value;                                 // that a part leaves to the next one

#define SIM_DISPATCH() goto* kLabels[static_cast<std::size_t>(ip->op)]
#define SIM_NEXT(n) \
  do {              \
    ip += (n);      \
    SIM_DISPATCH(); \
  } while (0)
#define SIM_PAY_BLOCK()                                   \
  do {                                                    \
    left -= ip->block;                                    \
    if (__builtin_expect(left < 0, 0)) goto unpaid_block; \
  } while (0)
#define SIM_BEGIN_BLOCK() \
  do {                    \
    SIM_PAY_BLOCK();      \
    SIM_DISPATCH();       \
  } while (0)
#define SIM_JUMP()      \
  do {                  \
    ip = target_of(ip); \
    SIM_BEGIN_BLOCK();  \
  } while (0)
#define SIM_BRANCH(condition)  \
  do {                         \
    if (condition) SIM_JUMP(); \
    ++ip;                      \
    SIM_BEGIN_BLOCK();         \
  } while (0)
#define SIM_JUMP_TO(target)                                                     \
  do {                                                                          \
    address = (target);                                                         \
    const std::uint64_t index = index_of(address);                              \
    if (__builtin_expect(index >= run.program.fused.size(), 0)) goto left_text; \
    ip = run.program.fused.data() + index;                                      \
    SIM_BEGIN_BLOCK();                                                          \
  } while (0)
  // Stops before `ip`; the arguments: why, and what more there is to say in VmResult's order.
#define SIM_STOP(why, ...)                                    \
  do {                                                        \
    regs.pc = address_of(run.program, ip);                    \
    return {.stop = why,                                      \
            .instructions = run.limits.hard_budget - left,    \
            .lines = run.limits.line_budget - run.lines_left, \
            __VA_ARGS__};                                     \
  } while (0)
  // An access in part k: when it is not in the stack's page, that part is done as an instruction
  // alone, and what follows as it follows there.
#define SIM_ON_STACK(k, access, where, what)                 \
  do {                                                       \
    address = (where);                                       \
    if (__builtin_expect(!stack.access(address, what), 0)) { \
      ip += (k);                                             \
      goto missed_stack_page;                                \
    }                                                        \
  } while (0)

#define SIM_A(k) r[ip[k].insn.a]
#define SIM_B(k) r[ip[k].insn.b]
#define SIM_IMM(k) imm64(ip[k].insn.imm)
#define A SIM_A(0)
#define B SIM_B(0)
#define C r[ip->insn.c]
#define IMM SIM_IMM(0)

  if (ip->insn.op != Op::line) SIM_BEGIN_BLOCK();
  left -= ip->insn.imm;  // the line the last run stopped before
  if (left < 0) {
    left += ip->insn.imm;
    goto hand_over;
  }
  SIM_NEXT(1);

  // ---- an instruction alone ----

#define SIM_OP(name, result) \
  op_##name : A = result;    \
  SIM_NEXT(1);
  SIM_REGISTER_OPS(SIM_OP)
#undef SIM_OP
#define SIM_OP(name, traps, result)  \
  op_##name : if (traps) goto stops; \
  A = result;                        \
  SIM_NEXT(1);
  SIM_DIVISIONS(SIM_OP)
#undef SIM_OP
#define SIM_OP(name, condition) op_##name : SIM_BRANCH(condition);
  SIM_BRANCHES(SIM_OP)
#undef SIM_OP
#define SIM_OP(name, Type, result)            \
  op_##name : {                               \
    Type v;                                   \
    if (!memory.load(B + IMM, v)) goto fault; \
    A = static_cast<std::uint64_t>(result);   \
  }                                           \
  SIM_NEXT(1);
  SIM_LOADS(SIM_OP)
#undef SIM_OP
#define SIM_OP(name, Type, v)                                               \
  op_##name : if (!memory.store(B + IMM, static_cast<Type>(v))) goto fault; \
  SIM_NEXT(1);
  SIM_STORES(SIM_OP)
#undef SIM_OP
#define SIM_OP(name, done, bytes)                  \
  op_##name : if (!(done)) goto fault;             \
  left -= static_cast<std::int64_t>((bytes) / 16); \
  ++ip;                                            \
  SIM_BEGIN_BLOCK();
  SIM_BLOCK_OPS(SIM_OP)
#undef SIM_OP

op_jmp:
  SIM_JUMP();
op_spin:
  regs.pc = address_of(run.program, target_of(ip));
  if (const auto length =
          spin_length(run.program, regs, address_of(run.program, ip), memory.space(), memory.tlb());
      length != 0) {
    ip = target_of(ip);
    SIM_STOP(VmStop::spin, .spin_instructions = length);
  }
  SIM_JUMP();
op_call:
  if (!memory.store(r[kRegSp] - 8, address_of(run.program, ip + 1))) goto fault;
  r[kRegSp] -= 8;
  ip = target_of(ip);
  SIM_BEGIN_BLOCK();
op_callr : {
  const std::uint64_t to = A;
  if (!memory.store(r[kRegSp] - 8, address_of(run.program, ip + 1))) goto fault;
  r[kRegSp] -= 8;
  SIM_JUMP_TO(to);
}
op_ret : {
  std::uint64_t to;
  if (!memory.load(r[kRegSp], to)) goto fault;
  r[kRegSp] += 8;
  SIM_JUMP_TO(to);
}
op_enter:
  if (!memory.store(r[kRegSp] - 8, r[kRegFp])) goto fault;
  r[kRegFp] = r[kRegSp] - 8;
  r[kRegSp] = r[kRegFp] - IMM;
  SIM_NEXT(1);
op_leave : {
  std::uint64_t fp;
  if (!memory.load(r[kRegFp], fp)) goto fault;
  r[kRegSp] = r[kRegFp] + 8;
  r[kRegFp] = fp;
  SIM_NEXT(1);
}
op_push:
  if (!memory.store(r[kRegSp] - 8, A)) goto fault;
  r[kRegSp] -= 8;
  SIM_NEXT(1);
op_pop : {
  std::uint64_t popped;
  if (!memory.load(r[kRegSp], popped)) goto fault;
  r[kRegSp] += 8;
  A = popped;
  SIM_NEXT(1);
}
op_axchg:
op_aadd:
op_acas:
  if (!atomic(ip->insn, r, memory)) goto fault;
  SIM_NEXT(1);
op_syscall:
  ++ip;
  SIM_STOP(VmStop::syscall, );
op_compute : {
  const std::uint64_t ns = A;
  ++ip;
  SIM_STOP(VmStop::compute, .compute_ns = ns);
}
op_line:
  if (--run.lines_left <= 0 || left <= run.left_at_soft_budget) goto stop_at_line;
  left -= ip->insn.imm;
  if (__builtin_expect(left < 0, 0)) goto unpaid_line;
  SIM_NEXT(1);

  // ---- parts of fused instructions ----

#define R0 r[0]
#define SIM_FRAME(k) r[kRegFp] + SIM_IMM(k)
#define SIM_PART_ldi(k) SIM_A(k) = value = SIM_IMM(k)
#define SIM_PART_ldir0(k) R0 = value = SIM_IMM(k)
#define SIM_PART_addi(k) SIM_A(k) = SIM_B(k) + SIM_IMM(k)
#define SIM_PART_faddir0(k) R0 = value = SIM_FRAME(k)
#define SIM_PART_addwir0(k) R0 = value = s32(value + SIM_IMM(k))
#define SIM_PART_sext32(k) SIM_A(k) = s32(SIM_B(k))
#define SIM_PART_line(k) \
  ip += (k);             \
  goto op_line
#define SIM_LOAD32(k, reg)                  \
  do {                                      \
    std::int32_t v;                         \
    SIM_ON_STACK(k, load, SIM_FRAME(k), v); \
    reg = value = imm64(v);                 \
  } while (0)
#define SIM_LOAD64(k, reg)                    \
  SIM_ON_STACK(k, load, SIM_FRAME(k), value); \
  reg = value
#define SIM_STORE32(k, v) SIM_ON_STACK(k, store, SIM_FRAME(k), static_cast<std::uint32_t>(v))
#define SIM_PART_fld32(k) SIM_LOAD32(k, SIM_A(k))
#define SIM_PART_fld32r0(k) SIM_LOAD32(k, R0)
#define SIM_PART_fld64(k) SIM_LOAD64(k, SIM_A(k))
#define SIM_PART_fld64r0(k) SIM_LOAD64(k, R0)
#define SIM_PART_fst32(k) SIM_STORE32(k, SIM_A(k))
#define SIM_PART_fst32r0(k) SIM_STORE32(k, value)
#define SIM_PART_fst64(k) SIM_ON_STACK(k, store, SIM_FRAME(k), SIM_A(k))
#define SIM_PUSH_VALUE(k, store)                \
  SIM_ON_STACK(k, store, r[kRegSp] - 8, value); \
  r[kRegSp] = address
#define SIM_PART_pushr0(k) SIM_PUSH_VALUE(k, store)
#define SIM_PART_pushr0_b(k) SIM_PUSH_VALUE(k, store_below)
#define SIM_PART_spush(k) \
  value = SIM_A(k);       \
  SIM_PART_pushr0(k)
#define SIM_PART_spop(k)                   \
  SIM_ON_STACK(k, load, r[kRegSp], value); \
  r[kRegSp] = address + 8;                 \
  SIM_A(k) = value
#define SIM_ENTER(k, store)                         \
  SIM_ON_STACK(k, store, r[kRegSp] - 8, r[kRegFp]); \
  r[kRegFp] = address;                              \
  r[kRegSp] = address - SIM_IMM(k)
#define SIM_PART_senter(k) SIM_ENTER(k, store)
#define SIM_PART_sleave(k)                 \
  SIM_ON_STACK(k, load, r[kRegFp], value); \
  r[kRegSp] = address + 8;                 \
  r[kRegFp] = value
#define SIM_RETURN(k, load)                \
  SIM_ON_STACK(k, load, r[kRegSp], value); \
  r[kRegSp] = address + 8;                 \
  SIM_JUMP_TO(value)
#define SIM_PART_sret(k) SIM_RETURN(k, load)
#define SIM_PART_sret_b(k) SIM_RETURN(k, load_above)
#define SIM_CALL_ON_STACK()                                                 \
  do {                                                                      \
    SIM_ON_STACK(0, store, r[kRegSp] - 8, address_of(run.program, ip + 1)); \
    r[kRegSp] = address;                                                    \
    ip = target_of(ip);                                                     \
    SIM_PAY_BLOCK();                                                        \
  } while (0)
#define SIM_PART_syscall(k) \
  ip += (k);                \
  goto op_syscall
#define SIM_PART_scall(k) \
  SIM_CALL_ON_STACK();    \
  SIM_DISPATCH()
#define SIM_PART_BRANCH(k, condition) \
  ip += (k);                          \
  SIM_BRANCH(condition)
#define SIM_PART_beq_v(k) SIM_PART_BRANCH(k, A == value)
#define SIM_PART_bne_v(k) SIM_PART_BRANCH(k, A != value)
#define SIM_PART_blt_v(k) SIM_PART_BRANCH(k, as_signed(A) < as_signed(value))
#define SIM_PART_ble_v(k) SIM_PART_BRANCH(k, as_signed(A) <= as_signed(value))
#define SIM_PART_bltu_v(k) SIM_PART_BRANCH(k, A < value)
#define SIM_PART_bleu_v(k) SIM_PART_BRANCH(k, A <= value)

#define SIM_FUSED_ONE(a)    \
  op_##a : SIM_PART_##a(0); \
  SIM_NEXT(1);
#define SIM_FUSED_TWO(a, b)       \
  op_##a##_##b : SIM_PART_##a(0); \
  SIM_PART_##b(1);                \
  SIM_NEXT(2);
#define SIM_FUSED_THREE(a, b, c)        \
  op_##a##_##b##_##c : SIM_PART_##a(0); \
  SIM_PART_##b(1);                      \
  SIM_PART_##c(2);                      \
  SIM_NEXT(3);
#define SIM_FUSED_FOUR(a, b, c, d)            \
  op_##a##_##b##_##c##_##d : SIM_PART_##a(0); \
  SIM_PART_##b(1);                            \
  SIM_PART_##c(2);                            \
  SIM_PART_##d(3);                            \
  SIM_NEXT(4);
  SIM_FUSED(SIM_FUSED_ONE, SIM_FUSED_TWO, SIM_FUSED_THREE, SIM_FUSED_FOUR)
op_scall_senter:
  SIM_CALL_ON_STACK();
  SIM_ENTER(0, store_below);
  SIM_NEXT(1);
op_scall_senter_ldi:
  SIM_CALL_ON_STACK();
  SIM_ENTER(0, store_below);
  SIM_PART_ldi(1);
  SIM_NEXT(2);

missed_stack_page:
  stack = StackPage(memory.remember_stack(address));
  goto* kLabels[static_cast<std::size_t>(ip->insn.op)];

  // ---- the end ----

stop_at_line:
  ++run.lines_left;
  SIM_STOP(VmStop::line, );
unpaid_line:
  left += ip->insn.imm;
  if (left <= 0) ++run.lines_left;  // else run_exactly begins with it
  goto hand_over;
unpaid_block:
  left += ip->block;
  if (ip->insn.op == Op::line) goto op_line;  // after a block operation
  goto hand_over;
op_trap:
op_stops:
stops:  // in a block that was paid
  left += ip->block;
hand_over:
  address = address_of(run.program, ip);
left_text:
  regs.pc = address;
  return run.go_on_exactly(regs, left);
fault:
  left += ip->block;
  SIM_STOP(VmStop::segv, .fault_address = memory.fault().address,
           .fault_is_write = memory.fault().is_write);
}

}  // namespace sim
