// C types, with the sizes and layout of Linux on x86-64.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/user/cc/compilation.h"

namespace sim::cc {

struct Expr;
struct Local;

enum class Kind : std::uint8_t {
  void_,
  bool_,
  char_,
  schar,
  uchar,
  short_,
  ushort,
  int_,
  uint,
  long_,
  ulong,
  llong,
  ullong,
  float_,
  double_,
  ldouble,
  enum_,
  pointer,
  array,
  function,
  record,  // struct or union
};

struct Type;

struct Member {
  Ident* name = nullptr;  // nullptr: anonymous struct or union, or unnamed bit-field
  const Type* type = nullptr;
  std::int64_t offset = 0;  // bit-field: of its storage unit
  std::uint8_t bit_offset = 0, bit_width = 0;
  bool is_bitfield = false;
  bool packed = false;     // __attribute__((packed)) on this member alone
  std::int64_t align = 0;  // its own __attribute__((aligned)); 0: none
};

struct Record {
  Ident* tag = nullptr;
  bool is_union = false, complete = false, packed = false;
  bool has_flexible = false;
  int pack = 0;  // #pragma pack: the most a member is aligned to; 0: any
  std::int64_t size = 0;
  int align = 1;
  std::vector<Member> members;
};

struct EnumInfo {
  Ident* tag = nullptr;
  bool complete = false;
  bool has_negative = false;  // int, else unsigned int
};

struct Parameter {
  Ident* name = nullptr;
  const Type* type = nullptr;
  Place place;
  Local* local = nullptr;  // when the function is defined here
};

struct Type {
  Kind kind = Kind::int_;
  bool is_const = false, is_volatile = false;
  const Type* base = nullptr;  // pointee, element, return type
  std::int64_t count = -1;     // array: elements; -1: not known (yet)
  Record* record = nullptr;
  EnumInfo* enumeration = nullptr;
  std::span<const Parameter> parameters;
  bool variadic = false;
  bool no_prototype = false;   // int f()
  Expr* vla_length = nullptr;  // array whose length is computed when its declaration is reached
  Local* vla_bytes = nullptr;  // where its size in bytes is kept
  mutable const Type* pointer = nullptr;  // the type of pointers to this
  std::int64_t aligned = 0;               // __attribute__((aligned)) / _Alignas on a typedef
};

class Types {
 public:
  explicit Types(Arena& arena);

  const Type* basic(Kind kind) const { return basic_[static_cast<int>(kind)]; }
  const Type* pointer_to(const Type* base);
  const Type* array_of(const Type* base, std::int64_t count);
  const Type* qualified(const Type* type, bool is_const, bool is_volatile);
  const Type* unqualified(const Type* type);
  Type* make(const Type& type) {
    Type* made = arena_.make<Type>(type);
    made->pointer = nullptr;
    return made;
  }

 private:
  Arena& arena_;
  const Type* basic_[32] = {};
};

inline bool is_void(const Type* t) { return t->kind == Kind::void_; }
inline bool is_enum(const Type* t) { return t->kind == Kind::enum_; }
inline bool is_integer(const Type* t) {
  return (t->kind >= Kind::bool_ && t->kind <= Kind::ullong) || is_enum(t);
}
inline bool is_floating(const Type* t) {
  return t->kind >= Kind::float_ && t->kind <= Kind::ldouble;
}
inline bool is_arithmetic(const Type* t) { return is_integer(t) || is_floating(t); }
inline bool is_pointer(const Type* t) { return t->kind == Kind::pointer; }
inline bool is_scalar(const Type* t) { return is_arithmetic(t) || is_pointer(t); }
inline bool is_array(const Type* t) { return t->kind == Kind::array; }
inline bool is_vla(const Type* t) { return is_array(t) && t->vla_length != nullptr; }
inline bool is_function(const Type* t) { return t->kind == Kind::function; }
inline bool is_record(const Type* t) { return t->kind == Kind::record; }

bool is_unsigned(const Type* t);        // of an integer or pointer type
bool is_complete(const Type* t);        // its size is known
bool has_variable_size(const Type* t);  // a VLA, or an array of them
std::int64_t size_of(const Type* t);    // complete, not variable
int align_of(const Type* t);
int integer_rank(const Type* t);

// "struct msgbuf *", "char [128]", "int (*)(const char *, ...)"; what is nested too deeply is "..."
std::string type_name(const Type* t);

// Whether two types are the same to the compiler, qualifiers of the outermost level ignored.
bool compatible(const Type* a, const Type* b);

// Gives the members their offsets and the record its size.
void lay_out(Compilation& compilation, Record& record, Place place);

// A member by name, looked for in anonymous members too; the path goes from the outermost member.
bool find_member(const Record& record, const Ident* name, std::vector<const Member*>& path);

}  // namespace sim::cc
