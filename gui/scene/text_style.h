// The type scale: every piece of text is set in one of these styles, so that fonts are rasterised
// at exactly the sizes in use.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace gui {

enum class Face : std::uint8_t { sans, bold, mono, mono_bold };
constexpr int kFaceCount = 4;

enum class TextStyle : std::uint8_t {
  caps,       // section labels
  axis,       // numbers on axes
  small,      // secondary text
  body,       // ordinary text
  strong,     // token names, tabs
  badge,      // state badges
  name,       // names of cards
  title,      // the scenario, the clock
  narration,  // what happened, and why
  narration_strong,
  narration_code,
  code,  // sources, kernel code
  code_strong,
  field,       // structure fields
  field_name,  // "struct msg_queue"
  count_,
};
constexpr int kTextStyleCount = static_cast<int>(TextStyle::count_);

struct TextStyleSpec {
  Face face;
  float size;         // em, design units
  float spacing = 0;  // added after each character
};

constexpr std::array<TextStyleSpec, kTextStyleCount> kTextStyles{{
    {Face::bold, 12, 1.2f},
    {Face::sans, 12},
    {Face::sans, 13},
    {Face::sans, 15},
    {Face::bold, 15},
    {Face::bold, 12},
    {Face::bold, 17},
    {Face::bold, 20},
    {Face::sans, 18},
    {Face::bold, 18},
    {Face::mono, 15},
    {Face::mono, 13},
    {Face::mono_bold, 13},
    {Face::mono, 12},
    {Face::mono_bold, 15},
}};
constexpr const TextStyleSpec& spec(TextStyle s) { return kTextStyles[static_cast<int>(s)]; }

// How wide text is. The picture is laid out by this alone, so it can be laid out without a screen.
class TextMeasure {
 public:
  virtual ~TextMeasure() = default;
  virtual float width(TextStyle style, std::string_view text) const = 0;
};

// Every character 0.56 em (mono 0.6, Chinese 1): for tests.
class PlainMeasure final : public TextMeasure {
 public:
  float width(TextStyle style, std::string_view text) const override;
};

// The next character of UTF-8 text and how many bytes it takes; U+FFFD, 1 for what is not UTF-8.
struct Decoded {
  char32_t c;
  int bytes;
};
Decoded decode_utf8(std::string_view text);

}  // namespace gui
