#include "gui/platform/fonts.h"

#include <fcntl.h>
#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include FT_FREETYPE_H

#include <cfloat>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

#ifdef MSGSCOPE_IMGUI_FREETYPE
#if __has_include(<imgui_freetype.h>)
#include <imgui_freetype.h>
#else
#include <misc/freetype/imgui_freetype.h>
#endif
#endif

namespace gui {
namespace {

constexpr char32_t kFirstCjk = 0x2e80;

struct Families {
  const char* first;
  const char* second;
  bool bold;
};
constexpr std::array<Families, kFaceCount> kFamilies{{
    {"Inter", "sans-serif", false},
    {"Inter", "sans-serif", true},
    {"JetBrains Mono", "monospace", false},
    {"JetBrains Mono", "monospace", true},
}};

FontFile match(const char* family, bool bold, const char* lang, bool must_be_it) {
  FontFile found;
  FcPattern* pattern = FcPatternCreate();
  FcPatternAddString(pattern, FC_FAMILY, reinterpret_cast<const FcChar8*>(family));
  FcPatternAddInteger(pattern, FC_WEIGHT, bold ? FC_WEIGHT_DEMIBOLD : FC_WEIGHT_REGULAR);
  FcPatternAddInteger(pattern, FC_SLANT, FC_SLANT_ROMAN);
  FcPatternAddBool(pattern, FC_SCALABLE, FcTrue);
  if (lang != nullptr) FcPatternAddString(pattern, FC_LANG, reinterpret_cast<const FcChar8*>(lang));
  FcConfigSubstitute(nullptr, pattern, FcMatchPattern);
  FcDefaultSubstitute(pattern);
  FcResult result;
  if (FcPattern* font = FcFontMatch(nullptr, pattern, &result)) {
    FcChar8 *file = nullptr, *name = nullptr;
    FcPatternGetString(font, FC_FAMILY, 0, &name);
    FcPatternGetInteger(font, FC_INDEX, 0, &found.index);
    const bool is_it =
        name != nullptr && FcStrCmpIgnoreCase(name, reinterpret_cast<const FcChar8*>(family)) == 0;
    if ((is_it || !must_be_it) && FcPatternGetString(font, FC_FILE, 0, &file) == FcResultMatch)
      found.path = reinterpret_cast<const char*>(file);
    FcPatternDestroy(font);
  }
  FcPatternDestroy(pattern);
  found.index &= 0xffff;  // the upper half names an instance of a variable font
  return found;
}

// A face for Chinese: Noto's, else whatever covers a common character.
FontFile find_chinese(bool bold) {
  FontFile f = match("Noto Sans CJK SC", bold, "zh-cn", true);
  if (!f.path.empty()) return f;
  FcCharSet* chars = FcCharSetCreate();
  FcCharSetAddChar(chars, 0x8fdb);
  FcPattern* pattern = FcPatternCreate();
  FcPatternAddCharSet(pattern, FC_CHARSET, chars);
  FcPatternAddBool(pattern, FC_SCALABLE, FcTrue);
  FcObjectSet* wanted = FcObjectSetBuild(FC_FILE, FC_INDEX, nullptr);
  FcFontSet* fonts = FcFontList(nullptr, pattern, wanted);
  if (fonts != nullptr && fonts->nfont > 0) {
    FcChar8* file = nullptr;
    if (FcPatternGetString(fonts->fonts[0], FC_FILE, 0, &file) == FcResultMatch)
      f.path = reinterpret_cast<const char*>(file);
    FcPatternGetInteger(fonts->fonts[0], FC_INDEX, 0, &f.index);
    f.index &= 0xffff;
  }
  if (fonts != nullptr) FcFontSetDestroy(fonts);
  FcObjectSetDestroy(wanted);
  FcPatternDestroy(pattern);
  FcCharSetDestroy(chars);
  return f;
}

// Pixels of ImGui's line height (ascender to descender) for one pixel of em: its font sizes are
// lines, the type scale's are ems.
float line_per_em(const FontFile& file) {
  float ratio = 1.2f;
  FT_Library library;
  if (FT_Init_FreeType(&library) != 0) return ratio;
  FT_Face face;
  if (FT_New_Face(library, file.path.c_str(), file.index, &face) == 0) {
    if (face->units_per_EM != 0)
      ratio = static_cast<float>(face->ascender - face->descender) /
              static_cast<float>(face->units_per_EM);
    FT_Done_Face(face);
  }
  FT_Done_FreeType(library);
  return ratio;
}

// ImGui's form: pairs of first and last, ended by 0.
std::vector<ImWchar> to_ranges(const std::set<char32_t>& characters, bool cjk) {
  std::vector<ImWchar> r;
  char32_t last = 0;
  for (const char32_t c : characters) {
    if ((c >= kFirstCjk) != cjk || c > IM_UNICODE_CODEPOINT_MAX) continue;
    if (!r.empty() && c == last + 1)
      r.back() = static_cast<ImWchar>(c);
    else
      r.insert(r.end(), {static_cast<ImWchar>(c), static_cast<ImWchar>(c)});
    last = c;
  }
  if (!r.empty()) r.push_back(0);
  return r;
}

void use_freetype([[maybe_unused]] ImFontAtlas& atlas) {
#ifdef MSGSCOPE_IMGUI_FREETYPE
#if IMGUI_VERSION_NUM >= 19200
  atlas.SetFontLoader(ImGuiFreeType::GetFontLoader());
  atlas.FontLoaderFlags = ImGuiFreeTypeLoaderFlags_LightHinting;
#else
  atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
  atlas.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
#endif
#endif
}

}  // namespace

// Mapped, not read: of a face with all of Chinese only the characters in use are looked at.
MappedFile::MappedFile(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return;
  struct stat info {};
  if (::fstat(fd, &info) == 0 && info.st_size > 0) {
    const auto size = static_cast<std::size_t>(info.st_size);
    void* at = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (at != MAP_FAILED) bytes_ = {static_cast<const char*>(at), size};
  }
  ::close(fd);
}

MappedFile::~MappedFile() {
  if (!bytes_.empty()) ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

GlyphSet::GlyphSet() {
  for (char32_t c = 0x20; c < 0x7f; ++c) characters_.insert(c);
  for (char32_t c = 0xa0; c < 0x100; ++c) characters_.insert(c);
  add("–—‘’“”•…‹›µ×÷≤≥≠≈∞−←↑→↓↔⇒◀▶◆●○■□▲▼✓✗‖┃│─█▌▏");
}

bool GlyphSet::add(std::string_view text) {
  bool grew = false;
  while (!text.empty()) {
    const Decoded d = decode_utf8(text);
    text.remove_prefix(d.bytes);
    if (d.c >= 0x20) grew = characters_.insert(d.c).second || grew;
  }
  return grew;
}

bool GlyphSet::needs_cjk() const {
  return !characters_.empty() && *characters_.rbegin() >= kFirstCjk &&
         characters_.lower_bound(kFirstCjk) != characters_.end();
}

FontFile find_font(const char* family, bool bold, const char* lang) {
  return match(family, bold, lang, true);
}

bool chinese_font_installed() { return !find_chinese(false).path.empty(); }

void FontSet::build(ImFontAtlas& atlas, float scale, const GlyphSet& glyphs) {
  atlas.Clear();
  use_freetype(atlas);
  scale_ = scale;
  ranges_.clear();
  ranges_.push_back(to_ranges(glyphs.characters(), false));
  ranges_.push_back(to_ranges(glyphs.characters(), true));
  std::array<FontFile, 2> chinese{find_chinese(false), find_chinese(true)};
  has_cjk_ = !chinese[0].path.empty();

  std::array<FontFile, kFaceCount> latin;
  for (std::size_t i = 0; i < kFaceCount; ++i) {
    latin[i] = match(kFamilies[i].first, kFamilies[i].bold, nullptr, true);
    if (latin[i].path.empty())
      latin[i] = match(kFamilies[i].second, kFamilies[i].bold, nullptr, false);
  }

  std::array<float, kFaceCount> line{};
  for (std::size_t i = 0; i < kFaceCount; ++i) line[i] = line_per_em(latin[i]);
  const float chinese_line = has_cjk_ ? line_per_em(chinese[0]) : 1;

  std::map<std::pair<Face, int>, ImFont*> made;  // a face and size is rasterised once
  for (int i = 0; i < kTextStyleCount; ++i) {
    const TextStyleSpec& s = kTextStyles[i];
    const FontFile& file = latin[static_cast<std::size_t>(s.face)];
    const int px =
        static_cast<int>(std::lround(s.size * scale * line[static_cast<std::size_t>(s.face)]));
    sizes_[i] = static_cast<float>(px);
    ImFont*& font = made[{s.face, px}];
    if (font == nullptr) {
      ImFontConfig config;
      config.OversampleH = config.OversampleV = 1;
      config.PixelSnapH = true;
      config.FontNo = file.index;
      config.SizePixels = static_cast<float>(px);
      font = file.path.empty()
                 ? atlas.AddFontDefault(&config)
                 : add(atlas, file.path, static_cast<float>(px), config, ranges_[0].data());
      const bool bold = kFamilies[static_cast<std::size_t>(s.face)].bold;
      const FontFile& zh = chinese[bold ? 1 : 0];
      if (!zh.path.empty() && !ranges_[1].empty()) {
        config.MergeMode = true;
        config.FontNo = zh.index;
        const float size = std::round(s.size * scale * chinese_line);
        add(atlas, zh.path, size, config, ranges_[1].data());
      }
    }
    fonts_[i] = font;
  }
  atlas.Build();
}

ImFont* FontSet::add(ImFontAtlas& atlas, const std::string& path, float px,
                     const ImFontConfig& base, const ImWchar* ranges) {
  const std::span<const char> bytes = files_.try_emplace(path, path).first->second.bytes();
  if (bytes.empty()) return atlas.AddFontDefault();
  // Bytes that are not its own the atlas would copy, the whole of Chinese for each size. So they
  // are given to it, and taken back before it could free them.
  ImFontConfig config = base;
  config.FontDataOwnedByAtlas = true;
  ImFont* font = atlas.AddFontFromMemoryTTF(const_cast<char*>(bytes.data()),
                                            static_cast<int>(bytes.size()), px, &config, ranges);
  compat::last_font_source(atlas).FontDataOwnedByAtlas = false;
  return font;
}

float FontSet::width(TextStyle style, std::string_view text) const {
  const auto i = static_cast<std::size_t>(style);
  if (text.empty() || fonts_[i] == nullptr) return 0;
  const ImVec2 size =
      fonts_[i]->CalcTextSizeA(sizes_[i], FLT_MAX, 0, text.data(), text.data() + text.size());
  float w = size.x / scale_;
  if (kTextStyles[i].spacing != 0) {
    int n = 0;
    for (std::string_view t = text; !t.empty(); ++n) t.remove_prefix(decode_utf8(t).bytes);
    w += kTextStyles[i].spacing * static_cast<float>(n);
  }
  return w;
}

}  // namespace gui
