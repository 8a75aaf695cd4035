#include "sim/user/cc/compilation.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/user/cc/libc_table.h"

namespace sim::cc {
namespace {

struct KeywordName {
  std::string_view text;
  Keyword keyword;
};

constexpr KeywordName kKeywords[] = {
#define SIM_CC_KEYWORD(name, text) {text, Keyword::name},
    SIM_CC_KEYWORDS(SIM_CC_KEYWORD)
#undef SIM_CC_KEYWORD
        {"__inline", Keyword::inline_},
    {"__inline__", Keyword::inline_},
    {"__const", Keyword::const_},
    {"__const__", Keyword::const_},
    {"__volatile", Keyword::volatile_},
    {"__volatile__", Keyword::volatile_},
    {"__restrict", Keyword::restrict_},
    {"__restrict__", Keyword::restrict_},
    {"__signed", Keyword::signed_},
    {"__signed__", Keyword::signed_},
    {"__attribute", Keyword::attribute_},
    {"__typeof", Keyword::typeof_},
    {"__typeof__", Keyword::typeof_},
    {"__alignof", Keyword::alignof_},
    {"__alignof__", Keyword::alignof_},
    {"__thread", Keyword::thread_local_},
    {"__asm", Keyword::asm_},
    {"__asm__", Keyword::asm_},
    {"__complex__", Keyword::complex_},
};

// Joins lines that end in a backslash.
void join_lines(File& file) {
  if (file.text.find("\\\n") == std::string::npos && file.text.find("\\\r\n") == std::string::npos)
    return;
  file.original = file.text;
  std::string joined;
  joined.reserve(file.text.size());
  const std::string& text = file.original;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\') {
      const std::size_t skip = text.compare(i + 1, 1, "\n") == 0     ? 1
                               : text.compare(i + 1, 2, "\r\n") == 0 ? 2
                                                                     : 0;
      if (skip != 0) {
        file.splices.push_back(static_cast<std::uint32_t>(joined.size()));
        i += skip;
        continue;
      }
    }
    joined += text[i];
  }
  file.text = std::move(joined);
}

}  // namespace

Compilation::Compilation(const CompileInput& given) : input(given) {
  for (const KeywordName& k : kKeywords) intern(k.text)->keyword = k.keyword;
}

std::uint16_t Compilation::add_file(std::string name, std::string text, bool is_libc) {
  auto file = std::make_unique<File>();
  file->name = std::move(name);
  file->text = std::move(text);
  file->is_libc = is_libc;
  const auto index = static_cast<std::uint16_t>(files_.size());
  files_.push_back(std::move(file));
  if (files_.size() > 0xfff0) error(Place{}, "too many files are included");
  if (files_.back()->text.size() > kMaxFileBytes)
    error(Place{1, 0, index}, "the file is too large (the limit is 16 MiB)");
  join_lines(*files_.back());
  return index;
}

const std::vector<Token>& Compilation::tokens(std::uint16_t index) {
  File& f = file(index);
  if (!f.lexed) {
    f.tokens = lex(*this, index);
    f.lexed = true;
  }
  return f.tokens;
}

int Compilation::libc_header(std::string_view name) {
  if (auto it = libc_headers_.find(name); it != libc_headers_.end()) return it->second;
  const auto headers = libc_headers();
  auto found = std::find_if(headers.begin(), headers.end(),
                            [&](const LibcFile& h) { return h.name == name; });
  const int index = found == headers.end()
                        ? -1
                        : add_file(fmt::format("<{}>", name), std::string(found->text), true);
  libc_headers_.emplace(std::string(name), index);
  return index;
}

int Compilation::user_header(const std::string& name) {
  if (auto it = user_headers_.find(name); it != user_headers_.end()) return it->second;
  int index = -1;
  if (input.read_include)
    if (std::optional<std::string> text = input.read_include(name))
      index = add_file(name, std::move(*text), false);
  user_headers_.emplace(name, index);
  return index;
}

void Compilation::error(Place place, std::string message) const {
  SourcePlace where{input.file, static_cast<int>(place.line), static_cast<int>(place.column)};
  if (place.file < files_.size()) where.file = files_[place.file]->name;
  throw CompileError{Error{std::move(where), std::move(message)}};
}

void Compilation::warn(Place place, const std::string& message) {
  if (place.file >= files_.size() || file(place.file).is_libc || warnings.size() >= 200) return;
  std::string text = fmt::format("{}:{}:{}: warning: {}", file(place.file).name, place.line,
                                 place.column, message);
  if (std::find(warnings.begin(), warnings.end(), text) == warnings.end())
    warnings.push_back(std::move(text));
}

}  // namespace sim::cc
