// Breakpoints and bookmarks.
#include <fmt/format.h>

#include <algorithm>

#include "gui/panels/tools.h"
#include "gui/scene/parts.h"
#include "gui/scene/step_text.h"
#include "sim/machine/registry.h"

namespace gui {
namespace {

ImVec4 vec(Color c) {
  return {static_cast<float>(c.r) / 255, static_cast<float>(c.g) / 255,
          static_cast<float>(c.b) / 255, static_cast<float>(c.a) / 255};
}

bool small_button(const PanelContext& p, const std::string& label, const std::string& name) {
  const bool pressed = ImGui::Button(fmt::format("{}##{}", label, name).c_str());
  p.widgets.add_last_item(name);
  return pressed;
}

std::optional<Command> breakpoint_list(const PanelContext& p, const Session& s) {
  std::optional<Command> command;
  const auto& all = s.breakpoints();
  for (std::size_t i = 0; i < all.size(); ++i) {
    bool on = all[i].enabled;
    if (ImGui::Checkbox(fmt::format("##on{}", i).c_str(), &on))
      command = command::EnableBreakpoint{i, on};
    p.widgets.add_last_item(fmt::format("notes.enable.{}", i));
    ImGui::SameLine();
    if (small_button(p, "×", fmt::format("notes.remove.{}", i)))
      command = command::ToggleBreakpoint{all[i]};
    ImGui::SameLine();
    const bool here = s.stopped_at() == i;
    ImGui::TextColored(vec(here ? p.colors.now : p.colors.text), "%s", all[i].describe().c_str());
  }
  if (all.empty()) ImGui::TextDisabled("%s", p.tr("nts.no_breakpoints").c_str());
  return command;
}

bool pick(const PanelContext& p, const char* name, float width, int& chosen, int count,
          const auto& text_of) {
  ImGui::SetNextItemWidth(width * p.scale);
  bool changed = false;
  if (ImGui::BeginCombo(fmt::format("##{}", name).c_str(), text_of(chosen).c_str())) {
    for (int i = 0; i < count; ++i)
      if (ImGui::Selectable(fmt::format("{}##{}", text_of(i), i).c_str(), i == chosen)) {
        chosen = i;
        changed = true;
      }
    ImGui::EndCombo();
  }
  p.widgets.add_last_item(name);
  return changed;
}

// What is left of the line for a field with a button after it.
float field_width(const PanelContext& p) {
  const float button = ImGui::CalcTextSize(p.tr("nts.add").c_str()).x / p.scale + 34;
  return std::max(80.0f, ImGui::GetContentRegionAvail().x / p.scale - button);
}

// Paths that are there, by the number of their PathId.
std::vector<sim::PathId> paths() {
  std::vector<sim::PathId> all;
  for (int i = 1; i < sim::kPathCount; ++i)
    if (sim::has_kernel_path(static_cast<sim::PathId>(i)))
      all.push_back(static_cast<sim::PathId>(i));
  return all;
}

std::optional<Command> new_breakpoint(const PanelContext& p, NotesView& view) {
  std::optional<Command> command;
  ImGui::TextDisabled("%s", p.tr("nts.condition").c_str());
  const bool entered = text_field(p, "notes.condition", "q_qnum > 3   receiver.state == blocked",
                                  field_width(p), view.condition, true);
  ImGui::SameLine();
  if ((small_button(p, p.tr("nts.add"), "notes.add_condition") || entered) &&
      !view.condition.empty()) {
    if (auto condition = Condition::parse(view.condition)) {
      command = command::ToggleBreakpoint{{std::move(*condition)}};
      view.condition.clear();
      view.problem.clear();
    } else {
      view.problem = condition.error().message;
    }
  }
  if (!view.problem.empty()) {
    ImGui::PushStyleColor(ImGuiCol_Text, vec(p.colors.bad_text));
    ImGui::TextWrapped("%s", view.problem.c_str());
    ImGui::PopStyleColor();
  }
  ImGui::TextDisabled("%s", p.tr("nts.event").c_str());
  const auto specs = sim::event_specs();
  pick(p, "notes.event", field_width(p), view.event, static_cast<int>(specs.size()),
       [&](int i) { return std::string(specs[static_cast<std::size_t>(i)].name); });
  ImGui::SameLine();
  if (small_button(p, p.tr("nts.add"), "notes.add_event"))
    command =
        command::ToggleBreakpoint{{AtEvent{specs[static_cast<std::size_t>(view.event)].type, {}}}};
  ImGui::TextDisabled("%s", p.tr("nts.kernel_step").c_str());
  const auto all = paths();
  view.path = std::clamp(view.path, 0, static_cast<int>(all.size()) - 1);
  if (pick(p, "notes.path", 130, view.path, static_cast<int>(all.size()), [&](int i) {
        return std::string(sim::Machine::path(all[static_cast<std::size_t>(i)]).name);
      }))
    view.step = 0;
  const sim::PathId path = all[static_cast<std::size_t>(view.path)];
  const auto steps = sim::Machine::path(path).steps;
  ImGui::SameLine();
  pick(p, "notes.step", field_width(p), view.step, static_cast<int>(steps.size()), [&](int i) {
    return fmt::format("{} {}", i + 1, step_text(steps[static_cast<std::size_t>(i)], p.tr.lang()));
  });
  ImGui::SameLine();
  if (small_button(p, p.tr("nts.add"), "notes.add_step"))
    command = command::ToggleBreakpoint{{AtKernelStep{path, static_cast<std::uint8_t>(view.step)}}};
  return command;
}

std::optional<Command> bookmark_list(const PanelContext& p, const Session& s, NotesView& view) {
  std::optional<Command> command;
  const bool entered =
      text_field(p, "notes.note", p.tr("nts.note"), field_width(p), view.note, true);
  ImGui::SameLine();
  if (small_button(p, p.tr("nts.add"), "notes.add_bookmark") || entered) {
    command = command::AddBookmark{view.note};
    view.note.clear();
  }
  const auto& all = s.bookmarks();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (small_button(p, "×", fmt::format("notes.forget.{}", i)))
      command = command::RemoveBookmark{i};
    ImGui::SameLine();
    if (small_button(p, format_clock(all[i].time.ns), fmt::format("notes.go.{}", i)))
      command = command::SeekStep{all[i].step};
    ImGui::SameLine();
    ImGui::TextUnformatted(all[i].note.c_str());
  }
  return command;
}

}  // namespace

std::optional<Command> notes_panel(const PanelContext& p, const Session& s, NotesView& view) {
  std::optional<Command> command;
  const auto take = [&](std::optional<Command> c) {
    if (c) command = std::move(c);
  };
  const float half = ImGui::GetContentRegionAvail().x * 0.54f;
  ImGui::BeginChild("breakpoints", {half, 0}, false);
  ImGui::TextColored(vec(p.colors.dim), "%s", p.tr("nts.breakpoints").c_str());
  take(breakpoint_list(p, s));
  ImGui::Separator();
  take(new_breakpoint(p, view));
  ImGui::EndChild();
  ImGui::SameLine();
  ImGui::BeginChild("bookmarks", {0, 0}, false);
  ImGui::TextColored(vec(p.colors.dim), "%s", p.tr("nts.bookmarks").c_str());
  take(bookmark_list(p, s, view));
  ImGui::EndChild();
  return command;
}

}  // namespace gui
