#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "tests/fuzz/differential/generate.h"

namespace differential {
namespace {

// The arithmetic types, in order of conversion rank within each kind.
enum class Type { boolean, i8, u8, i16, u16, i32, u32, i64, u64, f32, f64 };
constexpr int kIntegerTypes = 9;

bool is_float(Type t) { return t >= Type::f32; }
bool is_unsigned(Type t) {
  return t == Type::boolean || t == Type::u8 || t == Type::u16 || t == Type::u32 || t == Type::u64;
}
bool is_narrow(Type t) { return t < Type::i32; }  // promotes to int
Type promote(Type t) { return is_narrow(t) ? Type::i32 : t; }
int bits(Type t) { return promote(t) == Type::i32 || t == Type::u32 ? 32 : 64; }  // after promotion

// The usual arithmetic conversions (C11 6.3.1.8); the order of the enumeration is that of the
// types.
Type converted(Type a, Type b) { return std::max(promote(a), promote(b)); }
static_assert(Type::i32 < Type::u32 && Type::u32 < Type::i64 && Type::i64 < Type::u64 &&
              Type::u64 < Type::f32 && Type::f32 < Type::f64);

struct Expr {
  std::string text;
  Type type;
};

struct Variable {
  std::string name;
  Type type;
  bool bit_field = false;
};

// How a function that was generated is called.
struct Callee {
  std::string name;
  Type result;
  std::vector<Type> parameters;
};

class Generator {
 public:
  Generator(sim::Prng& prng, int number) : prng_(prng), prefix_(fmt::format("c{}", number)) {}

  std::string program(int number) {
    structure();
    globals();
    for (int i = 0; i < 3; ++i) function(i);
    line("static int case{}(void) {{", number);
    scope_ = globals_;
    locals();
    line("  total = 1;");
    block(8 + below(14), 0);
    for (const Variable& v : scope_) line("  {}", print(v));
    line("  printf(\"total %lx\\n\", total);");
    line("  return (int)(total & 127);");
    line("}}");
    return text_;
  }

 private:
  // ---- chance ----
  int below(int n) { return static_cast<int>(prng_.below(static_cast<std::uint64_t>(n))); }
  bool chance(int percent) { return below(100) < percent; }
  template <class T, std::size_t N>
  T one_of(const T (&choices)[N]) {
    return choices[below(static_cast<int>(N))];
  }
  Type integer_type() { return static_cast<Type>(below(kIntegerTypes)); }
  Type any_type() { return static_cast<Type>(below(kIntegerTypes + 2)); }

  // ---- text ----
  template <class... A>
  void line(fmt::format_string<A...> format, A&&... args) {
    text_ += fmt::format(format, std::forward<A>(args)...);
    text_ += '\n';
  }

  static const char* spelled(Type t) {
    static constexpr const char* kNames[] = {
        "_Bool",    "signed char", "unsigned char", "short", "unsigned short", "int",
        "unsigned", "long",        "unsigned long", "float", "double"};
    return kNames[static_cast<int>(t)];
  }
  static const char* print_format(Type t) {
    static constexpr const char* kFormats[] = {"%d", "%hhd", "%hhu", "%hd",  "%hu",  "%d",
                                               "%u", "%ld",  "%lx",  "%.9g", "%.17g"};
    return kFormats[static_cast<int>(t)];
  }
  std::string print(const Variable& v) {
    return fmt::format("printf(\"{} {}\\n\", {});", v.name, print_format(v.type), v.name);
  }

  // ---- declarations ----
  void structure() {
    line("struct {}_s {{", prefix_);
    const int members = 3 + below(4);
    for (int i = 0; i < members; ++i) {
      const Type t = any_type();
      const std::string name = fmt::format("m{}", i);
      if (t == Type::i32 && chance(60)) {
        line("  int {} : {};", name, 2 + below(14));
        fields_.push_back({name, Type::i16, true});  // converts as a narrow type does
      } else if (t == Type::u32 && chance(60)) {
        line("  unsigned {} : {};", name, 1 + below(15));
        fields_.push_back({name, Type::u16, true});
      } else {
        line("  {} {};", spelled(t), name);
        fields_.push_back({name, t});
      }
    }
    line("  short tail[3];");
    line("}};");
  }

