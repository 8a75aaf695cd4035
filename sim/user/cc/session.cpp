#include "sim/user/cc/session.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/user/cc/libc_table.h"
#include "sim/user/cc/parser.h"

namespace sim::cc {
namespace {

bool word_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// Whether `word` occurs in `text` as a whole word.
bool has_word(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
    const bool begins = at == 0 || !word_char(text[at - 1]);
    const std::size_t end = at + word.size();
    if (begins && (end == text.size() || !word_char(text[end]))) return true;
  }
  return false;
}

// Whether a header's text declares `word`: a macro, a function, a type, a variable or a constant,
// not just a parameter of that name.
bool declares(std::string_view text, std::string_view word) {
  if (!has_word(text, word)) return false;
  for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at > 0 && word_char(text[at - 1])) || (end < text.size() && word_char(text[end])))
      continue;
    const std::size_t begin = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
    const std::string_view before = text.substr(begin, at - begin);
    const char after = end < text.size() ? text[end] : '\n';
    if (before == "#define " || after == '(' || before.starts_with("typedef ") ||
        before.starts_with("extern ") || before.starts_with("} ") ||
        (before == "  " && (after == ',' || after == ' ' || after == '\n')))
      return true;
  }
  return false;
}

// Collects the names that C source `text` may define at file scope: those outside of all braces
// that are followed by what a definition goes on with. Too many do no harm.
class DefinitionScanner {
 public:
  explicit DefinitionScanner(std::string_view text) : text_(text) {}

  template <class F>
  void run(F&& found) {
    int braces = 0, parens = 0;
    while (pos_ < text_.size()) {
      const char c = text_[pos_];
      if (skip_noise()) continue;
      if (braces == 0 && parens == 0 && word_char(c)) {
        const std::size_t begin = pos_;
        while (pos_ < text_.size() && word_char(text_[pos_])) ++pos_;
        const std::string_view word = text_.substr(begin, pos_ - begin);
        std::size_t next = pos_;
        while (next < text_.size() && (text_[next] == ' ' || text_[next] == '\n')) ++next;
        const char after = next < text_.size() ? text_[next] : '\0';
        if (after == '(' || after == '=' || after == ';' || after == '[' || after == ',')
          found(word);
        continue;
      }
      if (c == '{') ++braces;
      if (c == '}') --braces;
      if (c == '(') ++parens;
      if (c == ')') --parens;
      ++pos_;
    }
  }

 private:
  bool starts(std::string_view s) const { return text_.compare(pos_, s.size(), s) == 0; }
  void skip_past(std::string_view end) {
    pos_ = std::min(text_.find(end, pos_), text_.size() - end.size()) + end.size();
  }

  // Comments, strings and preprocessor lines.
  bool skip_noise() {
    const char c = text_[pos_];
    if (starts("/*")) return pos_ += 2, skip_past("*/"), true;
    if (starts("//")) return skip_past("\n"), true;
    if (c == '#' && (pos_ == 0 || text_[pos_ - 1] == '\n')) {
      do {
        skip_past("\n");
      } while (pos_ >= 2 && pos_ < text_.size() && text_[pos_ - 2] == '\\');
      return true;
    }
    if (c != '"' && c != '\'') return false;
    for (++pos_; pos_ < text_.size() && text_[pos_] != c; ++pos_)
      if (text_[pos_] == '\\') ++pos_;
    ++pos_;
    return true;
  }

  std::string_view text_;
  std::size_t pos_ = 0;
};

}  // namespace

Session::Session(Compilation& compilation)
    : c(compilation), types(compilation.arena), loaded_(libc_sources().size(), false) {}

Session::~Session() = default;

Entity* Session::make_entity() { return c.arena.make<Entity>(); }

Entity* Session::external(Ident* name, bool libc) {
  Entity*& entity = externals_[libc ? 1 : 0][name];
  if (entity == nullptr) {
    entity = make_entity();
    entity->name = name;
    entity->is_libc = libc;
  }
  return entity;
}

