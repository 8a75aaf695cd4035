// Opening what the person named: a scenario, C programs, or, without a name, the first lesson.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "gui/app/session.h"

namespace gui {

sim::Result<std::unique_ptr<Session>> open_session(const std::vector<std::string>& files);

}  // namespace gui
