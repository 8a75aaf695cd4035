// What every panel is given. A panel projects and never acts: it returns what the person asked for.
//
//   std::optional<Command> draw_timeline(const PanelContext& p, TimelineView& view);
#pragma once

#include "gui/panels/painter.h"
#include "gui/platform/fonts.h"
#include "gui/platform/widgets.h"
#include "gui/scene/palette.h"
#include "gui/scene/strings.h"

namespace gui {

struct PanelContext {
  Rect area;  // where it draws, in design units
  const FontSet& fonts;
  const Palette& colors;
  const Strings& tr;
  Widgets& widgets;  // every widget that acts adds its name here ("timeline.zoom_in")
  ImDrawList& list;
  float scale = 1;  // pixels a design unit

  // Shapes in design units of the window: `Painter(...)` draws what a Canvas made.
  Painter painter() const { return Painter(list, fonts, {0, 0}); }
  ImVec2 pixels(Vec2 p) const { return {p.x * scale, p.y * scale}; }
  Rect pixels(const Rect& r) const { return {r.x * scale, r.y * scale, r.w * scale, r.h * scale}; }
  // The mouse, in design units.
  Vec2 mouse() const {
    const ImVec2 m = ImGui::GetIO().MousePos;
    return {m.x / scale, m.y / scale};
  }
};

}  // namespace gui