  void globals() {
    for (int i = 0; i < 4; ++i) {
      const Variable v{fmt::format("{}_g{}", prefix_, i), any_type()};
      line("static {}{} {} = {};", chance(15) ? "volatile " : "", spelled(v.type), v.name,
           literal(v.type).text);
      globals_.push_back(v);
    }
    for (int i = 0; i < 2; ++i) {
      array_types_[i] = any_type();
      line("static {} {}_a{}[8] = {{{}, {}, [5] = {}}};", spelled(array_types_[i]), prefix_, i,
           literal(array_types_[i]).text, literal(array_types_[i]).text,
           literal(array_types_[i]).text);
      line("static {}* {}_p{} = &{}_a{}[{}];", spelled(array_types_[i]), prefix_, i, prefix_, i,
           below(5));
    }
    for (int i = 0; i < 2; ++i) {
      line("static struct {0}_s {0}_s{1} = {{{2}, .tail = {{3, -4}}}};", prefix_, i,
           literal(fields_[0].type == Type::i16 ? Type::boolean : fields_[0].type).text);
      for (const Variable& f : fields_)
        globals_.push_back({fmt::format("{}_s{}.{}", prefix_, i, f.name), f.type, f.bit_field});
    }
    line("static struct {0}_s {0}_turn(struct {0}_s s, int n) {{", prefix_);
    line("  s.tail[n & 1] += n;");
    line("  s.tail[2] = s.tail[0] ^ s.tail[1];");
    line("  return s;");
    line("}}");
  }

  void locals() {
    for (int i = 0; i < 4; ++i) {
      const Variable v{fmt::format("v{}", i), any_type()};
      line("  {} {} = {};", spelled(v.type), v.name, literal(v.type).text);
      scope_.push_back(v);
    }
    for (int i = 0; i < 3; ++i) line("  int i{} = 0;", i);
  }

  void function(int n) {
    Callee callee{fmt::format("{}_f{}", prefix_, n), any_type(), {}};
    std::string parameters;
    scope_ = globals_;
    const int count = 1 + below(3);
    for (int i = 0; i < count; ++i) {
      const Type t = any_type();
      callee.parameters.push_back(t);
      parameters += fmt::format("{}{} x{}", i == 0 ? "" : ", ", spelled(t), i);
      scope_.push_back({fmt::format("x{}", i), t});
    }
    line("static {} {}({}) {{", spelled(callee.result), callee.name, parameters);
    line("  static unsigned calls = 3;");
    locals();
    line("  mix(calls++);");
    block(2 + below(4), 1);
    line("  return {};", is_float(callee.result) ? floating(2).text : integer(2).text);
    line("}}");
    callees_.push_back(callee);
  }

  // ---- expressions ----
  Expr literal(Type t) {
    switch (t) {
      case Type::f32:
      case Type::f64:
        return {fmt::format("{}.{}{}", below(1000), one_of({"0", "5", "25", "1", "3e2"}),
                            t == Type::f32 ? "f" : ""),
                t};
      case Type::i64:
        return {one_of({"0L", "1L", "-1L", "2147483648L", "-2147483649L", "0x123456789abcL",
                        "LONG_MAX", "7L"}),
                t};
      case Type::u64:
        return {one_of({"0UL", "1UL", "ULONG_MAX", "0xfedcba9876543210UL", "10UL"}), t};
      case Type::u32:
        return {one_of({"0U", "1U", "UINT_MAX", "2147483648U", "0xdeadbeefU", "42U"}), t};
      case Type::boolean:
        return {one_of({"0", "1"}), Type::i32};
      case Type::i8:
        return {one_of({"'a'", "'\\n'", "-128", "127", "'\\x7f'", "5"}), Type::i32};
      case Type::u8:
        return {one_of({"255", "0", "128", "0x5a", "017"}), Type::i32};
      default:
        return {one_of({"0", "1", "-1", "2", "7", "100", "INT_MAX", "-INT_MAX - 1", "0xffff",
                        "-32768", "12345"}),
                Type::i32};
    }
  }

