#include "gui/app/settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace gui {

using nlohmann::json;

std::string settings_path() {
  const char* config = std::getenv("XDG_CONFIG_HOME");
  const char* home = std::getenv("HOME");
  std::filesystem::path folder;
  if (config != nullptr && *config != 0)
    folder = config;
  else if (home != nullptr && *home != 0)
    folder = std::filesystem::path(home) / ".config";
  else
    return "";
  return (folder / "msgscope" / "settings.json").string();
}

namespace {

// The value of a key when it is there and of that kind.
template <class T>
void take(const json& from, const char* key, T& value) {
  const auto it = from.find(key);
  if (it == from.end()) return;
  if constexpr (std::is_same_v<T, bool>) {
    if (it->is_boolean()) value = it->get<bool>();
  } else if constexpr (std::is_arithmetic_v<T>) {
    if (it->is_number()) value = it->get<T>();
  }
}

// One of an enumeration's values by its number.
template <class E>
void take_choice(const json& from, const char* key, E& value, int count) {
  int n = static_cast<int>(value);
  take(from, key, n);
  if (n >= 0 && n < count) value = static_cast<E>(n);
}

}  // namespace

Settings load_settings(const std::string& path) {
  Settings s;
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  const json root = json::parse(text.str(), nullptr, false);
  if (!root.is_object()) return s;
  Choices& c = s.choices;
  take_choice(root, "lang", c.lang, 2);
  take_choice(root, "theme", c.theme, 2);
  take_choice(root, "granularity", c.granularity, 4);
  take_choice(root, "tab", c.tab, kBottomTabCount);
  take(root, "scale", c.scale);
  c.scale = std::clamp(c.scale, 1.0f, 3.0f);
  take(root, "steps_per_second", c.steps_per_second);
  c.steps_per_second = std::clamp(c.steps_per_second, 0.1, 100'000.0);
  if (const auto files = root.find("recent_files"); files != root.end() && files->is_array())
    for (const json& f : *files)
      if (f.is_string() && s.recent_files.size() < 12) s.recent_files.push_back(f);
  return s;
}

sim::Result<void> save_settings(const std::string& path, const Settings& s) {
  std::error_code error;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(), error);
  const Choices& c = s.choices;
  const json root{{"lang", static_cast<int>(c.lang)},
                  {"theme", static_cast<int>(c.theme)},
                  {"granularity", static_cast<int>(c.granularity)},
                  {"tab", static_cast<int>(c.tab)},
                  {"scale", c.scale},
                  {"steps_per_second", c.steps_per_second},
                  {"recent_files", s.recent_files}};
  const std::string beside = path + ".new";
  {
    std::ofstream out(beside, std::ios::binary | std::ios::trunc);
    out << root.dump(2) << '\n';
    out.flush();
    if (!out) return sim::fail({path}, "cannot be written");
  }
  std::filesystem::rename(beside, path, error);
  if (error) return sim::fail({path}, fmt::format("cannot be written: {}", error.message()));
  return {};
}

}  // namespace gui
