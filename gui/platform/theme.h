// ImGui's own widgets (text boxes, menus, scroll bars) in the colours of the stage.
#pragma once

#include "gui/scene/palette.h"

namespace gui {

void apply_theme(Theme theme, float scale);

}  // namespace gui
