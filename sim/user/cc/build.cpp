#include "sim/user/cc/build.h"

#include <fmt/format.h>

namespace sim::cc {

std::string_view operator_text(ExprKind kind) {
  switch (kind) {
    case ExprKind::add:
      return "+";
    case ExprKind::sub:
      return "-";
    case ExprKind::mul:
      return "*";
    case ExprKind::div:
      return "/";
    case ExprKind::mod:
      return "%";
    case ExprKind::and_:
      return "&";
    case ExprKind::or_:
      return "|";
    case ExprKind::xor_:
      return "^";
    case ExprKind::shl:
      return "<<";
    case ExprKind::shr:
      return ">>";
    case ExprKind::eq:
      return "==";
    case ExprKind::ne:
      return "!=";
    case ExprKind::lt:
      return "<";
    case ExprKind::le:
      return "<=";
    case ExprKind::gt:
      return ">";
    case ExprKind::ge:
      return ">=";
    case ExprKind::neg:
      return "-";
    case ExprKind::bitnot:
      return "~";
    case ExprKind::lognot:
      return "!";
    case ExprKind::logand:
      return "&&";
    case ExprKind::logor:
      return "||";
    default:
      return "?";
  }
}

Expr* ExprBuilder::make(ExprKind kind, Place place, const Type* type, Expr* a, Expr* b, Expr* c) {
  Expr* e = c_.arena.make<Expr>();
  e->kind = kind;
  e->place = place;
  e->type = type;
  e->a = a;
  e->b = b;
  e->c = c;
  for (const Expr* child : {a, b, c}) {
    if (child == nullptr) continue;
    e->depth = std::max<std::uint16_t>(e->depth, child->depth + 1);
    e->clobbers |= child->clobbers;
    e->has_effect |= child->has_effect;
  }
  if (e->depth > kMaxExprDepth) c_.error(place, "this expression is nested too deeply");
  return e;
}

Expr* ExprBuilder::number(Place place, std::int64_t value, const Type* type) {
  Expr* e = make(ExprKind::number, place, type);
  e->value = value;
  return e;
}

Expr* ExprBuilder::integer(Place place, std::int64_t value) {
  return number(place, value, types_.basic(Kind::int_));
}

Expr* ExprBuilder::fnumber(Place place, double value, const Type* type) {
  Expr* e = make(ExprKind::fnumber, place, type);
  e->fvalue = value;
  return e;
}

Expr* ExprBuilder::local(Place place, Local* local) {
  Expr* e = make(ExprKind::local, place, local->type);
  e->local = local;
  e->is_lvalue = true;
  return e;
}

Expr* ExprBuilder::entity(Place place, Entity* entity) {
  if (entity->first_use.line == 0) entity->first_use = place;
  Expr* e = make(ExprKind::entity, place, entity->type);
  e->entity = entity;
  e->is_lvalue = !is_function(entity->type);
  return e;
}

Expr* ExprBuilder::decay(Expr* e) {
  if (is_array(e->type)) {
    const Type* element = e->type->base;
    if (e->type->is_const) element = types_.qualified(element, true, false);
    return make(ExprKind::addr, e->place, types_.pointer_to(element), e);
  }
  if (is_function(e->type)) return make(ExprKind::addr, e->place, types_.pointer_to(e->type), e);
  return e;
}

Expr* ExprBuilder::promote(Expr* e) {
  e = decay(e);
  if (!is_integer(e->type)) return e;
  // A bit-field narrower than int becomes int, whatever its type.
  if (e->kind == ExprKind::member && e->member->is_bitfield && e->member->bit_width < 32)
    return convert(e, types_.basic(Kind::int_));
  if (integer_rank(e->type) < 3) return convert(e, types_.basic(Kind::int_));
  if (is_enum(e->type))
    return convert(e, types_.basic(is_unsigned(e->type) ? Kind::uint : Kind::int_));
  return e;
}

const Type* ExprBuilder::arithmetic_type(const Type* a, const Type* b) {
  for (Kind kind : {Kind::ldouble, Kind::double_, Kind::float_})
    if (a->kind == kind || b->kind == kind) return types_.basic(kind);
  const int ra = integer_rank(a), rb = integer_rank(b);
  const bool ua = is_unsigned(a), ub = is_unsigned(b);
  if (ua == ub) return types_.unqualified(ra >= rb ? a : b);
  const Type* with_sign = ua ? b : a;
  const Type* without = ua ? a : b;
  if (integer_rank(without) >= integer_rank(with_sign)) return types_.unqualified(without);
  if (size_of(with_sign) > size_of(without)) return types_.unqualified(with_sign);
  return types_.basic(with_sign->kind == Kind::llong ? Kind::ullong : Kind::ulong);
}

Expr* ExprBuilder::convert(Expr* e, const Type* to) {
  e = decay(e);
  if (e->type == to) return e;
  if (e->type->kind == to->kind && to->kind <= Kind::ldouble) return e;
  Expr* cast = make(ExprKind::cast, e->place, types_.unqualified(to), e);
  return fold(cast);
}

bool ExprBuilder::is_null_pointer(const Expr* e) const {
  if (e->kind == ExprKind::cast && is_pointer(e->type) && is_void(e->type->base)) e = e->a;
  return e->kind == ExprKind::number && e->value == 0 &&
         (is_integer(e->type) || (is_pointer(e->type) && is_void(e->type->base)));
}

Expr* ExprBuilder::convert_assigned(Expr* e, const Type* to, Place place, std::string_view what) {
  e = decay(e);
  const Type* from = e->type;
  auto reject = [&] {
    c_.error(place, fmt::format("incompatible types in {}: expected '{}', found '{}'", what,
                                type_name(to), type_name(from)));
  };
  if (is_void(from)) c_.error(place, fmt::format("{} of a void value", what));
  if (is_record(to) || is_record(from)) {
    if (!is_record(to) || !is_record(from) || to->record != from->record) reject();
    return e;
  }
  if (is_array(to) || is_function(to) || is_void(to)) reject();
  if (is_pointer(to)) {
    if (is_floating(from)) reject();
    if (is_integer(from)) {
      if (!is_null_pointer(e))
        c_.warn(place, fmt::format("{} makes a pointer ('{}') from an integer without a cast", what,
                                   type_name(to)));
    } else if (is_pointer(from)) {
      const Type* a = types_.unqualified(to->base);
      const Type* b = types_.unqualified(from->base);
      if (!is_void(a) && !is_void(b) && !compatible(a, b)) {
        const bool only_sign = is_integer(a) && is_integer(b) && size_of(a) == size_of(b);
        if (!only_sign)
          c_.warn(place, fmt::format("{} from an incompatible pointer type: expected '{}', found "
                                     "'{}'",
                                     what, type_name(to), type_name(from)));
      } else if (from->base->is_const && !to->base->is_const && !is_function(b)) {
        c_.warn(place, fmt::format("{} discards 'const' of '{}'", what, type_name(from)));
      }
    }
  } else if (is_pointer(from) && to->kind != Kind::bool_) {
    if (is_floating(to)) reject();
    c_.warn(place, fmt::format("{} makes an integer from a pointer ('{}') without a cast", what,
                               type_name(from)));
  }
  return convert(e, to);
}

Expr* ExprBuilder::explicit_cast(Expr* e, const Type* to, Place place) {
  e = decay(e);
  if (is_void(to)) return make(ExprKind::cast, place, to, e);
  if (is_record(to) && is_record(e->type) && to->record == e->type->record) return e;
  if (!is_scalar(to))
    c_.error(place,
             fmt::format("a cast to '{}' is not possible: expected a scalar type", type_name(to)));
  require_scalar(e, "a cast");
  if ((is_pointer(to) && is_floating(e->type)) || (is_floating(to) && is_pointer(e->type)))
    c_.error(place, fmt::format("'{}' cannot be cast to '{}'", type_name(e->type), type_name(to)));
  if (is_pointer(to) && is_integer(e->type) && size_of(e->type) < 8 && !is_constant(e))
    c_.warn(place, "cast to pointer from integer of different size");
  Expr* out = convert(e, to);
  if (out == e && e->is_lvalue) out = make(ExprKind::cast, place, to, e);
  return out;
}

void ExprBuilder::require_scalar(Expr* e, std::string_view where) {
  if (!is_scalar(e->type))
    c_.error(e->place,
             fmt::format("{} needs a number or a pointer, found '{}'", where, type_name(e->type)));
}

void ExprBuilder::require_complete(const Type* t, Place place, std::string_view what) {
  if (!is_complete(t))
    c_.error(place, fmt::format("{} has the incomplete type '{}'", what, type_name(t)));
}

Expr* ExprBuilder::unary(ExprKind kind, Expr* a, Place place) {
  a = decay(a);
  if (kind == ExprKind::lognot) {
    require_scalar(a, "'!'");
    return fold(make(kind, place, types_.basic(Kind::int_), a));
  }
  a = promote(a);
  const bool fits = kind == ExprKind::neg ? is_arithmetic(a->type) : is_integer(a->type);
  if (!fits)
    c_.error(place, fmt::format("wrong type of operand for unary '{}': '{}'", operator_text(kind),
                                type_name(a->type)));
  return fold(make(kind, place, types_.unqualified(a->type), a));
}

Expr* ExprBuilder::address_of(Expr* a, Place place) {
  if (is_function(a->type)) return decay(a);
  if (a->kind == ExprKind::member && a->member->is_bitfield)
    c_.error(place, "the address of a bit-field cannot be taken");
  if (!a->is_lvalue) c_.error(place, "unary '&' needs an object in memory (an lvalue)");
  if (a->kind == ExprKind::deref) {  // &*p is p
    if (a->a->type->kind == Kind::pointer) {
      Expr* p = make(ExprKind::cast, place, types_.pointer_to(a->type), a->a);
      return fold(p);
    }
  }
  return make(ExprKind::addr, place, types_.pointer_to(a->type), a);
}

Expr* ExprBuilder::deref(Expr* a, Place place) {
  a = decay(a);
  if (!is_pointer(a->type))
    c_.error(place, fmt::format("unary '*' needs a pointer, found '{}'", type_name(a->type)));
  const Type* t = a->type->base;
  if (is_function(t)) {
    if (a->kind == ExprKind::addr) return a->a;
    Expr* e = make(ExprKind::deref, place, t, a);
    return e;
  }
  if (is_void(t)) c_.warn(place, "dereferencing a 'void *' pointer");
  Expr* e = make(ExprKind::deref, place, t, a);
  e->is_lvalue = true;
  return e;
}

Expr* ExprBuilder::member_by_path(Expr* object, const std::vector<const Member*>& path,
                                  Place place) {
  for (const Member* m : path) {
    const Type* t = types_.qualified(m->type, object->type->is_const, object->type->is_volatile);
    Expr* e = make(ExprKind::member, place, t, object);
    e->member = m;
    e->is_lvalue = true;
    object = e;
  }
  return object;
}

Expr* ExprBuilder::member(Expr* object, const Ident* name, Place place) {
  if (!is_record(object->type)) {
    if (is_pointer(object->type) && is_record(object->type->base))
      c_.error(place, fmt::format("'{}' is a pointer; did you mean '->{}'?",
                                  type_name(object->type), name->name));
    c_.error(place, fmt::format("a member '{}' is asked of '{}', which is no structure or union",
                                name->name, type_name(object->type)));
  }
  require_complete(object->type, place, "the object");
  std::vector<const Member*> path;
  if (!find_member(*object->type->record, name, path))
    c_.error(place,
             fmt::format("'{}' has no member named '{}'", type_name(object->type), name->name));
  return member_by_path(object, path, place);
}

void ExprBuilder::bad_operands(ExprKind kind, const Expr* a, const Expr* b, Place place) {
  c_.error(place, fmt::format("wrong types of operands for '{}': '{}' and '{}'",
                              operator_text(kind), type_name(a->type), type_name(b->type)));
}

Expr* ExprBuilder::size_expr(const Type* t, Place place) {
  const Type* size_type = types_.basic(Kind::ulong);
  if (!has_variable_size(t))
    return number(place, is_void(t) || is_function(t) ? 1 : size_of(t), size_type);
  if (is_vla(t) && t->vla_bytes != nullptr) {
    return convert(local(place, t->vla_bytes), size_type);
  }
  return binary(ExprKind::mul, number(place, t->count, size_type), size_expr(t->base, place),
                place);
}

Expr* ExprBuilder::pointer_offset(Expr* pointer, Expr* index, Place place, ExprKind kind) {
  const Type* target = pointer->type->base;
  if (!is_void(target) && !is_function(target))
    require_complete(target, place, "what is pointed to");
  index = convert(promote(index), types_.basic(Kind::long_));
  Expr* size = convert(size_expr(target, place), types_.basic(Kind::long_));
  Expr* offset = binary(ExprKind::mul, index, size, place);
  if (is_constant(offset) && kind == ExprKind::sub) {
    offset = number(place, -offset->value, offset->type);
    kind = ExprKind::add;
  }
  // (p + 1) + 2: one constant
  if (kind == ExprKind::add && is_constant(offset) && pointer->kind == ExprKind::add &&
      is_constant(pointer->b)) {
    offset = number(place, pointer->b->value + offset->value, offset->type);
    pointer = pointer->a;
    Expr* sum = make(ExprKind::add, place, types_.pointer_to(target), pointer, offset);
    return sum;
  }
  return fold(make(kind, place, types_.unqualified(pointer->type), pointer, offset));
}

Expr* ExprBuilder::pointer_difference(Expr* a, Expr* b, Place place) {
  const Type* long_type = types_.basic(Kind::long_);
  if (!compatible(types_.unqualified(a->type->base), types_.unqualified(b->type->base)) &&
      !is_void(a->type->base) && !is_void(b->type->base))
    bad_operands(ExprKind::sub, a, b, place);
  Expr* bytes = make(ExprKind::sub, place, long_type, convert(a, long_type), convert(b, long_type));
  Expr* size = convert(size_expr(a->type->base, place), long_type);
  if (is_constant(size) && size->value > 0 && (size->value & (size->value - 1)) == 0) {
    if (size->value == 1) return fold(bytes);
    return fold(make(ExprKind::shr, place, long_type, fold(bytes),
                     number(place, __builtin_ctzll(static_cast<std::uint64_t>(size->value)),
                            types_.basic(Kind::int_))));
  }
  return binary(ExprKind::div, bytes, size, place);
}

Expr* ExprBuilder::comparison(ExprKind kind, Expr* a, Expr* b, Place place) {
  const Type* int_type = types_.basic(Kind::int_);
  if (is_arithmetic(a->type) && is_arithmetic(b->type)) {
    const Type* t = arithmetic_type(promote(a)->type, promote(b)->type);
    return fold(make(kind, place, int_type, convert(promote(a), t), convert(promote(b), t)));
  }
  if (is_pointer(a->type) && is_pointer(b->type)) {
    const Type* ta = types_.unqualified(a->type->base);
    const Type* tb = types_.unqualified(b->type->base);
    if (!is_void(ta) && !is_void(tb) && !compatible(ta, tb))
      c_.warn(place, fmt::format("comparison of distinct pointer types: '{}' and '{}'",
                                 type_name(a->type), type_name(b->type)));
    return fold(make(kind, place, int_type, a, b));
  }
  if ((is_pointer(a->type) && is_integer(b->type)) ||
      (is_integer(a->type) && is_pointer(b->type))) {
    const Expr* i = is_integer(a->type) ? a : b;
    if (!is_null_pointer(i)) c_.warn(place, "comparison between pointer and integer");
    const Type* t = types_.basic(Kind::ulong);
    return fold(make(kind, place, int_type, convert(a, t), convert(b, t)));
  }
  bad_operands(kind, a, b, place);
}

Expr* ExprBuilder::binary(ExprKind kind, Expr* a, Expr* b, Place place) {
  a = decay(a);
  b = decay(b);
  switch (kind) {
    case ExprKind::add:
      if (is_pointer(a->type) && is_integer(b->type)) return pointer_offset(a, b, place, kind);
      if (is_integer(a->type) && is_pointer(b->type)) return pointer_offset(b, a, place, kind);
      break;
    case ExprKind::sub:
      if (is_pointer(a->type) && is_integer(b->type)) return pointer_offset(a, b, place, kind);
      if (is_pointer(a->type) && is_pointer(b->type)) return pointer_difference(a, b, place);
      break;
    case ExprKind::eq:
    case ExprKind::ne:
    case ExprKind::lt:
    case ExprKind::le:
    case ExprKind::gt:
    case ExprKind::ge:
      return comparison(kind, a, b, place);
    case ExprKind::shl:
    case ExprKind::shr: {
      if (!is_integer(a->type) || !is_integer(b->type)) bad_operands(kind, a, b, place);
      a = promote(a);
      return fold(make(kind, place, types_.unqualified(a->type), a,
                       convert(promote(b), types_.basic(Kind::int_))));
    }
    default:
      break;
  }
  const bool integers_only = kind == ExprKind::mod || kind == ExprKind::and_ ||
                             kind == ExprKind::or_ || kind == ExprKind::xor_;
  const bool fits = integers_only ? is_integer(a->type) && is_integer(b->type)
                                  : is_arithmetic(a->type) && is_arithmetic(b->type);
  if (!fits) bad_operands(kind, a, b, place);
  a = promote(a);
  b = promote(b);
  const Type* t = arithmetic_type(a->type, b->type);
  if ((kind == ExprKind::div || kind == ExprKind::mod) && is_constant(b) && b->value == 0)
    c_.warn(place, "division by zero");
  return fold(make(kind, place, t, convert(a, t), convert(b, t)));
}

Expr* ExprBuilder::logical(ExprKind kind, Expr* a, Expr* b, Place place) {
  a = decay(a);
  b = decay(b);
  require_scalar(a, operator_text(kind) == "&&" ? "'&&'" : "'||'");
  require_scalar(b, operator_text(kind) == "&&" ? "'&&'" : "'||'");
  const Type* int_type = types_.basic(Kind::int_);
  if (is_constant(a)) {
    if ((a->value != 0) == (kind == ExprKind::logor)) return number(place, a->value != 0, int_type);
    if (is_constant(b)) return number(place, b->value != 0, int_type);
  }
  return make(kind, place, int_type, a, b);
}

Expr* ExprBuilder::conditional(Expr* a, Expr* b, Expr* c, Place place) {
  a = decay(a);
  require_scalar(a, "the condition before '?'");
  b = decay(b);
  c = decay(c);
  const Type* t = nullptr;
  if (is_arithmetic(b->type) && is_arithmetic(c->type)) {
    b = promote(b);
    c = promote(c);
    t = arithmetic_type(b->type, c->type);
    b = convert(b, t);
    c = convert(c, t);
  } else if (is_void(b->type) || is_void(c->type)) {
    t = types_.basic(Kind::void_);
  } else if (is_record(b->type) && is_record(c->type) && b->type->record == c->type->record) {
    t = b->type;
  } else if (is_pointer(b->type) && is_pointer(c->type)) {
    const bool b_void = is_void(b->type->base), c_void = is_void(c->type->base);
    if (is_null_pointer(b))
      t = c->type;
    else if (is_null_pointer(c))
      t = b->type;
    else if (b_void || c_void)
      t = b_void ? b->type : c->type;
    else {
      t = b->type;
      if (!compatible(types_.unqualified(b->type->base), types_.unqualified(c->type->base)))
        c_.warn(place, "the branches of '?:' are pointers to different types");
      else if (c->type->base->is_const)
        t = c->type;
    }
    t = types_.unqualified(t);
    b = convert(b, t);
    c = convert(c, t);
  } else if (is_pointer(b->type) && is_integer(c->type)) {
    if (!is_null_pointer(c)) c_.warn(place, "pointer and integer in the branches of '?:'");
    t = types_.unqualified(b->type);
    c = convert(c, t);
  } else if (is_integer(b->type) && is_pointer(c->type)) {
    if (!is_null_pointer(b)) c_.warn(place, "integer and pointer in the branches of '?:'");
    t = types_.unqualified(c->type);
    b = convert(b, t);
  } else {
    c_.error(place, fmt::format("the branches of '?:' have incompatible types: '{}' and '{}'",
                                type_name(b->type), type_name(c->type)));
  }
  if (is_constant(a) && !is_void(t)) return a->value != 0 ? b : c;
  return make(ExprKind::cond, place, t, a, b, c);
}

Expr* ExprBuilder::comma(Expr* a, Expr* b, Place place) {
  b = decay(b);
  return make(ExprKind::comma, place, b->type, decay(a), b);
}

void ExprBuilder::require_assignable(const Expr* a, Place place) {
  if (!a->is_lvalue)
    c_.error(place, "the left side of an assignment must be an object (an lvalue)");
  if (is_array(a->type)) c_.error(place, "an array cannot be assigned to");
  if (a->type->is_const) c_.error(place, "assignment to a read-only (const) object");
}

Expr* ExprBuilder::assign(Expr* a, Expr* b, Place place) {
  require_assignable(a, place);
  return initialize(a, convert_assigned(b, a->type, place, "assignment"), place);
}

Expr* ExprBuilder::initialize(Expr* a, Expr* b, Place place) {
  Expr* e = make(ExprKind::assign, place, types_.unqualified(a->type), a, b);
  e->has_effect = true;
  return e;
}

Expr* ExprBuilder::op_assign(ExprKind op, Expr* a, Expr* b, Place place, bool post) {
  require_assignable(a, place);
  b = decay(b);
  const Type* calc = nullptr;
  if (is_pointer(a->type) && (op == ExprKind::add || op == ExprKind::sub)) {
    if (!is_integer(b->type)) bad_operands(op, a, b, place);
    // Reuse the scaling of pointer arithmetic.
    Expr* sum = pointer_offset(make(ExprKind::local, place, a->type), b, place, op);
    op = sum->kind;
    b = sum->b;
    calc = sum->type;
  } else if (op == ExprKind::shl || op == ExprKind::shr) {
    if (!is_integer(a->type) || !is_integer(b->type)) bad_operands(op, a, b, place);
    Expr probe = *a;
    calc = types_.unqualified(promote(&probe)->type);
    b = convert(promote(b), types_.basic(Kind::int_));
  } else {
    const bool integers_only =
        op == ExprKind::mod || op == ExprKind::and_ || op == ExprKind::or_ || op == ExprKind::xor_;
    const bool fits = integers_only ? is_integer(a->type) && is_integer(b->type)
                                    : is_arithmetic(a->type) && is_arithmetic(b->type);
    if (!fits) bad_operands(op, a, b, place);
    b = promote(b);
    calc = arithmetic_type(promote(a)->type, b->type);
    b = convert(b, calc);
  }
  Expr* e = make(post ? ExprKind::post_op : ExprKind::op_assign, place, types_.unqualified(a->type),
                 a, b);
  e->op = op;
  e->calc_type = calc;
  e->has_effect = true;
  return e;
}

}  // namespace sim::cc
