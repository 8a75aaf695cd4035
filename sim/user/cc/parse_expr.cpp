// Expressions.
#include <fmt/format.h>

#include "sim/user/cc/literal.h"
#include "sim/user/cc/parser.h"

namespace sim::cc {
namespace {

struct BinaryOperator {
  Punct punct;
  int level;
  ExprKind kind;
};

constexpr BinaryOperator kBinary[] = {
    {Punct::oror, 1, ExprKind::logor}, {Punct::andand, 2, ExprKind::logand},
    {Punct::pipe, 3, ExprKind::or_},   {Punct::caret, 4, ExprKind::xor_},
    {Punct::amp, 5, ExprKind::and_},   {Punct::eq, 6, ExprKind::eq},
    {Punct::ne, 6, ExprKind::ne},      {Punct::lt, 7, ExprKind::lt},
    {Punct::gt, 7, ExprKind::gt},      {Punct::le, 7, ExprKind::le},
    {Punct::ge, 7, ExprKind::ge},      {Punct::shl, 8, ExprKind::shl},
    {Punct::shr, 8, ExprKind::shr},    {Punct::plus, 9, ExprKind::add},
    {Punct::minus, 9, ExprKind::sub},  {Punct::star, 10, ExprKind::mul},
    {Punct::slash, 10, ExprKind::div}, {Punct::percent, 10, ExprKind::mod},
};

const BinaryOperator* binary_operator(Punct p) {
  for (const BinaryOperator& op : kBinary)
    if (op.punct == p) return &op;
  return nullptr;
}

std::optional<ExprKind> assignment_operator(Punct p) {
  switch (p) {
    case Punct::mul_assign:
      return ExprKind::mul;
    case Punct::div_assign:
      return ExprKind::div;
    case Punct::mod_assign:
      return ExprKind::mod;
    case Punct::add_assign:
      return ExprKind::add;
    case Punct::sub_assign:
      return ExprKind::sub;
    case Punct::shl_assign:
      return ExprKind::shl;
    case Punct::shr_assign:
      return ExprKind::shr;
    case Punct::and_assign:
      return ExprKind::and_;
    case Punct::xor_assign:
      return ExprKind::xor_;
    case Punct::or_assign:
      return ExprKind::or_;
    default:
      return std::nullopt;
  }
}

}  // namespace

Expr* Unit::parse_expression() {
  Expr* e = parse_assignment();
  while (at(Punct::comma)) {
    const Place place = take().place;
    e = b_.comma(e, parse_assignment(), place);
  }
  return e;
}

Expr* Unit::parse_assignment() {
  Nest nest(*this, peek().place);
  Expr* a = parse_conditional();
  const Token& t = peek();
  const Place place = t.place;
  if (t.is(Punct::assign)) {
    take();
    return b_.assign(a, parse_assignment(), place);
  }
  if (const std::optional<ExprKind> op = assignment_operator(t.punct)) {
    take();
    return b_.op_assign(*op, a, parse_assignment(), place, false);
  }
  return a;
}

Expr* Unit::parse_conditional() {
  Expr* a = parse_binary(1);
  if (!at(Punct::question)) return a;
  Nest nest(*this, peek().place);
  const Place place = take().place;
  if (accept(Punct::colon)) {  // GNU: a ?: b
    if (a->has_effect || a->clobbers)
      error(
          place,
          "'?:' without a middle operand is supported only after an operand without side effects");
    return b_.conditional(a, a, parse_conditional(), place);
  }
  Expr* b = parse_expression();
  expect(Punct::colon, "after the middle operand of '?'");
  Expr* c = parse_conditional();
  return b_.conditional(a, b, c, place);
}

Expr* Unit::parse_binary(int least) {
  Expr* a = parse_cast();
  for (;;) {
    const BinaryOperator* op = binary_operator(peek().punct);
    if (op == nullptr || op->level < least) return a;
    const Place place = take().place;
    Expr* b = parse_binary(op->level + 1);
    a = op->level <= 2 ? b_.logical(op->kind, a, b, place) : b_.binary(op->kind, a, b, place);
  }
}

Expr* Unit::parse_cast() {
  if (!at(Punct::lparen) || !is_type_name(peek(1))) return parse_unary();
  Nest nest(*this, peek().place);
  const Place place = take().place;
  const Type* type = parse_type_name();
  expect(Punct::rparen, "after the type");
  if (at(Punct::lbrace)) return parse_postfix_rest(compound_literal(type, place));
  return b_.explicit_cast(parse_cast(), type, place);
}

Expr* Unit::parse_unary() {
  Nest nest(*this, peek().place);
  const Token& t = peek();
  const Place place = t.place;
  switch (t.punct) {
    case Punct::amp:
      take();
      return b_.address_of(parse_cast(), place);
    case Punct::star:
      take();
      return b_.deref(parse_cast(), place);
    case Punct::plus: {
      take();
      Expr* e = b_.promote(parse_cast());
      if (!is_arithmetic(e->type)) error(place, "unary '+' needs a number");
      return e->is_lvalue ? b_.make(ExprKind::cast, place, types_.unqualified(e->type), e) : e;
    }
    case Punct::minus:
      take();
      return b_.unary(ExprKind::neg, parse_cast(), place);
    case Punct::tilde:
      take();
      return b_.unary(ExprKind::bitnot, parse_cast(), place);
    case Punct::bang:
      take();
      return b_.unary(ExprKind::lognot, parse_cast(), place);
    case Punct::inc:
    case Punct::dec: {
      const ExprKind op = t.is(Punct::inc) ? ExprKind::add : ExprKind::sub;
      take();
      return b_.op_assign(op, parse_unary(), b_.integer(place, 1), place, false);
    }
    case Punct::andand:
      error(place, "the address of a label ('&&') is not supported");
    default:
      break;
  }
  if (t.ident != nullptr) {
    if (t.ident->keyword == Keyword::sizeof_) return parse_sizeof();
    if (t.ident->keyword == Keyword::alignof_) return parse_alignof();
    if (t.ident->keyword == Keyword::extension_) {
      take();
      return parse_cast();
    }
  }
  return parse_postfix();
}

Expr* Unit::parse_sizeof() {
  const Place place = take().place;
  const Type* type = nullptr;
  if (at(Punct::lparen) && is_type_name(peek(1))) {
    take();
    type = parse_type_name();
    expect(Punct::rparen, "after the type");
    if (at(Punct::lbrace)) type = parse_postfix_rest(compound_literal(type, place))->type;
  } else {
    Expr* e = parse_unary();
    if (e->kind == ExprKind::member && e->member->is_bitfield)
      error(place, "sizeof of a bit-field");
    type = e->type;
  }
  if (!is_void(type) && !is_function(type)) b_.require_complete(type, place, "sizeof's operand");
  return b_.size_expr(type, place);
}

Expr* Unit::parse_alignof() {
  const Place place = take().place;
  expect(Punct::lparen, "after _Alignof");
  const Type* type = is_type_name(peek()) ? parse_type_name() : parse_expression()->type;
  expect(Punct::rparen, "after _Alignof's operand");
  return b_.number(place, align_of(type), types_.basic(Kind::ulong));
}

Expr* Unit::parse_postfix() { return parse_postfix_rest(parse_primary()); }

Expr* Unit::parse_postfix_rest(Expr* e) {
  for (;;) {
    const Token& t = peek();
    const Place place = t.place;
    if (t.is(Punct::lbracket)) {
      take();
      Expr* index = parse_expression();
      expect(Punct::rbracket, "after the index");
      Expr* a = b_.decay(e);
      Expr* i = b_.decay(index);
      if (!is_pointer(a->type) && !is_pointer(i->type))
        error(place,
              fmt::format("'[' needs an array or a pointer, found '{}'", type_name(e->type)));
      if (!is_integer(is_pointer(a->type) ? i->type : a->type))
        error(place, "an array's index must be an integer");
      e = b_.deref(b_.binary(ExprKind::add, a, i, place), place);
    } else if (t.is(Punct::lparen)) {
      e = parse_call(e);
    } else if (t.is(Punct::dot) || t.is(Punct::arrow)) {
      const bool arrow = t.is(Punct::arrow);
      take();
      const Token name = take();
      if (name.kind != Tok::ident)
        error(name.place, fmt::format("expected a member's name, found {}", describe(name)));
      if (arrow) {
        Expr* p = b_.decay(e);
        if (!is_pointer(p->type) || !is_record(p->type->base))
          error(place, is_record(p->type)
                           ? fmt::format("'{}' is no pointer; did you mean '.{}'?",
                                         type_name(p->type), name.text)
                           : fmt::format("'->' needs a pointer to a structure, found '{}'",
                                         type_name(p->type)));
        e = b_.deref(p, place);
      }
      e = b_.member(e, name.ident, name.place);
    } else if (t.is(Punct::inc) || t.is(Punct::dec)) {
      const ExprKind op = t.is(Punct::inc) ? ExprKind::add : ExprKind::sub;
      take();
      e = b_.op_assign(op, e, b_.integer(place, 1), place, true);
    } else {
      return e;
    }
  }
}

Expr* Unit::parse_primary() {
  const Token t = peek();
  switch (t.kind) {
    case Tok::number: {
      take();
      const Number n = parse_number(c_, t);
      if (n.is_float)
        return b_.fnumber(t.place, n.value,
                          types_.basic(n.is_single        ? Kind::float_
                                       : n.is_long_double ? Kind::ldouble
                                                          : Kind::double_));
      const Kind kinds[3][2] = {
          {Kind::int_, Kind::uint}, {Kind::long_, Kind::ulong}, {Kind::llong, Kind::ullong}};
      return b_.number(t.place, static_cast<std::int64_t>(n.bits),
                       types_.basic(kinds[n.rank][n.is_unsigned]));
    }
    case Tok::character: {
      take();
      return b_.integer(t.place, parse_character(c_, t).value);
    }
    case Tok::string:
      return parse_string();
    case Tok::ident:
      return parse_identifier();
    default:
      break;
  }
  if (at(Punct::lparen)) {
    Nest nest(*this, t.place);
    take();
    if (at(Punct::lbrace)) return parse_statement_expression(t.place);
    Expr* e = parse_expression();
    expect(Punct::rparen, "to close the parenthesis");
    e->parenthesized = true;
    return e;
  }
  unexpected("an expression");
}

Expr* Unit::parse_string() {
  const Token first = peek();
  const std::size_t begin = pos_;
  while (peek().kind == Tok::string) take();
  StringText text = parse_strings(c_, {tokens_.data() + begin, pos_ - begin});
  return b_.entity(first.place, string_entity(first, std::move(text.bytes), text.width));
}

Expr* Unit::parse_identifier() {
  const Token t = peek();
  switch (t.ident->keyword) {
    case Keyword::none:
      break;
    case Keyword::generic_:
      return parse_generic();
    case Keyword::va_arg_:
      return parse_va_arg();
    case Keyword::offsetof_:
      return parse_offsetof();
    case Keyword::types_compatible_: {
      take();
      expect(Punct::lparen, "after __builtin_types_compatible_p");
      const Type* a = parse_type_name();
      expect(Punct::comma, "between the types");
      const Type* b = parse_type_name();
      expect(Punct::rparen, "after the types");
      return b_.integer(t.place, compatible(types_.unqualified(a), types_.unqualified(b)));
    }
    case Keyword::choose_expr_: {
      take();
      expect(Punct::lparen, "after __builtin_choose_expr");
      const std::int64_t which = constant_expression("the first operand");
      expect(Punct::comma, "after the first operand");
      Expr* a = parse_assignment();
      expect(Punct::comma, "after the second operand");
      Expr* b = parse_assignment();
      expect(Punct::rparen, "after the operands");
      return which != 0 ? a : b;
    }
    case Keyword::asm_:
      error(t.place, "inline assembly is not supported");
    default:
      unexpected("an expression");
  }
  if (t.text.starts_with("__") && peek(1).is(Punct::lparen)) {
    bool is_builtin = false;
    Expr* e = parse_builtin_call(t, is_builtin);
    if (is_builtin) return e;
  }
  Symbol* s = lookup(t.ident);
  if (s == nullptr) {
    if (t.text == "__func__" || t.text == "__FUNCTION__" || t.text == "__PRETTY_FUNCTION__") {
      take();
      const std::string name(function_ != nullptr ? function_->entity->name->name : "");
      return b_.entity(t.place, string_entity(t, name, 1));
    }
    if (peek(1).is(Punct::lparen)) {
      take();
      return implicit_function(t);
    }
    return undeclared(t);
  }
  take();
  switch (s->what) {
    case Symbol::What::local:
      return b_.local(t.place, s->local);
    case Symbol::What::constant:
      return b_.number(t.place, s->value, s->type);
    case Symbol::What::entity: {
      Expr* e = b_.entity(t.place, s->entity);
      e->type = s->type;
      return e;
    }
    default:
      error(t.place, fmt::format("'{}' is a type, expected an expression", t.text));
  }
}

Expr* Unit::undeclared(const Token& name) {
  error(name.place, fmt::format("'{}' undeclared", name.text) + header_hint(name.ident));
}

// What would declare `name`, or "".
std::string Unit::header_hint(Ident* name) {
  const std::string header = s_.header_of(name);
  if (header.empty()) return "";
  const bool included = entered_.count(static_cast<std::uint16_t>(c_.libc_header(header))) != 0;
  if (!s_.needs_gnu_source(header, name) || (has_gnu_source_ && !included))
    return fmt::format("; did you forget #include <{}>?", header);
  if (included) return "; put '#define _GNU_SOURCE' before the first #include";
  return fmt::format("; it needs '#define _GNU_SOURCE' and then #include <{}>", header);
}

class Unit::HiddenLocals {
 public:
  explicit HiddenLocals(const Unit& unit) {
    for (const Scope& scope : unit.scopes_) {
      for (const Symbol* s : scope.symbols) hide(s->name);
      for (const TagSymbol* t : scope.tags) hide(t->name);
    }
  }
  ~HiddenLocals() {
    for (auto it = hidden_.rbegin(); it != hidden_.rend(); ++it) {
      it->name->local = it->local;
      it->name->local_tag = it->tag;
    }
  }
  HiddenLocals(const HiddenLocals&) = delete;
  HiddenLocals& operator=(const HiddenLocals&) = delete;

