// The words of the interface, in English and Chinese: one table a language
// (assets/i18n/<lang>.json), built into the program.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace gui {

enum class Lang : std::uint8_t { en, zh };

class Strings {
 public:
  static const Strings& of(Lang lang);

  Lang lang() const { return lang_; }
  // The text for a key; English where this language has none, "?" where nobody has.
  const std::string& operator()(std::string_view key) const;
  bool has(std::string_view key) const { return table_.find(key) != table_.end(); }
  // The text with {0}, {1}, ... replaced.
  std::string format(std::string_view key, const std::vector<std::string>& values) const;
  const std::map<std::string, std::string, std::less<>>& all() const { return table_; }

 private:
  Strings(Lang lang, std::string_view json);
  Lang lang_;
  std::map<std::string, std::string, std::less<>> table_;
};

}  // namespace gui
