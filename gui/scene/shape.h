// A picture is a list of shapes with stable ids. Two pictures of neighbouring moments are tweened
// by matching ids; a test asks for a shape by its id and looks where it is; a click finds the
// topmost shape that has an action.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gui/scene/geometry.h"
#include "gui/scene/text_style.h"

namespace gui {

enum class ShapeKind : std::uint8_t {
  rect,      // a filled and/or stroked (rounded) rectangle, with text centred in it
  text,      // one line of text in `box`
  line,      // a polyline through `points`
  curve,     // a smooth curve through `points`, drawn in dashes when `dashed`
  token,     // a task: a pill with its name
  envelope,  // a message: a sheet of paper with two lines of text
  hatch,     // a rectangle filled with diagonal stripes
  disc,      // a filled circle in `box`
  triangle,  // pointing down, in `box`
};

enum class Align : std::uint8_t { left, center, right };

// From back to front.
enum class Layer : std::uint8_t { ground, panel, well, content, token, message, arrow, overlay };

struct Shape {
  std::string id;
  ShapeKind kind = ShapeKind::rect;
  Layer layer = Layer::content;
  Rect box;
  Color fill = kNoColor;
  Color stroke = kNoColor;
  float stroke_width = 1;
  float radius = 0;
  std::string text;
  std::string text2;  // envelope: the second line
  TextStyle style = TextStyle::body;
  Align align = Align::left;
  Color ink = kNoColor;  // colour of the text
  std::vector<Vec2> points;
  bool dashed = false;
  bool arrow_head = false;  // at the last point
  float shadow = 0;         // strength of the shadow under it
  float opacity = 1;
  bool still = false;  // is in its place at once: words of a sentence do not glide
  // Where it comes from when it was not there before, where it goes when it no longer is.
  std::optional<Rect> enters_from, leaves_to;
  std::string action;   // what a click on it asks for; empty: nothing
  std::string tooltip;  // shown while the mouse rests on it
};

// One run of a lane of the timeline: many, alike and unnamed, so not shapes.
struct Bar {
  Rect box;
  Color color;
  bool hatched = false;
  bool dotted = false;
};

struct Scene {
  Vec2 size;
  std::vector<Shape> shapes;  // ordered by layer once finished
  std::vector<Bar> bars;      // over Layer::well, below the rest
  const Shape* find(std::string_view id) const;
  // The topmost shape with an action at this point.
  const Shape* action_at(Vec2 p) const;
  // Orders by layer, keeping the order within one.
  void finish();
};

}  // namespace gui
