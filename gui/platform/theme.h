// ImGui's own widgets (text boxes, menus, scroll bars) in the colours of the stage.
#pragma once

#include <imgui.h>

#include "gui/scene/palette.h"

namespace gui {

// A colour as ImGui's widgets take it.
inline ImVec4 vec(Color c) {
  return {static_cast<float>(c.r) / 255, static_cast<float>(c.g) / 255,
          static_cast<float>(c.b) / 255, static_cast<float>(c.a) / 255};
}

void apply_theme(Theme theme, float scale);

}  // namespace gui
