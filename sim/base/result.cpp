#include "sim/base/result.h"

namespace sim {

std::string Error::to_string() const {
  std::string out = place.file;
  if (place.line > 0) {
    out += ':' + std::to_string(place.line);
    if (place.column > 0) out += ':' + std::to_string(place.column);
  }
  if (!out.empty()) out += ": ";
  return out + "error: " + message;
}

}  // namespace sim
