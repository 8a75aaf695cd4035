// Texts that come from below the window, in the window's language.
#pragma once

#include <string>
#include <string_view>

#include "gui/scene/strings.h"
#include "sim/analysis/messages.h"

namespace gui {

inline sim::scenario::Lang text_lang(Lang lang) {
  return lang == Lang::zh ? sim::scenario::Lang::zh : sim::scenario::Lang::en;
}

// An error's message, as a person is to read it.
inline std::string said(std::string_view message, Lang lang) {
  return sim::analysis::translate(message, text_lang(lang));
}

}  // namespace gui
