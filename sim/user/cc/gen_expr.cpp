// Expressions: values, addresses, branches, calls.
#include "sim/user/cc/codegen.h"

namespace sim::cc {
namespace {

Op inverted(Op op) { return op == Op::bz ? Op::bnz : Op::bz; }

}  // namespace

void Codegen::gen(Expr* e, int d) {
  switch (e->kind) {
    case ExprKind::number:
      return load_immediate(d, e->value);
    case ExprKind::fnumber:
      return load_float(d, e->fvalue);
    case ExprKind::local:
    case ExprKind::entity:
    case ExprKind::deref:
    case ExprKind::member:
    case ExprKind::compound_literal: {
      const Address from = gen_address(e, d);
      if (e->kind == ExprKind::member && e->member->is_bitfield)
        return load_bitfield(*e->member, e->type, d, from);
      if (is_scalar(e->type)) return load(e->type, d, from);
      return materialize(from, d);  // a structure's value is its address
    }
    case ExprKind::addr:
      return materialize(gen_address(e->a, d), d);
    case ExprKind::cast:
      return gen_cast(e, d);
    case ExprKind::neg:
    case ExprKind::bitnot:
    case ExprKind::lognot:
      return gen_unary(e, d);
    case ExprKind::eq:
    case ExprKind::ne:
    case ExprKind::lt:
    case ExprKind::le:
    case ExprKind::gt:
    case ExprKind::ge:
      return gen_compare(e, d);
    case ExprKind::logand:
    case ExprKind::logor:
      return gen_logical(e, d);
    case ExprKind::cond:
      return gen_conditional(e, d);
    case ExprKind::comma:
      gen_effect(e->a, d);
      return gen(e->b, d);
    case ExprKind::assign:
      return gen_assign(e, d, true);
    case ExprKind::op_assign:
    case ExprKind::post_op:
      return gen_op_assign(e, d, true);
    case ExprKind::call:
      return gen_call(e, d);
    case ExprKind::init:
      return gen_init(e, d);
    case ExprKind::stmt_expr:
      return gen_stmt_expr(e, d);
    case ExprKind::va_start_: {
      const Address list = gen_address(e->a, d);
      std::int64_t first = 16 + (is_record(function_->type->base) ? 8 : 0);
      for (const Local* p : function_->parameters)
        first += is_record(p->type) ? (size_of(p->type) + 7) / 8 * 8 : 8;
      emit(Op::addi, d + 1, kRegFp, 0, first);
      emit_at(Op::st64, d + 1, list);
      return;
    }
    case ExprKind::va_arg_:
      return gen_va_arg(e, d);
    case ExprKind::builtin:
      return gen_builtin(e, d);
    default:
      return gen_binary(e, d);
  }
}

// Evaluates for what it does, not for its value.
void Codegen::gen_effect(Expr* e, int d) {
  switch (e->kind) {
    case ExprKind::assign:
      return gen_assign(e, d, false);
    case ExprKind::op_assign:
    case ExprKind::post_op:
      return gen_op_assign(e, d, false);
    case ExprKind::comma:
      gen_effect(e->a, d);
      return gen_effect(e->b, d);
    case ExprKind::cast:
      return gen_effect(e->a, d);
    case ExprKind::cond: {
      const int otherwise = new_label(), end = new_label();
      gen_branch(e->a, false, otherwise, d);
      gen_effect(e->b, d);
      jump(end);
      bind(otherwise);
      gen_effect(e->c, d);
      bind(end);
      return;
    }
    case ExprKind::number:
    case ExprKind::fnumber:
      return;
    default:
      return gen(e, d);
  }
}

Codegen::Address Codegen::gen_address(Expr* e, int d) {
  switch (e->kind) {
    case ExprKind::local:
      if (has_variable_size(e->type)) {
        emit(Op::ld64, d, kRegFp, 0, e->local->offset);
        return {d, 0};
      }
      return {kRegFp, e->local->offset};
    case ExprKind::entity:
      load_entity(d, e->entity, 0);
      return {d, 0};
    case ExprKind::deref:
      return gen_pointer(e->a, d);
    case ExprKind::member: {
      Address at = gen_address(e->a, d);
      at.offset += e->member->offset;
      return at;
    }
    case ExprKind::compound_literal:
      gen(e->a, d);
      return gen_address(e->b, d);
    default:  // a structure as a value: its address
      gen(e, d);
      return {d, 0};
  }
}

// The address a pointer expression holds, constant offsets left to the instruction that uses it.
Codegen::Address Codegen::gen_pointer(Expr* e, int d) {
  if (e->kind == ExprKind::cast && is_pointer(e->type) && is_pointer(e->a->type))
    return gen_pointer(e->a, d);
  if (e->kind == ExprKind::addr) return gen_address(e->a, d);
  if (e->kind == ExprKind::add && e->b->kind == ExprKind::number && fits32(e->b->value)) {
    Address at = gen_pointer(e->a, d);
    if (fits32(at.offset + e->b->value)) {
      at.offset += e->b->value;
      return at;
    }
    materialize(at, d);
    emit(Op::addi, d, d, 0, e->b->value);
    return {d, 0};
  }
  if (e->kind == ExprKind::add && e->a->kind == ExprKind::addr) {
    // An element of a named array: the array's address becomes the instruction's offset.
    Expr* array = e->a->a;
    std::int64_t offset = 0;
    for (; array->kind == ExprKind::member; array = array->a) offset += array->member->offset;
    if (array->kind == ExprKind::entity) {
      gen(e->b, d);
      return {d, offset, array->entity};
    }
    if (array->kind == ExprKind::local && !has_variable_size(array->type)) {
      gen(e->b, d);
      emit(Op::add, d, d, kRegFp);
      return {d, array->local->offset + offset};
    }
  }
  gen(e, d);
  return {d, 0};
}

// Leaves a in d and b in d + 1.
void Codegen::operands(Expr* a, Expr* b, int d) {
  gen(a, d);
  if (b->clobbers || d >= kDeepRegister) {
    push(d);
    gen(b, d);
    move(d + 1, d);
    pop(d);
  } else {
    gen(b, d + 1);
  }
}

void Codegen::gen_branch(Expr* e, bool sense, int label, int d) {
  switch (e->kind) {
    case ExprKind::number:
      if ((e->value != 0) == sense) jump(label);
      return;
    case ExprKind::lognot:
      if (!is_floating(e->a->type)) return gen_branch(e->a, !sense, label, d);
      break;
    case ExprKind::logand:
    case ExprKind::logor: {
      if ((e->kind == ExprKind::logor) == sense) {  // either operand decides
        gen_branch(e->a, sense, label, d);
        gen_branch(e->b, sense, label, d);
        return;
      }
      const int skip = new_label();
      gen_branch(e->a, !sense, skip, d);
      gen_branch(e->b, sense, label, d);
      bind(skip);
      return;
    }
    case ExprKind::eq:
    case ExprKind::ne:
    case ExprKind::lt:
    case ExprKind::le:
    case ExprKind::gt:
    case ExprKind::ge: {
      if (is_floating(e->a->type)) break;
      const bool zero = e->b->kind == ExprKind::number && e->b->value == 0;
      if (zero && (e->kind == ExprKind::eq || e->kind == ExprKind::ne)) {
        gen(e->a, d);
        return branch((e->kind == ExprKind::eq) == sense ? Op::bz : Op::bnz, d, 0, label);
      }
      operands(e->a, e->b, d);
      const bool u = is_unsigned(e->a->type);
      const Op less = u ? Op::bltu : Op::blt, less_equal = u ? Op::bleu : Op::ble;
      const int a = d, b = d + 1;
      switch (e->kind) {
        case ExprKind::eq:
          return branch(sense ? Op::beq : Op::bne, a, b, label);
        case ExprKind::ne:
          return branch(sense ? Op::bne : Op::beq, a, b, label);
        case ExprKind::lt:
          return sense ? branch(less, a, b, label) : branch(less_equal, b, a, label);
        case ExprKind::le:
          return sense ? branch(less_equal, a, b, label) : branch(less, b, a, label);
        case ExprKind::gt:
          return sense ? branch(less, b, a, label) : branch(less_equal, a, b, label);
        default:
          return sense ? branch(less_equal, b, a, label) : branch(less, a, b, label);
      }
    }
    case ExprKind::comma:
      gen_effect(e->a, d);
      return gen_branch(e->b, sense, label, d);
    case ExprKind::cast:
      // The truth of a widened integer is that of the integer.
      if (is_integer(e->type) && is_integer(e->a->type) && size_of(e->type) >= size_of(e->a->type))
        return gen_branch(e->a, sense, label, d);
      break;
    default:
      break;
  }
  gen(e, d);
  Op op = sense ? Op::bnz : Op::bz;
  if (is_floating(e->type)) {  // -0.0 is false, too
    load_immediate(d + 1, 0);
    emit(Op::feq, d, d, d + 1);
    op = inverted(op);
  }
  branch(op, d, 0, label);
}

void Codegen::gen_logical(Expr* e, int d) {
  const int otherwise = new_label(), end = new_label();
  gen_branch(e, false, otherwise, d);
  load_immediate(d, 1);
  jump(end);
  bind(otherwise);
  load_immediate(d, 0);
  bind(end);
}

void Codegen::gen_conditional(Expr* e, int d) {
  const int otherwise = new_label(), end = new_label();
  gen_branch(e->a, false, otherwise, d);
  gen(e->b, d);
  jump(end);
  bind(otherwise);
  gen(e->c, d);
  bind(end);
}

void Codegen::push_argument(Expr* argument, int d) {
  gen(argument, d);
  if (!is_record(argument->type)) return push(d);
  const std::int64_t slots = (size_of(argument->type) + 7) / 8;
  emit(Op::addi, kRegSp, kRegSp, 0, -8 * slots);
  if (slots > 0) emit(Op::copy, kRegSp, d, 0, size_of(argument->type));
  pushed_ += static_cast<int>(slots);
}

// All registers are free here: whoever needs one has kept it.
void Codegen::gen_call(Expr* e, int d) {
  const int before = pushed_;
  for (std::size_t i = e->args.size(); i-- > 0;) push_argument(e->args[i], d);
  if (e->temp != nullptr) {
    emit(Op::addi, d, kRegFp, 0, e->temp->offset);
    push(d);
  }
  Expr* callee = e->a;
  if (callee->kind == ExprKind::addr && callee->a->kind == ExprKind::entity) {
    use(callee->a->entity);
    fixups_.push_back({here(), callee->a->entity, 0});
    emit(Op::call);
  } else {
    gen(callee, d);
    emit(Op::callr, d);
  }
  if (pushed_ > before) emit(Op::addi, kRegSp, kRegSp, 0, 8LL * (pushed_ - before));
  pushed_ = before;
  if (!is_void(e->type)) move(d, kRegResult);
}

void Codegen::gen_stmt_expr(Expr* e, int d) {
  for (Stmt* s = e->body->a; s != nullptr; s = s->next) {
    if (s->next == nullptr && s->kind == StmtKind::expr && !is_void(e->type)) {
      line(s->place);
      gen(s->e, d);
    } else {
      gen_stmt(s);
    }
  }
}

void Codegen::gen_va_arg(Expr* e, int d) {
  const Address list = gen_address(e->a, d + 1);
  const std::int64_t slots = is_record(e->type) ? (size_of(e->type) + 7) / 8 : 1;
  emit_at(Op::ld64, d, list);
  emit(Op::addi, d + 2, d, 0, 8 * slots);
  emit_at(Op::st64, d + 2, list);
  if (is_record(e->type)) return;
  // A float comes as a double; the front end has warned nobody, but its bits are right.
  if (is_floating(e->type)) return emit(Op::ld64, d, d, 0, 0);
  load(e->type, d, {d, 0});
}

}  // namespace sim::cc
