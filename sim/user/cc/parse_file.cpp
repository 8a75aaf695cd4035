// File scope: functions and objects.
#include <fmt/format.h>

#include "sim/user/cc/parser.h"

namespace sim::cc {

void Unit::parse() {
  while (peek().kind != Tok::end) external_declaration();
}

void Unit::external_declaration() {
  if (accept(Punct::semi)) return;
  if (at(Keyword::static_assert_)) return parse_static_assert();
  if (at(Keyword::asm_)) error(peek().place, "inline assembly is not supported");
  pending_locals_.clear();
  const Token& first = peek();
  if (first.kind != Tok::ident && !at(Punct::star) && !at(Punct::lparen))
    unexpected("a declaration or a function");
  if (first.kind == Tok::ident && first.ident->keyword == Keyword::none && !is_type_name(first) &&
      !peek(1).is(Punct::lparen))
    error(first.place, fmt::format("expected a declaration, found {}",
                                   peek(1).kind == Tok::ident || peek(1).is(Punct::star)
                                       ? fmt::format("the unknown type name '{}'", first.text) +
                                             header_hint(first.ident)
                                       : describe(first)));
  const bool typed = is_type_name(first) || at(Keyword::extension_);
  const DeclSpecs common = parse_specifiers(false);
  if (accept(Punct::semi)) return;  // struct s { ... };
  for (bool is_first = true;; is_first = false) {
    Declarator d = parse_declarator(common.type, false);
    d.attributes.add(parse_attributes());
    const DeclSpecs specs = common.with(d.attributes);
    if (is_function(d.type) && is_first && specs.storage != Storage::typedef_ &&
        (at(Punct::lbrace) || (!d.old_names.empty() && !at(Punct::semi) && !at(Punct::comma)))) {
      if (!typed)
        warn(d.place, fmt::format("the return type of '{}' defaults to 'int'", d.name->name));
      return function_definition(specs, d);
    }
    if (!typed)
      warn(d.place,
           fmt::format("the declaration of '{}' has no type; 'int' is assumed", d.name->name));
    declare_external(specs, d);
    if (!accept(Punct::comma)) break;
  }
  expect(Punct::semi, "after the declaration");
}

void Unit::declare_external(const DeclSpecs& specs, Declarator& d) {
  if (specs.storage == Storage::typedef_) {
    const Symbol* old = lookup(d.name);
    if (old != nullptr && old->depth == depth_ &&
        (old->what != Symbol::What::type || !compatible(old->type, d.type)))
      error(d.place, fmt::format("redefinition of '{}' as another type", d.name->name));
    if (has_variable_size(d.type)) error(d.place, "an array of variable length at file scope");
    Symbol s;
    s.what = Symbol::What::type;
    s.type = d.type;
    if (specs.align > 0) {  // it may be less than the type's own
      Type t = *d.type;
      t.aligned = specs.align;
      t.pointer = nullptr;
      s.type = types_.make(t);
    }
    if (specs.attributes.packed)
      warn(d.place, "'packed' has no effect here; it belongs to the structure");
    declare(d.name, s);
    return;
  }
  if (is_function(d.type)) {
    declare_function(specs, d);
    if (at(Punct::assign)) error(peek().place, "a function cannot be initialized");
    return;
  }
  Entity* entity = declare_object(specs, d, true);
  if (!at(Punct::assign)) {
    if (specs.storage != Storage::extern_) define_object(entity, d.place);
    return;
  }
  take();  // =
  if (!entity->items.empty())
    error(d.place, fmt::format("'{}' is initialized twice", d.name->name));
  define_object(entity, d.place);
  const Type* type = d.type;
  entity->items = parse_initializer(type);
  entity->type = type;
  if (Symbol* s = lookup(d.name); s != nullptr && s->entity == entity) s->type = type;
}

void Unit::define_object(Entity* entity, Place place) {
  entity->is_defined = true;
  entity->unit = this;
  entity->place = place;
  entity->is_libc = is_libc_;
  if (!is_libc_) s_.note_main_entity(entity);
}

void Unit::declare_entity(Ident* name, const Type* type, Entity* entity) {
  Symbol s;
  s.what = Symbol::What::entity;
  s.type = type;
  s.entity = entity;
  declare(name, s);
}

Entity* Unit::declare_object(const DeclSpecs& specs, const Declarator& d, bool at_file_scope) {
  if (is_void(d.type))
    error(d.place, fmt::format("the variable '{}' is declared void", d.name->name));
  if (has_variable_size(d.type))
    error(d.place,
          fmt::format("'{}' has variable length, which only a local array may have", d.name->name));
  if (size_of(d.type) > kMaxObjectBytes) error(d.place, "the object is larger than 1 GiB");
  Symbol* old = lookup(d.name);
  Entity* entity = nullptr;
  if (old != nullptr && old->what == Symbol::What::entity &&
      (old->depth == depth_ || !at_file_scope)) {
    if (!compatible(old->type, d.type) && old->depth == depth_)
      error(d.place, fmt::format("conflicting types for '{}': '{}' and before '{}'", d.name->name,
                                 type_name(d.type), type_name(old->type)));
    entity = old->entity;
  } else if (old != nullptr && old->depth == depth_) {
    error(d.place, fmt::format("redefinition of '{}'", d.name->name));
  } else if (specs.storage == Storage::static_) {
    entity = s_.make_entity();
    entity->is_static = true;
  } else {
    entity = s_.external(d.name, is_libc_);
  }
  entity->name = d.name;
  entity->align = std::max(entity->align, specs.align);
  // Every unit has its own structures: the name's type here is what this unit says.
  const Type* type = d.type;
  if (old != nullptr && old->entity == entity && !is_complete(type)) type = old->type;
  if (entity->type == nullptr || !is_complete(entity->type) || is_function(entity->type))
    entity->type = type;
  declare_entity(d.name, type, entity);
  return entity;
}

Entity* Unit::declare_function(const DeclSpecs& specs, const Declarator& d) {
  Symbol* old = lookup(d.name);
  Entity* entity = nullptr;
  const Type* type = d.type;
  if (old != nullptr && old->what == Symbol::What::entity) {
    if (!compatible(old->type, d.type))
      error(d.place, fmt::format("conflicting types for '{}': '{}' and before '{}'", d.name->name,
                                 type_name(d.type), type_name(old->type)));
    entity = old->entity;
    if (d.type->no_prototype && !old->type->no_prototype) type = old->type;
  } else if (old != nullptr && old->depth == depth_) {
    error(d.place, fmt::format("redefinition of '{}' as a function", d.name->name));
  } else if (specs.storage == Storage::static_ ||
             (specs.is_inline && specs.storage != Storage::extern_)) {
    entity = s_.make_entity();
    entity->is_static = true;
  } else {
    entity = s_.external(d.name, is_libc_);
  }
  entity->name = d.name;
  entity->constructor = std::max(entity->constructor, specs.attributes.constructor);
  entity->destructor = std::max(entity->destructor, specs.attributes.destructor);
  if (entity->function == nullptr) entity->type = type;
  declare_entity(d.name, type, entity);
  return entity;
}

// The declarations between `main(argc, argv)` and its '{'.
void Unit::old_style_parameters(Declarator& d) {
  std::vector<Parameter> parameters;
  for (Ident* name : d.old_names) {
    Parameter p;
    p.name = name;
    p.type = types_.basic(Kind::int_);
    p.place = d.place;
    parameters.push_back(p);
  }
  while (!at(Punct::lbrace)) {
    if (!is_type_name(peek())) unexpected("a parameter's declaration or '{'");
    const DeclSpecs specs = parse_specifiers(true);
    do {
      Declarator one = parse_declarator(specs.type, false);
      bool found = false;
      for (Parameter& p : parameters) {
        if (p.name != one.name) continue;
        p.type = adjust_parameter(one.type);
        p.place = one.place;
        found = true;
      }
      if (!found)
        error(one.place, fmt::format("'{}' is not a parameter of this function", one.name->name));
    } while (accept(Punct::comma));
    expect(Punct::semi, "after the parameter's declaration");
  }
  for (Parameter& p : parameters) {
    p.local = c_.arena.make<Local>();
    p.local->name = p.name;
    p.local->type = p.type;
    p.local->place = p.place;
    p.local->is_parameter = true;
  }
  Type type = *d.type;
  type.parameters = c_.arena.copy(parameters);
  d.type = types_.make(type);
}

void Unit::function_definition(const DeclSpecs& specs, Declarator& d) {
  if (!d.old_names.empty()) old_style_parameters(d);
  Entity* entity = declare_function(specs, d);
  if (entity->function != nullptr)
    error(d.place, fmt::format("redefinition of '{}' (first defined on line {})", d.name->name,
                               entity->place.line));
  if (!is_void(d.type->base)) b_.require_complete(d.type->base, d.place, "the function's result");
  FunctionDef* f = c_.arena.make<FunctionDef>();
  f->entity = entity;
  f->type = d.type;
  f->place = d.place;
  f->locals = std::move(pending_locals_);
  pending_locals_.clear();
  for (const Parameter& p : d.type->parameters) {
    b_.require_complete(p.type, p.place, "the parameter");
    if (p.local == nullptr) {
      if (!is_libc_) error(p.place, "a parameter without a name in a function's definition");
      Local* local = c_.arena.make<Local>();
      local->type = p.type;
      local->is_parameter = true;
      f->parameters.push_back(local);
    } else {
      f->parameters.push_back(p.local);
    }
  }
  entity->function = f;
  entity->is_defined = true;
  entity->type = d.type;
  entity->unit = this;
  entity->place = d.place;
  entity->is_libc = is_libc_;
  f->body_token = static_cast<std::uint32_t>(pos_);
  if (is_libc_ || c_.file(d.place.file).is_libc) {
    skip_body();
  } else {
    s_.note_main_entity(entity);
    parse_body(f);
  }
}

void Unit::skip_body() {
  int depth = 0;
  do {
    const Token& t = take();
    if (t.kind == Tok::end) unexpected("'}'");
    if (t.is(Punct::lbrace)) ++depth;
    if (t.is(Punct::rbrace)) --depth;
  } while (depth > 0);
}

void Unit::parse_body(FunctionDef* f) {
  const std::size_t resume = pos_;
  pos_ = f->body_token;
  function_ = f;
  labels_.clear();
  enter_scope();
  for (Local* p : f->parameters) {
    if (p->name == nullptr) continue;
    Symbol s;
    s.what = Symbol::What::local;
    s.type = p->type;
    s.local = p;
    declare(p->name, s);
  }
  Stmt* first = nullptr;
  Stmt* last = nullptr;
  for (Local* p : f->parameters)
    if (is_pointer(p->type)) vla_statements(p->type->base, first, last, p->place);
  f->body = parse_block(false);
  if (first != nullptr) {
    last->next = f->body->a;
    f->body->a = first;
  }
  leave_scope();
  for (auto& [name, label] : labels_)
    if (!label->defined)
      error(label->place, fmt::format("the label '{}' is used but not defined", name->name));
  function_ = nullptr;
  if (f->body_token != resume) pos_ = resume;
}

Entity* Unit::string_entity(const Token& first, std::string bytes, int width) {
  Entity* e = s_.make_entity();
  const Type* element = types_.basic(width == 4   ? Kind::int_
                                     : width == 2 ? Kind::ushort
                                                  : Kind::char_);
  bytes.append(static_cast<std::size_t>(width), '\0');
  e->type = types_.array_of(element, static_cast<std::int64_t>(bytes.size()) / width);
  e->is_static = e->is_string = e->is_defined = true;
  e->text = c_.arena.copy(bytes);
  e->place = first.place;
  return e;
}

}  // namespace sim::cc
