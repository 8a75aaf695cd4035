// What all stages of one compilation share: files, identifiers, memory, warnings, limits.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "sim/user/cc/arena.h"
#include "sim/user/cc/compile.h"
#include "sim/user/cc/ident_table.h"
#include "sim/user/cc/token.h"

namespace sim::cc {

// Bounds that keep a hostile text from exhausting time or memory.
constexpr int kMaxNesting = 256;     // parentheses, braces, declarators, blocks
constexpr int kMaxExprDepth = 2000;  // a + b + c + ...
constexpr int kMaxIncludeDepth = 64;
constexpr int kMaxIncludes = 4000;  // files entered in all, per source file
constexpr std::size_t kMaxFileBytes = 16u << 20;
constexpr std::size_t kMaxTokens = 4u << 20;           // after preprocessing
constexpr std::size_t kMaxExpandedTokens = 16u << 20;  // produced by macros on the way
constexpr std::int64_t kMaxObjectBytes = 1ll << 30;
constexpr std::int64_t kMaxInitializedBytes = 64ll << 20;
constexpr std::size_t kMaxInitItems = 4u << 20;

// Thrown inside the front end; compile_program turns it into a Result.
struct CompileError {
  Error error;
};

struct File {
  std::string name;                    // as messages show it
  std::string text;                    // lines joined where a backslash ended one
  std::vector<std::uint32_t> splices;  // offsets in `text` where a line was joined
  std::string original;                // the text as given, when it differs
  bool is_libc = false;
  bool lexed = false;
  std::vector<Token> tokens;
};

class Compilation {
 public:
  explicit Compilation(const CompileInput& input);

  const CompileInput& input;
  Arena arena;
  std::vector<std::string> warnings;

  Ident* intern(std::string_view name) { return idents_.intern(name); }
  bool predefined_done = false;  // the predefined macros are

  // Adds a file; its index is what Place::file holds.
  std::uint16_t add_file(std::string name, std::string text, bool is_libc);
  File& file(std::uint16_t index) { return *files_[index]; }
  std::size_t file_count() const { return files_.size(); }
  // Its tokens, lexed when first asked for.
  const std::vector<Token>& tokens(std::uint16_t index);

  // The file `<name>` of libc, or -1.
  int libc_header(std::string_view name);
  // The person's file `name`, or -1.
  int user_header(const std::string& name);

  [[noreturn]] void error(Place place, std::string message) const;
  void warn(Place place, const std::string& message);

 private:
  std::vector<std::unique_ptr<File>> files_;
  IdentTable idents_{arena};
  std::map<std::string, int, std::less<>> libc_headers_, user_headers_;
};

// Lexes `file` into preprocessing tokens.
std::vector<Token> lex(Compilation& compilation, std::uint16_t file);

// The single token that `text` spells, or kind end when it is not exactly one.
Token lex_single(Compilation& compilation, std::string_view text, Place place);

std::string_view punct_text(Punct punct);
// How a message names a token: "'foo'", "end of file", "a string".
std::string describe(const Token& token);

}  // namespace sim::cc
