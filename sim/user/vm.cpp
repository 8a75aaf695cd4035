#include "sim/user/vm.h"

#include "sim/user/semantics.h"
#include "sim/user/vm_exact.h"

// Labels as values: each instruction ends in its own indirect jump, which the host's branch
// predictor learns far better than one jump of a switch.
#pragma GCC diagnostic ignored "-Wpedantic"

namespace sim {
namespace {

using namespace vm;

// What the interpreter needs only now and then: in memory, so that the host's registers are free
// for what it needs always.
struct Run {
  Run(const Program& the_program, Registers& the_regs, AddressSpace& the_mm, Tlb& the_tlb,
      const VmLimits& the_limits)
      : program(the_program),
        regs(the_regs),
        mm(the_mm),
        tlb(the_tlb),
        limits(the_limits),
        memory(mm, tlb),
        code(program.fused.data()),
        code_size(program.code.size()),
        lines_left(limits.line_budget),
        left_at_soft_budget(limits.hard_budget - limits.soft_budget) {}

  const Program& program;
  Registers& regs;
  AddressSpace& mm;
  Tlb& tlb;
  const VmLimits& limits;
  UserMemory memory;
  const FusedInsn* const code;
  const std::uint64_t code_size;
  std::int64_t lines_left;                 // until the line to stop at
  const std::int64_t left_at_soft_budget;  // what is left of the budget then
  std::uint64_t compute_ns = 0;
  std::int64_t spin_instructions = 0;

  SIM_INLINE std::uint64_t address_of(const FusedInsn* ip) const {
    return kTextBase + static_cast<std::uint64_t>(ip - code) * kInsnBytes;
  }
  SIM_INLINE static std::uint64_t index_of(std::uint64_t pc) {
    // an address that is not aligned becomes a very great index
    return std::rotr(pc - kTextBase, std::countr_zero(kInsnBytes));
  }

  SIM_INLINE VmResult stop(VmStop why, const FusedInsn* ip, std::int64_t left) {
    regs.pc = address_of(ip);
    return {.stop = why,
            .instructions = limits.hard_budget - left,
            .lines = limits.line_budget - lines_left};
  }

  SIM_COLD VmResult fault(const FusedInsn* ip, std::int64_t left) {
    VmResult result = stop(VmStop::segv, ip, left);
    result.fault_address = memory.fault().address;
    result.fault_is_write = memory.fault().is_write;
    return result;
  }

  // Is the iteration of the loop that begins at `head` and ends with the spin jump at `ip` one that
  // changes nothing?
  SIM_COLD bool spins(const FusedInsn* head, const FusedInsn* ip) {
    regs.pc = address_of(head);
    spin_instructions = spin_length(program, regs, address_of(ip), mm, tlb);
    return spin_instructions != 0;
  }

  // Lets run_exactly go on.
  SIM_COLD VmResult hand_over(std::uint64_t pc, std::int64_t left) {
    regs.pc = pc;
    const std::int64_t done = limits.hard_budget - left;
    VmResult rest =
        run_exactly(program, regs, mm, tlb, {left, limits.soft_budget - done, lines_left});
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
      SIM_ISA(SIM_LABEL_ONE) SIM_FUSED(SIM_LABEL_ONE, SIM_LABEL_TWO, SIM_LABEL_THREE)  //
          && op_scall_senter,
      &&op_stops,
#undef SIM_LABEL_ONE
#undef SIM_LABEL_TWO
#undef SIM_LABEL_THREE
  };

  const std::uint64_t first = Run::index_of(regs.pc);
  if (program.fused.empty() || first >= program.code.size() || limits.hard_budget <= 0)
    return run_exactly(program, regs, mm, tlb, limits);

