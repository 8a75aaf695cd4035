#include "gui/window/bottom.h"

namespace gui {

std::optional<Command> draw_bottom(const PanelContext& p, const Session& session,
                                   BottomViews& views) {
  return bottom_panel(p, session, views);
}

}  // namespace gui
