// Breakpoints and bookmarks.
#include <fmt/format.h>

#include <algorithm>

#include "gui/app/texts.h"
#include "gui/panels/tools.h"
#include "gui/platform/theme.h"
#include "gui/scene/parts.h"
#include "gui/scene/step_text.h"
#include "sim/machine/registry.h"
#include "sim/scenario/values.h"

namespace gui {
namespace {

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
    for (int i = 0; i < count; ++i) {
      if (ImGui::Selectable(fmt::format("{}##{}", text_of(i), i).c_str(), i == chosen)) {
        chosen = i;
        changed = true;
      }
      p.widgets.add_last_item(fmt::format("{}.{}", name, i));
      // What is not in sight, or with less than its upper half, cannot be pressed in its middle.
      const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
      const ImVec2 middle((low.x + high.x) / 2, (low.y + high.y) / 2);
      if (!ImGui::IsRectVisible(middle, ImVec2(middle.x + 1, middle.y + 1)))
        p.widgets.remove(fmt::format("{}.{}", name, i));
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

std::optional<Command> new_condition(const PanelContext& p, NotesView& view) {
  ImGui::TextDisabled("%s", p.tr("nts.condition").c_str());
  const bool entered = text_field(p, "notes.condition", "q_qnum > 3   receiver.state == blocked",
                                  field_width(p), view.condition, true);
  ImGui::SameLine();
  const bool pressed = small_button(p, p.tr("nts.add"), "notes.add_condition");
  if ((!pressed && !entered) || view.condition.empty()) return std::nullopt;
  auto condition = Condition::parse(view.condition);
  if (!condition) {
    view.problem = condition.error().message;
    return std::nullopt;
  }
  view.condition.clear();
  view.problem.clear();
  return command::ToggleBreakpoint{{std::move(*condition)}};
}

// Programs of the scenario, each once.
std::vector<const sim::Program*> programs(const Session& s) {
  std::vector<const sim::Program*> all;
  for (const sim::ProcessSpec& spec : s.scenario().machine.processes)
    if (std::find(all.begin(), all.end(), spec.program.get()) == all.end())
      all.push_back(spec.program.get());
  return all;
}

std::optional<Command> new_line(const PanelContext& p, const Session& s, NotesView& view) {
  const auto all = programs(s);
  if (all.empty()) return std::nullopt;
  ImGui::TextDisabled("%s", p.tr("nts.line").c_str());
  view.program = std::clamp(view.program, 0, static_cast<int>(all.size()) - 1);
  pick(p, "notes.program", 130, view.program, static_cast<int>(all.size()),
       [&](int i) { return all[static_cast<std::size_t>(i)]->name + ".c"; });
  ImGui::SameLine();
  const bool entered = text_field(p, "notes.line", "11", field_width(p), view.line, true);
  ImGui::SameLine();
  const bool pressed = small_button(p, p.tr("nts.add"), "notes.add_line");
  if ((!pressed && !entered) || view.line.empty()) return std::nullopt;
  const auto line = sim::scenario::parse_integer(view.line);
  const sim::Program& program = *all[static_cast<std::size_t>(view.program)];
  const bool there = line && *line > 0 && *line < 1'000'000 &&
                     line_with_code(program, 0, static_cast<std::uint32_t>(*line)) == *line;
  if (!there) {
    view.problem = p.tr.format("nts.no_code", {program.name + ".c:" + view.line});
    return std::nullopt;
  }
  view.line.clear();
  view.problem.clear();
  return command::ToggleBreakpoint{{AtLine{program.name, 0, static_cast<std::uint32_t>(*line)}}};
}

// Kernel steps and lines have forms of their own.
std::vector<const sim::EventSpec*> events() {
  std::vector<const sim::EventSpec*> all;
  for (const sim::EventSpec& spec : sim::event_specs())
    if (spec.level <= sim::Detail::events) all.push_back(&spec);
  return all;
}

// The event's fields, as many beside each other as there is room for. True on enter.
bool event_fields(const PanelContext& p, const sim::EventSpec& spec, NotesView& view) {
  constexpr float kField = 84;
  bool entered = false;
  const float right = ImGui::GetCursorPosX() + ImGui::GetContentRegionAvail().x;
  float x = 0;
  for (const sim::EventField& f : spec.fields) {
    if (f.name.empty()) continue;
    const std::string name(f.name);
    const float w = ImGui::CalcTextSize(name.c_str()).x + (kField + 16) * p.scale;
    if (x > 0 && x + w < right)
      ImGui::SameLine();
    else
      x = 0;
    x += w;
    ImGui::AlignTextToFramePadding();
    ImGui::TextDisabled("%s", name.c_str());
    ImGui::SameLine(0, 4 * p.scale);
    entered = text_field(p, ("notes.field." + name).c_str(), p.tr("nts.any"), kField,
                         view.fields[name], true) ||
              entered;
  }
  return entered;
}

std::optional<Command> new_event(const PanelContext& p, const Session& s, NotesView& view) {
  ImGui::TextDisabled("%s", p.tr("nts.event").c_str());
  const auto all = events();
  view.event = std::clamp(view.event, 0, static_cast<int>(all.size()) - 1);
  if (pick(p, "notes.event", 170, view.event, static_cast<int>(all.size()),
           [&](int i) { return std::string(all[static_cast<std::size_t>(i)]->name); }))
    view.fields.clear();
  const sim::EventSpec& spec = *all[static_cast<std::size_t>(view.event)];
  ImGui::SameLine();
  // Whoever has a name once is enough: a name stands for every process that has it.
  std::vector<std::string> names{""};
  for (const Process& q : s.processes())
    if (std::find(names.begin(), names.end(), q.name) == names.end()) names.push_back(q.name);
  int who = 0;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == view.who) who = static_cast<int>(i);
  pick(p, "notes.who", field_width(p), who, static_cast<int>(names.size()),
       [&](int i) { return i == 0 ? p.tr("nts.anybody") : names[static_cast<std::size_t>(i)]; });
  view.who = names[static_cast<std::size_t>(who)];
  ImGui::SameLine();
  const bool pressed = small_button(p, p.tr("nts.add"), "notes.add_event");
  const bool entered = event_fields(p, spec, view);
  if (!pressed && !entered) return std::nullopt;
  AtEvent at{spec.type, {}, view.who};
  for (const sim::EventField& f : spec.fields) {
    const std::string& typed = view.fields[std::string(f.name)];
    if (f.name.empty() || typed.empty()) continue;
    auto is = parse_field_is(spec.type, f.name, typed);
    if (!is) {
      view.problem = is.error().message;
      return std::nullopt;
    }
    at.fields.push_back(std::move(*is));
  }
  view.problem.clear();
  view.fields.clear();
  return command::ToggleBreakpoint{{std::move(at)}};
}

std::optional<Command> new_kernel_step(const PanelContext& p, NotesView& view) {
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
  if (!small_button(p, p.tr("nts.add"), "notes.add_step")) return std::nullopt;
  return command::ToggleBreakpoint{{AtKernelStep{path, static_cast<std::uint8_t>(view.step)}}};
}

std::optional<Command> new_breakpoint(const PanelContext& p, const Session& s, NotesView& view) {
  std::optional<Command> command;
  const auto take = [&](std::optional<Command> c) {
    if (c) command = std::move(c);
  };
  take(new_condition(p, view));
  take(new_line(p, s, view));
  take(new_event(p, s, view));
  take(new_kernel_step(p, view));
  if (!view.problem.empty()) {
    ImGui::PushStyleColor(ImGuiCol_Text, vec(p.colors.bad_text));
    ImGui::TextWrapped("%s", said(view.problem, p.tr.lang()).c_str());
    ImGui::PopStyleColor();
  }
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
    if (view.write == i) {
      ImGui::SetKeyboardFocusHere();
      view.write.reset();
    }
    std::string note = all[i].note;
    const bool typed = text_field(p, fmt::format("notes.edit.{}", i).c_str(), p.tr("nts.note"),
                                  ImGui::GetContentRegionAvail().x / p.scale, note);
    // Escape leaves the field, and what was typed stays.
    if (typed && !compat::key_pressed(compat::Key::escape))
      command = command::EditBookmark{i, note};
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
  take(new_breakpoint(p, s, view));
  ImGui::EndChild();
  ImGui::SameLine();
  ImGui::BeginChild("bookmarks", {0, 0}, false);
  ImGui::TextColored(vec(p.colors.dim), "%s", p.tr("nts.bookmarks").c_str());
  take(bookmark_list(p, s, view));
  ImGui::EndChild();
  return command;
}

}  // namespace gui
