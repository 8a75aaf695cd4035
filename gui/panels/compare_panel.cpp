// The same scenario under other settings: a form with the knobs as they stand. What is changed in
// it is what the second run differs in.
#include <fmt/format.h>

#include <algorithm>

#include "gui/app/texts.h"
#include "gui/panels/tools.h"
#include "gui/platform/theme.h"

namespace gui {
namespace {

// The knob's value in the second run: what was typed, else as it stands.
std::string value_of(const CompareView& view, const Knob& k) {
  for (const Setting& s : view.typed)
    if (s.key == k.key) return s.value;
  return k.value;
}

void set(CompareView& view, const Knob& k, const std::string& value) {
  std::erase_if(view.typed, [&](const Setting& s) { return s.key == k.key; });
  if (value != k.value && !value.empty()) view.typed.push_back({k.key, value});
}

// A field or a choice for one knob. True when the person asks for the run at once.
bool edit(const PanelContext& p, CompareView& view, const Knob& k, float width) {
  const std::string name = "compare." + k.key;
  std::string value = value_of(view, k);
  const bool differs = value != k.value;
  if (differs) ImGui::PushStyleColor(ImGuiCol_Text, vec(p.colors.now));
  bool entered = false;
  if (k.choices.empty()) {
    entered = text_field(p, name.c_str(), k.value, width, value, true);
  } else {
    ImGui::SetNextItemWidth(width * p.scale);
    if (ImGui::BeginCombo(fmt::format("##{}", name).c_str(), value.c_str())) {
      for (const std::string& choice : k.choices) {
        if (ImGui::Selectable(choice.c_str(), choice == value)) value = choice;
        p.widgets.add_last_item(name + "." + choice);
      }
      ImGui::EndCombo();
    }
    p.widgets.add_last_item(name);
  }
  if (differs) {
    ImGui::PopStyleColor();
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", p.tr.format("cmp.was", {k.value}).c_str());
  }
  set(view, k, value);
  return entered;
}

constexpr float kKnobWidth = 92;

// Pairs of a name and its field, side by side.
int pairs_that_fit(const PanelContext& p, const std::vector<Knob>& knobs) {
  for (std::size_t pairs = 3; pairs > 1; --pairs) {
    std::vector<float> names(pairs, 0);
    for (std::size_t i = 0; i < knobs.size(); ++i) {
      float& w = names[i % pairs];
      w = std::max(w, ImGui::CalcTextSize(knobs[i].key.c_str()).x);
    }
    float all = 0;
    for (const float w : names)
      all += w + kKnobWidth * p.scale + 4 * ImGui::GetStyle().CellPadding.x;
    if (all <= ImGui::GetContentRegionAvail().x) return static_cast<int>(pairs);
  }
  return 1;
}

bool machine(const PanelContext& p, const Session& s, CompareView& view) {
  bool entered = false;
  ImGui::TextColored(vec(p.colors.dim), "%s", p.tr("cmp.machine").c_str());
  const std::vector<Knob> knobs = machine_knobs(s.scenario());
  if (!ImGui::BeginTable("machine", 2 * pairs_that_fit(p, knobs), ImGuiTableFlags_SizingFixedFit))
    return false;
  for (const Knob& k : knobs) {
    ImGui::TableNextColumn();
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(k.key.c_str());
    ImGui::TableNextColumn();
    entered = edit(p, view, k, kKnobWidth) || entered;
  }
  ImGui::EndTable();
  return entered;
}

bool processes(const PanelContext& p, const Session& s, CompareView& view) {
  constexpr std::size_t kMost = 64;  // the field below takes the others, and "all"
  bool entered = false;
  ImGui::TextColored(vec(p.colors.dim), "%s", p.tr("cmp.processes").c_str());
  if (!ImGui::BeginTable("processes", 4, ImGuiTableFlags_SizingFixedFit)) return false;
  for (const char* head : {"", "cmp.present", "cmp.policy", "cmp.nice"}) {
    ImGui::TableNextColumn();
    if (*head != 0) ImGui::TextDisabled("%s", p.tr(head).c_str());
  }
  const auto& all = s.scenario().machine.processes;
  for (std::size_t i = 0; i < std::min(kMost, all.size()); ++i) {
    ImGui::TableNextColumn();
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(all[i].name.c_str());
    for (const Knob& k : process_knobs(all[i])) {
      ImGui::TableNextColumn();
      entered = edit(p, view, k, 84) || entered;
    }
  }
  ImGui::EndTable();
  return entered;
}

bool button(const PanelContext& p, const char* key, const char* name) {
  const bool pressed = ImGui::Button(p.tr(key).c_str());
  p.widgets.add_last_item(name);
  return pressed;
}

// The command for what is typed; what is wrong with it is told in the panel.
std::optional<Command> run(const Session& s, CompareView& view) {
  std::vector<Setting> settings = view.typed;
  view.problem.clear();
  if (auto more = parse_settings(view.more))
    settings.insert(settings.end(), more->begin(), more->end());
  else
    view.problem = more.error().message;
  if (view.problem.empty())
    if (auto possible = with_settings(s.scenario(), settings); !possible)
      view.problem = possible.error().message;
  if (!view.problem.empty()) return std::nullopt;
  return command::CompareSettings{std::move(settings)};
}

}  // namespace

std::optional<Command> compare_panel(const PanelContext& p, const Session& s, CompareView& view) {
  std::optional<Command> command;
  ImGui::PushTextWrapPos(0);
  ImGui::TextDisabled("%s", p.tr("cmp.intro").c_str());
  ImGui::PopTextWrapPos();
  const float foot = ImGui::GetFrameHeightWithSpacing() * 3;
  ImGui::BeginChild("knobs", {0, -foot}, false);
  bool entered = machine(p, s, view);
  entered = processes(p, s, view) || entered;
  ImGui::EndChild();
  ImGui::AlignTextToFramePadding();
  ImGui::TextDisabled("%s", p.tr("cmp.more").c_str());
  ImGui::SameLine();
  entered = text_field(p, "compare.more", "cost.switch_mm=5us all.policy=rr",
                       ImGui::GetContentRegionAvail().x / p.scale - 4, view.more, true) ||
            entered;
  if (button(p, "cmp.run", "compare.run") || entered) command = run(s, view);
  ImGui::SameLine();
  if (button(p, "cmp.reset", "compare.reset")) {
    view.typed.clear();
    view.more.clear();
    view.problem.clear();
  }
  if (s.other() != nullptr) {
    ImGui::SameLine();
    if (button(p, "cmp.stop", "compare.stop")) command = command::StopComparing{};
  }
  ImGui::PushTextWrapPos(0);
  if (!view.problem.empty())
    ImGui::TextColored(vec(p.colors.bad_text), "%s", said(view.problem, p.tr.lang()).c_str());
  else
    ImGui::TextColored(vec(p.colors.now), "%s", describe(view.typed).c_str());
  ImGui::PopTextWrapPos();
  return command;
}

}  // namespace gui