  Run run(program, regs, mm, tlb, limits);
  UserMemory& memory = run.memory;
  std::uint64_t* const r = regs.r.data();
  StackPage stack(tlb.stack);
  const FusedInsn* ip = run.code + first;  // what is executed
  std::int64_t left = limits.hard_budget;  // of the budget, the block at ip being paid
  std::uint64_t address;                   // that was looked for in the stack's page
  std::uint64_t value;                     // that a part leaves to the next one

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
#define SIM_JUMP()          \
  do {                      \
    ip += 1 + ip->insn.imm; \
    SIM_BEGIN_BLOCK();      \
  } while (0)
#define SIM_BRANCH(condition)  \
  do {                         \
    if (condition) SIM_JUMP(); \
    ++ip;                      \
    SIM_BEGIN_BLOCK();         \
  } while (0)
#define SIM_JUMP_TO(target)                                          \
  do {                                                               \
    address = (target);                                              \
    const std::uint64_t index = Run::index_of(address);              \
    if (__builtin_expect(index >= run.code_size, 0)) goto left_text; \
    ip = run.code + index;                                           \
    SIM_BEGIN_BLOCK();                                               \
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

  if (ip->insn.op == Op::line) ++ip, --left;  // the line the last run stopped before
  SIM_BEGIN_BLOCK();

  // ---- an instruction alone ----

#define SIM_OP(name, result) \
  op_##name : A = result;    \
  SIM_NEXT(1);
  SIM_REGISTER_OPS(SIM_OP)
#undef SIM_OP
#define SIM_OP(name, traps, result)      \
  op_##name : if (traps) goto hand_over; \
  A = result;                            \
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
  if (!run.spins(ip + 1 + ip->insn.imm, ip)) SIM_JUMP();
  {
    VmResult result = run.stop(VmStop::spin, ip + 1 + ip->insn.imm, left);
    result.spin_instructions = run.spin_instructions;
    return result;
  }
op_call:
  if (!memory.store(r[kRegSp] - 8, run.address_of(ip + 1))) goto fault;
  r[kRegSp] -= 8;
  ip = run.code + ip->insn.imm;
  SIM_BEGIN_BLOCK();
op_callr : {
  const std::uint64_t to = A;
  if (!memory.store(r[kRegSp] - 8, run.address_of(ip + 1))) goto fault;
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
  return run.stop(VmStop::syscall, ip + 1, left);
op_compute : {
  VmResult result = run.stop(VmStop::compute, ip + 1, left);
  result.compute_ns = A;
  return result;
}
op_line:
  if (run.lines_left <= 1 || left <= run.left_at_soft_budget)
    return run.stop(VmStop::line, ip, left);
  left -= 1 + ip[1].block;
  if (__builtin_expect(left < 0, 0)) goto unpaid_line;
  --run.lines_left;
  SIM_NEXT(1);

  // ---- parts of fused instructions ----

#define SIM_PART_ldi(k) SIM_A(k) = value = SIM_IMM(k)
#define SIM_PART_addi(k) SIM_A(k) = value = SIM_B(k) + SIM_IMM(k)
#define SIM_PART_addwi_v(k) SIM_A(k) = value = s32(value + SIM_IMM(k))
#define SIM_PART_sext32(k) SIM_A(k) = s32(SIM_B(k))
#define SIM_PART_line(k) \
  ip += (k);             \
  goto op_line
#define SIM_PART_fld32(k)                             \
  do {                                                \
    std::int32_t v;                                   \
    SIM_ON_STACK(k, load, r[kRegFp] + SIM_IMM(k), v); \
    SIM_A(k) = value = imm64(v);                      \
  } while (0)
#define SIM_PART_fld64(k)                                 \
  do {                                                    \
    SIM_ON_STACK(k, load, r[kRegFp] + SIM_IMM(k), value); \
    SIM_A(k) = value;                                     \
  } while (0)
#define SIM_PART_fst32_v(k) \
  SIM_ON_STACK(k, store, r[kRegFp] + SIM_IMM(k), static_cast<std::uint32_t>(value))
#define SIM_PART_fst32(k) \
  SIM_ON_STACK(k, store, r[kRegFp] + SIM_IMM(k), static_cast<std::uint32_t>(SIM_A(k)))
#define SIM_PART_fst64(k) SIM_ON_STACK(k, store, r[kRegFp] + SIM_IMM(k), SIM_A(k))
#define SIM_PART_push_v(k)                        \
  do {                                            \
    SIM_ON_STACK(k, store, r[kRegSp] - 8, value); \
    r[kRegSp] = address;                          \
  } while (0)
#define SIM_PART_spush(k) \
  value = SIM_A(k);       \
  SIM_PART_push_v(k)
#define SIM_PART_spop(k)                   \
  SIM_ON_STACK(k, load, r[kRegSp], value); \
  r[kRegSp] = address + 8;                 \
  SIM_A(k) = value
#define SIM_PART_senter(k)                          \
  SIM_ON_STACK(k, store, r[kRegSp] - 8, r[kRegFp]); \
  r[kRegFp] = address;                              \
  r[kRegSp] = address - SIM_IMM(k)
#define SIM_PART_sleave(k)                 \
  SIM_ON_STACK(k, load, r[kRegFp], value); \
  r[kRegSp] = address + 8;                 \
  r[kRegFp] = value
#define SIM_PART_sret(k)                   \
  SIM_ON_STACK(k, load, r[kRegSp], value); \
  r[kRegSp] = address + 8;                 \
  SIM_JUMP_TO(value)
#define SIM_CALL_ON_STACK()                                        \
  do {                                                             \
    SIM_ON_STACK(0, store, r[kRegSp] - 8, run.address_of(ip + 1)); \
    r[kRegSp] = address;                                           \
    ip = run.code + ip->insn.imm;                                  \
    SIM_PAY_BLOCK();                                               \
  } while (0)
#define SIM_PART_scall(k) \
  SIM_CALL_ON_STACK();    \
  SIM_DISPATCH()
#define SIM_PART_BRANCH(k, condition) \
  ip += (k);                          \
  SIM_BRANCH(condition)
#define SIM_PART_beq(k) SIM_PART_BRANCH(k, A == B)
#define SIM_PART_bne(k) SIM_PART_BRANCH(k, A != B)
#define SIM_PART_blt(k) SIM_PART_BRANCH(k, as_signed(A) < as_signed(B))
#define SIM_PART_ble(k) SIM_PART_BRANCH(k, as_signed(A) <= as_signed(B))
#define SIM_PART_bltu(k) SIM_PART_BRANCH(k, A < B)
#define SIM_PART_bleu(k) SIM_PART_BRANCH(k, A <= B)

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
  SIM_FUSED(SIM_FUSED_ONE, SIM_FUSED_TWO, SIM_FUSED_THREE)
op_scall_senter:
  SIM_CALL_ON_STACK();
  SIM_PART_senter(0);
  SIM_NEXT(1);

missed_stack_page:
  stack = StackPage(memory.remember_stack(address));
  goto* kLabels[static_cast<std::size_t>(ip->insn.op)];

  // ---- the end ----

unpaid_line:
  left += 1 + ip[1].block;
  if (left > 0) --run.lines_left;  // run_exactly begins with it
  return run.hand_over(run.address_of(ip), left);
unpaid_block:
  left += ip->block;
  if (ip->insn.op == Op::line) goto op_line;  // after a block operation
  return run.hand_over(run.address_of(ip), left);
left_text:
  return run.hand_over(address, left);
fault:
  return run.fault(ip, left + ip->block);
op_trap:
op_stops:
hand_over:  // in a block that was paid
  return run.hand_over(run.address_of(ip), left + ip->block);
}

}  // namespace sim
