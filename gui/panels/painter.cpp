#include "gui/panels/painter.h"

#include <cmath>

namespace gui {
namespace {

float snap(float v) { return std::floor(v + 0.5f); }
ImVec2 im(Vec2 v) { return {v.x, v.y}; }

float distance(Vec2 a, Vec2 b) {
  const float dx = b.x - a.x, dy = b.y - a.y;
  return std::sqrt(dx * dx + dy * dy);
}

}  // namespace

unsigned Painter::color(Color c, float opacity) const {
  const float a = static_cast<float>(c.a) * opacity * opacity_;
  return IM_COL32(c.r, c.g, c.b, std::lround(a));
}

void Painter::paint(const Scene& scene, std::string_view hovered) {
  bool bars_drawn = scene.bars.empty();
  for (const Shape& s : scene.shapes) {
    if (!bars_drawn && s.layer > Layer::well) {
      for (const Bar& b : scene.bars) paint(b);
      bars_drawn = true;
    }
    paint(s, !hovered.empty() && s.action == hovered);
  }
  if (!bars_drawn)
    for (const Bar& b : scene.bars) paint(b);
}

void Painter::paint(const Shape& s, bool hovered) {
  opacity_ = s.opacity;
  switch (s.kind) {
    case ShapeKind::rect:
      fill_and_stroke(s, hovered);
      if (!s.text.empty()) centred_text(s);
      break;
    case ShapeKind::text:
      text(s.style, {s.box.x, s.box.center().y - spec(s.style).size / 2}, s.ink, s.text);
      break;
    case ShapeKind::line:
      polyline(s);
      break;
    case ShapeKind::curve:
      curve(s);
      break;
    case ShapeKind::token:
      shadow(s.box, s.radius, 0.5f * s.shadow);
      fill_and_stroke(s, hovered);
      centred_text(s);
      break;
    case ShapeKind::envelope: {
      shadow(s.box, s.radius, 0.45f * s.shadow);
      fill_and_stroke(s, hovered);
      const float h1 = spec(s.style).size, h2 = spec(TextStyle::axis).size;
      const float gap = std::min(5.0f, (s.box.h - h1 - h2) / 3);
      if (s.text2.empty()) {
        text(s.style, {s.box.x + 8, s.box.center().y - h1 / 2}, s.ink, s.text);
        break;
      }
      const float y = s.box.center().y - (h1 + h2 + gap) / 2;
      text(s.style, {s.box.x + 8, y}, s.ink, s.text);
      text(TextStyle::axis, {s.box.x + 8, y + h1 + gap}, s.ink, s.text2);
      break;
    }
    case ShapeKind::hatch:
      stripes(s.box, s.fill);
      break;
    case ShapeKind::disc: {
      const Vec2 c = to_pixels(s.box.center());
      list_.AddCircleFilled(im(c), s.box.w / 2 * scale_, color(s.fill), 32);
      break;
    }
    case ShapeKind::triangle: {
      ImVec2 p[4];
      const int n = static_cast<int>(std::min<std::size_t>(4, s.points.size()));
      for (int i = 0; i < n; ++i) p[i] = im(to_pixels(s.points[static_cast<std::size_t>(i)]));
      list_.AddConvexPolyFilled(p, n, color(s.fill));
      break;
    }
  }
  opacity_ = 1;
}

void Painter::paint(const Bar& b) {
  const Vec2 a = to_pixels({b.box.x, b.box.y}), z = to_pixels({b.box.right(), b.box.bottom()});
  const float x0 = snap(a.x), x1 = std::max(snap(z.x), snap(a.x) + 1);
  if (b.dotted) {
    const float step = 6 * scale_, dot = 2 * scale_, y = snap((a.y + z.y) / 2);
    // The dots stand still while the bar grows: they are placed on a grid of their own.
    for (float x = std::ceil(x0 / step) * step; x < x1; x += step)
      list_.AddRectFilled({x, y - dot / 2}, {std::min(x + dot, x1), y + dot / 2}, color(b.color));
    return;
  }
  list_.AddRectFilled({x0, snap(a.y)}, {x1, snap(z.y)}, color(b.color),
                      x1 - x0 > 6 * scale_ && b.box.h > 8 ? 2 * scale_ : 0);
  if (b.hatched && x1 - x0 > 3) stripes(b.box, rgb(0).with_alpha(110));
}

void Painter::text(TextStyle style, Vec2 at, Color c, std::string_view t) {
  if (t.empty()) return;
  const TextStyleSpec& st = spec(style);
  ImFont* font = fonts_.font(style);
  const float size = fonts_.pixels(style);
  // `at` is the top of the em square; the font's line is a little taller than its em.
  const float line_extra = (size - st.size * scale_) / 2;
  Vec2 p = to_pixels(at);
  p = {snap(p.x), snap(p.y - line_extra)};
  if (st.spacing == 0) {
    list_.AddText(font, size, im(p), color(c), t.data(), t.data() + t.size());
    return;
  }
  while (!t.empty()) {
    const auto n = static_cast<std::size_t>(decode_utf8(t).bytes);
    list_.AddText(font, size, {snap(p.x), p.y}, color(c), t.data(), t.data() + n);
    p.x += font->CalcTextSizeA(size, 1e9f, 0, t.data(), t.data() + n).x + st.spacing * scale_;
    t.remove_prefix(n);
  }
}

void Painter::fill_and_stroke(const Shape& s, bool hovered) {
  const Vec2 a = to_pixels({s.box.x, s.box.y}), z = to_pixels({s.box.right(), s.box.bottom()});
  const ImVec2 p0{snap(a.x), snap(a.y)}, p1{snap(z.x), snap(z.y)};
  const float r = s.radius * scale_;
  Color fill = s.fill;
  if (hovered) fill = fill.a == 0 ? rgb(0x8593a5).with_alpha(28) : mix(fill, rgb(0x8fa4bd), 40);
  if (fill.a != 0) list_.AddRectFilled(p0, p1, color(fill), r);
  if (s.stroke.a != 0)
    compat::add_rect(list_, {p0.x, p0.y}, {p1.x, p1.y}, color(s.stroke), r,
                     s.stroke_width * scale_);
}

void Painter::centred_text(const Shape& s) {
  const float w = fonts_.width(s.style, s.text);
  float x = s.box.center().x - w / 2;
  if (s.align == Align::left) x = s.box.x + 8;
  if (s.align == Align::right) x = s.box.right() - 8 - w;
  text(s.style, {x, s.box.center().y - spec(s.style).size / 2}, s.ink, s.text);
}

void Painter::dashes(const Vec2* points, int n, Color c, float width) {
  const float on = 5 * scale_, off = 4 * scale_;
  float into = 0;  // how far into the on-off period
  for (int i = 0; i + 1 < n; ++i) {
    Vec2 a = points[i];
    const Vec2 b = points[i + 1];
    float left = distance(a, b);
    if (left <= 0) continue;
    const Vec2 dir = (b - a) * (1 / left);
    while (left > 0) {
      const bool drawing = into < on;
      const float step = std::min(left, drawing ? on - into : on + off - into);
      const Vec2 e = a + dir * step;
      if (drawing) list_.AddLine(im(a), im(e), color(c), width);
      a = e;
      left -= step;
      into += step;
      if (into >= on + off - 0.001f) into = 0;
    }
  }
}

void Painter::polyline(const Shape& s) {
  std::vector<Vec2> px;
  for (const Vec2 p : s.points) px.push_back(to_pixels(p));
  const bool axis_aligned =
      px.size() == 2 && (px[0].x == px[1].x || px[0].y == px[1].y) && !s.arrow_head;
  if (axis_aligned)
    for (Vec2& p : px) p = {snap(p.x), snap(p.y)};
  const float w = std::max(1.0f, s.stroke_width * scale_);
  if (s.dashed)
    dashes(px.data(), static_cast<int>(px.size()), s.stroke, w);
  else
    for (std::size_t i = 0; i + 1 < px.size(); ++i)
      list_.AddLine(im(px[i]), im(px[i + 1]), color(s.stroke), w);
  if (s.arrow_head && px.size() >= 2)
    arrow_head(px[px.size() - 2], px.back(), s.stroke, 7 * scale_);
}

void Painter::curve(const Shape& s) {
  if (s.points.size() != 4) return polyline(s);
  std::array<Vec2, 33> px;
  for (int i = 0; i <= 32; ++i) {
    const float t = static_cast<float>(i) / 32, u = 1 - t;
    const Vec2 p = s.points[0] * (u * u * u) + s.points[1] * (3 * u * u * t) +
                   s.points[2] * (3 * u * t * t) + s.points[3] * (t * t * t);
    px[static_cast<std::size_t>(i)] = to_pixels(p);
  }
  if (s.dashed)
    dashes(px.data(), 33, s.stroke, s.stroke_width * scale_);
  else
    for (std::size_t i = 0; i < 32; ++i)
      list_.AddLine(im(px[i]), im(px[i + 1]), color(s.stroke), s.stroke_width * scale_);
  if (s.arrow_head) arrow_head(px[30], px[32], s.stroke, 10 * scale_);
}

void Painter::arrow_head(Vec2 from, Vec2 to, Color c, float size) {
  const float d = distance(from, to);
  if (d <= 0) return;
  const Vec2 dir = (to - from) * (1 / d), side{-dir.y, dir.x};
  const Vec2 back = to - dir * size;
  list_.AddTriangleFilled(im(to), im(back + side * (size * 0.5f)), im(back - side * (size * 0.5f)),
                          color(c));
}

void Painter::stripes(const Rect& box, Color c) {
  const Vec2 a = to_pixels({box.x, box.y}), z = to_pixels({box.right(), box.bottom()});
  list_.PushClipRect({a.x, a.y}, {z.x, z.y}, true);
  const float step = 6 * scale_, h = z.y - a.y;
  for (float x = std::floor((a.x - h) / step) * step; x < z.x; x += step)
    list_.AddLine({x, z.y}, {x + h, a.y}, color(c), 2 * scale_);
  list_.PopClipRect();
}

void Painter::shadow(const Rect& box, float radius, float opacity) {
  if (opacity <= 0) return;
  for (int i = 3; i >= 1; --i) {
    const float grow = static_cast<float>(i) * 1.3f;
    const Vec2 a = to_pixels({box.x - grow, box.y - grow + 2});
    const Vec2 z = to_pixels({box.right() + grow, box.bottom() + grow + 2});
    list_.AddRectFilled(im(a), im(z), color(rgb(0), opacity * 0.25f), (radius + grow) * scale_);
  }
}

}  // namespace gui
