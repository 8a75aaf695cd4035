// Syntax trees to instructions.
//
// Expressions are evaluated into a register `d`, using only registers from d on as temporaries. Any
// expression with `clobbers` set may change every register: whoever evaluates it keeps what must
// survive on the stack.
#pragma once

#include <map>

#include "sim/user/cc/session.h"

namespace sim::cc {

// Whether a C library on Linux has a function of that name (known_functions.cpp).
bool is_known_elsewhere(std::string_view name);

class Codegen {
 public:
  Codegen(Session& session, Program& program);

  // Everything reachable: code, data, tables.
  void run();

 private:
  struct Address {
    int base = 0;
    std::int64_t offset = 0;
    Entity* object = nullptr;  // whose address is to be added to the offset
  };
  struct Fixup {
    std::uint32_t insn;
    Entity* entity;
    std::int64_t addend;
  };
  struct DataFixup {
    Entity* object;
    std::int64_t offset;
    Entity* target;
    std::int64_t addend;
  };
  struct LoopLabels {
    int break_label, continue_label;
  };

  // link.cpp
  void use(Entity* entity);
  void drain();
  bool list_initializers();
  void start_code();
  void place_objects();
  void patch();
  void undefined(const Entity* entity);

  // data.cpp
  struct Image {
    std::vector<std::uint8_t> bytes;
    std::vector<DataFixup> fixups;
  };
  struct Constant {
    bool ok = false;
    Entity* entity = nullptr;
    std::int64_t value = 0;
    double fvalue = 0;
    bool is_float = false;
  };
  Constant constant(const Expr* e);
  Constant constant_address(const Expr* e);
  void build_object(Entity* entity);
  void put_item(Image& image, Entity* object, const InitItem& item);
  bool constant_items(std::span<InitItem> items, Image& image);
  std::uint64_t object_size(const Entity* entity) const;

  // emit.cpp
  std::uint32_t here() const { return static_cast<std::uint32_t>(code_.size()); }
  void emit(Op op, int a = 0, int b = 0, int c = 0, std::int64_t imm = 0);
  void emit_at(Op op, int r, Address at);
  void load_immediate(int d, std::int64_t value);
  void load_float(int d, double value);
  void load(const Type* type, int d, Address from);
  void store(const Type* type, int d, Address to);
  void load_entity(int d, Entity* entity, std::int64_t addend);
  void push(int r);
  void pop(int r);
  void move(int d, int from);
  void materialize(Address from, int d);
  int new_label();
  void bind(int label);
  void jump(int label);
  void branch(Op op, int a, int b, int label);
  void line(Place place);
  std::int64_t frame_slot(std::int64_t size, std::int64_t align);
  void resolve_labels(std::uint32_t begin);
  void mark_spins(std::uint32_t begin);

  // gen_expr.cpp
  void gen(Expr* e, int d);
  void gen_effect(Expr* e, int d = 0);
  Address gen_address(Expr* e, int d);
  Address gen_pointer(Expr* e, int d);
  void gen_branch(Expr* e, bool sense, int label, int d = 0);
  void gen_logical(Expr* e, int d);
  void gen_conditional(Expr* e, int d);
  void gen_call(Expr* e, int d);
  void push_argument(Expr* argument, int d);
  void gen_stmt_expr(Expr* e, int d);
  void gen_va_arg(Expr* e, int d);
  void operands(Expr* a, Expr* b, int d);

  // gen_arith.cpp
  void gen_binary(Expr* e, int d);
  bool immediate_form(ExprKind op, const Type* t, int d, std::int64_t value);
  void arithmetic(ExprKind op, const Type* t, int d, int a, int b);
  void gen_compare(Expr* e, int d);
  void gen_unary(Expr* e, int d);
  void gen_cast(Expr* e, int d);
  void convert(const Type* from, const Type* to, int d);
  void normalize(const Type* t, int d);

  // gen_assign.cpp
  void gen_assign(Expr* e, int d, bool value_needed);
  void gen_op_assign(Expr* e, int d, bool value_needed);
  void gen_struct_assign(Expr* e, int d);
  void load_bitfield(const Member& m, const Type* type, int d, Address from);
  void extend_bitfield(const Member& m, const Type* type, int d);
  void store_bitfield(const Member& m, const Type* type, int d, int scratch, Address to);
  void store_lvalue(Expr* lvalue, int d, int scratch, Address to);
  bool is_frame_object(const Expr* e) const;
  void gen_init(Expr* e, int d);
  void store_item(const Local* local, const InitItem& item, int d);
  Entity* bytes_entity(std::string_view bytes, std::int64_t align);

  // gen_builtin.cpp
  void gen_builtin(Expr* e, int d);
  void gen_atomic(Expr* e, int d);
  void evaluate_pushed(std::span<Expr*> args, int d);

  // gen_stmt.cpp
  void gen_function(Entity* entity);
  void gen_stmt(Stmt* s);
  bool ends_with_return(std::uint32_t begin) const;
  bool main_returns_int() const;
  void gen_block(Stmt* s);
  void gen_loop(Stmt* s);
  void gen_switch(Stmt* s);
  void gen_cases(const std::vector<Stmt*>& cases, std::size_t lo, std::size_t hi, bool is_unsigned,
                 int otherwise);
  void gen_return(Stmt* s);
  void gen_vla(Stmt* s);
  static bool is_pure(const Stmt* s);

  // debug_info.cpp
  std::uint32_t shape(const Type* type);
  void describe_function(Entity* entity, std::uint32_t begin);
  void describe_globals();
  std::uint32_t file_index(std::uint16_t file);

  Session& s_;
  Compilation& c_;
  Program& out_;
  std::vector<Insn>& code_;
  std::vector<Fixup> fixups_;
  std::vector<DataFixup> data_fixups_;
  std::deque<Entity*> pending_;
  std::vector<Entity*> objects_;
  std::map<Entity*, Image> images_;
  std::map<std::string_view, Entity*> strings_;

  // the function being generated
  FunctionDef* function_ = nullptr;
  std::int64_t frame_ = 0;
  int pushed_ = 0;  // registers kept on the stack right now
  bool has_lines_ = false;
  std::vector<std::int64_t> labels_;
  std::vector<std::pair<std::uint32_t, int>> jumps_;
  std::vector<LoopLabels> loops_;
  std::uint32_t function_index_ = 0;

  std::map<const void*, std::uint32_t> shapes_;
  std::map<std::string, std::uint32_t> shapes_by_name_;
  std::map<std::uint16_t, std::uint32_t> file_indices_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> line_entries_;
};

constexpr int kDeepRegister = 8;  // from here on operands are kept on the stack

// An instruction's immediate can hold it.
inline bool fits32(std::int64_t v) { return v == static_cast<std::int32_t>(v); }

}  // namespace sim::cc
