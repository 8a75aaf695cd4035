#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "gui/app/texts.h"
#include "gui/panels/tools.h"

namespace gui {
namespace {

ImU32 im_color(Color c) { return IM_COL32(c.r, c.g, c.b, c.a); }

int lines_in(const std::string& text) {
  return 1 + static_cast<int>(std::count(text.begin(), text.end(), '\n'));
}

// ImGui asks for more room while a person types.
int grow(ImGuiInputTextCallbackData* data) {
  if (data->EventFlag == ImGuiInputTextFlags_CallbackResize) {
    auto& text = *static_cast<std::string*>(data->UserData);
    text.resize(static_cast<std::size_t>(data->BufTextLen));
    data->Buf = text.data();
  }
  return 0;
}

// Line numbers, breakpoints and the error's line. A click toggles a breakpoint.
std::optional<Command> margin(const PanelContext& p, const Session& s, const sim::Program& program,
                              int lines, float line_h, float width, ImVec2 top) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  std::optional<Command> command;
  const bool reached = ImGui::IsWindowHovered();
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  for (int i = 0; i < lines; ++i) {
    const float y = top.y + static_cast<float>(i) * line_h;
    const auto line = static_cast<std::uint32_t>(i + 1);
    const AtLine here{program.name, 0, line};
    const auto& all = s.breakpoints();
    const bool stop = std::any_of(all.begin(), all.end(), [&](const Breakpoint& b) {
      const auto* at = std::get_if<AtLine>(&b.where);
      return at != nullptr && *at == here;
    });
    const bool hovered = reached && mouse.x >= top.x && mouse.x < top.x + width && mouse.y >= y &&
                         mouse.y < y + line_h;
    if (stop || hovered)
      list.AddCircleFilled({top.x + line_h * 0.4f, y + line_h / 2}, line_h * 0.28f,
                           im_color(stop ? p.colors.bad_text : p.colors.line));
    const std::string number = std::to_string(line);
    const float w = ImGui::CalcTextSize(number.c_str()).x;
    list.AddText({top.x + width - w - 10 * p.scale, y}, im_color(p.colors.faint), number.c_str());
    p.widgets.add(fmt::format("editor.line.{}", line), {top.x, y, width, line_h});
    if (hovered && ImGui::IsMouseClicked(0)) command = command::ToggleBreakpoint{{here}};
  }
  return command;
}

// The error of this program, when the last one was here.
const sim::Error* error_here(const Session& s, const sim::SourceFile& file) {
  if (!s.error() || s.error()->place.line == 0) return nullptr;
  return s.error()->place.file == file.name ? &*s.error() : nullptr;
}

void program_tabs(const PanelContext& p, const Session& s, EditorView& view) {
  const auto& processes = s.scenario().machine.processes;
  std::vector<const sim::Program*> shown;
  for (std::size_t i = 0; i < processes.size(); ++i) {
    const sim::Program* program = processes[i].program.get();
    if (std::find(shown.begin(), shown.end(), program) != shown.end()) continue;
    shown.push_back(program);
    if (shown.size() > 1) ImGui::SameLine();
    std::string label = program->files[0].name;
    label = label.substr(label.rfind('/') + 1);
    if (view.edited.contains(i)) label += " *";
    const bool chosen = processes[view.process].program.get() == program;
    ImGui::PushStyleColor(ImGuiCol_Button,
                          im_color(chosen ? p.colors.selected : p.colors.panel_raised));
    if (ImGui::Button(fmt::format("{}##{}", label, i).c_str())) view.process = i;
    ImGui::PopStyleColor();
    p.widgets.add_last_item(fmt::format("editor.file.{}", i));
  }
}

}  // namespace

bool text_field(const PanelContext& p, const char* name, const std::string& hint, float width,
                std::string& text, bool on_enter) {
  std::array<char, 256> typed{};
  text.copy(typed.data(), typed.size() - 1);
  ImGui::SetNextItemWidth(width * p.scale);
  const bool done = ImGui::InputTextWithHint(
      fmt::format("##{}", name).c_str(), hint.c_str(), typed.data(), typed.size(),
      on_enter ? ImGuiInputTextFlags_EnterReturnsTrue : ImGuiInputTextFlags_None);
  p.widgets.add_last_item(name);
  text = typed.data();
  return done;
}

