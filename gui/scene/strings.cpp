#include "gui/scene/strings.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "gui/scene/strings_data.h"

namespace gui {

Strings::Strings(Lang lang, std::string_view json) : lang_(lang) {
  const auto parsed = nlohmann::json::parse(json);
  for (const auto& [key, value] : parsed.items()) table_.emplace(key, value.get<std::string>());
}

const Strings& Strings::of(Lang lang) {
  static const Strings en(Lang::en, kStringsEn), zh(Lang::zh, kStringsZh);  // never change
  return lang == Lang::zh ? zh : en;
}

const std::string& Strings::operator()(std::string_view key) const {
  if (const auto it = table_.find(key); it != table_.end()) return it->second;
  if (lang_ != Lang::en) return of(Lang::en)(key);
  static const std::string kMissing = "?";
  return kMissing;
}

std::string Strings::format(std::string_view key, const std::vector<std::string>& values) const {
  std::string s = (*this)(key);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::string hole = fmt::format("{{{}}}", i);
    for (std::size_t p = s.find(hole); p != std::string::npos;
         p = s.find(hole, p + values[i].size()))
      s.replace(p, hole.size(), values[i]);
  }
  return s;
}

}  // namespace gui
