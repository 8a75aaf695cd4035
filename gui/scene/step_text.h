// What a step of a kernel path does, in the language of the interface.
#pragma once

#include <string_view>

#include "gui/scene/strings.h"
#include "sim/kernel/path.h"
#include "sim/kernel/step_texts.h"

namespace gui {

inline std::string_view step_text(const sim::Step& step, Lang lang) {
  return lang == Lang::zh ? sim::step_text_zh(step.text) : step.text;
}

}  // namespace gui
