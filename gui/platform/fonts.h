// The fonts of the window: found by fontconfig, rasterised at exactly the sizes of the type scale,
// with exactly the characters in use.
#pragma once

#include <array>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gui/platform/imgui_compat.h"
#include "gui/scene/text_style.h"

namespace gui {

// The characters that may be shown. Latin, arrows and box drawing are always there.
class GlyphSet {
 public:
  GlyphSet();
  // True when `text` held characters that were not yet in the set.
  bool add(std::string_view utf8);
  bool needs_cjk() const;
  const std::set<char32_t>& characters() const { return characters_; }

 private:
  std::set<char32_t> characters_;
};

struct FontFile {
  std::string path;  // empty: nothing fitting is installed
  int index = 0;     // face in a collection
};
FontFile find_font(const char* family, bool bold, const char* lang);

// A file's bytes, for as long as this lives; none when it cannot be read.
class MappedFile {
 public:
  explicit MappedFile(const std::string& path);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  std::span<const char> bytes() const { return bytes_; }

 private:
  std::span<const char> bytes_;
};

class FontSet final : public TextMeasure {
 public:
  // Builds ImGui's atlas anew; the backend must be told (Backend::fonts_changed). `scale`: pixels a
  // design unit.
  void build(ImFontAtlas& atlas, float scale, const GlyphSet& glyphs);
  // Without a Chinese face the interface stays English.
  bool has_cjk() const { return has_cjk_; }
  float scale() const { return scale_; }
  ImFont* font(TextStyle style) const { return fonts_[static_cast<int>(style)]; }
  float pixels(TextStyle style) const { return sizes_[static_cast<int>(style)]; }
  float width(TextStyle style, std::string_view text) const override;

 private:
  ImFont* add(ImFontAtlas& atlas, const std::string& path, float px, const ImFontConfig& config,
              const ImWchar* ranges);

  std::array<ImFont*, kTextStyleCount> fonts_{};
  std::array<float, kTextStyleCount> sizes_{};
  std::vector<std::vector<ImWchar>> ranges_;  // the atlas keeps pointers to them
  std::map<std::string, MappedFile> files_;   // the atlas points into them
  float scale_ = 1;
  bool has_cjk_ = false;
};

// True where a Chinese face is installed.
bool chinese_font_installed();

}  // namespace gui
