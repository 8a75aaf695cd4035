#include "gui/window/open.h"

#include <algorithm>
#include <filesystem>

#include "sim/scenario/programs.h"
#include "sim/scenario/scenario.h"

namespace gui {
namespace {

// Where the lessons may lie: the source tree one works in, or an installation.
std::string first_lesson() {
  namespace fs = std::filesystem;
  std::error_code error;
  for (const char* folder : {"scenarios/lessons", "../scenarios/lessons",
                             "../share/msgscope/scenarios/lessons", MSGSCOPE_LESSONS_DIR}) {
    std::vector<std::string> lessons;
    for (const auto& entry : fs::directory_iterator(folder, error))
      if (entry.path().extension() == ".yaml" &&
          entry.path().string().find(".bookmarks.") == std::string::npos)
        lessons.push_back(entry.path().string());
    if (!lessons.empty()) return *std::min_element(lessons.begin(), lessons.end());
  }
  return "";
}

}  // namespace

sim::Result<std::unique_ptr<Session>> open_session(const std::vector<std::string>& files) {
  if (files.empty()) {
    const std::string lesson = first_lesson();
    if (lesson.empty()) return sim::fail({}, "no lesson found; name a scenario or C programs");
    return Session::open(lesson);
  }
  if (files.size() == 1) return Session::open(files[0]);
  auto scenario = sim::scenario::scenario_of_programs(files, {});
  if (!scenario) return tl::unexpected<sim::Error>(scenario.error());
  return std::make_unique<Session>(std::move(*scenario));
}

}  // namespace gui
