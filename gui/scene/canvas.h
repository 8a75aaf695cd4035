// Canvas: what the parts of the picture are drawn with. It puts shapes into a scene in the colours
// of the theme, measures and fits text, and sets paragraphs.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "gui/scene/palette.h"
#include "gui/scene/shape.h"
#include "gui/scene/strings.h"
#include "gui/scene/text_style.h"

namespace gui {

class Canvas {
 public:
  Canvas(Scene& scene, const TextMeasure& measure, const Palette& colors, const Strings& strings)
      : colors(colors), tr(strings), scene_(scene), measure_(measure) {}

  const Palette& colors;
  const Strings& tr;

  Shape& add(Shape shape);
  Shape& rect(std::string id, Layer layer, const Rect& box, Color fill, Color stroke = kNoColor,
              float radius = 0);
  // A panel of the stage: raised ground with a hair line round it.
  Shape& panel(std::string id, const Rect& box);
  Shape& well(std::string id, const Rect& box);
  Shape& line(std::string id, Layer layer, Vec2 a, Vec2 b, Color color, float width = 1,
              bool dashed = false);
  Shape& arrow(std::string id, Layer layer, Vec2 a, Vec2 b, Color color, float width = 1.5f);
  // Text whose line box is `box`, vertically centred in it; shortened with … when too wide.
  Shape& text(std::string id, const Rect& box, TextStyle style, Color color, std::string_view text,
              Align align = Align::left);
  // Text at (x, y) (middle of the line); returns where it ends.
  float label(std::string id, float x, float middle_y, TextStyle style, Color color,
              std::string_view text);
  // Section label in small capitals.
  void caps(std::string id, float x, float middle_y, std::string_view text);
  // A button of the window's own look.
  Shape& button(std::string action, const Rect& box, std::string_view text, bool chosen = false,
                TextStyle style = TextStyle::body);
  // A small coloured pill with text; returns its rectangle. Its right end is at `right`.
  Rect badge_right(std::string id, float right, float middle_y, Color back, Color ink,
                   std::string_view text);

  float width(TextStyle style, std::string_view text) const { return measure_.width(style, text); }
  // The text, cut and with an ellipsis where it would be wider.
  std::string fit(TextStyle style, std::string_view text, float width) const;

  // A paragraph: words wrapped at `width` (Chinese between any two characters), **strong** and
  // `code` marked, the names in `names` in their colours. Returns its height; lines beyond
  // `max_height` are left out and the last one ends in an ellipsis.
  struct ParagraphStyle {
    TextStyle plain, strong, code;
    float line_height;
    Color color;
  };
  float paragraph(const std::string& id, const Rect& box, std::string_view text,
                  const ParagraphStyle& style,
                  const std::map<std::string, Color, std::less<>>& names);

  // The height it would have.
  float paragraph_height(std::string_view text, float width, const ParagraphStyle& style);

  Scene& scene() { return scene_; }

 private:
  Scene& scene_;
  const TextMeasure& measure_;
};

}  // namespace gui
