#include "sim/analysis/messages.h"

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <tuple>

#include "sim/analysis/messages_data.h"

namespace sim::analysis {
namespace {

// A few letters fit almost anything: such a pattern needs parts that are known.
constexpr std::size_t kFewLetters = 6;
constexpr int kMaxDepth = 64;
// How often a pattern's parts are tried on one message; what no pattern fits ends here at worst.
constexpr int kMaxTries = 10'000;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_wide(char c) { return (static_cast<unsigned char>(c) & 0x80) != 0; }
bool is_quote(char c) { return c == '\'' || c == '"' || c == '`'; }

// One text in quotes, not two with words between them.
bool is_quoted(std::string_view s) {
  if (s.size() < 2 || !is_quote(s.front()) || s.front() != s.back()) return false;
  for (std::size_t i = 1; i + 2 < s.size(); ++i)
    if (s[i] == s.front() && s[i - 1] != '\\' && s[i + 1] == ' ') return false;
  return true;
}

// Numbers, times and what is quoted are the same in every language.
bool speaks_for_itself(std::string_view s) {
  if (std::none_of(s.begin(), s.end(), is_letter) || is_quoted(s)) return true;
  const std::size_t unit = s.find_first_not_of("-0123456789.");
  if (unit == 0) return false;
  std::string_view name = s.substr(unit);
  if (name.starts_with(' ')) name.remove_prefix(1);
  return name == "ns" || name == "us" || name == "ms" || name == "s";
}

std::string_view trimmed(std::string_view s) {
  while (s.starts_with(' ')) s.remove_prefix(1);
  while (s.ends_with(' ')) s.remove_suffix(1);
  return s;
}

// Between two Chinese words there is no space.
void append(std::string& out, std::string_view s) {
  if (out.ends_with(' ') && s.starts_with(' ')) s.remove_prefix(1);  // an empty part
  if (s.empty()) return;
  if (out.ends_with(' ') && out.size() > 1 && is_wide(out[out.size() - 2]) && is_wide(s.front()))
    out.pop_back();
  if (!out.empty() && is_wide(out.back()) && s.size() > 1 && s.front() == ' ' && is_wide(s[1]))
    s.remove_prefix(1);
  out += s;
}

}  // namespace

// One message on its way through the patterns.
class Translation {
 public:
  Translation(const MessageCatalog& catalog, bool only_words)
      : catalog_(catalog), only_words_(only_words) {}

  // Every part of it must be known.
  std::optional<std::string> whole(std::string_view text, int depth = 0) {
    if (depth > kMaxDepth) return std::nullopt;
    for (const Pattern& p : catalog_.patterns_) {
      std::optional<std::string> done;
      const auto accept = [&](const Parts& parts) {
        done = fill(p, parts, true, depth);
        return done.has_value();
      };
      Parts parts;
      if (may_fit(p, text) && match(p, 0, text, parts, accept)) return done;
    }
    return std::nullopt;
  }

  // As much of it as is known.
  std::string best(std::string_view text) {
    if (auto done = whole(text)) return *done;
    for (const Pattern& p : catalog_.patterns_) {
      Parts parts;
      std::optional<std::string> done;
      const auto accept = [&](const Parts& cut) {
        done = fill(p, cut, false, 0);
        return true;
      };
      if (p.letters >= kFewLetters && may_fit(p, text) && match(p, 0, text, parts, accept))
        return *done;
    }
    return std::string(text);
  }

 private:
  using Pattern = MessageCatalog::Pattern;
  using Parts = std::vector<std::string_view>;

  // Whether the literals stand in the text in their order: most patterns end here.
  static bool may_fit(const Pattern& p, std::string_view text) {
    if (p.length > text.size() || !text.starts_with(p.literals.front()) ||
        !text.ends_with(p.literals.back()))
      return false;
    std::size_t from = 0;
    for (const std::string& literal : p.literals) {
      from = text.find(literal, from);
      if (from == std::string_view::npos) return false;
      from += literal.size();
    }
    return true;
  }

  // Whether the text fits from the literal `at` on; tries every way to cut it, shortest parts
  // first, until one is accepted.
  bool match(const Pattern& p, std::size_t at, std::string_view text, Parts& parts,
             const std::function<bool(const Parts&)>& accept) {
    const std::string& literal = p.literals[at];
    const bool last = at + 1 == p.literals.size();
    if (at == 0) {
      if (!text.starts_with(literal)) return false;
      text.remove_prefix(literal.size());
      return last ? text.empty() && accept(parts) : match(p, 1, text, parts, accept);
    }
    if (last) {
      if (!text.ends_with(literal)) return false;
      parts.push_back(text.substr(0, text.size() - literal.size()));
      const bool taken = ++tries_ < kMaxTries && accept(parts);
      parts.pop_back();
      return taken;
    }
    for (std::size_t end = text.find(literal); end != std::string_view::npos && tries_ < kMaxTries;
         end = text.find(literal, end + 1)) {
      ++tries_;
      parts.push_back(text.substr(0, end));
      const bool taken = match(p, at + 1, text.substr(end + literal.size()), parts, accept);
      parts.pop_back();
      if (taken) return true;
    }
    return false;
  }

