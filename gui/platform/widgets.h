// Names and places of everything that can be pressed in the frame being shown, so that a test (and
// a script) can find and press it.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "gui/scene/geometry.h"

namespace gui {

class Widgets {
 public:
  void begin_frame() { places_.clear(); }
  // `place` in pixels. A name that comes twice in a frame keeps its last place.
  void add(std::string_view name, const Rect& place) {
    places_.insert_or_assign(std::string(name), place);
  }
  void remove(std::string_view name) {
    if (const auto it = places_.find(name); it != places_.end()) places_.erase(it);
  }
  // Of the last ImGui item.
  void add_last_item(std::string_view name);
  const Rect* find(std::string_view name) const {
    const auto it = places_.find(name);
    return it == places_.end() ? nullptr : &it->second;
  }
  const std::map<std::string, Rect, std::less<>>& all() const { return places_; }

 private:
  std::map<std::string, Rect, std::less<>> places_;
};

}  // namespace gui
