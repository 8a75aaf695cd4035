// A red-black tree over handles: links live in the entities, so that the tree can be drawn, copied
// with its machine, and compared. Cormen, Leiserson, Rivest, Stein, Introduction to Algorithms,
// chapter 13.
#pragma once

#include <cstdint>

#include "sim/base/ids.h"

namespace sim {

struct RbLinks {
  TaskId parent, left, right;
  bool red = false;
};

struct RbTree {
  TaskId root;
  TaskId leftmost;  // cached, as the kernel's rb_root_cached
  std::uint32_t size = 0;
};

}  // namespace sim
