// Directives: #define, #include, #if and their like.
#include "sim/user/cc/preprocess.h"

#include <fmt/format.h>

#include <algorithm>

namespace sim::cc {
namespace {

constexpr std::string_view kPredefined = R"(
#define __STDC__ 1
#define __STDC_VERSION__ 201710L
#define __STDC_HOSTED__ 1
#define __linux__ 1
#define __linux 1
#define linux 1
#define __gnu_linux__ 1
#define __unix__ 1
#define __unix 1
#define unix 1
#define __x86_64__ 1
#define __x86_64 1
#define __amd64__ 1
#define __LP64__ 1
#define _LP64 1
#define __ELF__ 1
#define __MSGSCOPE__ 1
#define __GNUC__ 12
#define __GNUC_MINOR__ 2
#define __GNUC_PATCHLEVEL__ 0
#define __VERSION__ "12.2.0"
#define __CHAR_BIT__ 8
#define __BYTE_ORDER__ 1234
#define __ORDER_LITTLE_ENDIAN__ 1234
#define __ORDER_BIG_ENDIAN__ 4321
#define __SIZEOF_SHORT__ 2
#define __SIZEOF_INT__ 4
#define __SIZEOF_LONG__ 8
#define __SIZEOF_LONG_LONG__ 8
#define __SIZEOF_POINTER__ 8
#define __SIZEOF_FLOAT__ 4
#define __SIZEOF_DOUBLE__ 8
#define __SIZEOF_LONG_DOUBLE__ 16
#define __SIZEOF_SIZE_T__ 8
#define __SIZEOF_PTRDIFF_T__ 8
#define __SIZEOF_WCHAR_T__ 4
#define __SIZEOF_WINT_T__ 4
#define __SCHAR_MAX__ 0x7f
#define __SHRT_MAX__ 0x7fff
#define __INT_MAX__ 0x7fffffff
#define __LONG_MAX__ 0x7fffffffffffffffL
#define __LONG_LONG_MAX__ 0x7fffffffffffffffLL
#define __SIZE_TYPE__ long unsigned int
#define __PTRDIFF_TYPE__ long int
#define __WCHAR_TYPE__ int
#define __INTPTR_TYPE__ long int
#define __UINTPTR_TYPE__ long unsigned int
#define __INTMAX_TYPE__ long int
#define __UINTMAX_TYPE__ long unsigned int
#define __INT8_TYPE__ signed char
#define __INT16_TYPE__ short int
#define __INT32_TYPE__ int
#define __UINT8_TYPE__ unsigned char
#define __UINT16_TYPE__ unsigned short int
#define __UINT32_TYPE__ unsigned int
#define __INT64_TYPE__ long int
#define __UINT64_TYPE__ long unsigned int
#define __WINT_TYPE__ unsigned int
#define __INTMAX_MAX__ 0x7fffffffffffffffL
#define __UINTMAX_MAX__ 0xffffffffffffffffUL
#define __SIZE_MAX__ 0xffffffffffffffffUL
#define __PTRDIFF_MAX__ 0x7fffffffffffffffL
#define __WCHAR_MAX__ 0x7fffffff
#define __DATE__ "Jan  1 2024"
#define __TIME__ "00:00:00"
#define __STDC_NO_COMPLEX__ 1
)";

bool is_name(const Token& t, std::string_view name) { return t.ident != nullptr && t.text == name; }

}  // namespace

Preprocessor::~Preprocessor() {
  for (Ident* ident : defined_) ident->macro = ident->predefined;
}

// Once in a compilation; every unit starts from there.
void Preprocessor::define_predefined() {
  if (c_.predefined_done) return;
  c_.predefined_done = true;
  const std::uint16_t index = c_.add_file("<built-in>", std::string(kPredefined), true);
  files_.push_back({&c_.tokens(index), 0, index, 0});
  while (next_raw().kind != Tok::end) {
  }
  using enum Macro::Builtin;
  for (auto [name, builtin] : {std::pair{"__FILE__", file}, std::pair{"__LINE__", line},
                               std::pair{"__COUNTER__", counter}}) {
    Macro* macro = c_.arena.make<Macro>();
    macro->name = c_.intern(name);
    macro->builtin = builtin;
    macro->name->macro = macro;
    defined_.push_back(macro->name);
  }
  for (Ident* ident : defined_) ident->predefined = ident->macro;
  defined_.clear();
}

