#include "gui/platform/widgets.h"

#include "gui/platform/imgui_compat.h"

namespace gui {

void Widgets::add_last_item(std::string_view name) {
  const ImVec2 a = ImGui::GetItemRectMin(), b = ImGui::GetItemRectMax();
  add(name, {a.x, a.y, b.x - a.x, b.y - a.y});
}

}  // namespace gui