  // Any readable thing of arithmetic type.
  Expr primary(bool want_float) {
    for (int tries = 0; tries < 8; ++tries) {
      Expr e = any_primary();
      if (is_float(e.type) == want_float) return e;
    }
    return want_float ? literal(Type::f64) : literal(Type::i32);
  }
  Expr any_primary() {
    switch (below(8)) {
      case 0:
        return literal(any_type());
      case 1:
        return {fmt::format("i{}", below(3)), Type::i32};
      case 2: {
        const int i = below(2);
        return {fmt::format("{}_a{}[({}) & 7]", prefix_, i, simple_integer()), array_types_[i]};
      }
      case 3: {
        const int i = below(2);
        return {chance(50) ? fmt::format("*{}_p{}", prefix_, i)
                           : fmt::format("{}_p{}[{}]", prefix_, i, below(4)),
                array_types_[i]};
      }
      case 4:
        return {fmt::format("{}_s{}.tail[{}]", prefix_, below(2), below(3)), Type::i16};
      default: {
        const Variable& v =
            scope_[static_cast<std::size_t>(below(static_cast<int>(scope_.size())))];
        if (v.bit_field) return {fmt::format("(+{})", v.name), Type::i32};  // sizeof takes none
        return {v.name, v.type};
      }
    }
  }
  std::string simple_integer() {
    for (int tries = 0; tries < 8; ++tries) {
      const Variable& v = scope_[static_cast<std::size_t>(below(static_cast<int>(scope_.size())))];
      if (!is_float(v.type)) return v.name;
    }
    return "i0";
  }

  // An operand so small that sums and products of two cannot overflow the signed type of the
  // result.
  static std::string small(const Expr& e, Type result, char op) {
    if (is_unsigned(result) || is_float(result)) return fmt::format("({})", e.text);
    if (e.type == Type::u64)
      return fmt::format("({})", e.text);  // cannot be: the result is unsigned
    return fmt::format("(({}) % {})", e.text, op == '*' ? 30011 : 1000003);
  }

  Expr integer(int depth) {
    if (depth <= 0) return primary(false);
    switch (below(14)) {
      case 0:
      case 1:
      case 2: {
        const char op = one_of({'+', '-', '*'});
        const Expr a = integer(depth - 1), b = integer(depth - 1);
        const Type t = converted(a.type, b.type);
        return {fmt::format("({} {} {})", small(a, t, op), op, small(b, t, op)), t};
      }
      case 3: {
        const char op = one_of({'/', '%'});
        const Expr a = integer(depth - 1), b = integer(depth - 1);
        if (chance(30))
          return {fmt::format("(({}) {} {})", a.text, op, one_of({"-7", "10", "3"})),
                  converted(a.type, Type::i32)};
        return {fmt::format("(({}) {} ((({}) & 1023) + 1))", a.text, op, b.text),
                converted(a.type, b.type)};
      }
      case 4:
      case 5: {
        const Expr a = integer(depth - 1), b = integer(depth - 1);
        return {fmt::format("(({}) {} ({}))", a.text, one_of({'&', '|', '^'}), b.text),
                converted(a.type, b.type)};
      }
      case 6: {
        const Expr a = integer(depth - 1), b = integer(depth - 1);
        const Type t = promote(a.type);
        if (is_unsigned(t))
          return {fmt::format("(({}) << (({}) & {}))", a.text, b.text, bits(t) - 1), t};
        return {fmt::format("((({}) & 0xff) << (({}) & 15))", a.text, b.text), t};
      }
      case 7: {
        const Expr a = integer(depth - 1), b = integer(depth - 1);
        return {fmt::format("(({}) >> (({}) & {}))", a.text, b.text, bits(a.type) - 1),
                promote(a.type)};
      }
      case 8: {
        const bool floats = chance(25);
        const Expr a = floats ? floating(depth - 1) : integer(depth - 1);
        const Expr b = integer(depth - 1);
        return {fmt::format("(({}) {} ({}))", a.text, one_of({"<", ">", "<=", ">=", "==", "!="}),
                            b.text),
                Type::i32};
      }
      case 9: {
        const Expr a = integer(depth - 1), b = integer(depth - 1);
        return {fmt::format("(({}) {} ({}))", a.text, one_of({"&&", "||"}), b.text), Type::i32};
      }
      case 10: {
        const Expr a = integer(depth - 1);
        if (chance(30)) return {fmt::format("(!({}))", a.text), Type::i32};
        if (chance(50)) return {fmt::format("(~({}))", a.text), promote(a.type)};
        return {fmt::format("(-(({}) / 2))", a.text), promote(a.type)};
      }
      case 11: {
        const Expr c = integer(depth - 1), a = integer(depth - 1), b = integer(depth - 1);
        return {fmt::format("(({}) ? ({}) : ({}))", c.text, a.text, b.text),
                converted(a.type, b.type)};
      }
      case 12: {
        const Type t = integer_type();
        if (chance(25))
          return {fmt::format("(({})to_int({}))", spelled(t), floating(depth - 1).text), t};
        return {fmt::format("(({})({}))", spelled(t), integer(depth - 1).text), t};
      }
      default: {
        if (chance(60))
          return {fmt::format("sizeof({})",
                              (chance(70) ? integer(depth - 1) : floating(depth - 1)).text),
                  Type::u64};
        const Expr b = integer(depth - 1);
        return {fmt::format("(({}), ({}))", integer(0).text, b.text), b.type};
      }
    }
  }

