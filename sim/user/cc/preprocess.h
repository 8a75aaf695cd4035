// The preprocessor: one source file and what it includes to the tokens the parser reads.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "sim/user/cc/compilation.h"

namespace sim::cc {

struct Macro {
  enum class Builtin : std::uint8_t { none, file, line, counter };
  Ident* name = nullptr;
  bool function_like = false, variadic = false;
  bool disabled = false;  // its expansion is being read
  Builtin builtin = Builtin::none;
  int parameters = 0;  // with the variadic one
  std::span<Token> body;
  std::span<int> parameter_of;  // for each body token: which parameter it names, or -1
};

class Preprocessor {
 public:
  explicit Preprocessor(Compilation& compilation) : c_(compilation) {}
  ~Preprocessor();
  Preprocessor(const Preprocessor&) = delete;
  Preprocessor& operator=(const Preprocessor&) = delete;

  // The tokens of file `index`, all macros expanded, all directives done; ends with kind end.
  std::vector<Token> run(std::uint16_t index);
  // Afterwards: the files that were entered.
  const std::set<std::uint16_t>& entered() const { return entered_; }

 private:
  // Where tokens come from: files (innermost last), and above them lists of tokens of expansions.
  struct FileContext {
    const std::vector<Token>* tokens;
    std::size_t pos = 0;
    std::uint16_t file = 0;
    std::size_t conditionals = 0;  // how many were open when it was entered
  };
  struct ListContext {
    std::span<const Token> tokens;
    std::size_t pos = 0;
    Macro* macro = nullptr;  // enabled again when the list ends
  };
  struct Conditional {
    Place place;
    bool taken = false;  // some branch was
    bool seen_else = false;
  };
  struct LineMark {  // of a file with #line
    std::int64_t offset = 0;
    std::string_view name;  // in quotes; empty: the file's own
  };
  using TokenList = std::vector<Token>;

  // preprocess.cpp: directives
  void define_predefined();
  bool directive(FileContext& context);
  TokenList rest_of_line(FileContext& context);
  void define(const TokenList& line, Place place);
  void parse_parameters(Macro& macro, const TokenList& line, std::size_t& i,
                        std::vector<Ident*>& names);
  void finish_body(Macro& macro, const std::vector<Ident*>& names);
  void undefine(const TokenList& line, Place place);
  void include(const TokenList& line, Place place);
  int find_include(const std::string& name, bool quoted, Place place);
  void enter(std::uint16_t index, Place place);
  void renumber(const TokenList& line, std::uint16_t file, Place place);
  void conditional(bool condition, Place place);
  void skip_group(FileContext& context);
  bool if_condition(TokenList line, Place place);
  bool is_defined_operand(const TokenList& line, Place place);
  void leave_file();

  // pragma.cpp
  void pragma(const TokenList& line, std::uint16_t file, Place place);
  void pragma_pack(const TokenList& line, Place place);
  void pragma_operator(const Token& name);

  // macro.cpp: expansion
  Token next_raw();
  Token next_expanded();
  bool next_is_lparen();
  bool expand(const Token& name, Macro& macro);
  bool expand_builtin(const Token& name, const Macro& macro);
  std::vector<TokenList> collect_arguments(const Token& name, const Macro& macro);
  TokenList expand_list(std::span<const Token> tokens);
  TokenList substitute(const Token& name, const Macro& macro, std::vector<TokenList>& arguments);
  Token stringify(const TokenList& argument, Place place);
  Token paste(const Token& left, const Token& right);
  void push_list(TokenList tokens, Macro* macro);
  void pop_list();

  Compilation& c_;
  std::vector<FileContext> files_;
  std::vector<ListContext> lists_;
  std::size_t list_floor_ = 0;  // lists below belong to an outer expansion
  bool collecting_ = false;     // arguments are being read: do not leave the file
  std::vector<Conditional> conditionals_;
  std::vector<Ident*> defined_;
  std::map<std::uint16_t, LineMark> line_marks_;
  std::set<std::uint16_t> once_;  // files with #pragma once
  std::uint8_t pack_ = 0;         // the most that a member is aligned to; 0: any
  struct PackEntry {
    std::uint8_t pack = 0;
    std::string_view name;
  };
  std::vector<PackEntry> pack_stack_;
  std::set<std::uint16_t> entered_;
  std::size_t expanded_tokens_ = 0;
  int includes_ = 0, expansion_depth_ = 0, counter_ = 0;
};

// The value of a #if expression; `line` has no identifiers left that mean anything.
bool evaluate_condition(Compilation& compilation, const std::vector<Token>& line, Place place);

}  // namespace sim::cc
