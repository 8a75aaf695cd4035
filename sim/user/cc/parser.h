// The parser of one translation unit: tokens to functions and objects.
#pragma once

#include <set>

#include "sim/user/cc/build.h"
#include "sim/user/cc/session.h"

namespace sim::cc {

// What an ordinary identifier means.
struct Symbol {
  enum class What : std::uint8_t { local, entity, type, constant } what = What::entity;
  const Type* type = nullptr;
  Local* local = nullptr;
  Entity* entity = nullptr;
  std::int64_t value = 0;
  int depth = 0;            // of the scope
  Symbol* outer = nullptr;  // hidden by this one
  Ident* name = nullptr;
};

struct TagSymbol {
  const Type* type = nullptr;
  int depth = 0;
  TagSymbol* outer = nullptr;
  Ident* name = nullptr;
};

enum class Storage : std::uint8_t { none, typedef_, extern_, static_, auto_, register_ };

// What __attribute__ says that matters here.
struct Attributes {
  bool packed = false;
  std::int64_t align = 0;
  int constructor = 0, destructor = 0;  // priority + 1; 0: it is none

  void add(const Attributes& other);
};

struct DeclSpecs {
  const Type* type = nullptr;
  Storage storage = Storage::none;
  bool is_inline = false;
  std::int64_t align = 0;
  Attributes attributes;
  Place place;

  DeclSpecs with(const Attributes& of_declarator) const;
};

struct Declarator {
  Ident* name = nullptr;
  const Type* type = nullptr;
  Place place;
  Attributes attributes;
  std::vector<Ident*> old_names;  // int f(a, b): the names of an old-style definition
};

class Unit {
 public:
  Unit(Session& session, std::uint16_t file, bool is_libc);

  void parse();                                  // everything; libc's function bodies stay unparsed
  void parse_body(FunctionDef* function);        // of a function whose body was left
  const Type* file_scope_function(Ident* name);  // its type when declared as one
  bool is_libc() const { return is_libc_; }

 private:
  struct Nest;  // guards against too deep nesting
  struct ParseMod;

  // tokens
  const Token& peek(std::size_t n = 0) const {
    return tokens_[std::min(pos_ + n, tokens_.size() - 1)];
  }
  const Token& take() { return tokens_[pos_ + 1 < tokens_.size() ? pos_++ : pos_]; }
  bool at(Punct p) const { return peek().is(p); }
  bool at(Keyword k) const { return peek().is(k); }
  bool accept(Punct p) { return at(p) && (take(), true); }
  bool accept(Keyword k) { return at(k) && (take(), true); }
  void expect(Punct p, std::string_view where);
  [[noreturn]] void unexpected(std::string_view expected);
  [[noreturn]] void error(Place place, std::string message) { c_.error(place, std::move(message)); }
  void warn(Place place, const std::string& message) { c_.warn(place, message); }

  // scopes (scope.cpp)
  void enter_scope();
  void leave_scope();
  Symbol* lookup(Ident* name);
  Symbol* declare(Ident* name, Symbol symbol);
  void declare_entity(Ident* name, const Type* type, Entity* entity);
  TagSymbol* lookup_tag(Ident* name);
  TagSymbol* declare_tag(Ident* name, const Type* type);
  Local* new_local(Ident* name, const Type* type, Place place);
  bool is_type_name(const Token& token);
  class HiddenLocals;  // while another text is read in the middle of this one
  const Type* libc_prototype(Ident* name, std::string& header);

  // declarations (parse_decl.cpp, parse_type.cpp)
  DeclSpecs parse_specifiers(bool type_only);
  bool accept_basic(const Token& token, int (&counts)[16]);
  const Type* basic_type(const int (&counts)[16], Place place);
  const Type* parse_record(bool is_union);
  void parse_members(Record& record);
  void parse_bitfield(Record& record, Member member, Place place);
  const Type* parse_enum();
  const Type* parse_typeof();
  std::int64_t parse_alignas();
  [[noreturn]] void two_types(const Token& second);
  Attributes parse_attributes();  // attribute.cpp
  void parse_attribute(Attributes& out);
  int parse_priority();
  void skip_parentheses();
  Declarator parse_declarator(const Type* base, bool abstract_allowed);
  void parse_declarator_mods(std::vector<ParseMod>& mods, Declarator& out, bool abstract_allowed);
  ParseMod parse_array_suffix();
  ParseMod parse_function_suffix(Declarator& out);
  const Type* apply_mods(const Type* base, const std::vector<ParseMod>& mods, Place place);
  const Type* parse_type_name();
  const Type* adjust_parameter(const Type* type);
  void parse_static_assert();