  Expr floating(int depth) {
    if (depth <= 0) return primary(true);
    switch (below(5)) {
      case 0: {
        const Type t = one_of({Type::f32, Type::f64});
        return {fmt::format("(({})({}))", spelled(t),
                            (chance(60) ? integer(depth - 1) : floating(depth - 1)).text),
                t};
      }
      case 1: {
        const Expr a = floating(depth - 1), b = floating(depth - 1);
        const Type t = converted(a.type, b.type);
        return {fmt::format("(({}) / (({}) * ({}) + 1))", a.text, b.text, b.text), t};
      }
      case 2: {
        const Expr a = floating(depth - 1), b = integer(depth - 1);
        return {fmt::format("(({}) {} ({}))", a.text, one_of({'+', '-', '*'}), b.text), a.type};
      }
      default: {
        const Expr a = floating(depth - 1), b = floating(depth - 1);
        return {fmt::format("(({}) {} ({}))", a.text, one_of({'+', '-', '*'}), b.text),
                converted(a.type, b.type)};
      }
    }
  }

  // A value that may be assigned to a variable of type `t`.
  std::string value_for(Type t, int depth) {
    if (is_float(t)) return fmt::format("bound({})", floating(depth).text);
    if (chance(8)) return fmt::format("to_int({})", floating(depth - 1).text);
    return integer(depth).text;
  }

  // ---- statements ----
  Variable target() {
    if (chance(20)) {
      const int i = below(2);
      return {fmt::format("{}_a{}[({}) & 7]", prefix_, i, simple_integer()), array_types_[i]};
    }
    if (chance(10)) {
      const int i = below(2);
      return {fmt::format("{}_p{}[{}]", prefix_, i, below(4)), array_types_[i]};
    }
    return scope_[static_cast<std::size_t>(below(static_cast<int>(scope_.size())))];
  }

  void block(int statements, int depth) {
    for (int i = 0; i < statements; ++i) statement(depth);
  }

  void statement(int depth) {
    switch (below(depth < 3 ? 16 : 10)) {
      case 0:
      case 1:
      case 2:
      case 3:
        return assign();
      case 4:
      case 5:
        return compound();
      case 6:
        return step();
      case 7:
        line("  mix({});", integer(3).text);
        return;
      case 8:
        return call(depth);
      case 9:
        return structures();
      case 10:
      case 11:
        return branch(depth);
      case 12:
      case 13:
        return loop(depth);
      case 14:
        return choose(depth);
      default:
        line("  printf(\"%ld %x\\n\", (long)({}), (unsigned)({}));", integer(2).text,
             integer(2).text);
        return;
    }
  }

  void assign() {
    const Variable v = target();
    line("  {} = {};", v.name, value_for(v.type, 3));
  }

