// The functions the compiler knows itself.
#include "sim/user/cc/codegen.h"

namespace sim::cc {

// Leaves the arguments in d, d + 1, ...
void Codegen::evaluate_pushed(std::span<Expr*> args, int d) {
  bool plain = d + static_cast<int>(args.size()) <= kDeepRegister + 1;
  for (const Expr* a : args) plain &= !a->clobbers;
  if (plain) {
    for (std::size_t i = 0; i < args.size(); ++i) gen(args[i], d + static_cast<int>(i));
    return;
  }
  for (std::size_t i = args.size(); i-- > 0;) {
    gen(args[i], d);
    if (i > 0) push(d);
  }
  for (std::size_t i = 1; i < args.size(); ++i) pop(d + static_cast<int>(i));
}

void Codegen::gen_builtin(Expr* e, int d) {
  switch (e->builtin) {
    case Builtin::syscall:
      evaluate_pushed(e->args, 0);
      emit(Op::syscall);
      return move(d, kRegResult);
    case Builtin::result: {
      // Errors are the last 4095 numbers; only they take a call.
      const int done = new_label();
      gen(e->args[0], d);
      load_immediate(d + 1, -4096);
      branch(Op::bleu, d, d + 1, done);
      push(d);
      gen(e->args[1], d);
      emit(Op::callr, d);
      pop(d + 1);
      move(d, kRegResult);
      return bind(done);
    }
    case Builtin::compute_ns:
      gen(e->args[0], d);
      return emit(Op::compute, d);
    case Builtin::sqrt:
      gen(e->args[0], d);
      return emit(Op::fsqrt, d, d);
    case Builtin::memcpy_:
      evaluate_pushed(e->args, d);
      return emit(Op::copyr, d, d + 1, d + 2);
    case Builtin::memset_:
      evaluate_pushed(e->args, d);
      return emit(Op::fill, d, d + 1, d + 2);
    case Builtin::trap:
      return emit(Op::trap);
    case Builtin::alloca_:
      if (pushed_ > 0)
        c_.error(e->place, "alloca inside of a larger expression or an argument is not supported");
      gen(e->args[0], d);
      emit(Op::addi, d, d, 0, 15);
      emit(Op::andi, d, d, 0, -16);
      emit(Op::sub, kRegSp, kRegSp, d);
      return emit(Op::mov, d, kRegSp);
    case Builtin::synchronize:
      return;
    case Builtin::thread_pointer:
      return emit(Op::mov, d, kRegTp);
    case Builtin::set_thread_pointer:
      gen(e->args[0], d);
      return emit(Op::mov, kRegTp, d);
    case Builtin::frame_address:
      return emit(Op::mov, d, kRegFp);
    case Builtin::return_address:
      return emit(Op::ld64, d, kRegFp, 0, 8);
    case Builtin::setjmp_save: {
      gen(e->args[0], d);
      emit(Op::st64, kRegFp, d, 0, 0);
      emit(Op::st64, kRegSp, d, 0, 8);
      const std::uint32_t address = here();
      emit(Op::ldi, d + 1);
      emit(Op::st64, d + 1, d, 0, 16);
      emit(Op::ldi, kRegResult, 0, 0, 0);
      code_[address].imm = static_cast<std::int32_t>(kTextBase + kInsnBytes * here());
      return move(d, kRegResult);
    }
    case Builtin::longjmp_restore: {
      evaluate_pushed(e->args, 0);
      const int nonzero = new_label();
      emit(Op::mov, 2, 0);
      emit(Op::mov, 0, 1);
      branch(Op::bnz, 0, 0, nonzero);
      emit(Op::ldi, 0, 0, 0, 1);
      bind(nonzero);
      emit(Op::ld64, 1, 2, 0, 16);
      emit(Op::ld64, kRegFp, 2, 0, 0);
      emit(Op::ld64, kRegSp, 2, 0, 8);
      emit(Op::push, 1);
      return emit(Op::ret);
    }
    default:
      return gen_atomic(e, d);
  }
}

void Codegen::gen_atomic(Expr* e, int d) {
  const Type* type = e->calc_type;
  const std::int64_t width = size_of(type);
  // Atomics yield unsigned values; make them of the object's type.
  const auto canonical = [&](int r) {
    if (is_unsigned(type) || width == 8) return;
    emit(width == 1 ? Op::sext8 : width == 2 ? Op::sext16 : Op::sext32, r, r);
  };
  const auto as_unsigned = [&](int r) {
    if (width == 8 || is_unsigned(type)) return;
    emit(width == 1 ? Op::zext8 : width == 2 ? Op::zext16 : Op::zext32, r, r);
  };
  switch (e->builtin) {
    case Builtin::atomic_load:
      gen(e->args[0], d);
      return load(type, d, {d, 0});
    case Builtin::atomic_store:
      evaluate_pushed(e->args, d);
      return store(type, d + 1, {d, 0});
    case Builtin::sync_release:
      gen(e->args[0], d);
      load_immediate(d + 1, 0);
      return store(type, d + 1, {d, 0});
    case Builtin::atomic_exchange:
    case Builtin::atomic_add:
    case Builtin::atomic_sub:
      evaluate_pushed(e->args, d);
      if (e->builtin == Builtin::atomic_sub) emit(Op::neg, d + 1, d + 1);
      emit(e->builtin == Builtin::atomic_exchange ? Op::axchg : Op::aadd, d, d, d + 1, width);
      return canonical(d);
    default:
      break;
  }
  // Compare and swap: r1 = pointer, r3 = expected, r2 = new, r4 = kept for afterwards.
  evaluate_pushed(e->args, 5);
  emit(Op::mov, 1, 5);
  emit(Op::mov, 2, 7);
  emit(Op::mov, 4, 6);
  const bool by_pointer = e->builtin == Builtin::atomic_cas_n;
  if (by_pointer)
    load(type, 3, {6, 0});
  else
    emit(Op::mov, 3, 6);
  as_unsigned(3);
  emit(Op::acas, 3, 1, 2, width);
  const bool wants_found = e->op == ExprKind::comma;
  if (!by_pointer && !wants_found) return move(d, 3);
  const int done = new_label();
  branch(Op::bnz, 3, 0, done);
  if (by_pointer) {
    store(type, 0, {4, 0});
  } else {
    canonical(0);
    emit(Op::mov, 4, 0);
  }
  bind(done);
  move(d, by_pointer ? 3 : 4);
}

}  // namespace sim::cc