  // file scope (parse_file.cpp)
  void external_declaration();
  void declare_external(const DeclSpecs& specs, Declarator& d);
  void function_definition(const DeclSpecs& specs, Declarator& d);
  void old_style_parameters(Declarator& d);
  void skip_body();
  Entity* declare_function(const DeclSpecs& specs, const Declarator& d);
  Entity* declare_object(const DeclSpecs& specs, const Declarator& d, bool at_file_scope);
  void define_object(Entity* entity, Place place);
  Entity* string_entity(const Token& first, std::string bytes, int width);

  // statements (parse_stmt.cpp)
  Stmt* make_stmt(StmtKind kind, Place place);
  Stmt* parse_statement();
  Stmt* parse_block(bool new_scope);
  Stmt* parse_local_declaration();
  Stmt* declare_local(const DeclSpecs& specs, Declarator& d, Stmt*& last);
  void static_local(const DeclSpecs& specs, const Declarator& d);
  void vla_statements(const Type* type, Stmt*& first, Stmt*& last, Place place);
  Stmt* parse_asm();
  Stmt* parse_if();
  Stmt* parse_loop();
  Stmt* parse_for();
  Stmt* parse_switch();
  Stmt* parse_case();
  Stmt* parse_case_label();
  void check_cases(const Stmt* of);
  Stmt* parse_return();
  Stmt* parse_goto();
  Label* label(Ident* name, Place place);
  Expr* condition(std::string_view where);

  // expressions (parse_expr.cpp, parse_builtin.cpp)
  Expr* parse_expression();
  Expr* parse_assignment();
  Expr* parse_conditional();
  Expr* parse_binary(int least);
  Expr* parse_cast();
  Expr* parse_unary();
  Expr* parse_postfix();
  Expr* parse_postfix_rest(Expr* e);
  Expr* parse_primary();
  Expr* parse_identifier();
  Expr* parse_string();
  Expr* parse_sizeof();
  Expr* parse_alignof();
  Expr* parse_generic();
  Expr* parse_offsetof();
  Expr* parse_va_arg();
  Expr* parse_statement_expression(Place place);
  Expr* compound_literal(const Type* type, Place place);
  std::vector<Expr*> parse_arguments();
  Expr* parse_call(Expr* callee);
  Expr* finish_call(Expr* callee, std::vector<Expr*>& args, Place place);
  Expr* implicit_function(const Token& name);
  Expr* parse_builtin_call(const Token& name, bool& is_builtin);
  Expr* builtin_node(Builtin which, Place place, const Type* type, const std::vector<Expr*>& args);
  std::int64_t constant_expression(std::string_view what);
  Expr* undeclared(const Token& name);
  std::string header_hint(Ident* name);

  // initializers (init.cpp)
  std::span<InitItem> parse_initializer(const Type*& type);
  void init_value(const Type* type, std::int64_t offset, Expr* pending, bool braces_allowed = true);
  void init_scalar(const Type* type, std::int64_t offset, Expr* pending, const Member* bitfield);
  void init_braced(const Type*& type, std::int64_t offset);
  void init_elided(const Type* type, std::int64_t offset, Expr* pending);
  bool init_string(const Type*& type, std::int64_t offset);
  void init_member(const Member& m, std::int64_t offset, Expr* pending);
  bool next_elided_item();
  void add_item(InitItem item);
  Expr* init_expression(Local* local, std::span<InitItem> items, Place place);

  std::set<std::uint16_t> entered_;  // the files this text consists of
  bool has_gnu_source_ = false;      // _GNU_SOURCE is defined at its end
  Session& s_;
  Compilation& c_;
  Types& types_;
  ExprBuilder b_;
  std::uint16_t file_;
  bool is_libc_;
  std::vector<Token> tokens_;
  std::size_t pos_ = 0;
  int nesting_ = 0;
  int depth_ = 0;  // of scopes; 0 is the file
  IdentMap<Symbol*> file_symbols_;
  IdentMap<TagSymbol*> file_tags_;
  struct Scope {
    std::vector<Symbol*> symbols;
    std::vector<TagSymbol*> tags;
  };
  std::vector<Scope> scopes_;
  FunctionDef* function_ = nullptr;     // being parsed
  std::vector<Local*> pending_locals_;  // made before their function was known
  std::vector<std::pair<Ident*, Label*>> labels_;
  std::vector<Stmt*> switches_;
  int loops_ = 0;
  std::vector<InitItem> init_items_;
  std::int64_t init_end_ = 0;  // bytes reached, for flexible array members
};

struct Unit::Nest {
  Nest(Unit& unit, Place place) : unit(unit) {
    if (++unit.nesting_ > kMaxNesting)
      unit.c_.error(place, "nested too deeply (the limit is 256 levels)");
  }
  ~Nest() { --unit.nesting_; }
  Unit& unit;
};

}  // namespace sim::cc