  void compound() {
    const Variable v = target();
    if (is_float(v.type)) {
      line("  {} = bound({} {} {});", v.name, v.name, one_of({'+', '-', '*'}), floating(1).text);
      return;
    }
    const Expr e = integer(2);
    const Type t = converted(v.type, e.type);
    if (is_unsigned(t) && chance(60))
      line("  {} {}= {};", v.name, one_of({'+', '-', '*', '&', '|', '^'}), e.text);
    else if (is_narrow(v.type) && chance(60))
      line("  {} {}= ({}) & 0x7fff;", v.name, one_of({'+', '-', '*', '&', '|', '^'}), e.text);
    else if (chance(30))
      line("  {} >>= ({}) & {};", v.name, e.text, bits(v.type) - 1);
    else if (chance(50))
      line("  {} {}= (({}) & 255) + 1;", v.name, one_of({'/', '%'}), e.text);
    else
      line("  {} {}= {};", v.name, one_of({'&', '|', '^'}), e.text);
  }

  void step() {
    const Variable v = scope_[static_cast<std::size_t>(below(static_cast<int>(scope_.size())))];
    const bool wraps = is_narrow(v.type) || is_unsigned(v.type);
    if (!wraps) return assign();
    const char* op = v.type == Type::boolean ? "++" : one_of({"++", "--"});
    if (chance(50))
      line("  mix((unsigned long)({}{}));", v.name, op);
    else
      line("  mix((unsigned long)({}{}));", op, v.name);
  }

  void call(int depth) {
    if (callees_.empty() || depth > 1) return assign();
    const Callee& f = callees_[static_cast<std::size_t>(below(static_cast<int>(callees_.size())))];
    const Variable v = target();
    std::string arguments;
    for (const Type t : f.parameters)
      arguments += fmt::format("{}{}", arguments.empty() ? "" : ", ", value_for(t, 2));
    // The target is evaluated by name alone, since the call may change what an index reads.
    const std::string to = v.name.find('[') == std::string::npos ? v.name : scope_.front().name;
    const bool to_float = is_float(to == v.name ? v.type : scope_.front().type);
    // A float result goes to an integer only through to_int, and to a float only within bounds.
    const char* around = to_float ? "bound" : is_float(f.result) ? "to_int" : "";
    line("  {} = {}({}({}));", to, around, f.name, arguments);
  }

  void structures() {
    switch (below(4)) {
      case 0:
        line("  {0}_s{1} = {0}_s{2};", prefix_, below(2), below(2));
        return;
      case 1:
        line("  {0}_s{1} = {0}_turn({0}_s{2}, ({3}) & 0xfff);", prefix_, below(2), below(2),
             simple_integer());
        return;
      case 2:
        line("  {0}_p{1} = &{0}_a{1}[({2}) & 3];", prefix_, below(2), simple_integer());
        return;
      default:
        line("  mix(sizeof(struct {0}_s) + ({0}_p{1} - {0}_a{1}));", prefix_, below(2));
        return;
    }
  }

  void branch(int depth) {
    line("  if ({}) {{", integer(2).text);
    block(1 + below(2), depth + 1);
    if (chance(50)) {
      line("  }} else {{");
      block(1 + below(2), depth + 1);
    }
    line("  }}");
  }

  void loop(int depth) {
    const std::string i = fmt::format("i{}", depth);
    const int times = 1 + below(5);
    switch (below(3)) {
      case 0:
        line("  for ({0} = 0; {0} < {1}; {0}++) {{", i, times);
        break;
      case 1:
        line("  for ({0} = {1}; {0} > 0; --{0}) {{", i, times);
        break;
      default:
        line("  {0} = {1}; while ({0}-- > 0) {{", i, times);
        break;
    }
    block(1 + below(3), depth + 1);
    if (chance(30)) line("  if ({}) {};", integer(1).text, one_of({"break", "continue"}));
    line("  }}");
  }

  void choose(int depth) {
    line("  switch (({}) & 3) {{", integer(2).text);
    for (int i = 0; i < 3; ++i) {
      line("  {}:", i == 2 ? "default" : fmt::format("case {}", i));
      statement(depth + 3);
      if (chance(60)) line("  break;");
    }
    line("  }}");
  }

  sim::Prng& prng_;
  std::string prefix_;
  std::string text_;
  std::vector<Variable> fields_, globals_, scope_;
  std::array<Type, 2> array_types_{};
  std::vector<Callee> callees_;
};

}  // namespace

std::string expression_case(sim::Prng& prng, int number) {
  return Generator(prng, number).program(number);
}

}  // namespace differential
