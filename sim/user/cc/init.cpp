// Initializers: braces, designators and left-out braces to a flat list of what goes where.
#include <fmt/format.h>

#include "sim/user/cc/literal.h"
#include "sim/user/cc/parser.h"

namespace sim::cc {
namespace {

bool is_character_array(const Type* t) {
  return is_array(t) && is_integer(t->base) &&
         (integer_rank(t->base) == 1 || t->base->kind == Kind::int_ ||
          t->base->kind == Kind::uint || t->base->kind == Kind::ushort);
}

}  // namespace

void Unit::add_item(InitItem item) {
  if (init_items_.size() >= kMaxInitItems) error(peek().place, "the initializer is too large");
  const std::int64_t size =
      item.is_text ? static_cast<std::int64_t>(item.text.size()) : size_of(item.type);
  init_end_ = std::max(init_end_, item.offset + size);
  init_items_.push_back(item);
}

std::span<InitItem> Unit::parse_initializer(const Type*& type) {
  std::vector<InitItem> outer_items = std::move(init_items_);
  const std::int64_t outer_end = init_end_;
  init_items_.clear();
  init_end_ = 0;
  if (at(Punct::lbrace) || peek().kind == Tok::string) {
    if (!(is_array(type) && init_string(type, 0))) {
      if (at(Punct::lbrace))
        init_braced(type, 0);
      else
        init_value(type, 0, nullptr);
    }
  } else {
    if (is_array(type)) error(peek().place, "an array needs '{' or a string to be initialized");
    init_value(type, 0, nullptr, false);
  }
  std::span<InitItem> out = c_.arena.copy(init_items_);
  init_items_ = std::move(outer_items);
  init_end_ = outer_end;
  return out;
}

// An array of characters from a string, in braces or not; false when there is none.
bool Unit::init_string(const Type*& type, std::int64_t offset) {
  if (!is_character_array(type)) return false;
  const bool braces = at(Punct::lbrace) && peek(1).kind == Tok::string;
  if (peek().kind != Tok::string && !braces) return false;
  std::size_t end = braces ? 1 : 0;
  while (peek(end).kind == Tok::string) ++end;
  const Token& after = peek(end);
  if (!after.is(Punct::comma) && !after.is(Punct::rbrace) && !after.is(Punct::semi)) return false;
  if (braces) take();
  const std::size_t begin = pos_;
  const Place place = peek().place;
  while (peek().kind == Tok::string) take();
  StringText text = parse_strings(c_, {tokens_.data() + begin, pos_ - begin});
  if (braces) {
    accept(Punct::comma);
    expect(Punct::rbrace, "after the string");
  }
  const auto width = static_cast<std::int64_t>(text.width);
  if (width != size_of(type->base))
    error(place, fmt::format("a string of {}-byte characters cannot initialize '{}'", width,
                             type_name(type)));
  text.bytes.append(static_cast<std::size_t>(width), '\0');
  auto count = static_cast<std::int64_t>(text.bytes.size()) / width;
  if (type->count < 0) {
    Type t = *type;
    t.count = count;
    type = types_.make(t);
  } else if (count > type->count) {
    if (count - 1 > type->count) warn(place, "the string is longer than the array");
    text.bytes.resize(static_cast<std::size_t>(type->count * width));
  }
  InitItem item;
  item.offset = offset;
  item.type = type;
  item.text = c_.arena.copy(text.bytes);
  item.is_text = true;
  add_item(item);
  return true;
}

void Unit::init_scalar(const Type* type, std::int64_t offset, Expr* pending,
                       const Member* bitfield) {
  Nest nest(*this, peek().place);
  if (pending == nullptr && accept(Punct::lbrace)) {
    if (at(Punct::rbrace)) error(peek().place, "expected a value in these braces");
    init_scalar(type, offset, nullptr, bitfield);
    if (accept(Punct::comma) && !at(Punct::rbrace)) {
      warn(peek().place, "more values than there is room for");
      do {
        parse_assignment();
      } while (accept(Punct::comma) && !at(Punct::rbrace));
    }
    expect(Punct::rbrace, "after the value");
    return;
  }
  Expr* e = pending != nullptr ? pending : parse_assignment();
  InitItem item;
  item.offset = offset;
  item.type = types_.unqualified(type);
  item.bitfield = bitfield;
  item.value = b_.convert_assigned(e, item.type, e->place, "initialization");
  add_item(item);
}

void Unit::init_value(const Type* type, std::int64_t offset, Expr* pending, bool braces_allowed) {
  Nest nest(*this, peek().place);
  if (pending == nullptr && braces_allowed && at(Punct::lbrace)) {
    const Type* t = type;
    if (is_array(t) && init_string(t, offset)) return;
    if (!is_scalar(type)) {
      init_braced(t, offset);
      return;
    }
  }
  if (is_array(type)) {
    const Type* t = type;
    if (pending == nullptr && init_string(t, offset)) return;
    init_elided(type, offset, pending);
  } else if (is_record(type)) {
    if (pending == nullptr && peek().kind != Tok::string) pending = parse_assignment();
    if (pending != nullptr && is_record(pending->type) && pending->type->record == type->record) {
      InitItem item;
      item.offset = offset;
      item.type = types_.unqualified(type);
      item.value = pending;
      add_item(item);
      return;
    }
    if (!braces_allowed)
      error(pending != nullptr ? pending->place : peek().place,
            fmt::format("'{}' cannot be initialized with '{}'", type_name(type),
                        pending != nullptr ? type_name(pending->type) : "a string"));
    init_elided(type, offset, pending);
  } else {
    init_scalar(type, offset, pending, nullptr);
  }
}

void Unit::init_member(const Member& m, std::int64_t offset, Expr* pending) {
  if (m.is_bitfield) return init_scalar(m.type, offset + m.offset, pending, &m);
  const Type* type = m.type;
  if (is_array(type) && type->count < 0) {  // flexible
    if (pending == nullptr && init_string(type, offset + m.offset)) return;
    if (!at(Punct::lbrace)) error(peek().place, "expected '{' for the flexible array member");
    init_braced(type, offset + m.offset);
    return;
  }
  init_value(type, offset + m.offset, pending);
}

// Goes on to the next item of an aggregate whose braces were left out.
bool Unit::next_elided_item() {
  if (!at(Punct::comma)) return false;
  const Token& after = peek(1);
  if (after.is(Punct::rbrace) || after.is(Punct::dot) || after.is(Punct::lbracket)) return false;
  take();
  return true;
}

void Unit::init_elided(const Type* type, std::int64_t offset, Expr* pending) {
  Nest nest(*this, peek().place);
  if (is_array(type)) {
    const std::int64_t size = size_of(type->base);
    for (std::int64_t i = 0; i < type->count; ++i) {
      init_value(type->base, offset + i * size, pending);
      pending = nullptr;
      if (i + 1 < type->count && !next_elided_item()) return;
    }
    return;
  }
  bool any = false;
  const auto& members = type->record->members;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const Member& m = members[i];
    if (m.name == nullptr && !is_record(m.type)) continue;
    if (m.is_bitfield && m.name == nullptr) continue;
    if (is_array(m.type) && m.type->count < 0) return;
    if (any && !next_elided_item()) return;
    init_member(m, offset, pending);
    pending = nullptr;
    any = true;
    if (type->record->is_union) return;
  }
  if (!any) error(peek().place, fmt::format("'{}' has no members to initialize", type_name(type)));
}