std::vector<Token> Preprocessor::run(std::uint16_t index) {
  define_predefined();
  enter(index, Place{});
  const Ident* pragma_name = c_.intern("_Pragma");
  std::vector<Token> out;
  out.reserve(c_.tokens(index).size() + 256);
  for (;;) {
    out.push_back(next_expanded());
    out.back().pack = pack_;
    if (out.back().kind == Tok::end) break;
    if (out.back().ident == pragma_name) {
      const Token name = out.back();
      out.pop_back();
      pragma_operator(name);
    }
    if (out.size() > kMaxTokens) c_.error(out.back().place, "the program is too large");
  }
  out.back().place = Place{1, 0, index};
  const std::vector<Token>& own = c_.tokens(index);
  if (!own.empty()) out.back().place = own.back().place;
  return out;
}

void Preprocessor::enter(std::uint16_t index, Place place) {
  if (files_.size() >= kMaxIncludeDepth)
    c_.error(place, fmt::format("#include nested more than {} deep (does '{}' include itself?)",
                                kMaxIncludeDepth, c_.file(index).name));
  if (++includes_ > kMaxIncludes) c_.error(place, "too many #include directives");
  if (once_.count(index) != 0) return;
  entered_.insert(index);
  files_.push_back({&c_.tokens(index), 0, index, conditionals_.size()});
}

void Preprocessor::leave_file() {
  if (conditionals_.size() > files_.back().conditionals)
    c_.error(conditionals_.back().place, "this conditional has no #endif");
  files_.pop_back();
}

Preprocessor::TokenList Preprocessor::rest_of_line(FileContext& context) {
  TokenList line;
  const auto& tokens = *context.tokens;
  while (context.pos < tokens.size() && !tokens[context.pos].bol)
    line.push_back(tokens[context.pos++]);
  return line;
}

// Does the directive whose '#' was just read. May enter a file, so `context` is stale afterwards.
bool Preprocessor::directive(FileContext& context) {
  const auto& tokens = *context.tokens;
  const Place hash = tokens[context.pos - 1].place;
  if (context.pos >= tokens.size() || tokens[context.pos].bol) return true;  // "#" alone
  const Token name = tokens[context.pos++];
  if (name.kind == Tok::number) {  // "# 12 file", as preprocessed text has it
    --context.pos;
    renumber(rest_of_line(context), context.file, name.place);
    return true;
  }
  const std::string_view word = name.text;
  if (word == "if" || word == "ifdef" || word == "ifndef") {
    TokenList line = rest_of_line(context);
    const bool value = word == "if" ? if_condition(std::move(line), name.place)
                                    : is_defined_operand(line, name.place) == (word == "ifdef");
    conditional(value, hash);
    if (!value) skip_group(context);
  } else if (word == "elif" || word == "else") {
    if (conditionals_.size() <= context.conditionals)
      c_.error(name.place, fmt::format("#{} without #if", word));
    if (conditionals_.back().seen_else) c_.error(name.place, fmt::format("#{} after #else", word));
    conditionals_.back().seen_else = word == "else";
    rest_of_line(context);
    skip_group(context);  // the branch before was taken
  } else if (word == "endif") {
    if (conditionals_.size() <= context.conditionals) c_.error(name.place, "#endif without #if");
    conditionals_.pop_back();
    rest_of_line(context);
  } else if (word == "define") {
    define(rest_of_line(context), name.place);
  } else if (word == "undef") {
    undefine(rest_of_line(context), name.place);
  } else if (word == "include" || word == "include_next") {
    TokenList line = rest_of_line(context);
    include(line, name.place);
  } else if (word == "error" || word == "warning") {
    std::string text;
    for (const Token& t : rest_of_line(context)) {
      if (!text.empty() && t.space) text += ' ';
      text += t.text;
    }
    if (word == "error") c_.error(name.place, "#error " + text);
    c_.warn(name.place, "#warning " + text);
  } else if (word == "pragma") {
    const std::uint16_t file = context.file;
    pragma(rest_of_line(context), file, name.place);
  } else if (word == "line") {
    renumber(expand_list(rest_of_line(context)), context.file, name.place);
  } else if (word == "ident" || word == "sccs") {
    rest_of_line(context);
  } else {
    c_.error(name.place, fmt::format("unknown preprocessing directive '#{}'", word));
  }
  return true;
}

