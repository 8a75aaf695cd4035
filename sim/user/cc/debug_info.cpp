// What the inspector shows: functions, variables, the shapes of types.
#include <fmt/format.h>

#include "sim/user/cc/codegen.h"

namespace sim::cc {
namespace {

using ShapeKind = TypeShape::Kind;

ShapeKind shape_kind(const Type* t) {
  switch (t->kind) {
    case Kind::void_:
      return ShapeKind::void_;
    case Kind::bool_:
      return ShapeKind::boolean;
    case Kind::char_:
      return ShapeKind::character;
    case Kind::pointer:
      return ShapeKind::pointer;
    case Kind::array:
      return ShapeKind::array;
    case Kind::function:
      return ShapeKind::function;
    case Kind::enum_:
      return ShapeKind::enumeration;
    case Kind::record:
      return t->record->is_union ? ShapeKind::union_ : ShapeKind::structure;
    default:
      if (is_floating(t)) return ShapeKind::floating;
      return is_unsigned(t) ? ShapeKind::unsigned_int : ShapeKind::signed_int;
  }
}

}  // namespace

std::uint32_t Codegen::file_index(std::uint16_t file) {
  auto [it, is_new] =
      file_indices_.try_emplace(file, static_cast<std::uint32_t>(out_.files.size()));
  if (is_new) {
    const File& f = c_.file(file);
    out_.files.push_back({f.name, f.original.empty() ? f.text : f.original, f.is_libc});
  }
  return it->second;
}

std::uint32_t Codegen::shape(const Type* t) {
  // One shape a structure; other types are told apart by how they are spelled.
  const std::string name = type_name(t);
  if (is_record(t)) {
    if (auto it = shapes_.find(t->record); it != shapes_.end()) return it->second;
  } else if (auto it = shapes_by_name_.find(name);
             it != shapes_by_name_.end() && name.find("<unnamed>") == name.npos) {
    return it->second;
  }
  const auto index = static_cast<std::uint32_t>(out_.shapes.size());
  out_.shapes.emplace_back();
  if (is_record(t))
    shapes_[t->record] = index;
  else
    shapes_by_name_[name] = index;
  TypeShape s;
  s.kind = shape_kind(t);
  s.name = name;
  s.size = is_complete(t) && !has_variable_size(t) ? static_cast<std::uint64_t>(size_of(t)) : 0;
  if (is_pointer(t) || is_array(t)) {
    s.element = shape(t->base);
    s.count = is_array(t) && t->count > 0 ? static_cast<std::uint64_t>(t->count) : 0;
  } else if (is_record(t)) {
    for (const Member& m : t->record->members) {
      if (m.is_bitfield && m.name == nullptr) continue;
      s.members.push_back({m.name != nullptr ? std::string(m.name->name) : "",
                           static_cast<std::uint64_t>(m.offset), shape(m.type), m.bit_offset,
                           m.bit_width});
    }
  }
  out_.shapes[index] = std::move(s);
  return index;
}

void Codegen::describe_function(Entity* entity, std::uint32_t begin) {
  Function f;
  f.name = entity->name->name;
  f.begin = begin;
  f.end = here();
  f.is_libc = entity->is_libc;
  f.file = file_index(entity->place.file);
  f.line = entity->place.line;
  if (!entity->is_libc) {
    const auto add = [&](const Local* local) {
      if (local->name == nullptr || has_variable_size(local->type)) return;
      f.locals.push_back({std::string(local->name->name), type_name(local->type), local->offset,
                          static_cast<std::uint64_t>(size_of(local->type)), shape(local->type),
                          local->scope_begin, local->scope_end});
    };
    for (const Local* p : entity->function->parameters) add(p);
    for (const Local* local : entity->function->locals) add(local);
  }
  out_.functions.push_back(std::move(f));
}

void Codegen::describe_globals() {
  for (Entity* entity : s_.main_entities()) {
    if (entity->function != nullptr || entity->name == nullptr) continue;
    std::string name(entity->name->name);
    if (entity->described) continue;  // a tentative definition may be repeated
    entity->described = true;
    if (entity->scope != nullptr) name = fmt::format("{}.{}", entity->scope->name, name);
    out_.globals.push_back({name, type_name(entity->type),
                            static_cast<std::int64_t>(entity->address), object_size(entity),
                            shape(entity->type), 0, 0});
  }
}

}  // namespace sim::cc