void Unit::init_braced(const Type*& type, std::int64_t offset) {
  Nest nest(*this, peek().place);
  const Place open = take().place;  // {
  const bool array = is_array(type);
  if (!array && !is_record(type)) {
    --pos_;
    return init_scalar(type, offset, nullptr, nullptr);
  }
  if (!array) b_.require_complete(type, open, "what is initialized");
  const std::int64_t element = array ? size_of(type->base) : 0;
  std::int64_t index = 0, most = 0;
  bool warned = false;
  while (!at(Punct::rbrace)) {
    // Designators: the first chooses among this aggregate's items, the others go deeper.
    std::int64_t last = index;
    const Type* sub = nullptr;
    std::int64_t at_offset = offset;
    const Member* bitfield = nullptr;
    bool designated = false;
    const bool old_style = peek().kind == Tok::ident && peek(1).is(Punct::colon) && !array;
    while (at(Punct::dot) || at(Punct::lbracket) || (old_style && !designated)) {
      const Type* now = designated ? sub : type;
      const Token t = peek();
      if (t.is(Punct::lbracket)) {
        take();
        if (!is_array(now)) error(t.place, "an index designates, but this is no array");
        const std::int64_t i = constant_expression("an index");
        std::int64_t to = i;
        if (accept(Punct::ellipsis)) to = constant_expression("an index");
        expect(Punct::rbracket, "after the index");
        if (i < 0 || to < i || (now->count >= 0 && to >= now->count) ||
            to > kMaxObjectBytes / std::max<std::int64_t>(1, size_of(now->base)))
          error(t.place, "the index lies outside of the array");
        if (!designated) index = i, last = to;
        at_offset = (designated ? at_offset : offset) + i * size_of(now->base);
        sub = now->base;
      } else {
        if (t.is(Punct::dot)) take();
        const Token name = take();
        if (name.kind != Tok::ident)
          error(name.place, fmt::format("expected a member's name, found {}", describe(name)));
        if (!t.is(Punct::dot)) take();  // member: value
        if (!is_record(now))
          error(name.place, fmt::format("the member '{}' designates, but '{}' is no structure",
                                        name.text, type_name(now)));
        std::vector<const Member*> path;
        if (!find_member(*now->record, name.ident, path))
          error(name.place,
                fmt::format("'{}' has no member named '{}'", type_name(now), name.text));
        if (!designated) {
          const auto& members = now->record->members;
          index = last = path[0] - members.data();
        }
        for (const Member* m : path) at_offset += m->offset;
        sub = path.back()->type;
        bitfield = path.back()->is_bitfield ? path.back() : nullptr;
      }
      designated = true;
    }
    if (designated) {
      if (!old_style) accept(Punct::assign);
      if (bitfield != nullptr) {
        init_scalar(sub, at_offset, nullptr, bitfield);
      } else if (is_array(sub) && sub->count < 0) {
        const Type* flexible = sub;
        if (!init_string(flexible, at_offset)) init_braced(flexible, at_offset);
      } else {
        const std::size_t before = init_items_.size();
        init_value(sub, at_offset, nullptr);
        const std::size_t after = init_items_.size();
        for (std::int64_t i = index + 1; i <= last; ++i)  // [a ... b]
          for (std::size_t k = before; k < after; ++k) {
            InitItem item = init_items_[k];
            item.offset += (i - index) * element;
            add_item(item);
          }
      }
      index = last;
    } else if (array) {
      if (type->count >= 0 && index >= type->count) {
        if (!warned) warn(peek().place, "more values than the array has elements");
        warned = true;
        parse_assignment();
      } else {
        init_value(type->base, offset + index * element, nullptr);
      }
    } else {
      const auto& members = type->record->members;
      auto skipped = [&](const Member& m) {
        return m.name == nullptr && (m.is_bitfield || !is_record(m.type));
      };
      while (static_cast<std::size_t>(index) < members.size() &&
             skipped(members[static_cast<std::size_t>(index)]))
        ++index;
      if (static_cast<std::size_t>(index) >= members.size() ||
          (type->record->is_union && index > 0)) {
        if (!warned) warn(peek().place, "more values than the structure has members");
        warned = true;
        parse_assignment();
      } else {
        init_member(members[static_cast<std::size_t>(index)], offset, nullptr);
      }
    }
    ++index;
    most = std::max(most, index);
    if (!accept(Punct::comma)) break;
  }
  expect(Punct::rbrace, "to close the initializer");
  if (array && type->count < 0) {
    Type t = *type;
    t.count = most;
    type = types_.make(t);
    if (most > 0 && element > kMaxObjectBytes / most) error(open, "the array is larger than 1 GiB");
  }
}

Expr* Unit::init_expression(Local* local, std::span<InitItem> items, Place place) {
  Expr* e = b_.make(ExprKind::init, place, types_.basic(Kind::void_));
  e->temp = local;
  e->inits = c_.arena.make<ObjectInit>();
  e->inits->items = items;
  e->has_effect = true;
  for (const InitItem& item : items)
    if (item.value != nullptr) {
      e->clobbers |= item.value->clobbers;
      e->depth = std::max<std::uint16_t>(e->depth, item.value->depth + 1);
    }
  return e;
}

}  // namespace sim::cc