 private:
  struct Hidden {
    Ident* name;
    Symbol* local;
    TagSymbol* tag;
  };
  void hide(Ident* name) {
    hidden_.push_back({name, name->local, name->local_tag});
    name->local = nullptr;
    name->local_tag = nullptr;
  }
  std::vector<Hidden> hidden_;
};

// The header's text must not see our block-scope names.
const Type* Unit::libc_prototype(Ident* name, std::string& header) {
  const HiddenLocals hidden(*this);
  return s_.libc_prototype(name, header);
}

Expr* Unit::implicit_function(const Token& name) {
  std::string header;
  const Type* type = libc_prototype(name.ident, header);
  std::string message = fmt::format("implicit declaration of function '{}'", name.text);
  if (type != nullptr) {
    message += fmt::format("; did you forget #include <{}>?", header);
  } else {
    message += header_hint(name.ident);
    Type t;
    t.kind = Kind::function;
    t.base = types_.basic(Kind::int_);
    t.no_prototype = true;
    type = types_.make(t);
  }
  warn(name.place, message);
  Entity* entity = s_.external(name.ident, is_libc_);
  if (entity->type == nullptr) entity->type = type;
  if (!is_function(entity->type))
    error(name.place, fmt::format("'{}' is not a function", name.text));
  const int depth = depth_;
  depth_ = 0;  // the declaration holds from here on
  Symbol s;
  s.what = Symbol::What::entity;
  s.type = type;
  s.entity = entity;
  declare(name.ident, s);
  depth_ = depth;
  Expr* e = b_.entity(name.place, entity);
  e->type = type;
  return e;
}

Expr* Unit::parse_generic() {
  const Place place = take().place;
  expect(Punct::lparen, "after _Generic");
  const Type* type = types_.unqualified(b_.decay(parse_assignment())->type);
  Expr* chosen = nullptr;
  Expr* fallback = nullptr;
  while (accept(Punct::comma)) {
    const bool is_default = accept(Keyword::default_);
    const Type* t = is_default ? nullptr : parse_type_name();
    expect(Punct::colon, "in _Generic");
    Expr* e = parse_assignment();
    if (is_default)
      fallback = e;
    else if (chosen == nullptr && t->kind == type->kind && compatible(t, type))
      chosen = e;
  }
  expect(Punct::rparen, "after _Generic's associations");
  if (chosen == nullptr) chosen = fallback;
  if (chosen == nullptr)
    error(place, fmt::format("_Generic has no association for '{}'", type_name(type)));
  return chosen;
}

Expr* Unit::parse_statement_expression(Place place) {
  if (function_ == nullptr) error(place, "a statement expression outside of a function");
  Stmt* block = parse_block(true);
  expect(Punct::rparen, "after the statement expression");
  Stmt* last = block->a;
  while (last != nullptr && last->next != nullptr) last = last->next;
  Expr* e = b_.make(ExprKind::stmt_expr, place, types_.basic(Kind::void_));
  if (last != nullptr && last->kind == StmtKind::expr) {
    last->e = b_.decay(last->e);
    e->type = types_.unqualified(last->e->type);
  }
  e->body = block;
  e->clobbers = e->has_effect = true;
  return e;
}

Expr* Unit::compound_literal(const Type* type, Place place) {
  if (has_variable_size(type)) error(place, "a compound literal cannot have variable length");
  if (function_ == nullptr) {
    Entity* entity = s_.make_entity();
    entity->is_static = entity->is_defined = true;
    entity->items = parse_initializer(type);
    entity->type = type;
    entity->place = place;
    entity->unit = this;
    return b_.entity(place, entity);
  }
  std::span<InitItem> items = parse_initializer(type);
  b_.require_complete(type, place, "the compound literal");
  Local* local = new_local(nullptr, type, place);
  Expr* init = init_expression(local, items, place);
  Expr* e = b_.make(ExprKind::compound_literal, place, type, init, b_.local(place, local));
  e->is_lvalue = true;
  return e;
}

// Behind the '(' of a call, up to and with its ')'.
std::vector<Expr*> Unit::parse_arguments() {
  std::vector<Expr*> args;
  if (!at(Punct::rparen)) {
    do {
      args.push_back(parse_assignment());
    } while (accept(Punct::comma));
  }
  expect(Punct::rparen, "after the arguments");
  return args;
}

Expr* Unit::parse_call(Expr* callee) {
  const Place place = take().place;  // (
  std::vector<Expr*> args = parse_arguments();
  return finish_call(callee, args, place);
}

Expr* Unit::finish_call(Expr* callee, std::vector<Expr*>& args, Place place) {
  const std::string name = callee->kind == ExprKind::entity && callee->entity->name != nullptr
                               ? std::string(callee->entity->name->name)
                               : "the function";
  Expr* target = b_.decay(callee);
  if (!is_pointer(target->type) || !is_function(target->type->base))
    error(callee->place,
          fmt::format("what is called is not a function but '{}'", type_name(callee->type)));
  const Type* type = target->type->base;
  const std::size_t expected = type->parameters.size();
  if (!type->no_prototype &&
      (args.size() < expected || (args.size() > expected && !type->variadic)))
    error(callee->place,
          fmt::format("too {} arguments in the call of '{}': expected {}, found {}",
                      args.size() < expected ? "few" : "many", name, expected, args.size()));
  for (std::size_t i = 0; i < args.size(); ++i) {
    if (!type->no_prototype && i < expected) {
      args[i] =
          b_.convert_assigned(args[i], types_.unqualified(type->parameters[i].type), args[i]->place,
                              fmt::format("argument {} of '{}'", i + 1, name));
      continue;
    }
    args[i] = b_.promote(args[i]);
    if (args[i]->type->kind == Kind::float_)
      args[i] = b_.convert(args[i], types_.basic(Kind::double_));
    if (is_void(args[i]->type)) error(args[i]->place, "an argument has type 'void'");
  }
  if (!is_void(type->base)) b_.require_complete(type->base, place, "the function's result");
  Expr* e = b_.make(ExprKind::call, callee->place, type->base, target);
  e->args = c_.arena.copy(args);
  for (Expr* a : args) e->depth = std::max<std::uint16_t>(e->depth, a->depth + 1);
  if (e->depth > kMaxExprDepth) error(place, "this expression is nested too deeply");
  e->clobbers = e->has_effect = true;
  if (is_record(type->base)) e->temp = new_local(nullptr, type->base, place);
  return e;
}

std::int64_t Unit::constant_expression(std::string_view what) {
  Expr* e = b_.decay(parse_conditional());
  if (!ExprBuilder::is_constant(e) || !(is_integer(e->type)))
    error(e->place, fmt::format("{} must be an integer constant", what));
  return e->value;
}

}  // namespace sim::cc
