// Opening what the person named: a scenario, C programs, or, without a name, the first lesson.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "gui/app/session.h"

namespace gui {

// The first lesson found going up from a place: in a source tree (scenarios/lessons) or where the
// program is installed (share/msgscope/scenarios/lessons). Empty: none.
std::string first_lesson(const std::filesystem::path& from);

sim::Result<std::unique_ptr<Session>> open_session(const std::vector<std::string>& files);

// Puts a second run beside the session's: another file, or the same scenario under other settings
// ("cpus=2", "hog.present=no"). What is wrong with them is the error.
sim::Result<void> compare(Session& session, const std::vector<std::string>& with);

}  // namespace gui
