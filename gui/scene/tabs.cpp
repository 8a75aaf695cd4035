// The frame of the bottom panel: its tabs. What a tab shows is drawn by panels/.
#include "gui/scene/parts.h"

namespace gui {

void draw_tabs(Drawing& d, const Rect& area) {
  Canvas& c = d.canvas;
  c.panel("bottom", area);
  const char* keys[kBottomTabCount] = {"tab.timeline", "tab.latency", "tab.metrics",
                                       "tab.states",   "tab.events",  "tab.ipcs"};
  float x = area.x + 13;
  const float top = area.y + 11, h = 29;
  float all = 0;
  for (const char* k : keys) all += c.width(TextStyle::body, c.tr(k)) + 24;
  c.rect("tabs", Layer::content, {x, top, all, h}, c.colors.panel_raised, c.colors.line, 6);
  for (int i = 0; i < kBottomTabCount; ++i) {
    const float w = c.width(TextStyle::body, c.tr(keys[i])) + 24;
    const bool chosen = static_cast<int>(d.options.tab) == i;
    Shape& s = c.rect(std::string("button:") + keys[i], Layer::content, {x, top, w, h},
                      chosen ? c.colors.selected : kNoColor, kNoColor, 6);
    s.text = c.tr(keys[i]);
    s.style = TextStyle::body;
    s.align = Align::center;
    s.ink = chosen ? c.colors.text : c.colors.dim;
    s.action = keys[i];
    if (i > 0)
      c.line(std::string("tabs:line:") + keys[i], Layer::content, {x, top}, {x, top + h},
             c.colors.line);
    x += w;
  }
}

}  // namespace gui
