#include "tests/fuzz/differential/shrink.h"

#include <algorithm>
#include <sstream>
#include <vector>

namespace differential {
namespace {

using Lines = std::vector<std::string>;

Lines split(const std::string& text) {
  Lines lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string join(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + '\n';
  return text;
}

Lines without(const Lines& lines, std::size_t from, std::size_t count) {
  Lines left(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(from));
  left.insert(left.end(),
              lines.begin() + static_cast<std::ptrdiff_t>(std::min(from + count, lines.size())),
              lines.end());
  return left;
}

}  // namespace

std::string shrink_lines(const std::string& text,
                         const std::function<bool(const std::string&)>& still_fails, int attempts) {
  Lines lines = split(text);
  bool smaller = true;
  while (smaller) {
    smaller = false;
    for (std::size_t run = std::max<std::size_t>(lines.size() / 2, 1); run > 0; run /= 2) {
      for (std::size_t at = 0; at < lines.size();) {
        if (attempts-- <= 0) return join(lines);
        Lines candidate = without(lines, at, run);
        if (still_fails(join(candidate))) {
          lines = std::move(candidate);
          smaller = true;
        } else {
          at += run;
        }
      }
    }
  }
  return join(lines);
}

}  // namespace differential
