// Bookmarks: notes on moments of a run, kept beside the scenario in `<scenario>.bookmarks.yaml`, so
// that they travel with it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/base/result.h"
#include "sim/base/time.h"

namespace gui {

struct Bookmark {
  std::uint64_t step = 0;
  sim::SimTime time;
  std::string note;
  friend bool operator==(const Bookmark&, const Bookmark&) = default;
};

// "lesson.yaml" -> "lesson.bookmarks.yaml".
std::string bookmarks_path(const std::string& scenario_path);
std::string bookmarks_text(const std::vector<Bookmark>& bookmarks);
// A file that does not exist has no bookmarks.
sim::Result<std::vector<Bookmark>> load_bookmarks(const std::string& path);
sim::Result<void> save_bookmarks(const std::string& path, const std::vector<Bookmark>& bookmarks);

}  // namespace gui
