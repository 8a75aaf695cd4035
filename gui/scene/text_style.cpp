#include "gui/scene/text_style.h"

namespace gui {

Decoded decode_utf8(std::string_view t) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(t[i]); };
  if (t.empty()) return {0xfffd, 0};
  const unsigned first = byte(0);
  if (first < 0x80) return {first, 1};
  const int bytes = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
  if (bytes == 0 || first > 0xf4 || t.size() < static_cast<std::size_t>(bytes)) return {0xfffd, 1};
  char32_t c = first & (0xffu >> (bytes + 1));
  for (int i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xc0) != 0x80) return {0xfffd, 1};
    c = c << 6 | (byte(i) & 0x3f);
  }
  return {c, bytes};
}

float PlainMeasure::width(TextStyle style, std::string_view text) const {
  const TextStyleSpec& s = spec(style);
  float w = 0;
  while (!text.empty()) {
    const Decoded d = decode_utf8(text);
    text.remove_prefix(d.bytes);
    const bool mono = s.face == Face::mono || s.face == Face::mono_bold;
    w += s.size * (d.c >= 0x2e80 ? 1.0f : mono ? 0.6f : 0.56f) + s.spacing;
  }
  return w;
}

}  // namespace gui
