#include "sim/user/cc/type.h"

#include <fmt/format.h>

namespace sim::cc {
namespace {

struct BasicType {
  Kind kind;
  const char* name;
  int size;
};

constexpr BasicType kBasic[] = {
    {Kind::void_, "void", 1},
    {Kind::bool_, "_Bool", 1},
    {Kind::char_, "char", 1},
    {Kind::schar, "signed char", 1},
    {Kind::uchar, "unsigned char", 1},
    {Kind::short_, "short", 2},
    {Kind::ushort, "unsigned short", 2},
    {Kind::int_, "int", 4},
    {Kind::uint, "unsigned int", 4},
    {Kind::long_, "long", 8},
    {Kind::ulong, "unsigned long", 8},
    {Kind::llong, "long long", 8},
    {Kind::ullong, "unsigned long long", 8},
    {Kind::float_, "float", 4},
    {Kind::double_, "double", 8},
    {Kind::ldouble, "long double", 16},
    {Kind::enum_, "enum", 4},
    {Kind::pointer, "*", 8},
};

std::int64_t round_up(std::int64_t n, std::int64_t to) { return (n + to - 1) / to * to; }

bool compatible_within(const Type* a, const Type* b, int& budget);

// Structures of one tag that two texts declare each for itself, such as a header read for a
// function that was not declared: compatible when their members are (C11 6.2.7).
bool same_structure(const Record& a, const Record& b, int& budget) {
  if (a.tag == nullptr || a.tag != b.tag || a.is_union != b.is_union || !a.complete ||
      !b.complete || a.size != b.size || a.members.size() != b.members.size())
    return false;
  for (std::size_t i = 0; i < a.members.size(); ++i)
    if (a.members[i].name != b.members[i].name || a.members[i].offset != b.members[i].offset ||
        !compatible_within(a.members[i].type, b.members[i].type, budget))
      return false;
  return true;
}

bool same_parameters(const Type* a, const Type* b, int& budget) {
  if (a->no_prototype || b->no_prototype) return true;
  if (a->parameters.size() != b->parameters.size() || a->variadic != b->variadic) return false;
  for (std::size_t i = 0; i < a->parameters.size(); ++i)
    if (!compatible_within(a->parameters[i].type, b->parameters[i].type, budget)) return false;
  return true;
}

// Types can be nested so that comparing them takes forever: when the budget is spent they count as
// compatible.
bool compatible_within(const Type* a, const Type* b, int& budget) {
  if (a == b || --budget < 0) return true;
  if (is_enum(a) != is_enum(b)) {  // an enum is compatible with its integer type
    const Type* e = is_enum(a) ? a : b;
    const Type* i = is_enum(a) ? b : a;
    return i->kind == (is_unsigned(e) ? Kind::uint : Kind::int_);
  }
  if (a->kind != b->kind) return false;
  switch (a->kind) {
    case Kind::pointer:
      return compatible_within(a->base, b->base, budget) && a->base->is_const == b->base->is_const;
    case Kind::array:
      return compatible_within(a->base, b->base, budget) &&
             (a->count < 0 || b->count < 0 || a->count == b->count);
    case Kind::function:
      return compatible_within(a->base, b->base, budget) && same_parameters(a, b, budget);
    case Kind::record:
      return a->record == b->record || same_structure(*a->record, *b->record, budget);
    case Kind::enum_:
      return a->enumeration == b->enumeration;
    default:
      return true;
  }
}

// `int *p[3]` for the declarator "p". `budget` bounds how much is spelled out.
std::string declaration_text(const Type* t, std::string inner, int& budget) {
  if (--budget < 0) return "..." + inner;
  const auto spaced = [&](std::string name) {
    if (t->is_volatile) name = "volatile " + name;
    if (t->is_const) name = "const " + name;
    if (!inner.empty()) name += ' ';
    return name + inner;
  };
  switch (t->kind) {
    case Kind::pointer: {
      std::string star = "*";
      if (t->is_const) star += " const";
      if (t->is_volatile) star += " volatile";
      if (star.size() > 1 && !inner.empty()) star += ' ';
      inner = star + inner;
      if (is_array(t->base) || is_function(t->base)) inner = '(' + inner + ')';
      return declaration_text(t->base, inner, budget);
    }
    case Kind::array: {
      const std::string count = t->count >= 0 ? std::to_string(t->count) : is_vla(t) ? "*" : "";
      return declaration_text(t->base, inner + '[' + count + ']', budget);
    }
    case Kind::function: {
      std::string list;
      for (const Parameter& p : t->parameters)
        list += (list.empty() ? "" : ", ") + declaration_text(p.type, "", budget);
      if (t->variadic) list += ", ...";
      if (list.empty() && !t->no_prototype) list = "void";
      return declaration_text(t->base, inner + '(' + list + ')', budget);
    }
    case Kind::record:
      return spaced(fmt::format("{} {}", t->record->is_union ? "union" : "struct",
                                t->record->tag ? t->record->tag->name : "<unnamed>"));
    case Kind::enum_:
      return spaced(
          fmt::format("enum {}", t->enumeration->tag ? t->enumeration->tag->name : "<unnamed>"));
    default:
      return spaced(kBasic[static_cast<int>(t->kind)].name);
  }
}

}  // namespace

Types::Types(Arena& arena) : arena_(arena) {
  for (const BasicType& b : kBasic) {
    Type t;
    t.kind = b.kind;
    basic_[static_cast<int>(b.kind)] = make(t);
  }
}

const Type* Types::pointer_to(const Type* base) {
  const Type*& p = base->pointer;
  if (p == nullptr) {
    Type t;
    t.kind = Kind::pointer;
    t.base = base;
    p = make(t);
  }
  return p;
}

const Type* Types::array_of(const Type* base, std::int64_t count) {
  Type t;
  t.kind = Kind::array;
  t.base = base;
  t.count = count;
  return make(t);
}

const Type* Types::qualified(const Type* type, bool is_const, bool is_volatile) {
  if ((!is_const || type->is_const) && (!is_volatile || type->is_volatile)) return type;
  Type t = *type;
  if (is_array(type)) {  // an array's qualifiers are its elements'
    t.base = qualified(type->base, is_const, is_volatile);
  }
  t.is_const |= is_const;
  t.is_volatile |= is_volatile;
  return make(t);
}

const Type* Types::unqualified(const Type* type) {
  if (!type->is_const && !type->is_volatile) return type;
  if (type->kind <= Kind::ldouble) return basic(type->kind);
  Type t = *type;
  t.is_const = t.is_volatile = false;
  return make(t);
}

bool is_unsigned(const Type* t) {
  switch (t->kind) {
    case Kind::bool_:
    case Kind::uchar:
    case Kind::ushort:
    case Kind::uint:
    case Kind::ulong:
    case Kind::ullong:
    case Kind::pointer:
      return true;
    case Kind::enum_:
      return !t->enumeration->has_negative;
    default:
      return false;
  }
}

bool is_complete(const Type* t) {
  if (is_array(t)) return (t->count >= 0 || is_vla(t)) && is_complete(t->base);
  if (is_record(t)) return t->record->complete;
  return !is_void(t) && !is_function(t);
}

bool has_variable_size(const Type* t) {
  return is_array(t) && (is_vla(t) || has_variable_size(t->base));
}

std::int64_t size_of(const Type* t) {
  switch (t->kind) {
    case Kind::array:
      return t->count < 0 ? 0 : t->count * size_of(t->base);
    case Kind::record:
      return t->record->size;
    case Kind::function:
      return 1;
    default:
      return kBasic[static_cast<int>(t->kind)].size;
  }
}

int align_of(const Type* t) {
  if (t->aligned > 0) return static_cast<int>(t->aligned);
  if (is_array(t)) return align_of(t->base);
  if (is_record(t)) return t->record->align;
  return static_cast<int>(size_of(t));
}

int integer_rank(const Type* t) {
  switch (t->kind) {
    case Kind::bool_:
      return 0;
    case Kind::char_:
    case Kind::schar:
    case Kind::uchar:
      return 1;
    case Kind::short_:
    case Kind::ushort:
      return 2;
    case Kind::long_:
    case Kind::ulong:
      return 4;
    case Kind::llong:
    case Kind::ullong:
      return 5;
    default:
      return 3;
  }
}

std::string type_name(const Type* t) {
  int budget = 200;
  return declaration_text(t, "", budget);
}

bool compatible(const Type* a, const Type* b) {
  int budget = 10000;
  return compatible_within(a, b, budget);
}

namespace {

// What a member's place must be a multiple of.
std::int64_t member_align_in(const Record& record, const Member& m) {
  const bool packed = (record.packed || m.packed) && !(m.is_bitfield && record.pack > 0);
  std::int64_t align = packed ? 1 : align_of(m.type);
  if (m.align > 0) align = std::max(align, m.align);
  return record.pack > 0 ? std::min<std::int64_t>(align, record.pack) : align;
}

}  // namespace

void lay_out(Compilation& compilation, Record& record, Place place) {
  std::int64_t bits = 0;  // used so far
  std::int64_t align = 1;
  std::int64_t size = 0;
  for (Member& m : record.members) {
    const std::int64_t member_align = member_align_in(record, m);
    if (!is_complete(m.type)) {  // a flexible array member
      m.offset = round_up(bits, 8 * member_align) / 8;
      align = std::max(align, member_align);
      bits = m.offset * 8;
      continue;
    }
    const std::int64_t bytes = size_of(m.type);
    if (record.is_union) bits = 0;
    if (m.is_bitfield) {
      const std::int64_t unit = bytes * 8;
      const std::int64_t step =
          record.pack > 0 ? std::min<std::int64_t>(unit, 8LL * record.pack) : unit;
      if (m.bit_width == 0) {
        bits = round_up(bits, step);
        continue;
      }
      // Without packing a bit-field does not cross the end of a unit of its type.
      const bool packs = record.packed || m.packed || record.pack > 0;
      if (!packs && bits / unit != (bits + m.bit_width - 1) / unit) bits = round_up(bits, unit);
      if (m.align > 0) bits = round_up(bits, 8 * member_align);
      m.offset = bits / unit * bytes;
      std::int64_t bit = bits - m.offset * 8;
      if (bit + m.bit_width > unit) {  // packed across a unit's end: count from its own byte
        m.offset = bits / 8;
        bit = bits % 8;
      }
      m.bit_offset = static_cast<std::uint8_t>(bit);
      bits += m.bit_width;
      if (m.name != nullptr) align = std::max(align, member_align);
    } else {
      bits = round_up(bits, 8 * member_align);
      m.offset = bits / 8;
      bits += bytes * 8;
      align = std::max(align, member_align);
    }
    size = std::max(size, (bits + 7) / 8);
    if (size > kMaxObjectBytes) compilation.error(place, "the structure is larger than 1 GiB");
  }
  size = std::max(size, record.is_union ? size : (bits + 7) / 8);
  record.align = std::max(record.align, static_cast<int>(align));
  record.size = round_up(size, record.align);
  record.complete = true;
}

bool find_member(const Record& record, const Ident* name, std::vector<const Member*>& path) {
  for (const Member& m : record.members) {
    if (m.name == name) {
      path.push_back(&m);
      return true;
    }
    if (m.name != nullptr || !is_record(m.type)) continue;
    path.push_back(&m);
    if (find_member(*m.type->record, name, path)) return true;
    path.pop_back();
  }
  return false;
}

}  // namespace sim::cc