// #line: what __LINE__ and __FILE__ say from the next line on. Messages keep telling where the text
// really stands.
void Preprocessor::renumber(const TokenList& line, std::uint16_t file, Place place) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (line.empty() || line[0].kind != Tok::number || line[0].text.size() > 9 ||
      !std::all_of(line[0].text.begin(), line[0].text.end(), is_digit))
    c_.error(line.empty() ? place : line[0].place,
             fmt::format("expected a line number after #line, found {}",
                         line.empty() ? "the end of the line" : describe(line[0])));
  LineMark& mark = line_marks_[file];
  mark.offset = std::stoll(std::string(line[0].text)) - (static_cast<std::int64_t>(place.line) + 1);
  if (line.size() == 1) return;
  if (line[1].kind != Tok::string)
    c_.error(line[1].place,
             fmt::format("expected a file's name in quotes, found {}", describe(line[1])));
  mark.name = line[1].text;
}

void Preprocessor::conditional(bool condition, Place place) {
  if (conditionals_.size() >= 4096) c_.error(place, "conditionals are nested too deeply");
  conditionals_.push_back({place, condition, false});
}

// Skips branches until one is to be taken or the conditional ends.
void Preprocessor::skip_group(FileContext& context) {
  const auto& tokens = *context.tokens;
  int depth = 0;
  while (context.pos < tokens.size()) {
    const Token& t = tokens[context.pos++];
    if (!t.bol || !t.is(Punct::hash) || context.pos >= tokens.size() || tokens[context.pos].bol)
      continue;
    const Token& name = tokens[context.pos];
    const std::string_view word = name.text;
    if (word == "if" || word == "ifdef" || word == "ifndef") {
      ++depth;
    } else if (word == "endif") {
      if (depth-- > 0) continue;
      ++context.pos;
      rest_of_line(context);
      conditionals_.pop_back();
      return;
    } else if (depth == 0 && (word == "else" || word == "elif")) {
      ++context.pos;
      TokenList line = rest_of_line(context);
      Conditional& now = conditionals_.back();
      if (now.seen_else) c_.error(name.place, fmt::format("#{} after #else", word));
      now.seen_else = word == "else";
      if (now.taken) continue;
      if (word == "elif" && !if_condition(std::move(line), name.place)) continue;
      conditionals_.back().taken = true;
      return;
    }
  }
}

bool Preprocessor::is_defined_operand(const TokenList& line, Place place) {
  if (line.empty() || line[0].kind != Tok::ident)
    c_.error(place, fmt::format("expected a macro's name, found {}",
                                line.empty() ? "the end of the line" : describe(line[0])));
  return line[0].ident->macro != nullptr;
}

bool Preprocessor::if_condition(TokenList line, Place place) {
  TokenList resolved;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (!is_name(line[i], "defined")) {
      resolved.push_back(line[i]);
      continue;
    }
    const bool parens = i + 1 < line.size() && line[i + 1].is(Punct::lparen);
    const std::size_t at = i + (parens ? 2 : 1);
    if (at >= line.size() || line[at].kind != Tok::ident)
      c_.error(line[i].place, "expected a macro's name after 'defined'");
    if (parens && (at + 1 >= line.size() || !line[at + 1].is(Punct::rparen)))
      c_.error(line[at].place, "expected ')' after 'defined'");
    Token value = line[i];
    value.kind = Tok::number;
    value.text = line[at].ident->macro != nullptr ? "1" : "0";
    value.ident = nullptr;
    resolved.push_back(value);
    i = at + (parens ? 1 : 0);
  }
  return evaluate_condition(c_, expand_list(resolved), place);
}

void Preprocessor::define(const TokenList& line, Place place) {
  if (line.empty() || line[0].kind != Tok::ident)
    c_.error(line.empty() ? place : line[0].place,
             fmt::format("expected a macro's name after #define, found {}",
                         line.empty() ? "the end of the line" : describe(line[0])));
  if (line[0].text == "defined") c_.error(line[0].place, "'defined' cannot be a macro's name");
  Macro* macro = c_.arena.make<Macro>();
  macro->name = line[0].ident;
  std::vector<Ident*> names;
  std::size_t i = 1;
  if (i < line.size() && line[i].is(Punct::lparen) && !line[i].space)
    parse_parameters(*macro, line, ++i, names);
  macro->body = c_.arena.copy(std::span<const Token>(line).subspan(i));
  finish_body(*macro, names);
  defined_.push_back(macro->name);
  macro->name->macro = macro;
}

