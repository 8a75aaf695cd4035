// The tools over the kernel's part of the stage: source editor, variables, breakpoints.
#include "gui/window/window.h"

namespace gui {

void Window::draw_tool() {
  if (tool_ == Tool::none) return;
  const Strings& tr = Strings::of(options_.lang);
  const Rect area = areas_of(options_).center;
  ImGui::SetNextWindowPos({area.x * scale_, area.y * scale_});
  ImGui::SetNextWindowSize({area.w * scale_, area.h * scale_});
  compat::push_font(fonts_.font(TextStyle::small), fonts_.pixels(TextStyle::small));
  ImGui::Begin("tool", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav);
  const char* title = tool_ == Tool::editor      ? "tool.editor"
                      : tool_ == Tool::inspector ? "tool.inspector"
                      : tool_ == Tool::compare   ? "tool.compare"
                                                 : "tool.notes";
  compat::push_font(fonts_.font(TextStyle::name), fonts_.pixels(TextStyle::name));
  ImGui::TextUnformatted(tr(title).c_str());
  ImGui::PopFont();
  ImGui::SameLine(ImGui::GetWindowWidth() - 46 * scale_);
  const bool close = ImGui::Button("×");
  widgets_.add_last_item("tool.close");
  const PanelContext p{
      area, fonts_, palette(options_.theme), tr, widgets_, *ImGui::GetWindowDrawList(), scale_};
  std::optional<Command> command;
  switch (tool_) {
    case Tool::editor:
      command = source_editor(p, session_, editor_);
      break;
    case Tool::inspector:
      command = inspector(p, session_, inspector_);
      break;
    case Tool::notes:
      command = notes_panel(p, session_, notes_);
      break;
    case Tool::compare:
      command = compare_panel(p, session_, compare_);
      break;
    case Tool::none:
      break;
  }
  ImGui::End();
  ImGui::PopFont();
  if (command) apply(*command);
  if (close) tool_ = Tool::none;
}

}  // namespace gui
