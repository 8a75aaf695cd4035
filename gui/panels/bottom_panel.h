// The bottom panel's tabs in a window: what the mouse does goes in, shapes come out and are
// painted, everything that can be pressed gets its name and place.
#pragma once

#include <optional>

#include "gui/panels/panel.h"
#include "gui/panels/tab.h"

namespace gui {

// `p.area`: below the row of the tabs' names. Views are kept by the caller from frame to frame.
std::optional<Command> bottom_panel(const PanelContext& p, const Session& session, TabViews& views);

}  // namespace gui
