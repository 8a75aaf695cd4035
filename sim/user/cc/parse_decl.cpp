// Declarators and type names.
#include <fmt/format.h>

#include "sim/user/cc/parser.h"

namespace sim::cc {

// One piece of a declarator, in the order in which it is applied to the base type.
struct Unit::ParseMod {
  enum class What : std::uint8_t { pointer, array, function } what = What::pointer;
  bool is_const = false, is_volatile = false;
  std::int64_t count = -1;
  Expr* length = nullptr;  // of variable length
  std::vector<Parameter> parameters;
  bool variadic = false, no_prototype = false;
  Place place;
};

Unit::ParseMod Unit::parse_array_suffix() {
  ParseMod mod;
  mod.what = ParseMod::What::array;
  mod.place = take().place;  // [
  while (at(Keyword::static_) || at(Keyword::const_) || at(Keyword::restrict_) ||
         at(Keyword::volatile_))
    take();
  if (accept(Punct::rbracket)) return mod;
  if (at(Punct::star) && peek(1).is(Punct::rbracket)) {
    take();
    take();
    return mod;
  }
  Expr* length = b_.decay(parse_assignment());
  expect(Punct::rbracket, "after the array's length");
  if (!is_integer(length->type))
    error(length->place,
          fmt::format("an array's length must be an integer, found '{}'", type_name(length->type)));
  if (!ExprBuilder::is_constant(length)) {
    mod.length = b_.convert(length, types_.basic(Kind::long_));
    return mod;
  }
  if (length->value < 0 && (!is_unsigned(length->type) || size_of(length->type) == 8))
    error(mod.place, "the array's length is negative or too large");
  mod.count = length->value;
  return mod;
}

Unit::ParseMod Unit::parse_function_suffix(Declarator& out) {
  ParseMod mod;
  mod.what = ParseMod::What::function;
  mod.place = take().place;  // (
  if (accept(Punct::rparen)) {
    mod.no_prototype = true;
    return mod;
  }
  if (at(Keyword::void_) && peek(1).is(Punct::rparen)) {
    take();
    take();
    return mod;
  }
  if (peek().kind == Tok::ident && !is_type_name(peek()) &&
      (peek(1).is(Punct::comma) || peek(1).is(Punct::rparen))) {  // f(a, b): old style
    mod.no_prototype = true;
    out.old_names.clear();
    do {
      const Token t = take();
      if (t.kind != Tok::ident || t.ident->keyword != Keyword::none)
        error(t.place, fmt::format("expected a parameter's name, found {}", describe(t)));
      if (!at(Punct::comma) && !at(Punct::rparen))
        error(t.place, fmt::format("unknown type name '{}'", t.text));
      out.old_names.push_back(t.ident);
    } while (accept(Punct::comma));
    expect(Punct::rparen, "after the parameters");
    return mod;
  }
  enter_scope();
  for (;;) {
    if (accept(Punct::ellipsis)) {
      mod.variadic = true;
      break;
    }
    if (peek().kind == Tok::ident && !is_type_name(peek()) && !at(Keyword::extension_))
      error(peek().place, fmt::format("expected a parameter's type, found {}",
                                      peek().ident->keyword == Keyword::none
                                          ? fmt::format("the unknown name {}", describe(peek()))
                                          : describe(peek())));
    const DeclSpecs specs = parse_specifiers(false);
    Declarator d = parse_declarator(specs.type, true);
    parse_attributes();
    Parameter p;
    p.name = d.name;
    p.type = adjust_parameter(d.type);
    p.place = d.place;
    if (is_void(p.type)) error(d.place, "a parameter cannot have type 'void'");
    if (d.name != nullptr) {
      if (d.name->local != nullptr && d.name->local->depth == depth_)
        error(d.place, fmt::format("two parameters are named '{}'", d.name->name));
      p.local = c_.arena.make<Local>();
      p.local->name = d.name;
      p.local->type = p.type;
      p.local->place = d.place;
      p.local->is_parameter = true;
      Symbol s;
      s.what = Symbol::What::local;
      s.type = p.type;
      s.local = p.local;
      declare(d.name, s);
    }
    mod.parameters.push_back(p);
    if (mod.parameters.size() > 1000) error(d.place, "too many parameters");
    if (!accept(Punct::comma)) break;
  }
  leave_scope();
  expect(Punct::rparen, "after the parameters");
  return mod;
}

const Type* Unit::adjust_parameter(const Type* type) {
  if (is_array(type)) return types_.pointer_to(type->base);
  if (is_function(type)) return types_.pointer_to(type);
  return type;
}

void Unit::parse_declarator_mods(std::vector<ParseMod>& mods, Declarator& out,
                                 bool abstract_allowed) {
  Nest nest(*this, peek().place);
  out.attributes.add(parse_attributes());
  while (at(Punct::star)) {
    ParseMod mod;
    mod.place = take().place;
    for (;;) {
      if (accept(Keyword::const_))
        mod.is_const = true;
      else if (accept(Keyword::volatile_))
        mod.is_volatile = true;
      else if (accept(Keyword::restrict_) || accept(Keyword::atomic_))
        continue;
      else
        break;
    }
    out.attributes.add(parse_attributes());
    mods.push_back(mod);
    if (mods.size() > kMaxNesting) error(mod.place, "too many '*' in one declarator");
  }
  std::vector<ParseMod> inner;
  const Token& t = peek();
  if (t.kind == Tok::ident && t.ident->keyword == Keyword::none) {
    out.name = t.ident;
    out.place = t.place;
    take();
  } else if (at(Punct::lparen) &&
             !(abstract_allowed && (peek(1).is(Punct::rparen) || is_type_name(peek(1))) &&
               !peek(1).is(Keyword::attribute_))) {
    take();
    parse_declarator_mods(inner, out, abstract_allowed);
    expect(Punct::rparen, "in the declarator");
  } else if (!abstract_allowed) {
    unexpected("a name in this declaration");
  }
  std::vector<ParseMod> suffixes;
  while (at(Punct::lbracket) || at(Punct::lparen)) {
    if (at(Punct::lbracket)) {
      suffixes.push_back(parse_array_suffix());
    } else {
      // Old-style names count only for the function that is declared itself.
      std::vector<Ident*> kept = out.old_names;
      suffixes.push_back(parse_function_suffix(out));
      if (!inner.empty()) out.old_names = kept;
    }
    if (suffixes.size() > kMaxNesting) error(t.place, "too many dimensions");
  }
  mods.insert(mods.end(), suffixes.rbegin(), suffixes.rend());
  mods.insert(mods.end(), inner.begin(), inner.end());
}

const Type* Unit::apply_mods(const Type* base, const std::vector<ParseMod>& mods, Place place) {
  for (const ParseMod& mod : mods) {
    switch (mod.what) {
      case ParseMod::What::pointer:
        base = types_.qualified(types_.pointer_to(base), mod.is_const, mod.is_volatile);
        break;
      case ParseMod::What::array: {
        if (is_function(base)) error(mod.place, "an array of functions is not possible");
        if (is_void(base)) error(mod.place, "an array of void is not possible");
        b_.require_complete(base, mod.place, "an array's element");
        if (mod.count > 0 && size_of(base) > 0 && mod.count > kMaxObjectBytes / size_of(base))
          error(mod.place, "the array is larger than 1 GiB");
        Type t;
        t.kind = Kind::array;
        t.base = base;
        t.count = mod.count;
        t.vla_length = mod.length;
        if (mod.length != nullptr || has_variable_size(base)) {
          if (mod.length == nullptr)
            t.vla_length = b_.number(mod.place, std::max<std::int64_t>(mod.count, 0),
                                     types_.basic(Kind::long_));
          t.count = -1;
          t.vla_bytes = new_local(nullptr, types_.basic(Kind::long_), mod.place);
        }
        base = types_.make(t);
        break;
      }
      case ParseMod::What::function: {
        if (is_function(base)) error(mod.place, "a function cannot return a function");
        if (is_array(base)) error(mod.place, "a function cannot return an array");
        Type t;
        t.kind = Kind::function;
        t.base = types_.unqualified(base);
        t.parameters = c_.arena.copy(mod.parameters);
        t.variadic = mod.variadic;
        t.no_prototype = mod.no_prototype;
        base = types_.make(t);
        break;
      }
    }
  }
  (void)place;
  return base;
}

Declarator Unit::parse_declarator(const Type* base, bool abstract_allowed) {
  Declarator out;
  out.place = peek().place;
  std::vector<ParseMod> mods;
  parse_declarator_mods(mods, out, abstract_allowed);
  out.type = apply_mods(base, mods, out.place);
  return out;
}

const Type* Unit::parse_type_name() {
  const DeclSpecs specs = parse_specifiers(true);
  const Token& t = peek();
  Declarator d = parse_declarator(specs.type, true);
  if (d.name != nullptr)
    error(t.place, fmt::format("'{}' does not belong in a type name", d.name->name));
  return d.type;
}

void Unit::parse_static_assert() {
  const Place place = take().place;
  expect(Punct::lparen, "after _Static_assert");
  const std::int64_t value = constant_expression("_Static_assert's condition");
  std::string text = "static assertion failed";
  if (accept(Punct::comma)) {
    if (peek().kind != Tok::string) unexpected("a string");
    while (peek().kind == Tok::string) text += fmt::format(": {}", take().text);
  }
  expect(Punct::rparen, "after _Static_assert's operands");
  expect(Punct::semi, "after _Static_assert");
  if (value == 0) error(place, text);
}

}  // namespace sim::cc
