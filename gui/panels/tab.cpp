#include "gui/panels/tab.h"

#include <algorithm>

namespace gui {

void TabContext::tooltip(const std::vector<std::string>& lines, const Rect& inside) const {
  constexpr float kLine = 19, kPad = 9;
  float w = 0;
  for (const std::string& l : lines) w = std::max(w, canvas.width(TextStyle::small, l));
  Rect box{in.mouse.x + 14, in.mouse.y + 14, w + 2 * kPad,
           static_cast<float>(lines.size()) * kLine + 2 * kPad - 4};
  if (box.right() > inside.right()) box.x = in.mouse.x - 10 - box.w;
  if (box.bottom() > inside.bottom()) box.y = std::max(inside.y, inside.bottom() - box.h);
  canvas.rect("tip", Layer::overlay, box, canvas.colors.panel_raised, canvas.colors.faint, 5);
  float y = box.y + kPad + kLine / 2 - 2;
  for (std::size_t i = 0; i < lines.size(); ++i, y += kLine) {
    canvas.label("tip:" + std::to_string(i), box.x + kPad, y, TextStyle::small,
                 i == 0 ? canvas.colors.text : canvas.colors.dim, lines[i]);
    canvas.scene().shapes.back().layer = Layer::overlay;
  }
}

void scroll_rows(TabContext& t, const Rect& area, double total, double visible, double& first) {
  const double last_first = std::max(0.0, total - visible);
  if (t.hovers(area)) first -= t.in.wheel * 3;
  first = std::clamp(first, 0.0, last_first);
  if (last_first <= 0) return;
  const Rect track{area.right() - 6, area.y, 6, area.h};
  const float h = std::max(18.0f, static_cast<float>(visible / total) * area.h);
  const Rect grip{track.x, track.y + static_cast<float>(first / last_first) * (area.h - h), 6, h};
  const Rect wide{track.x - 6, track.y, 14, track.h};
  if (t.in.down && wide.contains(t.in.pressed_at)) {
    const float at = std::clamp((t.in.mouse.y - track.y - h / 2) / (area.h - h), 0.0f, 1.0f);
    first = at * last_first;
  }
  t.canvas.rect("scroll", Layer::content, grip,
                t.hovers(wide) ? t.canvas.colors.dim : t.canvas.colors.faint, kNoColor, 3);
}

std::optional<Command> tab_content(TabContext& t, const Rect& area, TabViews& views) {
  switch (t.session.choices().tab) {
    case BottomTab::timeline:
      return timeline_tab(t, area, views.timeline);
    case BottomTab::latency:
      return latency_tab(t, area, views.latency);
    case BottomTab::metrics:
      return metrics_tab(t, area, views.metrics);
    case BottomTab::states:
      return states_tab(t, area, views.states);
    case BottomTab::events:
      return events_tab(t, area, views.events);
    case BottomTab::ipcs:
      return ipcs_tab(t, area, views.ipcs);
  }
  return std::nullopt;
}

}  // namespace gui
