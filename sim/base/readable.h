// Bytes as people can read them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sim {

// Valid UTF-8 as it is, a tab and a newline as \t and \n; nullopt: it is no text. `cut`: there were
// more bytes, so that the last character may lack some of its own, and is left out.
std::optional<std::string> readable_text(std::string_view bytes, bool cut);
// "00 ff"
std::string hex_text(std::string_view bytes);

}  // namespace sim
