// A key that goes down and up between two frames must still be seen going down, and Ctrl+A as both
// at once (ImGui before 1.87 only looks which keys are down): a frame is told of keys going up,
// then of keys going down; whatever follows waits for the next frame.
#pragma once

#include <deque>
#include <utility>

namespace gui {

template <class Event>
class KeyTaps {
 public:
  // `deliver(event)` is called for what a frame may see now: those that waited first.
  template <class Deliver>
  void begin_frame(Deliver deliver) {
    pressed_ = false;
    std::deque<Item> waited = std::exchange(waiting_, {});
    for (Item& i : waited) put(i.down, std::move(i.event), deliver);
  }
  template <class Deliver>
  void put(bool down, Event event, Deliver deliver) {
    if ((!down && pressed_) || !waiting_.empty()) {
      waiting_.push_back({down, std::move(event)});
      return;
    }
    pressed_ = pressed_ || down;
    deliver(event);
  }
  bool waiting() const { return !waiting_.empty(); }

 private:
  struct Item {
    bool down;
    Event event;
  };
  bool pressed_ = false;  // some key, in this frame
  std::deque<Item> waiting_;
};

}  // namespace gui
