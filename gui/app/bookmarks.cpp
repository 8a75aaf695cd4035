#include "gui/app/bookmarks.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "sim/scenario/values.h"
#include "sim/scenario/yaml_tree.h"

namespace gui {

using sim::scenario::YamlNode;

std::string bookmarks_path(const std::string& scenario_path) {
  return std::filesystem::path(scenario_path).replace_extension(".bookmarks.yaml").string();
}

namespace {

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (static_cast<unsigned char>(c) < 0x20) continue;
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

sim::Result<std::int64_t> number(const YamlNode& entry, std::string_view key,
                                 const std::string& file) {
  const YamlNode* n = entry.find(key);
  const auto value =
      n != nullptr && n->is_scalar() ? sim::scenario::parse_integer(n->text) : std::nullopt;
  if (value && *value >= 0) return *value;
  return sim::fail({file, entry.line, entry.column},
                   fmt::format("a bookmark needs '{}', a number not below 0", key));
}

}  // namespace

std::string bookmarks_text(const std::vector<Bookmark>& bookmarks) {
  std::string text = "bookmarks:\n";
  for (const Bookmark& b : bookmarks)
    text +=
        fmt::format("  - {{step: {}, time: {}, note: {}}}\n", b.step, b.time.ns, quoted(b.note));
  return bookmarks.empty() ? "bookmarks: []\n" : text;
}

sim::Result<std::vector<Bookmark>> load_bookmarks(const std::string& path) {
  std::vector<Bookmark> bookmarks;
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return bookmarks;
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) return sim::fail({path}, "cannot be read");
  const auto root = sim::scenario::parse_yaml(text.str(), path);
  if (!root) return tl::unexpected(root.error());
  const YamlNode* list = root->find("bookmarks");
  if (list == nullptr || !list->is_sequence())
    return sim::fail({path, root->line, root->column}, "expected 'bookmarks:' with a list");
  for (const YamlNode& entry : list->items) {
    const auto step = number(entry, "step", path), time = number(entry, "time", path);
    if (!step) return tl::unexpected(step.error());
    if (!time) return tl::unexpected(time.error());
    const YamlNode* note = entry.find("note");
    bookmarks.push_back({static_cast<std::uint64_t>(*step), sim::SimTime{*time},
                         note != nullptr ? note->text : ""});
  }
  return bookmarks;
}

sim::Result<void> save_bookmarks(const std::string& path, const std::vector<Bookmark>& bookmarks) {
  // Beside it first, then renamed: whole or not at all.
  const std::string beside = path + ".new";
  {
    std::ofstream out(beside, std::ios::binary | std::ios::trunc);
    out << bookmarks_text(bookmarks);
    out.flush();
    if (!out) return sim::fail({path}, "cannot be written");
  }
  std::error_code error;
  std::filesystem::rename(beside, path, error);
  if (error) return sim::fail({path}, fmt::format("cannot be written: {}", error.message()));
  return {};
}

}  // namespace gui
