// Pool<T, IdT>: a table with stable handles and reuse of freed slots, lowest freed
// last-in-first-out. Plain data: copying a pool copies everything; two machines that did the same
// have equal pools.
#pragma once

#include <cstdint>
#include <deque>
#include <utility>
#include <vector>

#include "sim/base/assert.h"

namespace sim {

template <class T, class IdT>
class Pool {
 public:
  // Takes a free slot (the one freed last, else a new one) and puts `value` in it.
  IdT allocate(T value = T{}) {
    ++live_;
    if (!free_.empty()) {
      const std::uint32_t slot = free_.back();
      free_.pop_back();
      slots_[slot] = std::move(value);
      used_[slot] = 1;
      return IdT{slot};
    }
    slots_.push_back(std::move(value));
    used_.push_back(1);
    return IdT{static_cast<std::uint32_t>(slots_.size() - 1)};
  }

  void release(IdT id) {
    SIM_ASSERT(contains(id));
    slots_[id.value] = T{};
    used_[id.value] = 0;
    free_.push_back(id.value);
    --live_;
  }

  bool contains(IdT id) const { return id.value < used_.size() && used_[id.value] != 0; }
  T& operator[](IdT id) { return slots_[id.value]; }
  const T& operator[](IdT id) const { return slots_[id.value]; }
  std::size_t live() const { return live_; }
  // Slots ever used; iterate `for (i < capacity()) if (contains(IdT{i}))` for a fixed order.
  std::uint32_t capacity() const { return static_cast<std::uint32_t>(slots_.size()); }

  template <class F>
  void for_each(F&& f) const {
    for (std::uint32_t i = 0; i < slots_.size(); ++i)
      if (used_[i] != 0) f(IdT{i}, slots_[i]);
  }
  template <class F>
  void for_each(F&& f) {
    for (std::uint32_t i = 0; i < slots_.size(); ++i)
      if (used_[i] != 0) f(IdT{i}, slots_[i]);
  }

 private:
  std::deque<T> slots_;  // not a vector: a reference stays good while others are allocated
  std::vector<std::uint8_t> used_;
  std::vector<std::uint32_t> free_;
  std::size_t live_ = 0;
};

}  // namespace sim
