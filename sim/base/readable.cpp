#include "sim/base/readable.h"

#include <fmt/format.h>

namespace sim {
namespace {

unsigned char byte_at(std::string_view bytes, std::size_t i) {
  return static_cast<unsigned char>(bytes[i]);
}

// How many bytes the character has that begins with this one; 0: none does.
std::size_t length_by(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first < 0xe0) return 2;
  if (first >= 0xe0 && first < 0xf0) return 3;
  return first >= 0xf0 && first < 0xf5 ? 4 : 0;
}

bool continues(unsigned char c) { return (c & 0xc0) == 0x80; }

}  // namespace

std::string hex_text(std::string_view bytes) {
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); ++i)
    text += fmt::format("{}{:02x}", i == 0 ? "" : " ", byte_at(bytes, i));
  return text;
}

std::optional<std::string> readable_text(std::string_view bytes, bool cut) {
  std::string text;
  for (std::size_t i = 0; i < bytes.size();) {
    const unsigned char first = byte_at(bytes, i);
    const std::size_t length = length_by(first);
    if (length == 0) return std::nullopt;
    for (std::size_t k = 1; k < length && i + k < bytes.size(); ++k)
      if (!continues(byte_at(bytes, i + k))) return std::nullopt;
    if (i + length > bytes.size()) return cut ? std::optional(text) : std::nullopt;
    if (first == '\n' || first == '\t')
      text += first == '\n' ? "\\n" : "\\t";
    else if (first < 0x20 || first == 0x7f)
      return std::nullopt;
    else
      text += bytes.substr(i, length);
    i += length;
  }
  return text;
}

}  // namespace sim
