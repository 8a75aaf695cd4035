// The choices a person makes about the picture, and what is remembered of them between runs.
#pragma once

#include <cstdint>
#include <optional>

#if __has_include("gui/scene/stage.h")
#include "gui/scene/stage.h"
#else  // until the stage is there
#include "gui/scene/palette.h"
namespace gui {
enum class Granularity : std::uint8_t { line, step, event, context_switch };
enum class BottomTab : std::uint8_t { timeline, latency, metrics, states, events, ipcs };
enum class Lang : std::uint8_t { en, zh };
}  // namespace gui
#endif
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
