#include "gui/window/open.h"

#include <algorithm>
#include <filesystem>

#include "sim/scenario/programs.h"
#include "sim/scenario/scenario.h"

namespace gui {
namespace {

namespace fs = std::filesystem;

std::string first_in(const fs::path& folder) {
  std::error_code error;
  std::vector<std::string> lessons;
  for (const auto& entry : fs::directory_iterator(folder, error))
    if (entry.path().extension() == ".yaml" &&
        entry.path().string().find(".bookmarks.") == std::string::npos)
      lessons.push_back(entry.path().string());
  return lessons.empty() ? "" : *std::min_element(lessons.begin(), lessons.end());
}

}  // namespace

std::string first_lesson(const fs::path& from) {
  for (fs::path above = from;; above = above.parent_path()) {
    for (const char* folder : {"scenarios/lessons", "share/msgscope/scenarios/lessons"})
      if (std::string lesson = first_in(above / folder); !lesson.empty()) return lesson;
    if (above == above.parent_path()) return "";
  }
}

sim::Result<std::unique_ptr<Session>> open_session(const std::vector<std::string>& files) {
  if (files.empty()) {
    std::error_code error;
    std::string lesson = first_lesson(fs::current_path(error));
    if (lesson.empty()) lesson = first_lesson(fs::read_symlink("/proc/self/exe", error));
    if (lesson.empty()) return sim::fail({}, "no lesson found; name a scenario or C programs");
    return Session::open(lesson);
  }
  if (files.size() == 1) return Session::open(files[0]);
  auto scenario = sim::scenario::scenario_of_programs(files, {});
  if (!scenario) return tl::unexpected<sim::Error>(scenario.error());
  return std::make_unique<Session>(std::move(*scenario));
}

sim::Result<void> compare(Session& session, const std::vector<std::string>& with) {
  if (with.empty()) return {};
  if (with.size() == 1 && with[0].find('=') == std::string::npos) {
    session.apply(command::CompareWith{with[0]});
  } else {
    std::vector<Setting> settings;
    for (const std::string& text : with) {
      auto some = parse_settings(text);
      if (!some) return tl::unexpected<sim::Error>(some.error());
      settings.insert(settings.end(), some->begin(), some->end());
    }
    session.apply(command::CompareSettings{std::move(settings)});
  }
  if (session.error()) return tl::unexpected<sim::Error>(*session.error());
  return {};
}

}  // namespace gui
