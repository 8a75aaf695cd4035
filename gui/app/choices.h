// The choices a person makes about the picture, and what is remembered of them between runs.
#pragma once

#include <cstdint>
#include <optional>

#include "gui/scene/stage.h"
#include "sim/base/ids.h"

namespace gui {

struct Choices {
  Lang lang = Lang::en;
  Theme theme = Theme::dark;
  float scale = 1;  // 1..3
  bool presenter = false;
  Granularity granularity = Granularity::step;
  BottomTab tab = BottomTab::timeline;
  double steps_per_second = 4;
  // Of the run that is open; not remembered.
  std::optional<sim::Pid> selected;
  std::int32_t focus_msqid = -1;
  bool run_queue_as_tree = false;
};

}  // namespace gui