  static bool in_quotes(const Pattern& p, std::size_t hole) {
    const std::string &before = p.literals[hole], &behind = p.literals[hole + 1];
    return !before.empty() && !behind.empty() && is_quote(before.back()) &&
           before.back() == behind.front();
  }

  // The translation with its parts; nothing when they must be known and one is not.
  std::optional<std::string> fill(const Pattern& p, const Parts& parts, bool all_known, int depth) {
    std::string out;
    std::string_view rest = p.translation;
    while (!rest.empty()) {
      const std::size_t open = rest.find('{');
      const bool as_is = open + 1 < rest.size() && rest[open + 1] == '=';
      const std::size_t digit = open + (as_is ? 2 : 1);
      if (open == std::string_view::npos || digit + 1 >= rest.size() || rest[digit + 1] != '}') {
        // A brace of its own: `expected '{'`.
        const std::size_t taken = open == std::string_view::npos ? rest.size() : open + 1;
        append(out, rest.substr(0, taken));
        rest.remove_prefix(taken);
        continue;
      }
      append(out, rest.substr(0, open));
      rest.remove_prefix(digit + 2);
      const auto hole =
          static_cast<std::size_t>(p.translation[p.translation.size() - rest.size() - 2] - '0');
      if (hole >= parts.size()) continue;
      const std::string_view part = parts[hole];
      const std::string_view text = trimmed(part);
      if (in_quotes(p, hole) || speaks_for_itself(text) ||
          (as_is && !(only_words_ && text.find(' ') != std::string_view::npos))) {
        append(out, part);
      } else if (auto known = whole(text, depth + 1)) {
        append(out, *known);
      } else if (all_known) {
        return std::nullopt;
      } else {
        append(out, part);
      }
    }
    return out;
  }

  const MessageCatalog& catalog_;
  bool only_words_;  // what a translation takes as it is must be one word
  int tries_ = 0;
};

MessageCatalog::MessageCatalog(std::string_view json) {
  const auto parsed = nlohmann::ordered_json::parse(json);
  for (const auto& [key, value] : parsed.items()) {
    Pattern p;
    p.translation = value.get<std::string>();
    std::size_t from = 0;
    for (std::size_t hole; (hole = key.find("{}", from)) != std::string::npos; from = hole + 2)
      p.literals.push_back(key.substr(from, hole - from));
    p.literals.push_back(key.substr(from));
    for (const std::string& l : p.literals) {
      p.length += l.size();
      p.letters += static_cast<std::size_t>(std::count_if(l.begin(), l.end(), is_letter));
    }
    patterns_.push_back(std::move(p));
  }
  std::stable_sort(patterns_.begin(), patterns_.end(),
                   [](const Pattern& a, const Pattern& b) { return a.length > b.length; });
}

const MessageCatalog& MessageCatalog::chinese() {
  static const MessageCatalog catalog(kMessagesZh);  // never changes
  return catalog;
}

std::string MessageCatalog::translate(std::string_view message) const {
  return Translation(*this, false).best(message);
}

bool MessageCatalog::covers(std::string_view message) const {
  return speaks_for_itself(message) || Translation(*this, true).whole(message).has_value();
}

std::vector<std::string> MessageCatalog::translations() const {
  std::vector<std::string> all;
  for (const Pattern& p : patterns_) all.push_back(p.translation);
  return all;
}

std::string translate(std::string_view message, Lang lang) {
  return lang == Lang::zh ? MessageCatalog::chinese().translate(message) : std::string(message);
}

std::string to_string(const Error& error, Lang lang) {
  return translate_lines(error.to_string(), lang);
}

namespace {

std::string translate_line(std::string_view line) {
  using Word = std::tuple<std::string_view, std::string_view>;
  for (const auto& [word, translation] : {Word{"error: ", "错误："}, Word{"warning: ", "警告："}}) {
    const std::size_t at = line.find(word);
    if (at == std::string_view::npos) continue;
    // Before it stands a place or nothing.
    if (at > 0 && (at < 2 || line.substr(at - 2, 2) != ": ")) continue;
    return std::string(line.substr(0, at)) + std::string(translation) +
           translate(line.substr(at + word.size()), Lang::zh);
  }
  return translate(line, Lang::zh);
}

}  // namespace

std::string translate_lines(std::string_view text, Lang lang) {
  if (lang != Lang::zh) return std::string(text);
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end > 0) out += translate_line(text.substr(0, end));
    if (end < text.size()) out += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

}  // namespace sim::analysis
