// Scopes and the tokens' cursor.
#include <fmt/format.h>

#include "sim/user/cc/parser.h"
#include "sim/user/cc/preprocess.h"

namespace sim::cc {

Unit::Unit(Session& session, std::uint16_t file, bool is_libc)
    : s_(session),
      c_(session.c),
      types_(session.types),
      b_(session.c, session.types),
      file_(file),
      is_libc_(is_libc) {
  Preprocessor preprocessor(c_);
  tokens_ = preprocessor.run(file);
  entered_ = preprocessor.entered();
  has_gnu_source_ = c_.intern("_GNU_SOURCE")->macro != nullptr;
  Symbol va_list;
  va_list.what = Symbol::What::type;
  va_list.type = types_.pointer_to(types_.basic(Kind::char_));
  declare(c_.intern("__builtin_va_list"), va_list);
}

void Unit::unexpected(std::string_view expected) {
  const Token& t = peek();
  c_.error(t.place, fmt::format("expected {}, found {}", expected, describe(t)));
}

// What is missing is reported where it should have been: behind the token before.
void Unit::expect(Punct p, std::string_view where) {
  if (accept(p)) return;
  const Token& t = peek();
  Place place = t.place;
  if (p == Punct::semi && pos_ > 0 && tokens_[pos_ - 1].place.line != t.place.line) {
    const Token& before = tokens_[pos_ - 1];
    place = before.place;
    place.column = static_cast<std::uint16_t>(place.column + before.text.size());
  }
  c_.error(place, fmt::format("expected '{}' {}, found {}", punct_text(p), where, describe(t)));
}

void Unit::enter_scope() {
  scopes_.emplace_back();
  ++depth_;
}

void Unit::leave_scope() {
  for (Symbol* s : scopes_.back().symbols) s->name->local = s->outer;
  for (TagSymbol* t : scopes_.back().tags) t->name->local_tag = t->outer;
  scopes_.pop_back();
  --depth_;
}

Symbol* Unit::lookup(Ident* name) {
  if (name->local != nullptr) return name->local;
  return file_symbols_.get(name);
}

Symbol* Unit::declare(Ident* name, Symbol symbol) {
  symbol.depth = depth_;
  symbol.name = name;
  Symbol* made = c_.arena.make<Symbol>(symbol);
  if (depth_ == 0) {
    file_symbols_[name] = made;
  } else {
    made->outer = name->local;
    name->local = made;
    scopes_.back().symbols.push_back(made);
  }
  return made;
}

TagSymbol* Unit::lookup_tag(Ident* name) {
  if (name->local_tag != nullptr) return name->local_tag;
  return file_tags_.get(name);
}

TagSymbol* Unit::declare_tag(Ident* name, const Type* type) {
  TagSymbol* made = c_.arena.make<TagSymbol>(type, depth_, nullptr, name);
  if (depth_ == 0) {
    file_tags_[name] = made;
  } else {
    made->outer = name->local_tag;
    name->local_tag = made;
    scopes_.back().tags.push_back(made);
  }
  return made;
}

Local* Unit::new_local(Ident* name, const Type* type, Place place) {
  Local* local = c_.arena.make<Local>();
  local->name = name;
  local->type = type;
  local->place = place;
  (function_ != nullptr ? function_->locals : pending_locals_).push_back(local);
  return local;
}

const Type* Unit::file_scope_function(Ident* name) {
  const Symbol* s = file_symbols_.get(name);
  return s != nullptr && s->what == Symbol::What::entity && is_function(s->type) ? s->type
                                                                                 : nullptr;
}

bool Unit::is_type_name(const Token& token) {
  if (token.ident == nullptr) return false;
  switch (token.ident->keyword) {
    case Keyword::none: {
      const Symbol* s = lookup(token.ident);
      return s != nullptr && s->what == Symbol::What::type;
    }
    case Keyword::char_:
    case Keyword::const_:
    case Keyword::double_:
    case Keyword::enum_:
    case Keyword::float_:
    case Keyword::int_:
    case Keyword::long_:
    case Keyword::short_:
    case Keyword::signed_:
    case Keyword::struct_:
    case Keyword::union_:
    case Keyword::unsigned_:
    case Keyword::void_:
    case Keyword::volatile_:
    case Keyword::restrict_:
    case Keyword::atomic_:
    case Keyword::bool_:
    case Keyword::complex_:
    case Keyword::typeof_:
    case Keyword::auto_:
    case Keyword::extern_:
    case Keyword::inline_:
    case Keyword::register_:
    case Keyword::static_:
    case Keyword::typedef_:
    case Keyword::alignas_:
    case Keyword::noreturn_:
    case Keyword::thread_local_:
    case Keyword::attribute_:
      return true;
    case Keyword::extension_:
      return false;
    default:
      return false;
  }
}

}  // namespace sim::cc
