#include "gui/platform/theme.h"

#include "gui/platform/imgui_compat.h"

namespace gui {
namespace {}  // namespace

void apply_theme(Theme theme, float scale) {
  const Palette& p = palette(theme);
  ImGuiStyle style;
  if (theme == Theme::light)
    ImGui::StyleColorsLight(&style);
  else
    ImGui::StyleColorsDark(&style);
  style.WindowRounding = style.PopupRounding = 8;
  style.FrameRounding = 5;
  style.ScrollbarRounding = 6;
  style.ScrollbarSize = 12;
  style.WindowBorderSize = style.PopupBorderSize = 1;
  style.FrameBorderSize = 1;
  style.WindowPadding = {14, 12};
  style.FramePadding = {10, 5};
  style.ItemSpacing = {8, 7};
  auto set = [&](ImGuiCol slot, Color c) { style.Colors[slot] = vec(c); };
  set(ImGuiCol_Text, p.text);
  set(ImGuiCol_TextDisabled, p.dim);
  set(ImGuiCol_WindowBg, p.panel);
  set(ImGuiCol_ChildBg, kNoColor);
  set(ImGuiCol_PopupBg, p.panel_raised);
  set(ImGuiCol_Border, p.line);
  set(ImGuiCol_FrameBg, p.well);
  set(ImGuiCol_FrameBgHovered, p.selected_weak);
  set(ImGuiCol_FrameBgActive, p.selected);
  set(ImGuiCol_TitleBg, p.panel);
  set(ImGuiCol_TitleBgActive, p.panel);
  set(ImGuiCol_ScrollbarBg, kNoColor);
  set(ImGuiCol_ScrollbarGrab, p.line);
  set(ImGuiCol_ScrollbarGrabHovered, p.faint);
  set(ImGuiCol_ScrollbarGrabActive, p.dim);
  set(ImGuiCol_CheckMark, p.accent);
  set(ImGuiCol_SliderGrab, p.accent);
  set(ImGuiCol_SliderGrabActive, p.accent);
  set(ImGuiCol_Button, p.panel_raised);
  set(ImGuiCol_ButtonHovered, p.selected_weak);
  set(ImGuiCol_ButtonActive, p.selected);
  set(ImGuiCol_Header, p.selected);
  set(ImGuiCol_HeaderHovered, p.selected_weak);
  set(ImGuiCol_HeaderActive, p.selected);
  set(ImGuiCol_Separator, p.line);
  set(ImGuiCol_TextSelectedBg, p.selected);
  style.ScaleAllSizes(scale);
  ImGui::GetStyle() = style;
}

}  // namespace gui
