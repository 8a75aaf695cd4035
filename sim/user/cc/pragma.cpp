// #pragma and _Pragma: what changes the meaning of a program is done or told, the rest is ignored.
#include <fmt/format.h>

#include <algorithm>

#include "sim/user/cc/preprocess.h"

namespace sim::cc {
namespace {

// For the optimizer, for warnings, or for other tools.
constexpr std::string_view kHarmless[] = {"STDC",   "GCC",       "clang", "omp",     "message",
                                          "region", "endregion", "mark",  "comment", "warning"};
constexpr std::string_view kUnsupported[] = {"weak",      "redefine_extname",     "push_macro",
                                             "pop_macro", "scalar_storage_order", "ms_struct"};

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

void Preprocessor::pragma(const TokenList& line, std::uint16_t file, Place place) {
  if (line.empty()) return;
  const std::string_view word = line[0].text;
  if (word == "once") {
    once_.insert(file);
  } else if (word == "pack") {
    TokenList arguments(line.begin() + 1, line.end());
    pragma_pack(expand_list(arguments), place);
  } else if (is_one_of(word, kUnsupported)) {
    c_.error(place, fmt::format("'#pragma {}' is not supported", word));
  } else if (!is_one_of(word, kHarmless)) {
    c_.warn(place, fmt::format("'#pragma {}' is not known and is ignored", word));
  }
}

// pack(), pack(n), pack(push), pack(push, n), pack(push, name, n), pack(pop), pack(pop, name)
void Preprocessor::pragma_pack(const TokenList& line, Place place) {
  const auto malformed = [&] {
    c_.warn(place,
            "a malformed '#pragma pack' is ignored: expected pack(), pack(n), "
            "pack(push, n) or pack(pop), n one of 1, 2, 4, 8, 16");
  };
  std::vector<std::string_view> words;
  if (line.size() < 2 || !line.front().is(Punct::lparen) || !line.back().is(Punct::rparen))
    return malformed();
  for (std::size_t i = 1; i + 1 < line.size(); ++i) {
    if (i % 2 == 0 && !line[i].is(Punct::comma)) return malformed();
    if (i % 2 == 1) words.push_back(line[i].text);
  }
  const auto number = [](std::string_view word) -> int {
    if (word == "0") return 0;
    constexpr std::string_view kSizes[] = {"1", "2", "4", "8", "16"};
    for (int i = 0; i < 5; ++i)
      if (word == kSizes[i]) return 1 << i;
    return -1;
  };
  const bool is_push = !words.empty() && words[0] == "push";
  const bool is_pop = !words.empty() && words[0] == "pop";
  if (is_push || is_pop) words.erase(words.begin());
  int pack = is_push ? pack_ : 0;
  const bool sized = !is_pop && !words.empty() && number(words.back()) >= 0;
  if (sized) {
    pack = number(words.back());
    words.pop_back();
  }
  if (words.size() > (is_push || is_pop ? 1u : 0u)) return malformed();
  const std::string_view name = words.empty() ? "" : words[0];
  if (is_push) pack_stack_.push_back({pack_, name});
  if (is_pop) {
    std::size_t keep = pack_stack_.size();
    do {
      if (keep == 0) {
        c_.warn(place, "'#pragma pack(pop)' without a matching push is ignored");
        return;
      }
      --keep;
    } while (!name.empty() && pack_stack_[keep].name != name);
    pack = pack_stack_[keep].pack;
    pack_stack_.resize(keep);
  }
  pack_ = static_cast<std::uint8_t>(pack);
}

// _Pragma("...")
void Preprocessor::pragma_operator(const Token& name) {
  const Token open = next_expanded(), text = next_expanded(), close = next_expanded();
  if (!open.is(Punct::lparen) || text.kind != Tok::string || !close.is(Punct::rparen) ||
      text.text.size() < 2 || text.text[0] != '"')
    c_.error(name.place, "expected a string in parentheses after '_Pragma'");
  std::string plain;
  for (std::size_t i = 1; i + 1 < text.text.size(); ++i) {
    if (text.text[i] == '\\' && i + 2 < text.text.size()) ++i;
    plain += text.text[i];
  }
  const std::uint16_t index = c_.add_file("<_Pragma>", plain, true);
  TokenList line = c_.tokens(index);
  while (!line.empty() && line.back().kind == Tok::end) line.pop_back();
  pragma(line, name.place.file, name.place);
}

}  // namespace sim::cc
