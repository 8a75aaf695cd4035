// Preprocessing tokens and identifiers.
#pragma once

#include <cstdint>
#include <string_view>

namespace sim::cc {

struct Macro;
struct Symbol;
struct TagSymbol;

// A place in one of the compilation's files.
struct Place {
  std::uint32_t line = 0;
  std::uint16_t column = 0;
  std::uint16_t file = 0;
};

// clang-format off
#define SIM_CC_KEYWORDS(X)                                                                         \
  X(auto_, "auto")                                                                                 \
  X(break_, "break")                                                                               \
  X(case_, "case")                                                                                 \
  X(char_, "char")                                                                                 \
  X(const_, "const") X(continue_, "continue") X(default_, "default") X(do_, "do") X(               \
      double_, "double") X(else_, "else") X(enum_, "enum") X(extern_, "extern") X(float_, "float") \
      X(for_, "for") X(goto_, "goto") X(if_, "if") X(inline_, "inline") X(int_, "int") X(          \
          long_, "long") X(register_, "register") X(restrict_, "restrict") X(return_, "return")    \
          X(short_, "short") X(signed_, "signed") X(sizeof_, "sizeof") X(static_, "static")        \
              X(struct_, "struct") X(switch_, "switch") X(typedef_, "typedef") X(union_, "union")  \
                  X(unsigned_, "unsigned") X(void_, "void") X(volatile_, "volatile") X(            \
                      while_, "while") X(alignas_, "_Alignas") X(alignof_, "_Alignof")             \
                      X(atomic_, "_Atomic") X(bool_, "_Bool") X(complex_, "_Complex") X(           \
                          generic_, "_Generic") X(noreturn_, "_Noreturn")                          \
                          X(static_assert_, "_Static_assert") X(thread_local_, "_Thread_local")    \
                              X(typeof_, "typeof") X(asm_, "asm")                                  \
                                  X(attribute_, "__attribute__") X(extension_, "__extension__")    \
                                      X(va_arg_, "__builtin_va_arg")                               \
                                          X(offsetof_, "__builtin_offsetof")                       \
                                              X(types_compatible_, "__builtin_types_compatible_p") \
                                                  X(choose_expr_, "__builtin_choose_expr")
// clang-format on

enum class Keyword : std::uint8_t {
  none,
#define SIM_CC_KEYWORD(name, text) name,
  SIM_CC_KEYWORDS(SIM_CC_KEYWORD)
#undef SIM_CC_KEYWORD
};

// An interned identifier: two identifiers are the same when their pointers are.
struct Ident {
  std::string_view name;
  std::uint32_t id = 0;  // counts from 0
  Keyword keyword = Keyword::none;
  Macro* predefined = nullptr;     // what it is a macro for before the first line
  Macro* macro = nullptr;          // in the translation unit being preprocessed
  Symbol* local = nullptr;         // innermost block-scope meaning in the function being parsed
  TagSymbol* local_tag = nullptr;  // the same for struct, union and enum tags
};

// clang-format off
#define SIM_CC_PUNCTS(X)                                                                          \
  X(lbracket, "[")                                                                                \
  X(rbracket, "]")                                                                                \
  X(lparen, "(")                                                                                  \
  X(rparen, ")")                                                                                  \
  X(lbrace, "{") X(rbrace, "}") X(dot, ".") X(arrow, "->") X(inc, "++") X(dec, "--") X(amp, "&")  \
      X(star, "*") X(plus, "+") X(minus, "-") X(tilde, "~") X(bang, "!") X(slash, "/")            \
          X(percent, "%") X(shl, "<<") X(shr, ">>") X(lt, "<") X(gt, ">") X(le, "<=") X(ge, ">=") \
              X(eq, "==") X(ne, "!=") X(caret, "^") X(pipe, "|") X(andand, "&&") X(oror, "||")    \
                  X(question, "?") X(colon, ":") X(semi, ";") X(ellipsis, "...") X(assign, "=")   \
                      X(mul_assign, "*=") X(div_assign, "/=") X(mod_assign, "%=")                 \
                          X(add_assign, "+=") X(sub_assign, "-=") X(shl_assign, "<<=")            \
                              X(shr_assign, ">>=") X(and_assign, "&=") X(xor_assign, "^=")        \
                                  X(or_assign, "|=") X(comma, ",") X(hash, "#") X(hashhash, "##")
// clang-format on

enum class Punct : std::uint8_t {
  none,
#define SIM_CC_PUNCT(name, text) name,
  SIM_CC_PUNCTS(SIM_CC_PUNCT)
#undef SIM_CC_PUNCT
};

enum class Tok : std::uint8_t { end, ident, number, string, character, punct, header, other };

struct Token {
  Tok kind = Tok::end;
  Punct punct = Punct::none;
  bool bol : 1 = false;        // first token of its line
  bool space : 1 = false;      // white space before it
  bool no_expand : 1 = false;  // named a macro that was being expanded: never expand it
  std::uint8_t pack = 0;       // the #pragma pack that holds here; 0: none
  Place place;
  std::string_view text;  // the spelling
  Ident* ident = nullptr;

  bool is(Punct p) const { return punct == p; }
  bool is(Keyword k) const { return ident != nullptr && ident->keyword == k; }
};

}  // namespace sim::cc
