// Functions and statements.
#include <algorithm>

#include "sim/user/cc/codegen.h"
#include "sim/user/cc/parser.h"

namespace sim::cc {

void Codegen::gen_function(Entity* entity) {
  FunctionDef* f = entity->function;
  if (f->body == nullptr) entity->unit->parse_body(f);
  const std::uint32_t begin = here();
  entity->address = begin;
  function_ = f;
  frame_ = 0;
  pushed_ = 0;
  loops_.clear();
  has_lines_ = !entity->is_libc;
  line_entries_.clear();
  function_index_ = static_cast<std::uint32_t>(out_.functions.size());

  std::int64_t parameter = 16 + (is_record(f->type->base) ? 8 : 0);
  emit(Op::enter);
  for (Local* p : f->parameters) {
    p->offset = parameter;
    parameter += is_record(p->type) ? (size_of(p->type) + 7) / 8 * 8 : 8;
    if (p->type->kind == Kind::float_) {  // came as a double
      emit(Op::ld64, 0, kRegFp, 0, p->offset);
      emit(Op::stf32, 0, kRegFp, 0, p->offset);
    }
  }
  for (Local* local : f->locals) {
    const bool variable = has_variable_size(local->type);
    local->offset =
        variable ? frame_slot(8, 8) : frame_slot(size_of(local->type), align_of(local->type));
  }
  gen_stmt(f->body);
  if (!ends_with_return(begin)) {
    if (main_returns_int()) load_immediate(kRegResult, 0);
    emit(Op::leave);
    emit(Op::ret);
  }
  code_[begin].imm = static_cast<std::int32_t>((frame_ + 15) / 16 * 16);
  resolve_labels(begin);
  for (Local* local : f->parameters) local->scope_begin = begin, local->scope_end = here();
  describe_function(entity, begin);
}

// Leaving main without a value returns 0; void main returns what happens to be in r0: the last
// call's result, as it is with gcc.
bool Codegen::main_returns_int() const {
  return function_->entity->name->name == "main" && !is_void(function_->type->base);
}

// Whether control cannot reach the end of what was generated.
bool Codegen::ends_with_return(std::uint32_t begin) const {
  if (here() == begin || code_.back().op != Op::ret) return false;
  return std::find(labels_.begin(), labels_.end(), static_cast<std::int64_t>(here())) ==
         labels_.end();
}

void Codegen::gen_block(Stmt* s) {
  std::int64_t kept = 0;
  if (s->has_vla) {
    kept = frame_slot(8, 8);
    emit(Op::st64, kRegSp, kRegFp, 0, kept);
  }
  std::vector<Local*> declared;
  for (Stmt* child = s->a; child != nullptr; child = child->next) {
    if ((child->kind == StmtKind::declare || child->kind == StmtKind::vla) &&
        child->local != nullptr) {
      child->local->scope_begin = here();
      declared.push_back(child->local);
    }
    gen_stmt(child);
  }
  if (s->has_vla) emit(Op::ld64, kRegSp, kRegFp, 0, kept);
  for (Local* local : declared) local->scope_end = here();
}

void Codegen::gen_vla(Stmt* s) {
  if (s->e != nullptr) return gen_effect(s->e);
  gen(s->local->type->vla_bytes != nullptr
          ? [&] {
              Expr* e = c_.arena.make<Expr>();
              e->kind = ExprKind::local;
              e->type = s->local->type->vla_bytes->type;
              e->local = s->local->type->vla_bytes;
              return e;
            }()
          : nullptr,
      0);
  emit(Op::addi, 0, 0, 0, 15);
  emit(Op::andi, 0, 0, 0, -16);
  emit(Op::sub, kRegSp, kRegSp, 0);
  emit(Op::st64, kRegSp, kRegFp, 0, s->local->offset);
}

void Codegen::gen_stmt(Stmt* s) {
  if (s == nullptr) return;
  switch (s->kind) {
    case StmtKind::empty:
      return;
    case StmtKind::expr:
      line(s->place);
      return gen_effect(s->e);
    case StmtKind::block:
      return gen_block(s);
    case StmtKind::declare:
      if (s->e == nullptr) return;
      line(s->place);
      return gen_effect(s->e);
    case StmtKind::vla:
      line(s->place);
      return gen_vla(s);
    case StmtKind::if_: {
      line(s->place);
      const int otherwise = new_label();
      gen_branch(s->e, false, otherwise);
      gen_stmt(s->a);
      if (s->b == nullptr) return bind(otherwise);
      const int end = new_label();
      jump(end);
      bind(otherwise);
      gen_stmt(s->b);
      return bind(end);
    }
    case StmtKind::while_:
    case StmtKind::do_:
    case StmtKind::for_:
      return gen_loop(s);
    case StmtKind::switch_:
      return gen_switch(s);
    case StmtKind::case_:
      for (; s != nullptr && s->kind == StmtKind::case_; s = s->a) bind(s->code_label);
      return gen_stmt(s);
    case StmtKind::break_:
      line(s->place);
      return jump(loops_.back().break_label);
    case StmtKind::continue_:
      line(s->place);
      for (std::size_t i = loops_.size(); i-- > 0;)
        if (loops_[i].continue_label >= 0) return jump(loops_[i].continue_label);
      return;
    case StmtKind::goto_:
    case StmtKind::label:
      if (s->kind == StmtKind::goto_) line(s->place);
      if (s->label->code_label < 0) s->label->code_label = new_label();
      if (s->kind == StmtKind::goto_) return jump(s->label->code_label);
      bind(s->label->code_label);
      return gen_stmt(s->a);
    case StmtKind::return_:
      return gen_return(s);
  }
}

void Codegen::gen_return(Stmt* s) {
  line(s->place);
  const Type* type = function_->type->base;
  if (s->e == nullptr || is_void(type)) {
    if (s->e != nullptr) gen_effect(s->e);
    if (main_returns_int()) load_immediate(kRegResult, 0);
  } else if (is_record(type)) {
    gen(s->e, 1);
    emit(Op::ld64, 0, kRegFp, 0, 16);
    if (size_of(type) > 0) emit(Op::copy, 0, 1, 0, size_of(type));
  } else {
    gen(s->e, 0);
  }
  emit(Op::leave);
  emit(Op::ret);
}

// Whether a loop's body does nothing that lasts.
bool Codegen::is_pure(const Stmt* s) {
  if (s == nullptr) return true;
  switch (s->kind) {
    case StmtKind::empty:
    case StmtKind::continue_:
    case StmtKind::break_:
      return true;
    case StmtKind::expr:
      return !s->e->has_effect && !s->e->clobbers;
    case StmtKind::block:
      for (const Stmt* child = s->a; child != nullptr; child = child->next)
        if (!is_pure(child)) return false;
      return true;
    case StmtKind::if_:
      return !s->e->has_effect && !s->e->clobbers && is_pure(s->a) && is_pure(s->b);
    default:
      return false;
  }
}

// The condition stands at the loop's end, where one conditional jump goes round; or at its head,
// when there is none or when the loop only waits: then the jump back is unconditional (`spin`).
void Codegen::gen_loop(Stmt* s) {
  const int head = new_label(), body = new_label(), next = new_label(), end = new_label();
  if (s->init != nullptr) {
    if (s->init->kind == StmtKind::block && s->init->a != nullptr)
      for (Stmt* d = s->init->a; d != nullptr; d = d->next)
        if (d->local != nullptr) d->local->scope_begin = here();
    gen_stmt(s->init);
  }
  std::int64_t kept = 0;
  if (function_->uses_vla) {
    kept = frame_slot(8, 8);
    emit(Op::st64, kRegSp, kRegFp, 0, kept);
  }
  const auto restore = [&] {
    if (function_->uses_vla) emit(Op::ld64, kRegSp, kRegFp, 0, kept);
  };
  const auto step = [&] {
    if (s->step == nullptr) return;
    line(s->end);
    gen_effect(s->step);
  };
  const bool endless = s->e == nullptr || (s->e->kind == ExprKind::number && s->e->value != 0);
  const bool waits = s->step == nullptr && is_pure(s->a) &&
                     (s->e == nullptr || (!s->e->has_effect && !s->e->clobbers));
  loops_.push_back({end, next});
  if (s->kind == StmtKind::do_) {
    bind(body);
    gen_stmt(s->a);
    bind(next);
    restore();
    line(s->second);
    if (waits && !endless) {
      gen_branch(s->e, false, end);
      jump(body);
    } else {
      gen_branch(s->e, true, body);
    }
  } else if (endless || waits) {
    bind(head);
    line(s->second);
    if (!endless) gen_branch(s->e, false, end);
    gen_stmt(s->a);
    bind(next);
    restore();
    step();
    jump(head);
  } else {
    jump(head);
    bind(body);
    gen_stmt(s->a);
    bind(next);
    restore();
    step();
    bind(head);
    line(s->second);
    gen_branch(s->e, true, body);
  }
  bind(end);
  restore();
  loops_.pop_back();
  if (s->init != nullptr && s->init->kind == StmtKind::block)
    for (Stmt* d = s->init->a; d != nullptr; d = d->next)
      if (d->local != nullptr) d->local->scope_end = here();
}

void Codegen::gen_switch(Stmt* s) {
  line(s->place);
  gen(s->e, 0);
  const int end = new_label();
  int otherwise = end;
  std::vector<Stmt*> cases;
  for (Stmt* c = s->next_case; c != nullptr; c = c->next_case) {
    c->code_label = new_label();
    if (c->is_default)
      otherwise = c->code_label;
    else
      cases.push_back(c);
  }
  const bool u = is_unsigned(s->e->type);
  std::sort(cases.begin(), cases.end(), [u](const Stmt* a, const Stmt* b) {
    return u ? static_cast<std::uint64_t>(a->low) < static_cast<std::uint64_t>(b->low)
             : a->low < b->low;
  });
  gen_cases(cases, 0, cases.size(), u, otherwise);
  loops_.push_back({end, -1});
  gen_stmt(s->a);
  loops_.pop_back();
  bind(end);
}

// Finds the case for r0 among cases[lo, hi).
void Codegen::gen_cases(const std::vector<Stmt*>& cases, std::size_t lo, std::size_t hi, bool u,
                        int otherwise) {
  const Op less = u ? Op::bltu : Op::blt, less_equal = u ? Op::bleu : Op::ble;
  if (hi - lo > 4) {
    const std::size_t mid = lo + (hi - lo) / 2;
    const int lower = new_label();
    load_immediate(1, cases[mid]->low);
    branch(less, 0, 1, lower);
    gen_cases(cases, mid, hi, u, otherwise);
    bind(lower);
    return gen_cases(cases, lo, mid, u, otherwise);
  }
  for (std::size_t i = lo; i < hi; ++i) {
    const Stmt* c = cases[i];
    if (c->low == c->high) {
      if (c->low == 0) {
        branch(Op::bz, 0, 0, c->code_label);
        continue;
      }
      load_immediate(1, c->low);
      branch(Op::beq, 0, 1, c->code_label);
    } else {
      const int below = new_label();
      load_immediate(1, c->low);
      branch(less, 0, 1, below);
      load_immediate(1, c->high);
      branch(less_equal, 0, 1, c->code_label);
      bind(below);
    }
  }
  jump(otherwise);
}

}  // namespace sim::cc
