// Points, rectangles and colours of the picture, in design units: one unit is one pixel of a window
// at scale 1.
#pragma once

#include <algorithm>
#include <cstdint>

namespace gui {

struct Vec2 {
  float x = 0, y = 0;
  friend constexpr bool operator==(Vec2, Vec2) = default;
};
constexpr Vec2 operator+(Vec2 a, Vec2 b) { return {a.x + b.x, a.y + b.y}; }
constexpr Vec2 operator-(Vec2 a, Vec2 b) { return {a.x - b.x, a.y - b.y}; }
constexpr Vec2 operator*(Vec2 a, float k) { return {a.x * k, a.y * k}; }

struct Rect {
  float x = 0, y = 0, w = 0, h = 0;
  friend constexpr bool operator==(const Rect&, const Rect&) = default;

  constexpr float right() const { return x + w; }
  constexpr float bottom() const { return y + h; }
  constexpr Vec2 center() const { return {x + w / 2, y + h / 2}; }
  constexpr Vec2 origin() const { return {x, y}; }
  constexpr bool contains(Vec2 p) const {
    return p.x >= x && p.x < right() && p.y >= y && p.y < bottom();
  }
  constexpr bool contains(const Rect& r) const {
    return r.x >= x && r.right() <= right() && r.y >= y && r.bottom() <= bottom();
  }
  constexpr bool overlaps(const Rect& r) const {
    return r.x < right() && x < r.right() && r.y < bottom() && y < r.bottom();
  }
  constexpr Rect inset(float dx, float dy) const {
    return {x + dx, y + dy, w - 2 * dx, h - 2 * dy};
  }
  constexpr Rect inset(float d) const { return inset(d, d); }
  constexpr Rect moved(float dx, float dy) const { return {x + dx, y + dy, w, h}; }
  // Cuts a strip off and returns it; what is left stays in *this.
  constexpr Rect take_top(float height) {
    const Rect r{x, y, w, height};
    y += height;
    h -= height;
    return r;
  }
  constexpr Rect take_bottom(float height) {
    h -= height;
    return {x, y + h, w, height};
  }
  constexpr Rect take_left(float width) {
    const Rect r{x, y, width, h};
    x += width;
    w -= width;
    return r;
  }
  constexpr Rect take_right(float width) {
    w -= width;
    return {x + w, y, width, h};
  }
};

// 8 bits a channel, not premultiplied.
struct Color {
  std::uint8_t r = 0, g = 0, b = 0, a = 255;
  friend constexpr bool operator==(Color, Color) = default;
  constexpr Color with_alpha(int alpha) const {
    return {r, g, b, static_cast<std::uint8_t>(std::clamp(alpha, 0, 255))};
  }
};
constexpr Color rgb(std::uint32_t hex) {
  return {static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>(hex >> 8 & 255),
          static_cast<std::uint8_t>(hex & 255), 255};
}
constexpr Color kNoColor{0, 0, 0, 0};

// `t` of 0 gives a, 256 gives b.
constexpr Color mix(Color a, Color b, int t) {
  auto m = [t](int p, int q) { return static_cast<std::uint8_t>(p + (q - p) * t / 256); };
  return {m(a.r, b.r), m(a.g, b.g), m(a.b, b.b), m(a.a, b.a)};
}

}  // namespace gui
