#include "gui/window/bottom.h"

namespace gui {

std::optional<Command> draw_bottom(const PanelContext&, const Session&, BottomViews&) {
  return std::nullopt;
}

}  // namespace gui
