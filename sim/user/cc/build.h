// Builds typed expressions: checks operand types, inserts conversions, folds constants.
#pragma once

#include <optional>

#include "sim/user/cc/ast.h"

namespace sim::cc {

class ExprBuilder {
 public:
  ExprBuilder(Compilation& compilation, Types& types) : c_(compilation), types_(types) {}

  Expr* make(ExprKind kind, Place place, const Type* type, Expr* a = nullptr, Expr* b = nullptr,
             Expr* c = nullptr);
  Expr* number(Place place, std::int64_t value, const Type* type);
  Expr* integer(Place place, std::int64_t value);  // of type int
  Expr* fnumber(Place place, double value, const Type* type);
  Expr* local(Place place, Local* local);
  Expr* entity(Place place, Entity* entity);

  // An operand's value: arrays and functions become pointers.
  Expr* decay(Expr* e);
  Expr* promote(Expr* e);
  // Conversion without a check.
  Expr* convert(Expr* e, const Type* to);
  // What assignment, argument passing and return do; `what` for the message: "assignment".
  Expr* convert_assigned(Expr* e, const Type* to, Place place, std::string_view what);
  Expr* explicit_cast(Expr* e, const Type* to, Place place);

  Expr* unary(ExprKind kind, Expr* a, Place place);  // neg bitnot lognot
  Expr* address_of(Expr* a, Place place);
  Expr* deref(Expr* a, Place place);
  Expr* member(Expr* object, const Ident* name, Place place);
  Expr* member_by_path(Expr* object, const std::vector<const Member*>& path, Place place);
  Expr* binary(ExprKind kind, Expr* a, Expr* b, Place place);
  Expr* logical(ExprKind kind, Expr* a, Expr* b, Place place);
  Expr* conditional(Expr* a, Expr* b, Expr* c, Place place);
  Expr* comma(Expr* a, Expr* b, Place place);
  Expr* assign(Expr* a, Expr* b, Place place);
  Expr* initialize(Expr* a, Expr* b, Place place);  // assign, a may be const
  Expr* op_assign(ExprKind op, Expr* a, Expr* b, Place place, bool post);

  // Bytes of a type, as an expression when they are computed at run time.
  Expr* size_expr(const Type* t, Place place);
  void require_scalar(Expr* e, std::string_view where);
  void require_complete(const Type* t, Place place, std::string_view what);
  const Type* arithmetic_type(const Type* a, const Type* b);
  bool is_null_pointer(const Expr* e) const;

  static bool is_constant(const Expr* e) { return e->kind == ExprKind::number; }

 private:
  void require_assignable(const Expr* a, Place place);
  Expr* fold(Expr* e);
  Expr* fold_integer(Expr* e);
  Expr* fold_float(Expr* e);
  Expr* fold_cast(Expr* e);
  Expr* pointer_offset(Expr* pointer, Expr* index, Place place, ExprKind kind);
  Expr* pointer_difference(Expr* a, Expr* b, Place place);
  Expr* comparison(ExprKind kind, Expr* a, Expr* b, Place place);
  [[noreturn]] void bad_operands(ExprKind kind, const Expr* a, const Expr* b, Place place);

  Compilation& c_;
  Types& types_;
};

// `bits` as a value of integer type `t`: cut to its width and extended.
std::int64_t canonical(std::int64_t bits, const Type* t);
std::string_view operator_text(ExprKind kind);

}  // namespace sim::cc
