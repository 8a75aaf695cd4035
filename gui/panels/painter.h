// Draws a scene with ImGui's draw list.
#pragma once

#include <string_view>

#include "gui/platform/fonts.h"
#include "gui/scene/shape.h"

namespace gui {

class Painter {
 public:
  Painter(ImDrawList& list, const FontSet& fonts, Vec2 origin_px)
      : list_(list), fonts_(fonts), origin_(origin_px), scale_(fonts.scale()) {}

  // Everything in the scene. The shape whose action is `hovered` is drawn a little brighter.
  void paint(const Scene& scene, std::string_view hovered = {});
  void paint(const Shape& shape, bool hovered);
  void paint(const Bar& bar);
  void text(TextStyle style, Vec2 at, Color color, std::string_view text);

  Vec2 to_pixels(Vec2 p) const { return {origin_.x + p.x * scale_, origin_.y + p.y * scale_}; }

 private:
  void fill_and_stroke(const Shape& s, bool hovered);
  void centred_text(const Shape& s);
  void polyline(const Shape& s);
  void curve(const Shape& s);
  void arrow_head(Vec2 from_px, Vec2 to_px, Color color, float size);
  void dashes(const Vec2* points, int n, Color color, float width);
  void stripes(const Rect& box, Color color);
  void shadow(const Rect& box, float radius, float opacity);
  unsigned color(Color c, float opacity = 1) const;
  float opacity_ = 1;

  ImDrawList& list_;
  const FontSet& fonts_;
  Vec2 origin_;
  float scale_;
};

}  // namespace gui
