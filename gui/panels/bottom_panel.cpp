#include "gui/panels/bottom_panel.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace gui {
namespace {

// The row of the tabs' names is above the panel's area.
constexpr float kAboveArea = 41, kNameRow = 29;

Rect header_of(const PanelContext& p) {
  float tabs = 20;
  for (const char* key :
       {"tab.timeline", "tab.latency", "tab.metrics", "tab.states", "tab.events", "tab.ipcs"})
    tabs += p.fonts.width(TextStyle::body, p.tr(key)) + 24;
  return {p.area.x + tabs, p.area.y - kAboveArea, std::max(0.0f, p.area.w - tabs), kNameRow};
}

TabInput input_of(const PanelContext& p) {
  const ImGuiIO& io = ImGui::GetIO();
  TabInput in;
  // Another window (a menu, the settings) may lie over the panel.
  const bool reached = ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
  in.down = io.MouseDown[0];
  in.pressed_at = {io.MouseClickedPos[0].x / p.scale, io.MouseClickedPos[0].y / p.scale};
  if (!reached && !in.down) return in;
  in.mouse = p.mouse();
  in.moved = {io.MouseDelta.x / p.scale, io.MouseDelta.y / p.scale};
  in.clicked = reached && ImGui::IsMouseClicked(0);
  in.released = ImGui::IsMouseReleased(0);
  in.wheel = reached ? io.MouseWheel : 0;
  in.shift = io.KeyShift;
  in.ctrl = io.KeyCtrl;
  return in;
}

// The events' filter is ImGui's own text box, in the row of the tabs' names.
void filter_box(const PanelContext& p, const Rect& header, EventsView& view) {
  std::array<char, 128> text{};
  const std::size_t n = std::min(view.filter.size(), text.size() - 1);
  std::memcpy(text.data(), view.filter.data(), n);
  constexpr float kWidth = 280;
  ImGui::SetCursorScreenPos(p.pixels(Vec2{header.right() - kWidth, header.y + 1}));
  ImGui::SetNextItemWidth(kWidth * p.scale);
  compat::push_font(p.fonts.font(TextStyle::small), p.fonts.pixels(TextStyle::small));
  if (ImGui::InputTextWithHint("##events.filter", p.tr("evt.filter").c_str(), text.data(),
                               text.size()))
    view.filter = text.data();
  ImGui::PopFont();
  p.widgets.add_last_item("events.filter");
}

}  // namespace

std::optional<Command> bottom_panel(const PanelContext& p, const Session& session,
                                    TabViews& views) {
  Scene scene;
  Canvas canvas(scene, p.fonts, p.colors, p.tr);
  const std::vector<Process> processes = session.processes();
  TabContext t{canvas, session, processes, input_of(p), header_of(p)};
  auto command = tab_content(t, p.area, views);
  views.unknown.clear();
  const auto beyond_ascii = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  for (const Shape& s : scene.shapes)
    if (std::any_of(s.text.begin(), s.text.end(), beyond_ascii)) views.unknown.push_back(s.text);
  scene.finish();
  const Shape* hovered = scene.action_at(t.in.mouse);
  Painter painter = p.painter();
  painter.paint(scene, hovered != nullptr ? std::string_view(hovered->action) : "");
  for (const Shape& s : scene.shapes)
    if (!s.action.empty()) p.widgets.add(s.action, p.pixels(s.box));
  if (session.choices().tab == BottomTab::events) filter_box(p, t.header, views.events);
  return command;
}

}  // namespace gui
