// Constant folding.
#include "sim/user/cc/build.h"

namespace sim::cc {
namespace {

using U = std::uint64_t;
using S = std::int64_t;

// The result of an integer operation, not yet cut to its type; false when there is none.
bool integer_result(ExprKind kind, S a, S b, const Type* t, S& out) {
  const bool u = is_unsigned(t);
  const U mask = size_of(t) == 8 ? 63 : 31;
  switch (kind) {
    case ExprKind::add:
      out = S(U(a) + U(b));
      return true;
    case ExprKind::sub:
      out = S(U(a) - U(b));
      return true;
    case ExprKind::mul:
      out = S(U(a) * U(b));
      return true;
    case ExprKind::and_:
      out = a & b;
      return true;
    case ExprKind::or_:
      out = a | b;
      return true;
    case ExprKind::xor_:
      out = a ^ b;
      return true;
    case ExprKind::shl:
      out = S(U(a) << (U(b) & mask));
      return true;
    case ExprKind::shr:
      out = u ? S(U(a) >> (U(b) & mask)) : a >> (U(b) & mask);
      return true;
    case ExprKind::div:
    case ExprKind::mod:
      if (b == 0 || (!u && b == -1 && a == canonical(S(U{1} << (size_of(t) * 8 - 1)), t)))
        return false;
      if (u)
        out = S(kind == ExprKind::div ? U(a) / U(b) : U(a) % U(b));
      else
        out = kind == ExprKind::div ? a / b : a % b;
      return true;
    default:
      return false;
  }
}

bool is_comparison(ExprKind kind) { return kind >= ExprKind::eq && kind <= ExprKind::ge; }

template <class T>
bool compare(ExprKind kind, T a, T b) {
  switch (kind) {
    case ExprKind::eq:
      return a == b;
    case ExprKind::ne:
      return a != b;
    case ExprKind::lt:
      return a < b;
    case ExprKind::le:
      return a <= b;
    case ExprKind::gt:
      return a > b;
    default:
      return a >= b;
  }
}

double round_to(double v, const Type* t) {
  return t->kind == Kind::float_ ? static_cast<double>(static_cast<float>(v)) : v;
}

// As x86-64 converts: out of range gives the most negative number.
S float_to_integer(double v, const Type* t) {
  if (t->kind == Kind::bool_) return v != 0;
  if (t->kind == Kind::ulong || t->kind == Kind::ullong) {
    if (v >= 9223372036854775808.0 && v < 18446744073709551616.0)
      return S(U(v - 9223372036854775808.0) + (U{1} << 63));
  }
  if (!(v >= -9223372036854775808.0 && v < 9223372036854775808.0))
    return canonical(S(U{1} << 63), t);
  return canonical(static_cast<S>(v), t);
}

}  // namespace

std::int64_t canonical(std::int64_t bits, const Type* t) {
  if (t->kind == Kind::bool_) return bits != 0;
  const std::int64_t size = size_of(t);
  if (size >= 8) return bits;
  const int unused = static_cast<int>(64 - size * 8);
  const U shifted = U(bits) << unused;
  return is_unsigned(t) ? S(shifted >> unused) : S(shifted) >> unused;
}

Expr* ExprBuilder::fold(Expr* e) {
  if (e->kind == ExprKind::cast) return fold_cast(e);
  const Expr* a = e->a;
  if (a->kind == ExprKind::number && (e->b == nullptr || e->b->kind == ExprKind::number))
    return fold_integer(e);
  if (a->kind == ExprKind::fnumber && (e->b == nullptr || e->b->kind == ExprKind::fnumber))
    return fold_float(e);
  return e;
}

Expr* ExprBuilder::fold_integer(Expr* e) {
  const S a = e->a->value;
  if (is_comparison(e->kind)) {
    const bool u = is_unsigned(e->a->type);
    const bool yes = u ? compare(e->kind, U(a), U(e->b->value)) : compare(e->kind, a, e->b->value);
    return number(e->place, yes, e->type);
  }
  S out = 0;
  switch (e->kind) {
    case ExprKind::neg:
      out = S(0 - U(a));
      break;
    case ExprKind::bitnot:
      out = ~a;
      break;
    case ExprKind::lognot:
      out = a == 0;
      break;
    default:
      if (is_pointer(e->type) && e->kind != ExprKind::add && e->kind != ExprKind::sub) return e;
      if (!integer_result(e->kind, a, e->b->value, e->type, out)) return e;
  }
  return number(e->place, canonical(out, e->type), e->type);
}

Expr* ExprBuilder::fold_float(Expr* e) {
  const double a = e->a->fvalue;
  if (e->kind == ExprKind::lognot) return number(e->place, a == 0, e->type);
  if (e->kind == ExprKind::neg) return fnumber(e->place, -a, e->type);
  if (e->b == nullptr) return e;
  const double b = e->b->fvalue;
  if (is_comparison(e->kind)) return number(e->place, compare(e->kind, a, b), e->type);
  double out = 0;
  switch (e->kind) {
    case ExprKind::add:
      out = a + b;
      break;
    case ExprKind::sub:
      out = a - b;
      break;
    case ExprKind::mul:
      out = a * b;
      break;
    case ExprKind::div:
      out = a / b;
      break;
    default:
      return e;
  }
  return fnumber(e->place, round_to(out, e->type), e->type);
}

Expr* ExprBuilder::fold_cast(Expr* e) {
  const Expr* a = e->a;
  const Type* to = e->type;
  if (a->kind == ExprKind::number) {
    if (is_integer(to) || is_pointer(to)) return number(e->place, canonical(a->value, to), to);
    if (is_floating(to)) {
      const double v =
          is_unsigned(a->type) ? static_cast<double>(U(a->value)) : static_cast<double>(a->value);
      if (to->kind != Kind::float_) return fnumber(e->place, v, to);
      return fnumber(e->place,
                     static_cast<double>(is_unsigned(a->type) ? static_cast<float>(U(a->value))
                                                              : static_cast<float>(a->value)),
                     to);
    }
  } else if (a->kind == ExprKind::fnumber) {
    if (is_floating(to)) return fnumber(e->place, round_to(a->fvalue, to), to);
    if (is_integer(to)) return number(e->place, float_to_integer(a->fvalue, to), to);
  }
  return e;
}

}  // namespace sim::cc
