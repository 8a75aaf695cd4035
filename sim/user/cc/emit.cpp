// Single instructions, labels, loads and stores.
#include <bit>

#include "sim/user/cc/codegen.h"

namespace sim::cc {

void Codegen::emit(Op op, int a, int b, int c, std::int64_t imm) {
  code_.push_back({op, static_cast<std::uint8_t>(a), static_cast<std::uint8_t>(b),
                   static_cast<std::uint8_t>(c), static_cast<std::int32_t>(imm)});
}

void Codegen::load_immediate(int d, std::int64_t value) {
  emit(Op::ldi, d, 0, 0, static_cast<std::int32_t>(value));
  if (value != static_cast<std::int32_t>(value)) emit(Op::ldih, d, 0, 0, value >> 32);
}

void Codegen::load_float(int d, double value) {
  load_immediate(d, std::bit_cast<std::int64_t>(value));
}

void Codegen::load(const Type* type, int d, Address from) {
  Op op = Op::ld64;
  if (type->kind == Kind::float_) {
    op = Op::ldf32;
  } else if (is_integer(type)) {
    const bool u = is_unsigned(type);
    switch (size_of(type)) {
      case 1:
        op = u ? Op::ld8u : Op::ld8;
        break;
      case 2:
        op = u ? Op::ld16u : Op::ld16;
        break;
      case 4:
        op = u ? Op::ld32u : Op::ld32;
        break;
      default:
        break;
    }
  }
  emit_at(op, d, from);
}

void Codegen::store(const Type* type, int d, Address to) {
  Op op = Op::st64;
  if (type->kind == Kind::float_) {
    op = Op::stf32;
  } else if (is_integer(type)) {
    switch (size_of(type)) {
      case 1:
        op = Op::st8;
        break;
      case 2:
        op = Op::st16;
        break;
      case 4:
        op = Op::st32;
        break;
      default:
        break;
    }
  }
  emit_at(op, d, to);
}

void Codegen::load_entity(int d, Entity* entity, std::int64_t addend) {
  use(entity);
  fixups_.push_back({here(), entity, addend});
  emit(Op::ldi, d);
}

void Codegen::push(int r) {
  emit(Op::push, r);
  ++pushed_;
}

void Codegen::pop(int r) {
  emit(Op::pop, r);
  --pushed_;
}

void Codegen::move(int d, int from) {
  if (d != from) emit(Op::mov, d, from);
}

// op r, [at]
void Codegen::emit_at(Op op, int r, Address at) {
  if (at.object != nullptr) {
    use(at.object);
    fixups_.push_back({here(), at.object, at.offset});
  }
  emit(op, r, at.base, 0, at.offset);
}

void Codegen::materialize(Address from, int d) {
  if (from.object != nullptr)
    emit_at(Op::addi, d, from);
  else if (from.offset != 0 || from.base == kRegFp)
    emit(Op::addi, d, from.base, 0, from.offset);
  else
    move(d, from.base);
}

int Codegen::new_label() {
  labels_.push_back(-1);
  return static_cast<int>(labels_.size()) - 1;
}

void Codegen::bind(int label) { labels_[static_cast<std::size_t>(label)] = here(); }

void Codegen::jump(int label) { branch(Op::jmp, 0, 0, label); }

void Codegen::branch(Op op, int a, int b, int label) {
  jumps_.emplace_back(here(), label);
  emit(op, a, b);
}

void Codegen::resolve_labels(std::uint32_t begin) {
  for (auto [insn, label] : jumps_) {
    const std::int64_t target = labels_[static_cast<std::size_t>(label)];
    code_[insn].imm = static_cast<std::int32_t>(target - static_cast<std::int64_t>(insn) - 1);
  }
  jumps_.clear();
  labels_.clear();
  mark_spins(begin);
}

// A backward jump over code that changes nothing but registers may become `spin`.
void Codegen::mark_spins(std::uint32_t begin) {
  constexpr std::int64_t kLongest = 200;
  const auto is_plain = [](Op op) {
    switch (op) {
      case Op::st8:
      case Op::st16:
      case Op::st32:
      case Op::st64:
      case Op::stf32:
      case Op::push:
      case Op::pop:
      case Op::call:
      case Op::callr:
      case Op::ret:
      case Op::enter:
      case Op::leave:
      case Op::copy:
      case Op::zero:
      case Op::copyr:
      case Op::fill:
      case Op::axchg:
      case Op::aadd:
      case Op::acas:
      case Op::syscall:
      case Op::compute:
      case Op::trap:
        return false;
      default:
        return true;
    }
  };
  for (std::uint32_t i = begin; i < here(); ++i) {
    if (code_[i].op != Op::jmp || code_[i].imm >= 0 || code_[i].imm < -kLongest) continue;
    bool plain = true;
    for (std::int64_t k = static_cast<std::int64_t>(i) + 1 + code_[i].imm; k < i && plain; ++k)
      plain = is_plain(code_[static_cast<std::size_t>(k)].op);
    if (plain) code_[i].op = Op::spin;
  }
}

void Codegen::line(Place place) {
  if (!has_lines_ || c_.file(place.file).is_libc) return;
  const std::uint32_t file = file_index(place.file);
  const auto [it, is_new] =
      line_entries_.try_emplace({file, place.line}, static_cast<std::uint32_t>(out_.lines.size()));
  if (is_new) out_.lines.push_back({file, place.line, function_index_});
  emit(Op::line, 0, 0, 0, it->second);
}

std::int64_t Codegen::frame_slot(std::int64_t size, std::int64_t align) {
  align = std::max<std::int64_t>(align, 1);
  frame_ = (frame_ + size + align - 1) / align * align;
  if (frame_ > kMaxObjectBytes)
    c_.error(function_->place, "the function's local variables are larger than 1 GiB");
  return -frame_;
}

}  // namespace sim::cc
