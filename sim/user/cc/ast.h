// Syntax trees, typed while they are built: every conversion is a node of its own, so that the code
// generator looks at one node at a time.
#pragma once

#include <span>

#include "sim/user/cc/type.h"

namespace sim::cc {

struct Stmt;
struct Entity;
struct ObjectInit;

// A variable with a place in its function's frame, or a parameter.
struct Local {
  Ident* name = nullptr;
  const Type* type = nullptr;
  Place place;
  std::int64_t offset = 0;  // from FP; given by the code generator
  bool is_parameter = false;
  std::uint32_t scope_begin = 0, scope_end = 0;
};

enum class ExprKind : std::uint8_t {
  number,   // value
  fnumber,  // fvalue
  local,    // local
  entity,   // entity: a global object, string, or function; lvalue unless a function
  deref,    // *a
  member,   // a.member
  addr,     // &a
  cast,     // (type)a
  neg,
  bitnot,
  lognot,
  add,
  sub,
  mul,
  div,
  mod,
  and_,
  or_,
  xor_,
  shl,
  shr,  // operands of the node's type (shifts: left)
  eq,
  ne,
  lt,
  le,
  gt,
  ge,  // operands of one type
  logand,
  logor,
  cond,  // a ? b : c
  comma,
  assign,            // a = b
  op_assign,         // a = (type of a)((calc_type)a op b)
  post_op,           // the same, its value is a's before
  call,              // a(args)
  init,              // fills `local` from `inits`; value: none
  compound_literal,  // a (an init), then b (the object)
  stmt_expr,
  va_start_,
  va_arg_,
  builtin,  // see Builtin
};

enum class Builtin : std::uint8_t {
  none,
  syscall,
  result,  // (r, &__fail): what a C function makes of a system call's result
  compute_ns,
  sqrt,
  memcpy_,
  memset_,
  trap,
  alloca_,
  atomic_exchange,
  atomic_add,
  atomic_sub,
  atomic_cas,    // (p, expected value, new): whether it was exchanged
  atomic_cas_n,  // (p, pointer to expected, new): as __atomic_compare_exchange_n
  atomic_load,
  atomic_store,
  sync_release,
  synchronize,
  thread_pointer,
  set_thread_pointer,
  frame_address,
  return_address,
  setjmp_save,
  longjmp_restore,
};

// One scalar (or string, or struct) put into an object while it is initialized.
struct InitItem {
  std::int64_t offset = 0;
  const Type* type = nullptr;
  const Member* bitfield = nullptr;  // when the item is one
  Expr* value = nullptr;             // of `type`; or `text` for an array of characters
  std::string_view text;             // bytes
  bool is_text = false;
};

struct ObjectInit {
  std::span<InitItem> items;  // in order of writing; a later one of the same place wins
};

struct Expr {
  ExprKind kind = ExprKind::number;
  bool clobbers = false;    // evaluating it may change any register
  bool has_effect = false;  // it stores, calls or jumps
  bool is_lvalue = false;
  bool parenthesized = false;
  ExprKind op = ExprKind::add;  // op_assign, post_op
  Builtin builtin = Builtin::none;
  std::uint16_t depth = 1;
  Place place;
  const Type* type = nullptr;
  const Type* calc_type = nullptr;  // op_assign, post_op
  Expr* a = nullptr;
  Expr* b = nullptr;
  Expr* c = nullptr;
  union {
    std::int64_t value = 0;
    double fvalue;
    Local* local;
    Entity* entity;
    const Member* member;
    Stmt* body;
  };
  Local* temp = nullptr;  // where a struct-returning call puts its result; object of `init`
  std::span<Expr*> args;
  ObjectInit* inits = nullptr;
};

enum class StmtKind : std::uint8_t {
  empty,
  expr,
  block,
  if_,
  while_,
  do_,
  for_,
  switch_,
  case_,
  break_,
  continue_,
  goto_,
  label,
  return_,
  declare,  // a local comes into being: e is its init or nullptr
  vla,      // computes the size in local->type and, when `e` is null, allocates it
};

struct Label {
  Ident* name = nullptr;
  Place place;
  bool defined = false;
  int code_label = -1;
};

struct Stmt {
  StmtKind kind = StmtKind::empty;
  bool has_vla = false;  // block: allocates on the stack
  Place place;
  Place end;                       // do: its while; for: its third clause; block: its brace
  Place second;                    // for: its condition
  Expr* e = nullptr;               // condition, value
  Expr* step = nullptr;            // for
  Stmt* init = nullptr;            // for
  Stmt* a = nullptr;               // body, then
  Stmt* b = nullptr;               // else
  Stmt* next = nullptr;            // in a block
  Stmt* next_case = nullptr;       // of a switch
  std::int64_t low = 0, high = 0;  // case
  bool is_default = false;
  int code_label = -1;
  Label* label = nullptr;
  Local* local = nullptr;
  Place name_place;
};

// A function with its body.
struct FunctionDef {
  Entity* entity = nullptr;
  const Type* type = nullptr;
  Place place;
  std::vector<Local*> parameters;
  std::vector<Local*> locals;
  Stmt* body = nullptr;
  bool uses_vla = false;
  std::uint32_t body_token = 0;  // where the body begins, while it is not parsed yet
};

class Unit;

// A function or an object with static storage: what the linker knows.
struct Entity {
  Ident* name = nullptr;
  const Type* type = nullptr;
  Place first_use;
  bool is_static = false;   // internal linkage, or a static local, or a string
  bool is_string = false;   // lies in read-only memory
  bool is_defined = false;  // object: there is a definition (tentative or not)
  bool used = false;        // queued for output
  bool is_libc = false;
  FunctionDef* function = nullptr;
  Unit* unit = nullptr;       // that defined it
  std::span<InitItem> items;  // object: initial values
  std::string_view text;      // string
  Place place;                // of the definition
  std::int64_t align = 0;
  int constructor = 0, destructor = 0;  // priority + 1 of a function that runs around main
  std::uint64_t address = 0;     // object: where it lies; function: index of its first instruction
  Entity* definition = nullptr;  // what the linker found it to be, when that is another entity
  bool holds_address = false;    // its initial value contains addresses
  bool described = false;        // listed for the inspector
  Ident* scope = nullptr;        // static local: its function
};

}  // namespace sim::cc
