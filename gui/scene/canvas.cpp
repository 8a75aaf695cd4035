#include "gui/scene/canvas.h"

#include <utility>
#include <vector>

namespace gui {

Shape& Canvas::add(Shape shape) {
  scene_.shapes.push_back(std::move(shape));
  return scene_.shapes.back();
}

Shape& Canvas::rect(std::string id, Layer layer, const Rect& box, Color fill, Color stroke,
                    float radius) {
  Shape s;
  s.id = std::move(id);
  s.layer = layer;
  s.box = box;
  s.fill = fill;
  s.stroke = stroke;
  s.radius = radius;
  return add(std::move(s));
}

Shape& Canvas::panel(std::string id, const Rect& box) {
  return rect(std::move(id), Layer::panel, box, colors.panel, colors.line, 8);
}

Shape& Canvas::well(std::string id, const Rect& box) {
  return rect(std::move(id), Layer::well, box, colors.well, colors.line, 8);
}

Shape& Canvas::line(std::string id, Layer layer, Vec2 a, Vec2 b, Color color, float width,
                    bool dashed) {
  Shape s;
  s.id = std::move(id);
  s.kind = ShapeKind::line;
  s.layer = layer;
  s.points = {a, b};
  s.stroke = color;
  s.stroke_width = width;
  s.dashed = dashed;
  return add(std::move(s));
}

Shape& Canvas::arrow(std::string id, Layer layer, Vec2 a, Vec2 b, Color color, float width) {
  Shape& s = line(std::move(id), layer, a, b, color, width);
  s.arrow_head = true;
  return s;
}

Shape& Canvas::text(std::string id, const Rect& box, TextStyle style, Color color,
                    std::string_view text, Align align) {
  Shape s;
  s.id = std::move(id);
  s.kind = ShapeKind::text;
  s.box = box;
  s.text = fit(style, text, box.w);
  s.style = style;
  s.ink = color;
  if (align != Align::left) {
    const float w = width(style, s.text);
    s.box.x += align == Align::right ? box.w - w : (box.w - w) / 2;
    s.box.w = w;
  }
  return add(std::move(s));
}

float Canvas::label(std::string id, float x, float middle_y, TextStyle style, Color color,
                    std::string_view text) {
  const float w = width(style, text), h = spec(style).size * 1.4f;
  Shape s;
  s.id = std::move(id);
  s.kind = ShapeKind::text;
  s.box = {x, middle_y - h / 2, w, h};
  s.text = std::string(text);
  s.style = style;
  s.ink = color;
  add(std::move(s));
  return x + w;
}

void Canvas::caps(std::string id, float x, float middle_y, std::string_view text) {
  label(std::move(id), x, middle_y, TextStyle::caps, colors.dim, text);
}

Shape& Canvas::button(std::string action, const Rect& box, std::string_view text, bool chosen,
                      TextStyle style) {
  Shape s;
  s.id = "button:" + action;
  s.layer = Layer::content;
  s.box = box;
  s.fill = chosen ? colors.accent : colors.panel_raised;
  s.stroke = colors.line;
  s.radius = 6;
  s.text = std::string(text);
  s.style = style;
  s.align = Align::center;
  s.ink = chosen ? colors.on_accent : colors.text;
  s.action = std::move(action);
  return add(std::move(s));
}

Rect Canvas::badge_right(std::string id, float right, float middle_y, Color back, Color ink,
                         std::string_view text) {
  const float w = width(TextStyle::badge, text) + 14;
  const Rect box{right - w, middle_y - 9.5f, w, 19};
  Shape& s = rect(std::move(id), Layer::content, box, back, kNoColor, 3);
  s.text = std::string(text);
  s.style = TextStyle::badge;
  s.align = Align::center;
  s.ink = ink;
  return box;
}

std::string Canvas::fit(TextStyle style, std::string_view text, float max_width) const {
  if (width(style, text) <= max_width + 0.5f) return std::string(text);
  const std::string_view kEllipsis = "…";
  const float room = max_width - width(style, kEllipsis);
  // Characters that fit, found by halving: text that is cut is short.
  std::vector<std::size_t> ends{0};
  for (std::size_t i = 0; i < text.size();) {
    i += static_cast<std::size_t>(decode_utf8(text.substr(i)).bytes);
    ends.push_back(i);
  }
  std::size_t low = 0, high = ends.size() - 1;
  while (low < high) {
    const std::size_t mid = (low + high + 1) / 2;
    if (width(style, text.substr(0, ends[mid])) <= room)
      low = mid;
    else
      high = mid - 1;
  }
  if (low == 0) return max_width > 8 ? std::string(kEllipsis) : std::string();
  return std::string(text.substr(0, ends[low])) + std::string(kEllipsis);
}

namespace {

// A piece of a paragraph that is never broken.
struct Piece {
  std::string text;
  TextStyle style;
  Color color;
  bool space_before;
};

bool is_cjk(char32_t c) { return c >= 0x2e80; }
// Punctuation that must not begin a line.
bool sticks_left(char32_t c) {
  constexpr std::u32string_view kSet = U"，。、；：？！）」』”’》〉…—,.;:?!)";
  return kSet.find(c) != std::u32string_view::npos;
}
bool word_char(char32_t c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::vector<Piece> split(std::string_view text, const Canvas::ParagraphStyle& style,
                         const std::map<std::string, Color, std::less<>>& names) {
  std::vector<Piece> out;
  bool strong = false, code = false, space = false;
  auto style_now = [&] { return code ? style.code : strong ? style.strong : style.plain; };
  while (!text.empty()) {
    if (text.substr(0, 2) == "**") {
      strong = !strong;
      text.remove_prefix(2);
      continue;
    }
    if (text[0] == '`') {
      code = !code;
      text.remove_prefix(1);
      continue;
    }
    const Decoded d = decode_utf8(text);
    if (d.c == ' ' || d.c == '\n') {
      space = true;
      text.remove_prefix(1);
      continue;
    }
    std::size_t n = 0;
    const bool in_word =
        !space && !out.empty() && word_char(static_cast<unsigned char>(out.back().text.back()));
    for (const auto& [name, color] : names) {
      const bool here = !in_word && !name.empty() && text.substr(0, name.size()) == name;
      const bool ends =
          text.size() == name.size() ||
          (text.size() > name.size() && !word_char(static_cast<unsigned char>(text[name.size()])));
      if (here && ends) n = std::max(n, name.size());
    }
    if (n > 0) {
      // a name, which may hold other characters than a word does
    } else if (word_char(d.c)) {
      while (n < text.size() && word_char(static_cast<unsigned char>(text[n]))) ++n;
    } else if (is_cjk(d.c)) {
      n = static_cast<std::size_t>(d.bytes);
    } else {
      n = static_cast<std::size_t>(d.bytes);
    }
    Piece p{std::string(text.substr(0, n)), style_now(), style.color, space};
    if (const auto it = names.find(p.text); it != names.end()) {
      p.color = it->second;
      p.style = style.strong;
    }
    // Everything that follows without a space stays on the line with what it follows, except
    // between Chinese characters; pieces are kept apart only where style or colour differ.
    const bool glue = !out.empty() && !space && !(is_cjk(d.c) && !sticks_left(d.c));
    const bool after_cjk = !out.empty() && !out.back().text.empty() &&
                           static_cast<unsigned char>(out.back().text.back()) >= 0x80;
    if (glue && !(after_cjk && word_char(d.c)) && out.back().style == p.style &&
        out.back().color == p.color) {
      out.back().text += p.text;
    } else {
      out.push_back(std::move(p));
    }
    space = false;
    text.remove_prefix(n);
  }
  return out;
}

// May the line be broken before this piece?
bool breaks_before(const Piece& p) {
  const char32_t c = decode_utf8(p.text).c;
  return p.space_before || (is_cjk(c) && !sticks_left(c));
}

}  // namespace

float Canvas::paragraph(const std::string& id, const Rect& box, std::string_view text,
                        const ParagraphStyle& style,
                        const std::map<std::string, Color, std::less<>>& names) {
  const std::vector<Piece> pieces = split(text, style, names);
  const float space = width(style.plain, " ");
  float x = 0, y = 0;
  int n = 0;
  for (std::size_t i = 0; i < pieces.size();) {
    // A group: this piece and those glued to it.
    std::size_t end = i + 1;
    float group = width(pieces[i].style, pieces[i].text);
    while (end < pieces.size() && !breaks_before(pieces[end])) {
      group += width(pieces[end].style, pieces[end].text);
      ++end;
    }
    float gap = pieces[i].space_before && x > 0 ? space : 0;
    if (x > 0 && x + gap + group > box.w) {
      if (y + 2 * style.line_height > box.h + 0.5f) {
        label(id + ":more", box.x + x, box.y + y + style.line_height / 2, style.plain, style.color,
              "…");
        return y + style.line_height;
      }
      x = 0;
      y += style.line_height;
      gap = 0;
    }
    x += gap;
    for (; i < end; ++i) {
      label(id + ":" + std::to_string(n++), box.x + x, box.y + y + style.line_height / 2,
            pieces[i].style, pieces[i].color, pieces[i].text);
      scene_.shapes.back().still = true;
      x += width(pieces[i].style, pieces[i].text);
    }
  }
  return pieces.empty() ? 0 : y + style.line_height;
}

float Canvas::paragraph_height(std::string_view text, float width, const ParagraphStyle& style) {
  const std::size_t before = scene_.shapes.size();
  const float h = paragraph("", {0, 0, width, 1e6f}, text, style, {});
  scene_.shapes.resize(before);
  return h;
}

}  // namespace gui
