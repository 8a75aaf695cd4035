// Arithmetic, comparison and conversion.
#include <bit>

#include "sim/user/cc/build.h"
#include "sim/user/cc/codegen.h"

namespace sim::cc {
namespace {

bool is_wide(const Type* t) { return size_of(t) == 8; }

bool is_commutative(ExprKind kind) {
  return kind == ExprKind::add || kind == ExprKind::mul || kind == ExprKind::and_ ||
         kind == ExprKind::or_ || kind == ExprKind::xor_;
}

bool is_variable(const Expr* e) {
  return (e->kind == ExprKind::local || e->kind == ExprKind::entity) && is_scalar(e->type);
}

}  // namespace

// Makes what 64-bit arithmetic left in d a value of the 32-bit type t.
void Codegen::normalize(const Type* t, int d) {
  if (!is_wide(t)) emit(is_unsigned(t) ? Op::zext32 : Op::sext32, d, d);
}

// d = d op value, when there is a short way.
bool Codegen::immediate_form(ExprKind op, const Type* t, int d, std::int64_t value) {
  if (is_floating(t) || !fits32(value) || value == INT32_MIN) return false;
  const bool u = is_unsigned(t), wide = is_wide(t);
  const auto bits = static_cast<std::uint64_t>(value);
  switch (op) {
    case ExprKind::sub:
      value = -value;
      [[fallthrough]];
    case ExprKind::add:
      emit(wide ? Op::addi : u ? Op::addwui : Op::addwi, d, d, 0, value);
      return true;
    case ExprKind::mul:
      if (value > 0 && std::has_single_bit(bits)) {
        if (value > 1) emit(Op::shli, d, d, 0, std::countr_zero(bits));
      } else {
        emit(Op::muli, d, d, 0, value);
      }
      if (value != 1) normalize(t, d);
      return true;
    case ExprKind::and_:
      emit(Op::andi, d, d, 0, value);
      return true;
    case ExprKind::or_:
      emit(Op::ori, d, d, 0, value);
      return true;
    case ExprKind::xor_:
      emit(Op::xori, d, d, 0, value);
      return true;
    case ExprKind::shl:
      emit(Op::shli, d, d, 0, value & (wide ? 63 : 31));
      normalize(t, d);
      return true;
    case ExprKind::shr:
      emit(u ? Op::shri : Op::sari, d, d, 0, value & (wide ? 63 : 31));
      return true;
    case ExprKind::div:
    case ExprKind::mod:
      if (!u || value <= 0 || !std::has_single_bit(bits)) return false;
      if (op == ExprKind::div)
        emit(Op::shri, d, d, 0, std::countr_zero(bits));
      else
        emit(Op::andi, d, d, 0, value - 1);
      return true;
    default:
      return false;
  }
}

// d = a op b on values of type t. May change register b.
void Codegen::arithmetic(ExprKind op, const Type* t, int d, int a, int b) {
  if (is_floating(t)) {
    const Op fop = op == ExprKind::add   ? Op::fadd
                   : op == ExprKind::sub ? Op::fsub
                   : op == ExprKind::mul ? Op::fmul
                                         : Op::fdiv;
    emit(fop, d, a, b);
    if (t->kind == Kind::float_) emit(Op::round32, d, d);
    return;
  }
  const bool u = is_unsigned(t), wide = is_wide(t);
  const auto pick = [&](Op wide_op, Op w, Op wu) { return wide ? wide_op : u ? wu : w; };
  switch (op) {
    case ExprKind::add:
      return emit(pick(Op::add, Op::addw, Op::addwu), d, a, b);
    case ExprKind::sub:
      return emit(pick(Op::sub, Op::subw, Op::subwu), d, a, b);
    case ExprKind::mul:
      return emit(pick(Op::mul, Op::mulw, Op::mulwu), d, a, b);
    case ExprKind::shl:
      return emit(pick(Op::shl, Op::shlw, Op::shlwu), d, a, b);
    case ExprKind::div:
      return emit(u ? Op::divu : wide ? Op::div : Op::divw, d, a, b);
    case ExprKind::mod:
      return emit(u ? Op::modu : wide ? Op::mod : Op::modw, d, a, b);
    case ExprKind::and_:
      return emit(Op::and_, d, a, b);
    case ExprKind::or_:
      return emit(Op::or_, d, a, b);
    case ExprKind::xor_:
      return emit(Op::xor_, d, a, b);
    default:
      if (!wide) emit(Op::andi, b, b, 0, 31);
      return emit(u ? Op::shr : Op::sar, d, a, b);
  }
}

void Codegen::gen_binary(Expr* e, int d) {
  if (is_pointer(e->type) && e->kind == ExprKind::add && e->b->kind == ExprKind::number &&
      fits32(e->b->value))
    return materialize(gen_pointer(e, d), d);
  if (e->b->kind == ExprKind::number && fits32(e->b->value) && !is_floating(e->type)) {
    gen(e->a, d);
    if (immediate_form(e->kind, e->type, d, e->b->value)) return;
    load_immediate(d + 1, e->b->value);
  } else if (e->b->clobbers && is_commutative(e->kind) && is_variable(e->a) &&
             !is_pointer(e->type) && d < kDeepRegister) {
    gen(e->b, d);  // `n * f(n - 1)`: as gcc does, the call first
    gen(e->a, d + 1);
  } else {
    operands(e->a, e->b, d);
  }
  arithmetic(e->kind, e->type, d, d, d + 1);
}

void Codegen::gen_compare(Expr* e, int d) {
  const Type* t = e->a->type;
  if (is_floating(t)) {
    operands(e->a, e->b, d);
    switch (e->kind) {
      case ExprKind::eq:
        return emit(Op::feq, d, d, d + 1);
      case ExprKind::ne:
        return emit(Op::fne, d, d, d + 1);
      case ExprKind::lt:
        return emit(Op::flt, d, d, d + 1);
      case ExprKind::le:
        return emit(Op::fle, d, d, d + 1);
      case ExprKind::gt:
        return emit(Op::flt, d, d + 1, d);
      default:
        return emit(Op::fle, d, d + 1, d);
    }
  }
  const bool u = is_unsigned(t);
  if (e->b->kind == ExprKind::number && fits32(e->b->value)) {
    const std::int64_t v = e->b->value;
    const bool equality = e->kind == ExprKind::eq || e->kind == ExprKind::ne;
    if (equality || (!u && (e->kind == ExprKind::lt || e->kind == ExprKind::le))) {
      gen(e->a, d);
      const Op op = e->kind == ExprKind::eq   ? Op::seqi
                    : e->kind == ExprKind::ne ? Op::snei
                    : e->kind == ExprKind::lt ? Op::slti
                                              : Op::slei;
      return emit(op, d, d, 0, v);
    }
  }
  operands(e->a, e->b, d);
  const Op less = u ? Op::sltu : Op::slt, less_equal = u ? Op::sleu : Op::sle;
  switch (e->kind) {
    case ExprKind::eq:
      return emit(Op::seq, d, d, d + 1);
    case ExprKind::ne:
      return emit(Op::sne, d, d, d + 1);
    case ExprKind::lt:
      return emit(less, d, d, d + 1);
    case ExprKind::le:
      return emit(less_equal, d, d, d + 1);
    case ExprKind::gt:
      return emit(less, d, d + 1, d);
    default:
      return emit(less_equal, d, d + 1, d);
  }
}

void Codegen::gen_unary(Expr* e, int d) {
  gen(e->a, d);
  if (e->kind == ExprKind::lognot) {
    if (!is_floating(e->a->type)) return emit(Op::lnot, d, d);
    load_immediate(d + 1, 0);
    return emit(Op::feq, d, d, d + 1);
  }
  if (is_floating(e->type)) return emit(Op::fneg, d, d);
  emit(e->kind == ExprKind::neg ? Op::neg : Op::not_, d, d);
  // ~ of a sign-extended value stays sign-extended.
  if (e->kind == ExprKind::neg || is_unsigned(e->type)) normalize(e->type, d);
}

void Codegen::gen_cast(Expr* e, int d) {
  if (is_void(e->type)) return gen_effect(e->a, d);
  gen(e->a, d);
  if (is_scalar(e->type)) convert(e->a->type, e->type, d);
}

// The value of type `from` in d becomes one of type `to`.
void Codegen::convert(const Type* from, const Type* to, int d) {
  if (to->kind == Kind::bool_) {
    if (from->kind == Kind::bool_) return;
    if (!is_floating(from)) return emit(Op::bool_, d, d);
    load_immediate(d + 1, 0);
    return emit(Op::fne, d, d, d + 1);
  }
  if (is_floating(to)) {
    if (is_floating(from)) {
      if (to->kind == Kind::float_ && from->kind != Kind::float_) emit(Op::round32, d, d);
      return;
    }
    emit(is_unsigned(from) && size_of(from) == 8 ? Op::u2f : Op::i2f, d, d);
    if (to->kind == Kind::float_) emit(Op::round32, d, d);
    return;
  }
  const std::int64_t size = size_of(to);
  const bool u = is_unsigned(to);
  if (is_floating(from)) {
    emit(u && size == 8 ? Op::f2u : Op::f2i, d, d);
  } else {
    const std::int64_t from_size = size_of(from);
    // The same value, or one whose register already looks as it must.
    if (size == 8 || (from_size < size && (!u || is_unsigned(from))) ||
        (from_size == size && u == is_unsigned(from)))
      return;
  }
  switch (size) {
    case 1:
      return emit(u ? Op::zext8 : Op::sext8, d, d);
    case 2:
      return emit(u ? Op::zext16 : Op::sext16, d, d);
    case 4:
      return emit(u ? Op::zext32 : Op::sext32, d, d);
    default:
      return;
  }
}

}  // namespace sim::cc
