// Functions the compiler knows itself.
#include <fmt/format.h>

#include "sim/user/cc/parser.h"

namespace sim::cc {
namespace {

enum class Shape : std::uint8_t {
  node,    // a Builtin with the operands as they are
  atomic,  // the first operand points at the object, the others have its type
  special,
};

struct BuiltinName {
  std::string_view name;
  Builtin builtin;
  Shape shape;
  int least, most;  // operands
  Kind result;
};

constexpr BuiltinName kBuiltins[] = {
    {"__syscall", Builtin::syscall, Shape::node, 1, 7, Kind::long_},
    {"__result", Builtin::result, Shape::special, 1, 1, Kind::long_},
    {"__compute_ns", Builtin::compute_ns, Shape::node, 1, 1, Kind::void_},
    {"__builtin_sqrt", Builtin::sqrt, Shape::special, 1, 1, Kind::double_},
    {"__builtin_memcpy", Builtin::memcpy_, Shape::node, 3, 3, Kind::pointer},
    {"__builtin_memset", Builtin::memset_, Shape::node, 3, 3, Kind::pointer},
    {"__builtin_trap", Builtin::trap, Shape::node, 0, 0, Kind::void_},
    {"__builtin_unreachable", Builtin::trap, Shape::node, 0, 0, Kind::void_},
    {"__builtin_alloca", Builtin::alloca_, Shape::node, 1, 1, Kind::pointer},
    {"__atomic_exchange_n", Builtin::atomic_exchange, Shape::atomic, 2, 3, Kind::void_},
    {"__sync_lock_test_and_set", Builtin::atomic_exchange, Shape::atomic, 2, 2, Kind::void_},
    {"__atomic_fetch_add", Builtin::atomic_add, Shape::atomic, 2, 3, Kind::void_},
    {"__sync_fetch_and_add", Builtin::atomic_add, Shape::atomic, 2, 2, Kind::void_},
    {"__atomic_add_fetch", Builtin::atomic_add, Shape::atomic, 2, 3, Kind::void_},
    {"__sync_add_and_fetch", Builtin::atomic_add, Shape::atomic, 2, 2, Kind::void_},
    {"__atomic_fetch_sub", Builtin::atomic_sub, Shape::atomic, 2, 3, Kind::void_},
    {"__sync_fetch_and_sub", Builtin::atomic_sub, Shape::atomic, 2, 2, Kind::void_},
    {"__atomic_sub_fetch", Builtin::atomic_sub, Shape::atomic, 2, 3, Kind::void_},
    {"__sync_sub_and_fetch", Builtin::atomic_sub, Shape::atomic, 2, 2, Kind::void_},
    {"__sync_bool_compare_and_swap", Builtin::atomic_cas, Shape::atomic, 3, 3, Kind::int_},
    {"__sync_val_compare_and_swap", Builtin::atomic_cas, Shape::special, 3, 3, Kind::void_},
    {"__atomic_compare_exchange_n", Builtin::atomic_cas_n, Shape::special, 3, 6, Kind::bool_},
    {"__atomic_load_n", Builtin::atomic_load, Shape::atomic, 1, 2, Kind::void_},
    {"__atomic_store_n", Builtin::atomic_store, Shape::atomic, 2, 3, Kind::void_},
    {"__sync_lock_release", Builtin::sync_release, Shape::atomic, 1, 1, Kind::void_},
    {"__atomic_clear", Builtin::sync_release, Shape::special, 1, 2, Kind::void_},
    {"__sync_synchronize", Builtin::synchronize, Shape::node, 0, 0, Kind::void_},
    {"__atomic_thread_fence", Builtin::synchronize, Shape::node, 0, 1, Kind::void_},
    {"__thread_pointer", Builtin::thread_pointer, Shape::node, 0, 0, Kind::pointer},
    {"__set_thread_pointer", Builtin::set_thread_pointer, Shape::node, 1, 1, Kind::void_},
    {"__frame_address", Builtin::frame_address, Shape::node, 0, 1, Kind::pointer},
    {"__builtin_frame_address", Builtin::frame_address, Shape::node, 0, 1, Kind::pointer},
    {"__builtin_return_address", Builtin::return_address, Shape::node, 0, 1, Kind::pointer},
    {"__builtin_setjmp_save", Builtin::setjmp_save, Shape::node, 1, 1, Kind::int_},
    {"__builtin_longjmp_restore", Builtin::longjmp_restore, Shape::node, 2, 2, Kind::void_},
    {"__builtin_va_start", Builtin::none, Shape::special, 1, 2, Kind::void_},
    {"__builtin_va_end", Builtin::none, Shape::special, 1, 1, Kind::void_},
    {"__builtin_va_copy", Builtin::none, Shape::special, 2, 2, Kind::void_},
    {"__builtin_expect", Builtin::none, Shape::special, 2, 2, Kind::long_},
    {"__builtin_constant_p", Builtin::none, Shape::special, 1, 1, Kind::int_},
    {"__builtin_inf", Builtin::none, Shape::special, 0, 0, Kind::double_},
    {"__builtin_inff", Builtin::none, Shape::special, 0, 0, Kind::float_},
    {"__builtin_huge_val", Builtin::none, Shape::special, 0, 0, Kind::double_},
    {"__builtin_huge_valf", Builtin::none, Shape::special, 0, 0, Kind::float_},
    {"__builtin_nan", Builtin::none, Shape::special, 1, 1, Kind::double_},
    {"__builtin_nanf", Builtin::none, Shape::special, 1, 1, Kind::float_},
    {"__builtin_isnan", Builtin::none, Shape::special, 1, 1, Kind::int_},
};

}  // namespace

Expr* Unit::builtin_node(Builtin which, Place place, const Type* type,
                         const std::vector<Expr*>& args) {
  Expr* e = b_.make(ExprKind::builtin, place, type);
  e->builtin = which;
  for (Expr* a : args) {
    e->depth = std::max<std::uint16_t>(e->depth, a->depth + 1);
    e->clobbers |= a->clobbers;
    e->has_effect |= a->has_effect;
  }
  e->args = c_.arena.copy(args);
  e->has_effect |= which != Builtin::sqrt && which != Builtin::thread_pointer &&
                   which != Builtin::frame_address && which != Builtin::atomic_load &&
                   which != Builtin::synchronize;
  // These use fixed registers or move the stack.
  e->clobbers |= which == Builtin::syscall || which == Builtin::result ||
                 which == Builtin::alloca_ || which == Builtin::atomic_cas ||
                 which == Builtin::atomic_cas_n || which == Builtin::setjmp_save ||
                 which == Builtin::longjmp_restore;
  return e;
}

Expr* Unit::parse_builtin_call(const Token& name, bool& is_builtin) {
  const BuiltinName* found = nullptr;
  if (name.text == "__builtin_va_list") return nullptr;
  for (const BuiltinName& b : kBuiltins)
    if (b.name == name.text) found = &b;
  is_builtin = found != nullptr;
  if (found == nullptr) {
    // __builtin_strlen and the like are the library's functions; __builtin_clz is __bit_clz there.
    constexpr std::string_view kPrefix = "__builtin_";
    if (name.text.starts_with(kPrefix) && peek(1).is(Punct::lparen)) {
      const std::string_view rest = name.text.substr(kPrefix.size());
      Ident* plain = c_.intern(c_.arena.copy(fmt::format("__bit_{}", rest)));
      std::string header;
      const Type* type = libc_prototype(plain, header);
      if (type == nullptr) {
        plain = c_.intern(rest);
        type = libc_prototype(plain, header);
      }
      if (type != nullptr) {
        take();
        Entity* entity = s_.external(plain, is_libc_);
        if (entity->type == nullptr) entity->type = type;
        is_builtin = true;
        return b_.entity(name.place, entity);
      }
    }
    return nullptr;
  }
  const Place place = take().place;
  expect(Punct::lparen, fmt::format("after '{}'", name.text));
  std::vector<Expr*> args = parse_arguments();
  const int count = static_cast<int>(args.size());
  if (count < found->least || count > found->most)
    error(place, fmt::format("wrong number of arguments for '{}': found {}", name.text, count));

  const auto basic = [&](Kind k) { return types_.basic(k); };
  const Type* void_pointer = types_.pointer_to(basic(Kind::void_));
  const Type* result = found->result == Kind::pointer ? void_pointer : basic(found->result);
  const auto flavour = [&](std::string_view suffix) {
    return name.text.find(suffix) != name.text.npos;
  };

  if (found->shape == Shape::node) {
    for (Expr*& a : args) {
      a = b_.decay(a);
      if (!is_pointer(a->type)) a = b_.convert(a, basic(Kind::long_));
    }
    return builtin_node(found->builtin, place, result, args);
  }
  if (found->builtin == Builtin::result) {
    Entity* fail = s_.external(c_.intern("__fail"), is_libc_);
    return builtin_node(Builtin::result, place, result,
                        {b_.convert(args[0], result), b_.decay(b_.entity(place, fail))});
  }
  if (name.text == "__builtin_va_start") {
    if (function_ == nullptr || !function_->type->variadic)
      error(place, "va_start in a function without '...'");
    Expr* e = b_.make(ExprKind::va_start_, place, basic(Kind::void_), args[0]);
    if (!args[0]->is_lvalue) error(place, "va_start needs a variable of type va_list");
    e->has_effect = true;
    return e;
  }
  if (name.text == "__builtin_va_end")
    return b_.make(ExprKind::cast, place, basic(Kind::void_), b_.integer(place, 0));
  if (name.text == "__builtin_va_copy") return b_.assign(args[0], args[1], place);
  if (name.text == "__builtin_expect") return b_.convert(args[0], basic(Kind::long_));
  if (name.text == "__builtin_constant_p")
    return b_.integer(place,
                      ExprBuilder::is_constant(args[0]) || args[0]->kind == ExprKind::fnumber);
  if (name.text == "__builtin_sqrt")
    return builtin_node(Builtin::sqrt, place, result, {b_.convert(args[0], result)});
  if (name.text == "__builtin_isnan") {
    Expr* v = b_.convert(args[0], basic(Kind::double_));
    return b_.binary(ExprKind::ne, v, v, place);
  }
  if (flavour("nan")) return b_.fnumber(place, __builtin_nan(""), result);
  if (flavour("inf") || flavour("huge")) return b_.fnumber(place, __builtin_inf(), result);

  // The atomics.
  Expr* pointer = b_.decay(args[0]);
  if (name.text == "__atomic_clear")
    pointer = b_.convert(pointer, types_.pointer_to(basic(Kind::bool_)));
  if (!is_pointer(pointer->type) || !is_scalar(pointer->type->base))
    error(place,
          fmt::format("the first argument of '{}' must point at a number or a pointer, found '{}'",
                      name.text, type_name(pointer->type)));
  const Type* object = types_.unqualified(pointer->type->base);
  if (is_floating(object)) error(place, "atomic operations on floating numbers are not supported");
  std::vector<Expr*> operands{pointer};
  const std::size_t used =
      found->builtin == Builtin::atomic_cas || found->builtin == Builtin::atomic_cas_n    ? 3
      : found->builtin == Builtin::atomic_load || found->builtin == Builtin::sync_release ? 1
                                                                                          : 2;
  for (std::size_t i = 1; i < used; ++i)
    operands.push_back(found->builtin == Builtin::atomic_cas_n && i == 1
                           ? b_.decay(args[i])
                           : b_.convert(args[i], object));
  const bool returns_object = found->result == Kind::void_ &&
                              found->builtin != Builtin::atomic_store &&
                              found->builtin != Builtin::sync_release;
  if (returns_object) result = object;
  Expr* e = builtin_node(found->builtin, place, result, operands);
  e->calc_type = object;
  if (name.text == "__sync_val_compare_and_swap") e->op = ExprKind::comma;  // the value found
  if (flavour("_add_and_fetch") || flavour("_add_fetch"))
    return b_.convert(b_.binary(ExprKind::add, e, operands[1], place), object);
  if (flavour("_sub_and_fetch") || flavour("_sub_fetch"))
    return b_.convert(b_.binary(ExprKind::sub, e, operands[1], place), object);
  return e;
}

Expr* Unit::parse_offsetof() {
  const Place place = take().place;
  expect(Punct::lparen, "after offsetof");
  const Type* type = parse_type_name();
  b_.require_complete(type, place, "offsetof's operand");
  expect(Punct::comma, "after offsetof's type");
  Expr zero;
  zero.type = type;
  Expr* object = b_.make(ExprKind::local, place, type);
  object->is_lvalue = true;
  std::int64_t offset = 0;
  Expr* index = nullptr;
  for (bool first = true;; first = false) {
    if (first || accept(Punct::dot)) {
      const Token name = take();
      if (name.kind != Tok::ident) error(name.place, "expected a member's name");
      if (!is_record(type)) error(name.place, fmt::format("'{}' has no members", type_name(type)));
      std::vector<const Member*> path;
      if (!find_member(*type->record, name.ident, path))
        error(name.place, fmt::format("'{}' has no member named '{}'", type_name(type), name.text));
      for (const Member* m : path) offset += m->offset;
      if (path.back()->is_bitfield) error(name.place, "offsetof of a bit-field");
      type = path.back()->type;
    } else if (accept(Punct::lbracket)) {
      if (!is_array(type)) error(place, "offsetof: an index into what is no array");
      Expr* i = b_.convert(parse_expression(), types_.basic(Kind::ulong));
      Expr* bytes =
          b_.binary(ExprKind::mul, i,
                    b_.number(place, size_of(type->base), types_.basic(Kind::ulong)), place);
      index = index == nullptr ? bytes : b_.binary(ExprKind::add, index, bytes, place);
      expect(Punct::rbracket, "after the index");
      type = type->base;
    } else {
      break;
    }
  }
  expect(Punct::rparen, "after offsetof's operands");
  Expr* base = b_.number(place, offset, types_.basic(Kind::ulong));
  return index == nullptr ? base : b_.binary(ExprKind::add, base, index, place);
}

Expr* Unit::parse_va_arg() {
  const Place place = take().place;
  expect(Punct::lparen, "after va_arg");
  Expr* list = parse_assignment();
  if (!list->is_lvalue) error(place, "va_arg needs a variable of type va_list");
  expect(Punct::comma, "after va_arg's list");
  const Type* type = parse_type_name();
  b_.require_complete(type, place, "va_arg's type");
  expect(Punct::rparen, "after va_arg's type");
  Expr* e = b_.make(ExprKind::va_arg_, place, types_.unqualified(type), list);
  e->has_effect = true;
  return e;
}

}  // namespace sim::cc
