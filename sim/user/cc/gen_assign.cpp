// Assignment, bit-fields and the initialization of local objects.
#include "sim/user/cc/build.h"
#include "sim/user/cc/codegen.h"

namespace sim::cc {
namespace {

// The type with which a bit-field's storage unit is read and written.
const Type* storage_unit(Types& types, const Member& m) {
  const int bytes = (m.bit_offset + m.bit_width + 7) / 8;
  switch (bytes > size_of(m.type) ? 8 : size_of(m.type)) {
    case 1:
      return types.basic(Kind::uchar);
    case 2:
      return types.basic(Kind::ushort);
    case 4:
      return types.basic(Kind::uint);
    default:
      return types.basic(Kind::ulong);
  }
}

}  // namespace

bool Codegen::is_frame_object(const Expr* e) const {
  while (e->kind == ExprKind::member) e = e->a;
  return e->kind == ExprKind::local && !has_variable_size(e->type);
}

// Cuts d to the bit-field's width and extends it as its type says.
void Codegen::extend_bitfield(const Member& m, const Type* type, int d) {
  if (m.bit_width == 64) return;
  if (is_unsigned(type) && m.bit_width < 32)
    return emit(Op::andi, d, d, 0, (1LL << m.bit_width) - 1);
  emit(Op::shli, d, d, 0, 64 - m.bit_width);
  emit(is_unsigned(type) ? Op::shri : Op::sari, d, d, 0, 64 - m.bit_width);
}

void Codegen::load_bitfield(const Member& m, const Type* type, int d, Address from) {
  load(storage_unit(s_.types, m), d, from);
  if (m.bit_offset > 0 && is_unsigned(type)) emit(Op::shri, d, d, 0, m.bit_offset);
  if (is_unsigned(type)) return extend_bitfield(m, type, d);
  const int above = 64 - m.bit_offset - m.bit_width;
  if (above > 0) emit(Op::shli, d, d, 0, above);
  if (m.bit_width < 64) emit(Op::sari, d, d, 0, 64 - m.bit_width);
}

// Stores d; `scratch` and the register after it are free.
void Codegen::store_bitfield(const Member& m, const Type*, int d, int scratch, Address to) {
  const Type* unit = storage_unit(s_.types, m);
  const std::uint64_t ones = m.bit_width == 64 ? ~0ull : (1ull << m.bit_width) - 1;
  const int old = scratch, mask = scratch + 1;
  load(unit, old, to);
  load_immediate(mask, static_cast<std::int64_t>(~(ones << m.bit_offset)));
  emit(Op::and_, old, old, mask);
  load_immediate(mask, static_cast<std::int64_t>(ones));
  emit(Op::and_, mask, mask, d);
  if (m.bit_offset > 0) emit(Op::shli, mask, mask, 0, m.bit_offset);
  emit(Op::or_, old, old, mask);
  store(unit, old, to);
}

void Codegen::store_lvalue(Expr* lvalue, int d, int scratch, Address to) {
  if (lvalue->kind == ExprKind::member && lvalue->member->is_bitfield)
    store_bitfield(*lvalue->member, lvalue->type, d, scratch, to);
  else
    store(lvalue->type, d, to);
}

void Codegen::gen_struct_assign(Expr* e, int d) {
  const std::int64_t size = size_of(e->type);
  if (e->a->clobbers || d >= kDeepRegister) {
    gen(e->b, d);
    push(d);
    materialize(gen_address(e->a, d), d);
    pop(d + 1);
  } else {
    gen(e->b, d);
    move(d + 1, d);
    materialize(gen_address(e->a, d + 2), d);
  }
  if (size > 0) emit(Op::copy, d, d + 1, 0, size);
}

void Codegen::gen_assign(Expr* e, int d, bool value_needed) {
  Expr* to = e->a;
  Expr* from = e->b;
  if (is_record(e->type)) return gen_struct_assign(e, d);
  const bool bitfield = to->kind == ExprKind::member && to->member->is_bitfield;
  if (is_frame_object(to)) {
    gen(from, d);
    store_lvalue(to, d, d + 1, gen_address(to, d));
  } else if (to->clobbers || (from->clobbers && to->has_effect)) {
    materialize(gen_address(to, d), d);
    push(d);
    gen(from, d);
    pop(d + 1);
    store_lvalue(to, d, d + 2, {d + 1, 0});
  } else if (d >= kDeepRegister) {
    gen(from, d);
    push(d);
    materialize(gen_address(to, d), d);
    move(d + 1, d);
    pop(d);
    store_lvalue(to, d, d + 2, {d + 1, 0});
  } else {
    gen(from, d);
    const Address at = gen_address(to, d + 1);
    store_lvalue(to, d, d + 2, at);
  }
  if (value_needed && bitfield) extend_bitfield(*to->member, to->type, d);
}

void Codegen::gen_op_assign(Expr* e, int d, bool value_needed) {
  Expr* to = e->a;
  Expr* b = e->b;
  const Type* calc = e->calc_type;
  const bool post = e->kind == ExprKind::post_op && value_needed;
  const bool bitfield = to->kind == ExprKind::member && to->member->is_bitfield;
  const bool constant = b->kind == ExprKind::number && !is_floating(calc);
  const auto fetch = [&](int r, Address at) {
    if (bitfield)
      load_bitfield(*to->member, to->type, r, at);
    else
      load(to->type, r, at);
  };
  // v = (type of a)((calc)v op b); b lies in v + 1 unless it is a constant.
  const auto compute = [&](int v) {
    convert(to->type, calc, v);
    if (!constant || !immediate_form(e->op, calc, v, b->value)) {
      if (constant) load_immediate(v + 1, b->value);
      arithmetic(e->op, calc, v, v, v + 1);
    }
    convert(calc, to->type, v);
  };
  if (is_frame_object(to) && !b->clobbers && d < kDeepRegister) {
    const Address at = gen_address(to, d);
    fetch(d, at);
    const int v = post ? d + 1 : d;
    move(v, d);
    if (!constant) {
      convert(to->type, calc, v);
      gen(b, v + 1);
      arithmetic(e->op, calc, v, v, v + 1);
      convert(calc, to->type, v);
    } else {
      compute(v);
    }
    store_lvalue(to, v, v + 1, at);
    if (bitfield && value_needed && !post) extend_bitfield(*to->member, to->type, d);
    return;
  }
  if (b->clobbers && !to->clobbers && !to->has_effect) {
    // As gcc does: what the operand's evaluation changes is seen, as in `sum += f()`.
    gen(b, d);
    push(d);
    const Address at = gen_address(to, d);
    fetch(d + 1, at);
    pop(d + 2);
    compute(d + 1);
    store_lvalue(to, d + 1, d + 2, at);
    if (!value_needed) return;
    move(d, d + 1);
    if (bitfield) extend_bitfield(*to->member, to->type, d);
    return;
  }
  // The address in d, the value in d + 1, the operand in d + 2.
  Address at = gen_address(to, d);
  if (!constant && (b->clobbers || d >= kDeepRegister)) {
    materialize(at, d);
    push(d);
    fetch(d, {d, 0});
    push(d);
    gen(b, d);
    move(d + 2, d);
    pop(d + 1);
    pop(d);
    at = {d, 0};
  } else {
    fetch(d + 1, at);
    if (!constant) gen(b, d + 2);
  }
  if (post) move(d + 3, d + 1);
  compute(d + 1);
  if (bitfield && post) push(d + 3);
  store_lvalue(to, d + 1, d + 2, at);
  if (bitfield && post) pop(d + 3);
  if (!value_needed) return;
  move(d, post ? d + 3 : d + 1);
  if (bitfield && !post) extend_bitfield(*to->member, to->type, d);
}

Entity* Codegen::bytes_entity(std::string_view bytes, std::int64_t align) {
  Entity* entity = s_.make_entity();
  entity->is_static = entity->is_string = entity->is_defined = true;
  entity->text = c_.arena.copy(bytes);
  entity->align = align;
  entity->type =
      s_.types.array_of(s_.types.basic(Kind::char_), static_cast<std::int64_t>(bytes.size()));
  return entity;
}

void Codegen::store_item(const Local* local, const InitItem& item, int d) {
  const Address to{kRegFp, local->offset + item.offset};
  if (item.is_text) {
    if (item.text.empty()) return;
    load_entity(d + 1, bytes_entity(item.text, 1), 0);
    materialize(to, d);
    return emit(Op::copy, d, d + 1, 0, static_cast<std::int64_t>(item.text.size()));
  }
  gen(item.value, d);
  if (item.bitfield != nullptr) return store_bitfield(*item.bitfield, item.type, d, d + 1, to);
  if (!is_record(item.type)) return store(item.type, d, to);
  move(d + 1, d);
  materialize(to, d);
  if (size_of(item.type) > 0) emit(Op::copy, d, d + 1, 0, size_of(item.type));
}

void Codegen::gen_init(Expr* e, int d) {
  const Local* local = e->temp;
  const std::int64_t size = size_of(local->type);
  const std::span<InitItem> items = e->inits->items;
  std::int64_t covered = 0;
  std::size_t constants = 0;
  bool ordered = true;
  std::int64_t last = -1;
  for (const InitItem& item : items) {
    const std::int64_t bytes =
        item.is_text ? static_cast<std::int64_t>(item.text.size()) : size_of(item.type);
    if (item.bitfield == nullptr) covered += bytes;
    ordered &= item.offset > last && item.bitfield == nullptr;
    last = item.offset;
    constants += !item.is_text && item.value->kind == ExprKind::number;
  }
  if (items.size() > 3 && constants == items.size()) {  // an image to copy
    Image image;
    image.bytes.resize(static_cast<std::size_t>(size));
    for (const InitItem& item : items) put_item(image, nullptr, item);
    const std::string_view bytes(reinterpret_cast<const char*>(image.bytes.data()),
                                 image.bytes.size());
    load_entity(d + 1, bytes_entity(bytes, align_of(local->type)), 0);
    materialize({kRegFp, local->offset}, d);
    return emit(Op::copy, d, d + 1, 0, size);
  }
  if (size > 0 && !(ordered && covered == size)) {
    materialize({kRegFp, local->offset}, d);
    emit(Op::zero, d, 0, 0, size);
  }
  for (const InitItem& item : items) store_item(local, item, d);
}

}  // namespace sim::cc
