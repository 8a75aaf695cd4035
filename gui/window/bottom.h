// The bottom panel: the tab that is chosen, below the row of tabs.
#pragma once

#include <optional>

#include "gui/app/session.h"
#include "gui/panels/bottom_panel.h"

namespace gui {

// What the tabs remember between frames.
using BottomViews = TabViews;

std::optional<Command> draw_bottom(const PanelContext& p, const Session& session,
                                   BottomViews& views);

}  // namespace gui