std::optional<Command> source_editor(const PanelContext& p, const Session& s, EditorView& view) {
  const auto& processes = s.scenario().machine.processes;
  if (processes.empty()) return std::nullopt;
  view.process = std::min(view.process, processes.size() - 1);
  if (view.run != processes[0].program.get() && !s.error()) view.edited.clear();
  view.run = processes[0].program.get();
  std::optional<Command> command;
  program_tabs(p, s, view);
  const sim::Program& program = *processes[view.process].program;
  const sim::SourceFile& file = program.files[0];
  const auto edited = view.edited.find(view.process);
  std::string text = edited != view.edited.end() ? edited->second : file.text;

  ImGui::SameLine(ImGui::GetContentRegionAvail().x - 170 * p.scale);
  const bool changed = text != file.text;
  if (ImGui::Button(p.tr("src.run").c_str(), {70 * p.scale, 0}))
    command = command::EditProgram{view.process, text};
  p.widgets.add_last_item("editor.run");
  ImGui::SameLine();
  if (ImGui::Button(p.tr("src.revert").c_str(), {80 * p.scale, 0}) && changed) {
    text = file.text;
    view.edited.erase(view.process);
  }
  p.widgets.add_last_item("editor.revert");

  const sim::Error* error = error_here(s, file);
  if (error != nullptr) {
    ImGui::PushStyleColor(ImGuiCol_Text, im_color(p.colors.bad_text));
    const std::string said = p.tr.format("src.error_at", {std::to_string(error->place.line),
                                                          gui::said(error->message, p.tr.lang())});
    ImGui::TextWrapped("%s", said.c_str());
    ImGui::PopStyleColor();
  }

  compat::push_font(p.fonts.font(TextStyle::code), p.fonts.pixels(TextStyle::code));
  ImGui::BeginChild("editor.text", {0, 0}, true, ImGuiWindowFlags_HorizontalScrollbar);
  const float line_h = ImGui::GetTextLineHeight();
  const float gutter = 58 * p.scale;
  const int lines = lines_in(text);
  const ImVec2 top = ImGui::GetCursorScreenPos();
  const float width = std::max(ImGui::GetContentRegionAvail().x - gutter, 1400 * p.scale);
  const float pad = ImGui::GetStyle().FramePadding.y;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (error != nullptr) {
    const float y = top.y + pad + static_cast<float>(error->place.line - 1) * line_h;
    list.AddRectFilled({top.x, y}, {top.x + gutter + width, y + line_h},
                       im_color(p.colors.bad_back));
    const auto key = static_cast<std::size_t>(error->place.line) * 1000 + text.size();
    if (view.shown_error != key) {
      view.shown_error = key;
      ImGui::SetScrollY(std::max(0.0f, static_cast<float>(error->place.line - 6) * line_h));
    }
  }
  if (auto toggled = margin(p, s, program, lines, line_h, gutter, {top.x, top.y + pad}))
    command = toggled;
  ImGui::SetCursorScreenPos({top.x + gutter, top.y});
  ImGui::PushStyleColor(ImGuiCol_FrameBg, im_color(kNoColor));
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 0);
  text.reserve(text.size() + 1);
  if (ImGui::InputTextMultiline("##source", text.data(), text.capacity() + 1,
                                {width, static_cast<float>(lines + 2) * line_h + 2 * pad},
                                ImGuiInputTextFlags_CallbackResize |
                                    ImGuiInputTextFlags_AllowTabInput |
                                    ImGuiInputTextFlags_NoHorizontalScroll,
                                grow, &text)) {
    text.resize(std::strlen(text.c_str()));
    view.edited[view.process] = text;
  }
  p.widgets.add_last_item("editor.source");
  ImGui::PopStyleVar();
  ImGui::PopStyleColor();
  ImGui::EndChild();
  ImGui::PopFont();
  return command;
}

}  // namespace gui
