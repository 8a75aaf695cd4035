// What lies over the stage when asked for: help, settings, opening a file.
#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <vector>

#include "gui/window/window.h"

namespace gui {
namespace {

bool begin(const char* name, float width, const std::string& title, const FontSet& fonts) {
  const float scale = fonts.scale();
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos({size.x / 2, size.y / 2}, ImGuiCond_Always, {0.5f, 0.5f});
  ImGui::SetNextWindowSize({width * scale, 0});
  ImGui::SetNextWindowFocus();
  const bool open =
      ImGui::Begin(name, nullptr,
                   ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                       ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_AlwaysAutoResize);
  compat::push_font(fonts.font(TextStyle::name), fonts.pixels(TextStyle::name));
  ImGui::TextUnformatted(title.c_str());
  ImGui::PopFont();
  ImGui::Dummy({0, 2 * scale});
  return open;
}

}  // namespace

void Window::draw_popups() {
  if (popup_ == Popup::none) return;
  compat::push_font(fonts_.font(TextStyle::body), fonts_.pixels(TextStyle::body));
  switch (popup_) {
    case Popup::help:
      draw_help();
      break;
    case Popup::settings:
      draw_settings();
      break;
    case Popup::open:
      draw_open();
      break;
    case Popup::none:
      break;
  }
  ImGui::PopFont();
}

void Window::draw_help() {
  const Strings& tr = Strings::of(session_.choices().lang);
  begin("help", 600, tr("help.title"), fonts_);
  static constexpr const char* kKeys[][2] = {
      {"help.key.space", "tip.go.play"},
      {"help.key.arrows", "help.step"},
      {"help.key.shift_arrows", "help.switch"},
      {"help.key.home_end", "help.ends"},
      {",  .", "help.part"},
      {"1  2  3  4", "help.grain"},
      {"+  -", "help.speed"},
      {"a  b  c  d", "help.answer"},
      {"p", "help.presenter"},
      {"l", "help.lang"},
      {"t", "help.theme"},
      {"b", "help.bookmark"},
      {"o", "help.open"},
      {"r", "help.reload"},
      {"e", "tool.editor"},
      {"v", "tool.inspector"},
      {"k", "tool.notes"},
      {"c", "tool.compare"},
      {"Tab  Enter", "help.tab"},
      {"Esc", "help.esc"},
      {"?", "help.help"},
  };
  if (ImGui::BeginTable("keys", 2)) {
    float keys = 0;
    for (const auto& [key, what] : kKeys)
      keys = std::max(keys, ImGui::CalcTextSize(tr.has(key) ? tr(key).c_str() : key).x);
    ImGui::TableSetupColumn("key", ImGuiTableColumnFlags_WidthFixed, keys + 16 * scale_);
    ImGui::TableSetupColumn("what", ImGuiTableColumnFlags_WidthStretch);
    for (const auto& [key, what] : kKeys) {
      ImGui::TableNextRow();
      ImGui::TableNextColumn();
      ImGui::TextDisabled("%s", tr.has(key) ? tr(key).c_str() : key);
      ImGui::TableNextColumn();
      ImGui::PushTextWrapPos(0);
      ImGui::TextUnformatted(tr(what).c_str());
      ImGui::PopTextWrapPos();
    }
    ImGui::EndTable();
  }
  ImGui::Dummy({0, 4 * scale_});
  ImGui::PushTextWrapPos(0);
  ImGui::TextDisabled("%s", tr("help.legend").c_str());
  ImGui::PopTextWrapPos();
  if (ImGui::Button(tr("common.close").c_str())) popup_ = Popup::none;
  widgets_.add_last_item("help.close");
  ImGui::End();
}

void Window::draw_settings() {
  const Choices c = session_.choices();
  const Strings& tr = Strings::of(c.lang);
  begin("settings", 420, tr("settings.title"), fonts_);
  auto choice = [&](const char* name, const std::string& label, bool on, const Command& command) {
    if (ImGui::RadioButton(label.c_str(), on)) apply(command);
    widgets_.add_last_item(name);
  };
  ImGui::TextDisabled("%s", tr("settings.language").c_str());
  choice("settings.en", "English", c.lang == Lang::en, command::SetLanguage{Lang::en});
  ImGui::SameLine();
  choice("settings.zh", chinese_font_installed() ? tr("settings.chinese") : tr("settings.no_cjk"),
         c.lang == Lang::zh, command::SetLanguage{Lang::zh});
  ImGui::TextDisabled("%s", tr("settings.theme").c_str());
  choice("settings.dark", tr("settings.dark"), c.theme == Theme::dark,
         command::SetTheme{Theme::dark});
  ImGui::SameLine();
  choice("settings.light", tr("settings.light"), c.theme == Theme::light,
         command::SetTheme{Theme::light});
  ImGui::TextDisabled("%s", tr("settings.scale").c_str());
  for (const float scale : {1.0f, 1.25f, 1.5f, 2.0f, 2.5f, 3.0f}) {
    char label[16], name[32];
    std::snprintf(label, sizeof label, "%g", static_cast<double>(scale));
    std::snprintf(name, sizeof name, "settings.scale.%g", static_cast<double>(scale));
    choice(name, label, c.scale == scale, command::SetScale{scale});
    ImGui::SameLine();
  }
  ImGui::NewLine();
  ImGui::TextDisabled("%s", tr("settings.run_queue").c_str());
  choice("settings.rq_line", tr("rq.by_vruntime"), !c.run_queue_as_tree,
         command::SetRunQueueTree{false});
  ImGui::SameLine();
  choice("settings.rq_tree", tr("rq.as_tree"), c.run_queue_as_tree, command::SetRunQueueTree{true});
  ImGui::Dummy({0, 4 * scale_});
  if (ImGui::Button(tr("common.close").c_str())) popup_ = Popup::none;
  widgets_.add_last_item("settings.close");
  ImGui::End();
}

void Window::draw_open() {
  const Strings& tr = Strings::of(session_.choices().lang);
  begin("open", 620, tr("open.title"), fonts_);
  ImGui::SetNextItemWidth(-1);
  std::array<char, 2048> typed{};
  open_path_.copy(typed.data(), typed.size() - 1);
  const bool entered =
      ImGui::InputText("##path", typed.data(), typed.size(), ImGuiInputTextFlags_EnterReturnsTrue);
  open_path_ = typed.data();
  widgets_.add_last_item("open.path");
  std::string chosen;
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path folder = fs::is_directory(open_path_, error) ? fs::path(open_path_)
                                                              : fs::path(open_path_).parent_path();
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder.empty() ? "." : folder, error)) {
    const std::string ext = entry.path().extension().string();
    if (entry.is_directory(error) || ext == ".yaml" || ext == ".c") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  ImGui::BeginChild("files", {0, 260 * scale_}, true);
  if (ImGui::Selectable("..")) open_path_ = (folder / "..").lexically_normal().string();
  widgets_.add_last_item("open.up");
  for (const fs::path& f : files) {
    const bool directory = fs::is_directory(f, error);
    const std::string name = f.filename().string() + (directory ? "/" : "");
    if (name.front() == '.') continue;
    if (ImGui::Selectable(name.c_str())) {
      if (directory)
        open_path_ = f.string();
      else
        chosen = f.string();
    }
    widgets_.add_last_item("open.file." + name);
  }
  ImGui::EndChild();
  for (const std::string& recent : session_.recent_files()) {
    if (ImGui::Selectable(recent.c_str())) chosen = recent;
    widgets_.add_last_item("open.recent." + recent);
  }
  if (ImGui::Button(tr("open.open").c_str()) || entered) chosen = open_path_;
  widgets_.add_last_item("open.open");
  ImGui::SameLine();
  const bool compare = ImGui::Button(tr("open.compare").c_str());
  widgets_.add_last_item("open.compare");
  ImGui::SameLine();
  if (ImGui::Button(tr("common.close").c_str())) popup_ = Popup::none;
  widgets_.add_last_item("open.close");
  ImGui::End();
  if (compare) {
    popup_ = Popup::none;
    apply(command::CompareWith{open_path_});
  } else if (!chosen.empty()) {
    popup_ = Popup::none;
    apply(command::OpenFile{chosen});
  }
}

}  // namespace gui
