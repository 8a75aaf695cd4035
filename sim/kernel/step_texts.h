// The texts of the kernel paths' steps in Chinese. The tables of steps carry the English; it is the
// key here, so that a text that changes without its translation is noticed (by a test).
#pragma once

#include <span>
#include <string_view>

namespace sim {

struct StepText {
  std::string_view en, zh;
};

std::span<const StepText> step_texts();

// The Chinese for a step's text; the text itself where there is none.
std::string_view step_text_zh(std::string_view en);

}  // namespace sim
