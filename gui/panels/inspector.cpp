// A process's variables and memory.
#include <fmt/format.h>

#include <algorithm>

#include "gui/panels/tools.h"
#include "gui/platform/theme.h"
#include "sim/scenario/values.h"

namespace gui {
namespace {

// As much of it as the column has room for.
std::string fit_column(const std::string& text) {
  const float room = ImGui::GetContentRegionAvail().x - ImGui::CalcTextSize(" ").x;
  if (ImGui::CalcTextSize(text.c_str()).x <= room) return text;
  std::string shown = text;
  while (!shown.empty() && ImGui::CalcTextSize((shown + "…").c_str()).x > room) {
    while (shown.size() > 1 && (static_cast<unsigned char>(shown.back()) & 0xc0) == 0x80)
      shown.pop_back();
    shown.pop_back();
  }
  return shown + "…";
}

struct Table {
  const PanelContext& p;
  InspectorView& view;
  std::string prefix;

  void rows(const std::vector<VariableRow>& all) {
    for (const VariableRow& r : all) {
      const std::string key = prefix + r.name + fmt::format("@{:x}", r.address);
      view.now[key] = r.value;
      const auto was = view.before.find(key);
      const bool changed = was != view.before.end() && was->second != r.value;
      ImGui::TableNextRow();
      ImGui::TableNextColumn();
      ImGui::Text("%*s%s", r.depth * 2, "", r.name.c_str());
      ImGui::TableNextColumn();
      const std::string shown = fit_column(r.value);
      ImGui::TextColored(vec(changed ? p.colors.now : p.colors.text), "%s", shown.c_str());
      p.widgets.add_last_item("variable." + key);
      if (shown != r.value && ImGui::IsItemHovered()) ImGui::SetTooltip("%s", r.value.c_str());
      ImGui::TableNextColumn();
      ImGui::TextDisabled("%s", r.type.c_str());
      ImGui::TableNextColumn();
      ImGui::TextDisabled("%llx", static_cast<unsigned long long>(r.address));
    }
  }
};

void heading(const PanelContext& p, const std::string& text) {
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  ImGui::TextColored(vec(p.colors.dim), "%s", text.c_str());
}

void variables(const PanelContext& p, const Session& s, const sim::Task& t, InspectorView& view) {
  const sim::KernelState& k = s.machine().kernel();
  if (view.moves != s.moves()) {
    view.moves = s.moves();
    view.before = std::move(view.now);
    view.now.clear();
  }
  constexpr ImGuiTableFlags kFlags =
      ImGuiTableFlags_ScrollY | ImGuiTableFlags_SizingStretchProp | ImGuiTableFlags_RowBg;
  if (!ImGui::BeginTable("variables", 4, kFlags, {0, ImGui::GetContentRegionAvail().y * 0.62f}))
    return;
  ImGui::TableSetupColumn("name", 0, 2.4f);
  ImGui::TableSetupColumn("value", 0, 4);
  ImGui::TableSetupColumn("type", 0, 1.7f);
  ImGui::TableSetupColumn("address", 0, 1.4f);
  const auto stack = stack_of(k, t);
  for (std::size_t i = 0; i < stack.size(); ++i) {
    heading(p, fmt::format("{}() : {}", stack[i].function->name, stack[i].line));
    Table{p, view, fmt::format("{}.", stack.size() - i)}.rows(stack[i].variables);
  }
  const auto globals = globals_of(k, t);
  if (!globals.empty()) heading(p, p.tr("var.globals"));
  Table{p, view, "g."}.rows(globals);
  if (stack.empty() && globals.empty()) heading(p, p.tr("var.none"));
  ImGui::EndTable();
}

void memory(const PanelContext& p, const sim::AddressSpace& mm, const sim::Task& t,
            InspectorView& view) {
  ImGui::TextColored(vec(p.colors.dim), "%s", p.tr("var.memory").c_str());
  ImGui::SameLine();
  text_field(p, "inspector.address", fmt::format("{:#x} (sp)", t.regs.r[sim::kRegSp]), 190,
             view.address);
  std::uint64_t from = t.regs.r[sim::kRegSp];
  if (const auto typed = sim::scenario::parse_integer(view.address))
    from = static_cast<std::uint64_t>(*typed);
  ImGui::BeginChild("memory", {0, 0}, true);
  const int rows = std::max(1, static_cast<int>(ImGui::GetContentRegionAvail().y /
                                                ImGui::GetTextLineHeightWithSpacing()));
  for (const MemoryRow& row : memory_rows(mm, from, rows)) {
    std::string hex, text;
    for (const std::byte b : row.bytes) {
      const auto c = static_cast<unsigned char>(b);
      hex += fmt::format("{:02x} ", c);
      text += c >= 0x20 && c < 0x7f ? static_cast<char>(c) : '.';
    }
    if (row.bytes.empty()) hex = fmt::format("{:48}", "–");
    ImGui::TextDisabled("%012llx", static_cast<unsigned long long>(row.address));
    ImGui::SameLine();
    ImGui::TextUnformatted(hex.c_str());
    ImGui::SameLine();
    ImGui::TextDisabled("%s", text.c_str());
  }
  ImGui::EndChild();
}

}  // namespace

const sim::Task* shown_task(const Session& s) {
  const sim::KernelState& k = s.machine().kernel();
  if (s.choices().selected) return k.find_task(*s.choices().selected);
  const sim::TaskId last = s.machine().last_step().task;
  if (k.tasks.contains(last) && k.tasks[last].mm.valid()) return &k.tasks[last];
  for (const Process& p : s.processes())
    if (const sim::Task* t = k.find_task(p.pid)) return t;
  return nullptr;
}

std::optional<std::size_t> shown_program(const Session& s) {
  const sim::Task* t = shown_task(s);
  if (t == nullptr) return std::nullopt;
  const std::string& name = s.machine().kernel().program(*t).name;
  const auto& all = s.scenario().machine.processes;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].program->name == name) return i;
  return std::nullopt;
}

std::optional<Command> inspector(const PanelContext& p, const Session& s, InspectorView& view) {
  std::optional<Command> command;
  const sim::KernelState& k = s.machine().kernel();
  const sim::Task* t = shown_task(s);
  const auto processes = s.processes();
  for (std::size_t i = 0; i < processes.size() && i < 12; ++i) {
    if (i > 0) ImGui::SameLine();
    ImGui::PushStyleColor(ImGuiCol_Text, vec(process_color(p.colors, processes, processes[i].pid)));
    const bool chosen = t != nullptr && t->pid == processes[i].pid;
    ImGui::PushStyleColor(ImGuiCol_Button, vec(chosen ? p.colors.selected : p.colors.panel_raised));
    if (ImGui::Button(fmt::format("{}##{}", processes[i].name, processes[i].pid.value).c_str()))
      command = command::Select{processes[i].pid};
    ImGui::PopStyleColor(2);
    p.widgets.add_last_item(fmt::format("inspector.process.{}", processes[i].pid.value));
  }
  if (t == nullptr || !t->mm.valid() || !k.mms.contains(t->mm)) {
    ImGui::TextDisabled("%s", p.tr("var.gone").c_str());
    return command;
  }
  compat::push_font(p.fonts.font(TextStyle::field), p.fonts.pixels(TextStyle::field));
  variables(p, s, *t, view);
  memory(p, k.mms[t->mm], *t, view);
  ImGui::PopFont();
  return command;
}

}  // namespace gui
