// What is reachable, where it lies, and the addresses in between.
#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "sim/user/cc/codegen.h"

namespace sim::cc {
namespace {

std::uint64_t round_up(std::uint64_t n, std::uint64_t to) { return (n + to - 1) / to * to; }

bool is_read_only(const Entity* entity) {
  if (entity->is_string) return true;
  const Type* t = entity->type;
  while (is_array(t)) {
    if (t->is_const) return true;
    t = t->base;
  }
  return t->is_const;
}

}  // namespace

Codegen::Codegen(Session& session, Program& program)
    : s_(session), c_(session.c), out_(program), code_(program.code) {
  file_index(0);  // the person's file comes first
}

void Codegen::undefined(const Entity* entity) {
  if (entity->name != nullptr && entity->name->name == "main")
    c_.error(Place{1, 1, 0}, "undefined reference to 'main': the program has no function 'main'");
  c_.error(entity->first_use,
           is_known_elsewhere(entity->name != nullptr ? entity->name->name : "")
               ? fmt::format("'{}' is not in msgscope's C library", entity->name->name)
               : fmt::format("undefined reference to '{}'",
                             entity->name != nullptr ? entity->name->name : "?"));
}

// Notes that the entity is needed; its definition is generated later.
void Codegen::use(Entity* entity) {
  if (entity->used) return;
  entity->used = true;
  pending_.push_back(entity);
}

void Codegen::drain() {
  while (!pending_.empty()) {
    Entity* entity = pending_.front();
    pending_.pop_front();
    Entity* definition = s_.resolve(entity);
    if (definition == nullptr) undefined(entity);
    if (definition != entity) {
      entity->definition = definition;
      use(definition);
    } else if (entity->function != nullptr) {
      gen_function(entity);
    } else if (is_function(entity->type)) {
      undefined(entity);
    } else {
      build_object(entity);
    }
  }
}

void Codegen::run() {
  start_code();
  for (Entity* entity : s_.main_entities()) use(entity);
  drain();
  place_objects();
  patch();
  describe_globals();
}

// The constructors and destructors of the program, in order of priority, as libc's start reads
// them: arrays of functions that end with a null.
bool Codegen::list_initializers() {
  bool any = false;
  for (const bool before : {true, false}) {
    std::vector<Entity*> found;
    const auto priority = [&](const Entity* e) { return before ? e->constructor : e->destructor; };
    for (Entity* e : s_.main_entities())
      if (e->function != nullptr && priority(e) > 0) found.push_back(e);
    std::stable_sort(found.begin(), found.end(),
                     [&](auto* a, auto* b) { return priority(a) < priority(b); });
    any |= !found.empty();
    Entity* list = s_.external(c_.intern(before ? "__constructors" : "__destructors"), true);
    std::vector<InitItem> items;
    for (Entity* e : found) {
      Expr* function = c_.arena.make<Expr>();
      function->kind = ExprKind::entity;
      function->type = e->type;
      function->entity = e;
      function->place = e->place;
      InitItem item;
      item.offset = 8 * static_cast<std::int64_t>(items.size());
      item.type = s_.types.pointer_to(e->type);
      item.value = function;
      items.push_back(item);
    }
    const Type* element = s_.types.pointer_to(s_.types.basic(Kind::void_));
    list->type = s_.types.array_of(element, static_cast<std::int64_t>(items.size()) + 1);
    list->items = c_.arena.copy(items);
    list->is_defined = true;
  }
  return any;
}

// _start, and what a signal handler returns to.
void Codegen::start_code() {
  out_.sigreturn = here();
  emit(Op::ldi, 0, 0, 0, 15);  // rt_sigreturn
  emit(Op::syscall);
  emit(Op::trap);
  out_.functions.push_back({"__restore_rt", 0, here(), 0, 0, true, {}});
  out_.entry = here();
  Ident* start_name =
      c_.intern(list_initializers() ? "__libc_start_with_initializers" : "__libc_start");
  Entity* main_entity = s_.external(c_.intern("main"), false);
  main_entity->first_use =
      main_entity->first_use.line > 0 ? main_entity->first_use : Place{1, 0, 0};
  if (s_.has_libc_definition(start_name)) {
    Entity* start = s_.external(start_name, true);
    emit(Op::mov, 0, kRegSp);
    emit(Op::push, 0);
    use(start);
    fixups_.push_back({here(), start, 0});
    emit(Op::call);
  } else {  // without libc: exit_group(main(argc, argv))
    emit(Op::ld64, 0, kRegSp, 0, 0);
    emit(Op::addi, 1, kRegSp, 0, 8);
    emit(Op::push, 1);
    emit(Op::push, 0);
    use(main_entity);
    fixups_.push_back({here(), main_entity, 0});
    emit(Op::call);
    emit(Op::mov, 1, 0);
    emit(Op::ldi, 0, 0, 0, 231);
    emit(Op::syscall);
  }
  emit(Op::trap);
  out_.functions.push_back({"_start", out_.entry, here(), 0, 0, true, {}});
}

void Codegen::place_objects() {
  // Initialized objects before those that are all zeros, small before large: what must be stored
  // of the writable segment ends early.
  std::vector<Entity*> groups[3];
  for (const DataFixup& f : data_fixups_) f.object->holds_address = true;
  for (Entity* object : objects_) {
    auto& bytes = images_[object].bytes;
    while (!bytes.empty() && bytes.back() == 0) bytes.pop_back();
    const bool stored = !bytes.empty() || object->holds_address;
    groups[is_read_only(object) ? 0 : stored ? 1 : 2].push_back(object);
  }
  std::uint64_t at = round_up(kTextBase + kInsnBytes * code_.size(), kPageBytes);
  std::uint64_t image_bytes = 0;
  for (int kind = 0; kind < 2; ++kind) {
    Segment segment;
    segment.address = at;
    segment.writable = kind == 1;
    std::uint64_t end = at;
    const auto place = [&](Entity* object) {
      const std::uint64_t size = object_size(object);
      const auto align = static_cast<std::uint64_t>(
          std::max<std::int64_t>({1, object->align, align_of(object->type), size >= 16 ? 8 : 1}));
      object->address = round_up(end, align);
      end = object->address + size;
      if (end > 0x7fff0000) c_.error(object->place, "the program's data is larger than 2 GiB");
      const auto& bytes = images_[object].bytes;
      if (bytes.empty()) return;
      image_bytes += bytes.size();
      const auto offset = static_cast<std::size_t>(object->address - segment.address);
      if (image_bytes > kMaxInitializedBytes || offset + bytes.size() > kMaxInitializedBytes * 2)
        c_.error(object->place, "the program's initialized data is too large");
      segment.bytes.resize(std::max(segment.bytes.size(), offset + bytes.size()));
      std::copy(bytes.begin(), bytes.end(),
                segment.bytes.begin() + static_cast<std::ptrdiff_t>(offset));
    };
    for (Entity* object : groups[kind]) place(object);
    if (kind == 1)
      for (Entity* object : groups[2]) place(object);
    segment.size = end - at;
    at = round_up(end, kPageBytes);
    if (segment.size > 0) out_.segments.push_back(std::move(segment));
  }
  out_.brk_start = at;
}

void Codegen::patch() {
  const auto definition = [&](Entity* entity) {
    return entity->definition == nullptr ? entity : entity->definition;
  };
  const auto address = [&](const Entity* entity) {
    return entity->function != nullptr ? kTextBase + kInsnBytes * entity->address : entity->address;
  };
  for (const Fixup& f : fixups_) {
    const Entity* target = definition(f.entity);
    Insn& insn = code_[f.insn];
    insn.imm =
        insn.op == Op::call
            ? static_cast<std::int32_t>(target->address)
            : static_cast<std::int32_t>(address(target) + static_cast<std::uint64_t>(f.addend));
  }
  for (const DataFixup& f : data_fixups_) {
    const std::uint64_t value =
        address(definition(f.target)) + static_cast<std::uint64_t>(f.addend);
    const std::uint64_t place = f.object->address + static_cast<std::uint64_t>(f.offset);
    for (Segment& s : out_.segments) {
      if (place < s.address || place >= s.address + s.size) continue;
      const auto offset = static_cast<std::size_t>(place - s.address);
      if (s.bytes.size() < offset + 8) s.bytes.resize(offset + 8);
      std::memcpy(s.bytes.data() + offset, &value, 8);
    }
  }
}

}  // namespace sim::cc
