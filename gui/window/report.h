// What the window shows, as JSON: the moment, the choices, the texts, and the place of everything
// that can be pressed. A script presses real keys and buttons and reads here what came of it.
#pragma once

#include <string>

#include "gui/window/window.h"

namespace gui {

std::string report_of(Window& window, const std::string& backend);

}  // namespace gui