Entity* Session::resolve(Entity* entity) {
  if (entity->is_defined || entity->is_static) return entity->is_defined ? entity : nullptr;
  if (Entity* named = resolve_name(entity->name); named != nullptr) return named;
  // One object has two names.
  return entity->name->name == "environ" ? resolve_name(c.intern("__environ")) : nullptr;
}

Entity* Session::resolve_name(Ident* name) {
  for (int attempt = 0; attempt < 2; ++attempt) {
    for (const auto& table : externals_)
      if (Entity* other = table.get(name); other != nullptr && other->is_defined) return other;
    if (attempt == 0 && !load_definition(name)) break;
  }
  return nullptr;
}

// The libc sources that may define `name`.
std::vector<int> Session::sources_of(std::string_view name) {
  const auto sources = libc_sources();
  if (!indexed_) {
    for (std::size_t i = 0; i < sources.size(); ++i)
      DefinitionScanner(sources[i].text).run([&](std::string_view found) {
        index_.emplace_back(found, static_cast<int>(i));
      });
    std::sort(index_.begin(), index_.end());
    indexed_ = true;
  }
  std::vector<int> out;
  for (auto it = std::lower_bound(index_.begin(), index_.end(), std::pair(name, 0));
       it != index_.end() && it->first == name; ++it)
    if (out.empty() || out.back() != it->second) out.push_back(it->second);
  return out;
}

bool Session::load_definition(Ident* name) {
  bool any = false;
  for (int i : sources_of(name->name)) {
    const auto source = static_cast<std::size_t>(i);
    if (loaded_[source]) continue;
    loaded_[source] = true;
    any = true;
    const LibcFile& file = libc_sources()[source];
    const std::uint16_t index =
        c.add_file(fmt::format("libc/{}", file.name), std::string(file.text), true);
    units_.push_back(std::make_unique<Unit>(*this, index, true));
    units_.back()->parse();
  }
  return any;
}

bool Session::has_libc_definition(Ident* name) { return !sources_of(name->name).empty(); }

std::string Session::header_of(Ident* name) {
  for (const LibcFile& header : libc_headers())
    if (!header.name.starts_with("bits/") && declares(header.text, name->name))
      return std::string(header.name);
  return "";
}

bool Session::needs_gnu_source(std::string_view header, const Ident* name) {
  const auto headers = libc_headers();
  const auto found = std::find_if(headers.begin(), headers.end(),
                                  [&](const LibcFile& h) { return h.name == header; });
  if (found == headers.end()) return false;
  bool guarded = false;
  std::vector<bool> outer;  // of the conditionals that are open
  std::string_view rest = found->text;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (line.starts_with("#if")) {
      outer.push_back(guarded);
      guarded |= line == "#ifdef _GNU_SOURCE";
    } else if (line.starts_with("#else") && !outer.empty()) {
      guarded = outer.back();
    } else if (line.starts_with("#endif") && !outer.empty()) {
      guarded = outer.back();
      outer.pop_back();
    } else if (!guarded && declares(line, name->name)) {
      return false;
    }
  }
  return true;
}

const Type* Session::libc_prototype(Ident* name, std::string& header) {
  for (const LibcFile& candidate : libc_headers()) {
    if (candidate.name.starts_with("bits/") || !has_word(candidate.text, name->name)) continue;
    Unit*& unit = header_units_[std::string(candidate.name)];
    if (unit == nullptr) {
      const std::uint16_t index = c.add_file(fmt::format("<implicit {}>", candidate.name),
                                             fmt::format("#include <{}>\n", candidate.name), true);
      units_.push_back(std::make_unique<Unit>(*this, index, true));
      units_.back()->parse();
      unit = units_.back().get();
    }
    if (const Type* type = unit->file_scope_function(name)) {
      header = candidate.name;
      return type;
    }
  }
  return nullptr;
}

void Session::parse_main() {
  const std::uint16_t index = c.add_file(c.input.file, c.input.text, c.input.of_the_system);
  units_.push_back(std::make_unique<Unit>(*this, index, c.input.of_the_system));
  units_.back()->parse();
}

}  // namespace sim::cc
