// Objects with static storage: constant expressions to bytes and addresses.
#include <bit>
#include <cstring>

#include "sim/user/cc/codegen.h"

namespace sim::cc {

Codegen::Constant Codegen::constant_address(const Expr* e) {
  Constant out;
  switch (e->kind) {
    case ExprKind::entity:
      return {true, e->entity, 0, 0, false};
    case ExprKind::member:
      out = constant_address(e->a);
      out.value += e->member->offset;
      return out;
    case ExprKind::deref:
      return constant(e->a);
    default:
      return out;
  }
}

Codegen::Constant Codegen::constant(const Expr* e) {
  switch (e->kind) {
    case ExprKind::number:
      return {true, nullptr, e->value, 0, false};
    case ExprKind::fnumber:
      return {true, nullptr, 0, e->fvalue, true};
    case ExprKind::addr:
      return constant_address(e->a);
    case ExprKind::entity:
      if (is_function(e->type)) return constant_address(e);
      return {};
    case ExprKind::cast: {
      Constant a = constant(e->a);
      if (a.is_float || (!is_pointer(e->type) && size_of(e->type) != 8)) return {};
      return a;
    }
    case ExprKind::add:
    case ExprKind::sub: {
      if (!is_pointer(e->type) && size_of(e->type) != 8) return {};
      Constant a = constant(e->a);
      const Constant b = constant(e->b);
      if (!a.ok || !b.ok || a.is_float || b.is_float) return {};
      if (e->kind == ExprKind::sub) {
        if (b.entity != nullptr) {
          if (a.entity != b.entity) return {};
          return {true, nullptr, a.value - b.value, 0, false};
        }
        a.value -= b.value;
        return a;
      }
      if (a.entity != nullptr && b.entity != nullptr) return {};
      return {true, a.entity != nullptr ? a.entity : b.entity, a.value + b.value, 0, false};
    }
    default:
      return {};
  }
}

void Codegen::put_item(Image& image, Entity* object, const InitItem& item) {
  const auto at = static_cast<std::size_t>(item.offset);
  const auto reserve = [&](std::size_t bytes) {
    if (at + bytes > static_cast<std::size_t>(kMaxInitializedBytes))
      c_.error(object != nullptr ? object->place : Place{}, "the initialized object is too large");
    if (image.bytes.size() < at + bytes) image.bytes.resize(at + bytes);
  };
  const auto forget_fixups = [&](std::size_t bytes) {
    std::erase_if(image.fixups, [&](const DataFixup& f) {
      return f.offset >= item.offset && f.offset < item.offset + static_cast<std::int64_t>(bytes);
    });
  };
  if (item.is_text) {
    reserve(item.text.size());
    std::memcpy(image.bytes.data() + at, item.text.data(), item.text.size());
    return;
  }
  const auto size = static_cast<std::size_t>(size_of(item.type));
  if (is_record(item.type)) {  // a constant structure: a compound literal
    const Expr* e = item.value;
    if (e->kind != ExprKind::entity || e->entity->items.empty())
      c_.error(e->place, "the initializer is not a constant");
    for (InitItem inner : e->entity->items) {
      inner.offset += item.offset;
      put_item(image, object, inner);
    }
    return;
  }
  const Constant v = constant(item.value);
  if (!v.ok) c_.error(item.value->place, "the initializer is not a constant");
  reserve(std::max<std::size_t>(size, item.bitfield != nullptr ? 8 : 0));
  if (!image.fixups.empty() && image.fixups.back().offset >= item.offset) forget_fixups(size);
  if (v.entity != nullptr) {
    if (size != 8) c_.error(item.value->place, "an address does not fit here");
    image.fixups.push_back({object, item.offset, v.entity, v.value});
    return;
  }
  std::int64_t bits = v.value;
  if (item.type->kind == Kind::float_)
    bits = std::bit_cast<std::int32_t>(static_cast<float>(v.fvalue));
  else if (v.is_float)
    bits = std::bit_cast<std::int64_t>(v.fvalue);
  if (item.bitfield != nullptr) {
    std::uint64_t unit = 0;
    std::memcpy(&unit, image.bytes.data() + at, 8);
    const int width = item.bitfield->bit_width, shift = item.bitfield->bit_offset;
    const std::uint64_t ones = width == 64 ? ~0ull : (1ull << width) - 1;
    unit = (unit & ~(ones << shift)) | (static_cast<std::uint64_t>(bits) & ones) << shift;
    std::memcpy(image.bytes.data() + at, &unit, 8);
    return;
  }
  std::memcpy(image.bytes.data() + at, &bits, std::min<std::size_t>(size, 8));
}

std::uint64_t Codegen::object_size(const Entity* entity) const {
  std::uint64_t size = 0;
  if (!entity->text.empty()) size = entity->text.size();
  if (is_complete(entity->type))
    size = std::max(size, static_cast<std::uint64_t>(size_of(entity->type)));
  // `int a[];` without a size is one element; a flexible array member may reach further.
  if (is_array(entity->type) && entity->type->count < 0)
    size = static_cast<std::uint64_t>(size_of(entity->type->base));
  for (const InitItem& item : entity->items) {
    const std::int64_t bytes =
        item.is_text ? static_cast<std::int64_t>(item.text.size()) : size_of(item.type);
    size = std::max(size, static_cast<std::uint64_t>(item.offset + bytes));
  }
  return size;
}

void Codegen::build_object(Entity* entity) {
  Image image;
  if (!entity->text.empty()) image.bytes.assign(entity->text.begin(), entity->text.end());
  for (const InitItem& item : entity->items) put_item(image, entity, item);
  const std::uint64_t size = object_size(entity);
  if (image.bytes.size() > size) image.bytes.resize(static_cast<std::size_t>(size));
  if (!is_complete(entity->type) && !is_array(entity->type))
    c_.error(entity->place.line > 0 ? entity->place : entity->first_use,
             "the object's type is incomplete");
  for (const DataFixup& f : image.fixups) use(f.target);
  data_fixups_.insert(data_fixups_.end(), image.fixups.begin(), image.fixups.end());
  image.fixups.clear();
  images_[entity] = std::move(image);
  objects_.push_back(entity);
}

}  // namespace sim::cc
