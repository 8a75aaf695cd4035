// Declaration specifiers: basic types, structures, enumerations, attributes.
#include <fmt/format.h>

#include "sim/user/cc/parser.h"

namespace sim::cc {
namespace {

enum { kVoid, kBool, kChar, kShort, kInt, kLong, kFloat, kDouble, kSigned, kUnsigned };

constexpr struct {
  Keyword keyword;
  int counted;
} kBasicWords[] = {
    {Keyword::void_, kVoid},         {Keyword::bool_, kBool},     {Keyword::char_, kChar},
    {Keyword::short_, kShort},       {Keyword::int_, kInt},       {Keyword::long_, kLong},
    {Keyword::float_, kFloat},       {Keyword::double_, kDouble}, {Keyword::signed_, kSigned},
    {Keyword::unsigned_, kUnsigned},
};

}  // namespace

bool Unit::accept_basic(const Token& token, int (&counts)[16]) {
  for (const auto& word : kBasicWords) {
    if (word.keyword != token.ident->keyword) continue;
    ++counts[word.counted];
    return true;
  }
  return false;
}

const Type* Unit::basic_type(const int (&n)[16], Place place) {
  const auto basic = [&](Kind k) { return types_.basic(k); };
  int total = 0;
  for (int i : n) total += i;
  const bool u = n[kUnsigned] > 0;
  const int signs = n[kUnsigned] + n[kSigned];
  bool ok = n[kLong] <= 2 && signs <= 1;
  for (int i : {kVoid, kBool, kChar, kShort, kInt, kFloat, kDouble}) ok &= n[i] <= 1;
  if (ok && n[kVoid] && total == 1) return basic(Kind::void_);
  if (ok && n[kBool] && total == 1) return basic(Kind::bool_);
  if (ok && n[kFloat] && total == 1) return basic(Kind::float_);
  if (ok && n[kDouble] && total == 1) return basic(Kind::double_);
  if (ok && n[kDouble] && n[kLong] == 1 && total == 2) return basic(Kind::ldouble);
  if (ok && n[kChar] && total == 1 + signs)
    return basic(u ? Kind::uchar : n[kSigned] ? Kind::schar : Kind::char_);
  if (ok && n[kShort] && total == 1 + signs + n[kInt])
    return basic(u ? Kind::ushort : Kind::short_);
  if (ok && n[kLong] && total == n[kLong] + signs + n[kInt]) {
    if (n[kLong] == 2) return basic(u ? Kind::ullong : Kind::llong);
    return basic(u ? Kind::ulong : Kind::long_);
  }
  if (ok && total > 0 && total == signs + n[kInt]) return basic(u ? Kind::uint : Kind::int_);
  error(place, "these type specifiers do not go together");
}

// Mostly a ';' is missing behind the '}' of a structure.
void Unit::two_types(const Token& second) {
  if (pos_ > 0 && tokens_[pos_ - 1].is(Punct::rbrace))
    expect(Punct::semi, "after the declaration of a type");
  error(second.place,
        fmt::format("two types in one declaration: found {} (is a ';' missing before?)",
                    describe(second)));
}

DeclSpecs Unit::parse_specifiers(bool type_only) {
  DeclSpecs out;
  out.place = peek().place;
  int counts[16] = {};
  bool any_basic = false, is_const = false, is_volatile = false;
  auto set_storage = [&](Storage s, const Token& t) {
    if (type_only) error(t.place, fmt::format("'{}' does not belong here", t.text));
    if (out.storage != Storage::none && !(out.storage == s))
      error(t.place, "more than one storage class in one declaration");
    out.storage = s;
  };
  for (;;) {
    const Token& t = peek();
    if (t.ident == nullptr) break;
    const Keyword k = t.ident->keyword;
    if (accept_basic(t, counts)) {
      if (out.type != nullptr) two_types(t);
      any_basic = true;
      take();
    } else if (k == Keyword::none) {
      if (any_basic || out.type != nullptr) break;
      Symbol* s = lookup(t.ident);
      if (s == nullptr || s->what != Symbol::What::type) break;
      out.type = s->type;
      take();
    } else if (k == Keyword::struct_ || k == Keyword::union_ || k == Keyword::enum_ ||
               k == Keyword::typeof_) {
      if (any_basic || out.type != nullptr) two_types(t);
      take();
      out.type = k == Keyword::enum_     ? parse_enum()
                 : k == Keyword::typeof_ ? parse_typeof()
                                         : parse_record(k == Keyword::union_);
    } else if (k == Keyword::const_) {
      is_const = true, take();
    } else if (k == Keyword::volatile_) {
      is_volatile = true, take();
    } else if (k == Keyword::restrict_ || k == Keyword::extension_ || k == Keyword::thread_local_ ||
               k == Keyword::noreturn_) {
      take();
    } else if (k == Keyword::inline_) {
      out.is_inline = true, take();
    } else if (k == Keyword::atomic_) {
      take();
      if (accept(Punct::lparen)) {
        out.type = parse_type_name();
        expect(Punct::rparen, "after _Atomic's type");
      }
    } else if (k == Keyword::alignas_) {
      take();
      out.align = std::max(out.align, parse_alignas());
    } else if (k == Keyword::attribute_) {
      out.attributes.add(parse_attributes());
    } else if (k == Keyword::typedef_) {
      set_storage(Storage::typedef_, t), take();
    } else if (k == Keyword::extern_) {
      set_storage(Storage::extern_, t), take();
    } else if (k == Keyword::static_) {
      set_storage(Storage::static_, t), take();
    } else if (k == Keyword::auto_) {
      set_storage(Storage::auto_, t), take();
    } else if (k == Keyword::register_) {
      set_storage(Storage::register_, t), take();
    } else if (k == Keyword::complex_) {
      error(t.place, "_Complex types are not supported");
    } else {
      break;
    }
  }
  if (any_basic) out.type = basic_type(counts, out.place);
  if (out.type == nullptr) {
    const Token& t = peek();
    if (type_only ||
        (t.kind == Tok::ident && t.ident->keyword == Keyword::none && peek(1).kind == Tok::ident))
      error(t.place,
            fmt::format("expected a type, found {}",
                        t.kind == Tok::ident
                            ? fmt::format("the unknown name '{}'", t.text) +
                                  (t.ident->keyword == Keyword::none ? header_hint(t.ident) : "")
                            : describe(t)));
    out.type = types_.basic(Kind::int_);
    if (out.storage != Storage::none || is_const || is_volatile)
      warn(out.place, "the type defaults to 'int'");
  }
  out.type = types_.qualified(out.type, is_const, is_volatile);
  return out;
}

std::int64_t Unit::parse_alignas() {
  const Place place = peek().place;
  expect(Punct::lparen, "after _Alignas");
  const std::int64_t align =
      is_type_name(peek()) ? align_of(parse_type_name()) : constant_expression("an alignment");
  expect(Punct::rparen, "after the alignment");
  if (align < 0 || align > 4096 || (align & (align - 1)) != 0)
    error(place, "an alignment must be a power of two up to 4096");
  return align;
}

const Type* Unit::parse_typeof() {
  expect(Punct::lparen, "after typeof");
  const Type* t = is_type_name(peek()) ? parse_type_name() : parse_expression()->type;
  expect(Punct::rparen, "after typeof's operand");
  return t;
}

const Type* Unit::parse_record(bool is_union) {
  Nest nest(*this, peek().place);
  Attributes attributes = parse_attributes();
  const Token name = peek();
  Ident* tag = nullptr;
  if (name.kind == Tok::ident && name.ident->keyword == Keyword::none) {
    tag = name.ident;
    take();
  }
  const bool defines = at(Punct::lbrace);
  if (tag == nullptr && !defines)
    unexpected(fmt::format("a tag or '{{' after {}", is_union ? "union" : "struct"));
  TagSymbol* known = tag != nullptr ? lookup_tag(tag) : nullptr;
  // `struct s;` and `struct s {` mean this scope's s; `struct s x` any visible one.
  if (known != nullptr && (defines || at(Punct::semi)) && known->depth != depth_) known = nullptr;
  const Type* type = nullptr;
  if (known != nullptr) {
    type = known->type;
    if (!is_record(type) || type->record->is_union != is_union)
      error(name.place, fmt::format("'{}' is already the tag of '{}'", name.text, type_name(type)));
  } else {
    Record* record = c_.arena.make<Record>();
    record->tag = tag;
    record->is_union = is_union;
    Type t;
    t.kind = Kind::record;
    t.record = record;
    type = types_.make(t);
    if (tag != nullptr) declare_tag(tag, type);
  }
  if (!defines) return type;
  if (type->record->complete)
    error(name.place, fmt::format("redefinition of '{}'", type_name(type)));
  take();  // {
  parse_members(*type->record);
  type->record->pack = tokens_[pos_ - 1].pack;
  attributes.add(parse_attributes());
  type->record->packed = attributes.packed;
  type->record->align = static_cast<int>(std::max<std::int64_t>(1, attributes.align));
  lay_out(c_, *type->record, name.place);
  return type;
}

void Unit::parse_members(Record& record) {
  while (!accept(Punct::rbrace)) {
    if (accept(Punct::semi)) continue;
    if (at(Keyword::static_assert_)) {
      parse_static_assert();
      continue;
    }
    if (!is_type_name(peek()) && !at(Keyword::extension_))
      unexpected(fmt::format("a member's type or '}}' in this {}",
                             record.is_union ? "union" : "structure"));
    if (record.has_flexible) error(peek().place, "a flexible array member must be the last member");
    const DeclSpecs specs = parse_specifiers(true);
    if (at(Punct::semi)) {  // anonymous struct or union
      Member m;
      m.type = specs.type;
      if (is_record(m.type)) record.members.push_back(m);
      take();
      continue;
    }
    for (;;) {
      Member m;
      Attributes attributes = specs.attributes;
      const Place place = peek().place;
      if (!at(Punct::colon)) {
        Declarator d = parse_declarator(specs.type, false);
        attributes.add(d.attributes);
        m.name = d.name;
        m.type = d.type;
      } else {
        m.type = specs.type;
      }
      if (at(Punct::colon)) {
        take();
        parse_bitfield(record, m, place);
      } else {
        if (is_array(m.type) && m.type->count < 0 && m.type->vla_length == nullptr)
          record.has_flexible = true;
        else
          b_.require_complete(m.type, place, fmt::format("the member '{}'", m.name->name));
        if (has_variable_size(m.type))
          error(place, "a member cannot be an array of variable length");
        for (const Member& other : record.members)
          if (other.name == m.name)
            error(place, fmt::format("duplicate member '{}'", m.name->name));
        record.members.push_back(m);
      }
      attributes.add(parse_attributes());
      record.members.back().packed = attributes.packed;
      record.members.back().align = std::max(attributes.align, specs.align);
      if (!accept(Punct::comma)) break;
    }
    expect(Punct::semi, "after the member");
    if (record.members.size() > 100000) error(peek().place, "too many members");
  }
}

void Unit::parse_bitfield(Record& record, Member m, Place place) {
  const std::int64_t width = constant_expression("a bit-field's width");
  if (!is_integer(m.type))
    error(place, fmt::format("a bit-field needs an integer type, found '{}'", type_name(m.type)));
  if (width < 0 || width > size_of(m.type) * 8)
    error(place, fmt::format("the bit-field's width {} does not fit its type '{}'", width,
                             type_name(m.type)));
  if (width == 0 && m.name != nullptr) error(place, "a named bit-field cannot have width 0");
  m.is_bitfield = true;
  m.bit_width = static_cast<std::uint8_t>(width);
  record.members.push_back(m);
}

const Type* Unit::parse_enum() {
  parse_attributes();
  const Token name = peek();
  Ident* tag = nullptr;
  if (name.kind == Tok::ident && name.ident->keyword == Keyword::none) {
    tag = name.ident;
    take();
  }
  const bool defines = at(Punct::lbrace);
  if (tag == nullptr && !defines) unexpected("a tag or '{' after enum");
  TagSymbol* known = tag != nullptr ? lookup_tag(tag) : nullptr;
  if (known != nullptr && defines && known->depth != depth_) known = nullptr;
  const Type* type = nullptr;
  if (known != nullptr) {
    type = known->type;
    if (!is_enum(type))
      error(name.place, fmt::format("'{}' is already the tag of '{}'", name.text, type_name(type)));
  } else {
    Type t;
    t.kind = Kind::enum_;
    t.enumeration = c_.arena.make<EnumInfo>();
    t.enumeration->tag = tag;
    type = types_.make(t);
    if (tag != nullptr) declare_tag(tag, type);
  }
  if (!defines) return type;
  if (type->enumeration->complete)
    error(name.place, fmt::format("redefinition of '{}'", type_name(type)));
  take();  // {
  std::int64_t value = 0;
  while (!at(Punct::rbrace)) {
    const Token t = take();
    if (t.kind != Tok::ident || t.ident->keyword != Keyword::none)
      error(t.place, fmt::format("expected an enumerator's name, found {}", describe(t)));
    parse_attributes();
    if (accept(Punct::assign)) value = constant_expression("an enumerator's value");
    if (Symbol* s = lookup(t.ident); s != nullptr && s->depth == depth_)
      error(t.place, fmt::format("redefinition of '{}'", t.text));
    Symbol symbol;
    symbol.what = Symbol::What::constant;
    const bool fits = value >= INT32_MIN && value <= INT32_MAX;
    symbol.type = types_.basic(fits                               ? Kind::int_
                               : value > 0 && value <= UINT32_MAX ? Kind::uint
                                                                  : Kind::long_);
    symbol.value = value;
    declare(t.ident, symbol);
    if (value < 0) type->enumeration->has_negative = true;
    ++value;
    if (!accept(Punct::comma)) break;
  }
  expect(Punct::rbrace, "after the enumerators");
  parse_attributes();
  type->enumeration->complete = true;
  return type;
}

}  // namespace sim::cc
