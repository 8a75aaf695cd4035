// Statements.
#include <fmt/format.h>

#include <algorithm>

#include "sim/user/cc/parser.h"

namespace sim::cc {

Stmt* Unit::make_stmt(StmtKind kind, Place place) {
  Stmt* s = c_.arena.make<Stmt>();
  s->kind = kind;
  s->place = place;
  return s;
}

namespace {
void append(Stmt* s, Stmt*& first, Stmt*& last) {
  if (s == nullptr) return;
  (last == nullptr ? first : last->next) = s;
  last = s;
  while (last->next != nullptr) last = last->next;
}
}  // namespace

Stmt* Unit::parse_block(bool new_scope) {
  Nest nest(*this, peek().place);
  Stmt* block = make_stmt(StmtKind::block, peek().place);
  expect(Punct::lbrace, "at the beginning of the block");
  if (new_scope) enter_scope();
  Stmt* last = nullptr;
  while (!at(Punct::rbrace)) {
    if (peek().kind == Tok::end)
      error(peek().place, fmt::format("expected '}}' to close the block that begins on line {}, "
                                      "found end of file",
                                      block->place.line));
    const Token& t = peek();
    const bool declaration = (is_type_name(t) && !peek(1).is(Punct::colon)) ||
                             (at(Keyword::extension_) && is_type_name(peek(1)));
    append(declaration ? parse_local_declaration() : parse_statement(), block->a, last);
    if (last != nullptr && last->kind == StmtKind::vla && last->e == nullptr) block->has_vla = true;
  }
  block->end = peek().place;
  take();
  if (new_scope) leave_scope();
  return block;
}

Expr* Unit::condition(std::string_view where) {
  Expr* e = b_.decay(parse_expression());
  if (!is_scalar(e->type))
    error(e->place, fmt::format("the condition of {} needs a number or a pointer, found '{}'",
                                where, type_name(e->type)));
  if (e->kind == ExprKind::assign && !e->parenthesized && !is_libc_)
    warn(e->place, "an assignment ('=') used as a condition; is '==' meant?");
  return e;
}

Stmt* Unit::parse_statement() {
  Nest nest(*this, peek().place);
  const Token t = peek();
  if (at(Punct::lbrace)) return parse_block(true);
  if (accept(Punct::semi)) return make_stmt(StmtKind::empty, t.place);
  if (t.kind == Tok::ident) {
    switch (t.ident->keyword) {
      case Keyword::if_:
        return parse_if();
      case Keyword::while_:
      case Keyword::do_:
        return parse_loop();
      case Keyword::for_:
        return parse_for();
      case Keyword::switch_:
        return parse_switch();
      case Keyword::case_:
      case Keyword::default_:
        return parse_case();
      case Keyword::return_:
        return parse_return();
      case Keyword::goto_:
        return parse_goto();
      case Keyword::break_:
      case Keyword::continue_: {
        const bool is_break = t.ident->keyword == Keyword::break_;
        if (loops_ == 0 && !(is_break && !switches_.empty()))
          error(t.place,
                fmt::format("'{}' outside of a loop{}", t.text, is_break ? " or switch" : ""));
        take();
        expect(Punct::semi, fmt::format("after '{}'", t.text));
        return make_stmt(is_break ? StmtKind::break_ : StmtKind::continue_, t.place);
      }
      case Keyword::asm_:
        return parse_asm();
      case Keyword::else_:
        error(t.place, "'else' without an 'if' before it");
      case Keyword::static_assert_:
        parse_static_assert();
        return nullptr;
      case Keyword::none:
        if (peek(1).is(Punct::colon)) {
          Stmt* s = make_stmt(StmtKind::label, t.place);
          s->label = label(t.ident, t.place);
          if (s->label->defined)
            error(t.place, fmt::format("the label '{}' is defined twice", t.text));
          s->label->defined = true;
          take();
          take();
          parse_attributes();
          s->a = at(Punct::rbrace)                                   ? nullptr
                 : is_type_name(peek()) && !peek(1).is(Punct::colon) ? parse_local_declaration()
                                                                     : parse_statement();
          return s;
        }
        break;
      default:
        break;
    }
  }
  if (is_type_name(t)) {
    if (t.ident->keyword == Keyword::attribute_) {  // __attribute__((fallthrough));
      parse_attributes();
      accept(Punct::semi);
      return nullptr;
    }
    error(t.place, "a declaration is not possible here, expected a statement");
  }
  Stmt* s = make_stmt(StmtKind::expr, t.place);
  s->e = parse_expression();
  expect(Punct::semi, "after the expression");
  return s;
}

// What does nothing on its own is a barrier for the compiler, of which this one needs none.
Stmt* Unit::parse_asm() {
  Stmt* s = make_stmt(StmtKind::empty, take().place);
  while (accept(Keyword::volatile_) || accept(Keyword::inline_)) continue;
  constexpr std::string_view kNothing[] = {"\"\"",       "\"nop\"",    "\"pause\"",
                                           "\"mfence\"", "\"lfence\"", "\"sfence\""};
  if (!at(Punct::lparen) || peek(1).kind != Tok::string || peek(2).kind == Tok::string ||
      std::find(std::begin(kNothing), std::end(kNothing), peek(1).text) == std::end(kNothing))
    error(s->place, "inline assembly is not supported, but for barriers that do nothing else");
  skip_parentheses();
  expect(Punct::semi, "after 'asm'");
  return s;
}

Stmt* Unit::parse_if() {
  Stmt* s = make_stmt(StmtKind::if_, take().place);
  expect(Punct::lparen, "after 'if'");
  s->e = condition("'if'");
  expect(Punct::rparen, "after the condition");
  s->a = parse_statement();
  // else if, else if, ...: a chain, not a nest
  Stmt* last = s;
  for (int length = 0; accept(Keyword::else_); ++length) {
    if (!at(Keyword::if_)) {
      last->b = parse_statement();
      break;
    }
    if (length > kMaxExprDepth) error(peek().place, "the chain of 'else if' is too long");
    last = last->b = make_stmt(StmtKind::if_, take().place);
    expect(Punct::lparen, "after 'if'");
    last->e = condition("'if'");
    expect(Punct::rparen, "after the condition");
    last->a = parse_statement();
  }
  return s;
}

Stmt* Unit::parse_loop() {
  const bool is_do = at(Keyword::do_);
  Stmt* s = make_stmt(is_do ? StmtKind::do_ : StmtKind::while_, take().place);
  if (!is_do) {
    expect(Punct::lparen, "after 'while'");
    s->second = s->place;
    s->e = condition("'while'");
    expect(Punct::rparen, "after the condition");
  }
  ++loops_;
  s->a = parse_statement();
  --loops_;
  if (is_do) {
    s->second = peek().place;
    if (!accept(Keyword::while_)) unexpected("'while' after the body of 'do'");
    expect(Punct::lparen, "after 'while'");
    s->e = condition("'while'");
    expect(Punct::rparen, "after the condition");
    expect(Punct::semi, "after 'do ... while (...)'");
  }
  return s;
}

Stmt* Unit::parse_for() {
  Stmt* s = make_stmt(StmtKind::for_, take().place);
  expect(Punct::lparen, "after 'for'");
  enter_scope();
  if (is_type_name(peek())) {
    s->init = make_stmt(StmtKind::block, peek().place);
    s->init->a = parse_local_declaration();
  } else if (!accept(Punct::semi)) {
    s->init = make_stmt(StmtKind::expr, peek().place);
    s->init->e = parse_expression();
    expect(Punct::semi, "after the first clause of 'for'");
  }
  s->second = at(Punct::semi) ? s->place : peek().place;
  if (!at(Punct::semi)) s->e = condition("'for'");
  expect(Punct::semi, "after the condition of 'for'");
  s->end = peek().place;
  if (!at(Punct::rparen)) s->step = parse_expression();
  expect(Punct::rparen, "after the clauses of 'for'");
  ++loops_;
  s->a = parse_statement();
  --loops_;
  leave_scope();
  return s;
}

Stmt* Unit::parse_switch() {
  Stmt* s = make_stmt(StmtKind::switch_, take().place);
  expect(Punct::lparen, "after 'switch'");
  Expr* e = b_.promote(parse_expression());
  if (!is_integer(e->type))
    error(e->place, fmt::format("'switch' needs an integer, found '{}'", type_name(e->type)));
  s->e = e;
  expect(Punct::rparen, "after the value of 'switch'");
  switches_.push_back(s);
  s->a = parse_statement();
  switches_.pop_back();
  check_cases(s);
  return s;
}

// No value may have two cases.
void Unit::check_cases(const Stmt* of) {
  std::vector<const Stmt*> cases;
  const Stmt* otherwise = nullptr;
  for (const Stmt* c = of->next_case; c != nullptr; c = c->next_case) {
    if (!c->is_default) {
      cases.push_back(c);
      continue;
    }
    if (otherwise != nullptr) error(otherwise->place, "two 'default' labels in one switch");
    otherwise = c;
  }
  const bool u = is_unsigned(of->e->type);
  const auto less = [u](std::int64_t a, std::int64_t b) {
    return u ? static_cast<std::uint64_t>(a) < static_cast<std::uint64_t>(b) : a < b;
  };
  std::sort(cases.begin(), cases.end(), [&](const Stmt* a, const Stmt* b) {
    return a->low != b->low ? less(a->low, b->low) : a->place.line < b->place.line;
  });
  for (std::size_t i = 1; i < cases.size(); ++i)
    if (!less(cases[i - 1]->high, cases[i]->low))
      error(cases[i]->place, fmt::format("duplicate case value {} (also on line {})", cases[i]->low,
                                         cases[i - 1]->place.line));
}

// One or more labels and the statement behind them.
Stmt* Unit::parse_case() {
  Stmt* first = parse_case_label();
  Stmt* last = first;
  while (at(Keyword::case_) || at(Keyword::default_)) last = last->a = parse_case_label();
  if (!at(Punct::rbrace))
    last->a = is_type_name(peek()) && !peek(1).is(Punct::colon) ? parse_local_declaration()
                                                                : parse_statement();
  return first;
}

Stmt* Unit::parse_case_label() {
  const Token t = take();
  if (switches_.empty()) error(t.place, fmt::format("'{}' outside of a switch", t.text));
  Stmt* s = make_stmt(StmtKind::case_, t.place);
  Stmt* of = switches_.back();
  if (t.ident->keyword == Keyword::default_) {
    s->is_default = true;
  } else {
    s->low = s->high = canonical(constant_expression("a case label"), of->e->type);
    if (accept(Punct::ellipsis))
      s->high = canonical(constant_expression("a case label"), of->e->type);
    const bool is_empty = is_unsigned(of->e->type) ? static_cast<std::uint64_t>(s->low) >
                                                         static_cast<std::uint64_t>(s->high)
                                                   : s->low > s->high;
    if (is_empty) warn(t.place, "the range of this case is empty");
  }
  expect(Punct::colon, s->is_default ? "after 'default'" : "after the case label");
  s->next_case = of->next_case;
  of->next_case = s;
  return s;
}

Stmt* Unit::parse_return() {
  Stmt* s = make_stmt(StmtKind::return_, take().place);
  const Type* type = function_->type->base;
  if (!at(Punct::semi)) {
    Expr* e = parse_expression();
    if (is_void(type)) {
      if (!is_void(e->type)) warn(s->place, "'return' with a value in a function returning void");
      s->e = e;
    } else {
      s->e = b_.convert_assigned(e, type, e->place, "return");
    }
  } else if (!is_void(type)) {
    warn(s->place,
         fmt::format("'return' without a value in a function returning '{}'", type_name(type)));
  }
  expect(Punct::semi, "after 'return'");
  return s;
}

Stmt* Unit::parse_goto() {
  Stmt* s = make_stmt(StmtKind::goto_, take().place);
  const Token t = take();
  if (t.is(Punct::star)) error(t.place, "computed goto is not supported");
  if (t.kind != Tok::ident) error(t.place, fmt::format("expected a label, found {}", describe(t)));
  s->label = label(t.ident, t.place);
  expect(Punct::semi, "after 'goto'");
  return s;
}

Label* Unit::label(Ident* name, Place place) {
  for (auto& [n, l] : labels_)
    if (n == name) return l;
  Label* l = c_.arena.make<Label>(name, place);
  labels_.emplace_back(name, l);
  return l;
}

Stmt* Unit::parse_local_declaration() {
  const Token t = peek();
  const DeclSpecs common = parse_specifiers(false);
  if (accept(Punct::semi)) return nullptr;
  Stmt* first = nullptr;
  Stmt* last = nullptr;
  for (;;) {
    Declarator d = parse_declarator(common.type, false);
    d.attributes.add(parse_attributes());
    const DeclSpecs specs = common.with(d.attributes);
    if (at(Punct::lbrace) && is_function(d.type))
      error(d.place, "nested functions are not supported");
    if (specs.storage == Storage::typedef_) {
      vla_statements(d.type, first, last, d.place);
      declare_external(specs, d);
    } else if (is_function(d.type)) {
      declare_function(specs, d);
    } else if (specs.storage == Storage::extern_) {
      declare_object(specs, d, false);
      if (at(Punct::assign))
        error(peek().place, "an 'extern' declaration in a block cannot be initialized");
    } else if (specs.storage == Storage::static_) {
      static_local(specs, d);
    } else {
      append(declare_local(specs, d, last), first, last);
    }
    if (!accept(Punct::comma)) break;
  }
  (void)t;
  expect(Punct::semi, "after the declaration");
  return first;
}

void Unit::static_local(const DeclSpecs& specs, const Declarator& d) {
  Entity* entity = s_.make_entity();
  if (is_void(d.type))
    error(d.place, fmt::format("the variable '{}' is declared void", d.name->name));
  if (has_variable_size(d.type)) error(d.place, "a static array cannot have variable length");
  if (d.name->local != nullptr && d.name->local->depth == depth_)
    error(d.place, fmt::format("redefinition of '{}'", d.name->name));
  entity->name = d.name;
  entity->type = d.type;
  entity->is_static = true;
  entity->align = specs.align;
  entity->scope = function_->entity->name;
  define_object(entity, d.place);
  Symbol s;
  s.what = Symbol::What::entity;
  s.type = d.type;
  s.entity = entity;
  Symbol* symbol = declare(d.name, s);
  if (accept(Punct::assign)) {
    const Type* type = entity->type;
    entity->items = parse_initializer(type);
    entity->type = type;
    symbol->type = type;
  }
  b_.require_complete(entity->type, d.place, fmt::format("'{}'", d.name->name));
}

// The computations of a variably sized type's dimensions, innermost first.
void Unit::vla_statements(const Type* type, Stmt*& first, Stmt*& last, Place place) {
  while (is_pointer(type)) type = type->base;
  if (!is_array(type) || !has_variable_size(type)) return;
  vla_statements(type->base, first, last, place);
  if (!is_vla(type)) return;
  Stmt* s = make_stmt(StmtKind::vla, place);
  s->local = type->vla_bytes;
  s->e = b_.initialize(
      b_.local(place, type->vla_bytes),
      b_.binary(ExprKind::mul, type->vla_length,
                b_.convert(b_.size_expr(type->base, place), types_.basic(Kind::long_)), place),
      place);
  append(s, first, last);
  function_->uses_vla = true;
}

Stmt* Unit::declare_local(const DeclSpecs& specs, Declarator& d, Stmt*&) {
  if (is_void(d.type))
    error(d.place, fmt::format("the variable '{}' is declared void", d.name->name));
  if (d.name->local != nullptr && d.name->local->depth == depth_)
    error(d.place, fmt::format("redefinition of '{}'", d.name->name));
  Stmt* first = nullptr;
  Stmt* last = nullptr;
  vla_statements(d.type, first, last, d.place);
  Local* local = new_local(d.name, d.type, d.place);
  if (specs.align > align_of(d.type)) {
    Type t = *d.type;
    t.aligned = specs.align;
    local->type = types_.make(t);
  }
  Symbol s;
  s.what = Symbol::What::local;
  s.type = local->type;
  s.local = local;
  Symbol* symbol = declare(d.name, s);
  if (has_variable_size(d.type)) {
    if (at(Punct::assign)) error(peek().place, "an array of variable length cannot be initialized");
    Stmt* allocate = make_stmt(StmtKind::vla, d.place);
    allocate->local = local;
    append(allocate, first, last);
    return first;
  }
  Stmt* stmt = make_stmt(StmtKind::declare, d.place);
  stmt->local = local;
  if (accept(Punct::assign)) {
    const Type* type = local->type;
    if (is_scalar(type) && !at(Punct::lbrace)) {
      Expr* value = parse_assignment();
      stmt->e =
          b_.initialize(b_.local(d.place, local),
                        b_.convert_assigned(value, type, value->place, "initialization"), d.place);
    } else {
      std::span<InitItem> items = parse_initializer(type);
      local->type = symbol->type = type;
      stmt->e = init_expression(local, items, d.place);
    }
  }
  b_.require_complete(local->type, d.place, fmt::format("'{}'", d.name->name));
  if (size_of(local->type) > kMaxObjectBytes) error(d.place, "the object is larger than 1 GiB");
  append(stmt, first, last);
  return first;
}

}  // namespace sim::cc