void Preprocessor::parse_parameters(Macro& macro, const TokenList& line, std::size_t& i,
                                    std::vector<Ident*>& names) {
  macro.function_like = true;
  auto expect_more = [&] {
    if (i >= line.size()) c_.error(line[0].place, "expected ')' after the macro's parameters");
  };
  expect_more();
  if (line[i].is(Punct::rparen)) {
    ++i;
    return;
  }
  for (;;) {
    expect_more();
    const Token& t = line[i++];
    if (t.is(Punct::ellipsis)) {
      names.push_back(c_.intern("__VA_ARGS__"));
      macro.variadic = true;
    } else if (t.kind == Tok::ident) {
      names.push_back(t.ident);
      if (i < line.size() && line[i].is(Punct::ellipsis)) {  // GNU: args...
        macro.variadic = true;
        ++i;
      }
    } else {
      c_.error(t.place, fmt::format("expected a parameter's name, found {}", describe(t)));
    }
    expect_more();
    const Token& separator = line[i++];
    if (separator.is(Punct::rparen)) break;
    if (!separator.is(Punct::comma) || macro.variadic)
      c_.error(separator.place,
               fmt::format("expected ',' or ')' in the macro's parameters, found {}",
                           describe(separator)));
  }
  macro.parameters = static_cast<int>(names.size());
}

void Preprocessor::finish_body(Macro& macro, const std::vector<Ident*>& names) {
  macro.parameter_of = c_.arena.copy(std::vector<int>(macro.body.size(), -1));
  for (std::size_t i = 0; i < macro.body.size(); ++i) {
    Token& t = macro.body[i];
    t.bol = false;
    if (t.ident == nullptr) continue;
    for (std::size_t p = 0; p < names.size(); ++p)
      if (names[p] == t.ident) macro.parameter_of[i] = static_cast<int>(p);
  }
  if (macro.body.empty()) return;
  if (macro.body.front().is(Punct::hashhash) || macro.body.back().is(Punct::hashhash))
    c_.error(macro.body.front().place, "'##' cannot be at either end of a macro");
  if (!macro.function_like) return;
  for (std::size_t i = 0; i < macro.body.size(); ++i)
    if (macro.body[i].is(Punct::hash) &&
        (i + 1 == macro.body.size() || macro.parameter_of[i + 1] < 0))
      c_.error(macro.body[i].place, "'#' is not followed by a macro parameter");
}

void Preprocessor::undefine(const TokenList& line, Place place) {
  is_defined_operand(line, place);
  if (line[0].ident->macro != nullptr) defined_.push_back(line[0].ident);
  line[0].ident->macro = nullptr;
}

int Preprocessor::find_include(const std::string& name, bool quoted, Place place) {
  if (quoted) {
    const std::string& from = c_.file(place.file).name;
    if (const auto slash = from.rfind('/'); slash != std::string::npos && from[0] != '<')
      if (int index = c_.user_header(from.substr(0, slash + 1) + name); index >= 0) return index;
    if (int index = c_.user_header(name); index >= 0) return index;
  }
  return c_.libc_header(name);
}

void Preprocessor::include(const TokenList& given, Place place) {
  TokenList line = given;
  if (!line.empty() && line[0].kind != Tok::header) line = expand_list(line);
  if (line.empty())
    c_.error(place, "expected \"FILE\" or <FILE> after #include, found the end of the line");
  std::string name;
  bool quoted = false;
  if (line[0].kind == Tok::header || line[0].kind == Tok::string) {
    quoted = line[0].text[0] == '"';
    name = line[0].text.substr(1, line[0].text.size() - 2);
  } else if (line[0].is(Punct::lt)) {  // from a macro
    for (std::size_t i = 1; i < line.size() && !line[i].is(Punct::gt); ++i) name += line[i].text;
  } else {
    c_.error(line[0].place, fmt::format("expected \"FILE\" or <FILE> after #include, found {}",
                                        describe(line[0])));
  }
  const int index = find_include(name, quoted, place);
  if (index < 0)
    c_.error(line[0].place, fmt::format("the header '{}' was not found", name) +
                                (quoted ? ""
                                 : name.find('.') == std::string::npos
                                     ? " (it looks like C++; msgscope runs C)"
                                     : " (it is not one of the supported headers)"));
  enter(static_cast<std::uint16_t>(index), place);
}

}  // namespace sim::cc
