// The colours of the picture: one dark set, one light one for bright rooms, and a dark one of
// strong contrast for the presenter. Process colours are the colour-blind-safe set of Okabe and
// Ito, and never the only sign of anything.
#pragma once

#include <array>
#include <string_view>

#include "gui/scene/geometry.h"

namespace gui {

enum class Theme : std::uint8_t { dark, light };

struct Palette {
  Color ground, panel, panel_raised, well;  // from the window's back to the wells in panels
  Color line, text, dim, faint;
  Color now;        // the cursor, "now", what changed
  Color accent;     // the chosen tab, the play button
  Color on_accent;  // text on it
  Color selected;   // background of the current line
  Color selected_weak;
  Color paper, ink;  // a message and the writing on it
  Color good_back, good_text, bad_back, bad_text, wait_back, wait_text, idle_back, idle_text;
  Color question_back, question_line;
  std::array<Color, 7> process;
  Color on_process;  // text on a process colour
};

// `strong`: of more contrast, for the presenter.
const Palette& palette(Theme theme, bool strong = false);

}  // namespace gui
