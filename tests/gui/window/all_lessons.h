#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace gui {

// The files of all lessons, in their order.
inline std::vector<std::string> lessons() {
  std::vector<std::string> all;
  for (const auto& entry :
       std::filesystem::directory_iterator(MSGSCOPE_SOURCE_DIR "/scenarios/lessons"))
    if (entry.path().extension() == ".yaml" &&
        entry.path().string().find(".bookmarks.") == std::string::npos)
      all.push_back(entry.path().string());
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace gui
