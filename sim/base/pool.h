// Pool<T, IdT>: a table with stable handles and reuse of freed slots, lowest freed
// last-in-first-out. Plain data: copying a pool copies everything; two machines that did the same
// have equal pools.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "sim/base/assert.h"

namespace sim {

template <class T, class IdT>
class Pool {
 public:
  // Takes a free slot (the one freed last, else a new one). In it is a fresh T, or what recycle()
  // has made of the T that was freed, if T has that.
  IdT allocate() {
    ++live_;
    if (first_free_ == kEnd) return grow();
    const std::uint32_t slot = first_free_;
    first_free_ = std::exchange(next_free_[slot], kUsed);
    return IdT{slot};
  }
  IdT allocate(T value) {
    const IdT id = allocate();
    slots_[id.value] = std::move(value);
    return id;
  }

  void release(IdT id) {
    SIM_ASSERT(contains(id));
    T& value = slots_[id.value];
    if constexpr (requires { value.recycle(); })
      value.recycle();
    else
      value = T{};
    next_free_[id.value] = std::exchange(first_free_, id.value);
    --live_;
  }

  bool contains(IdT id) const { return id.value < next_free_.size() && in_use(id.value); }
  T& operator[](IdT id) { return slots_[id.value]; }
  const T& operator[](IdT id) const { return slots_[id.value]; }
  std::size_t live() const { return live_; }
  // Slots ever used; iterate `for (i < capacity()) if (contains(IdT{i}))` for a fixed order.
  std::uint32_t capacity() const { return slots_.size(); }

  template <class F>
  void for_each(F&& f) const {
    for (std::uint32_t i = 0; i < slots_.size(); ++i)
      if (in_use(i)) f(IdT{i}, slots_[i]);
  }
  template <class F>
  void for_each(F&& f) {
    for (std::uint32_t i = 0; i < slots_.size(); ++i)
      if (in_use(i)) f(IdT{i}, slots_[i]);
  }

 private:
  // What stands in next_free_ instead of a slot.
  static constexpr std::uint32_t kUsed = 0xffffffffu, kEnd = 0xfffffffeu;

  bool in_use(std::uint32_t slot) const { return next_free_[slot] == kUsed; }
  [[gnu::noinline]] IdT grow() {
    slots_.push_back();
    next_free_.push_back(kUsed);
    return IdT{slots_.size() - 1};
  }

  // Slots in chunks, so that a reference stays good while others are allocated.
  class Slots {
   public:
    Slots() = default;
    Slots(const Slots& o) : size_(o.size_) {
      chunks_.reserve(o.chunks_.size());
      for (const auto& c : o.chunks_) chunks_.push_back(std::make_unique<Chunk>(*c));
    }
    Slots(Slots&& o) noexcept : chunks_(std::move(o.chunks_)), size_(std::exchange(o.size_, 0)) {}
    Slots& operator=(const Slots& o) {
      if (this != &o) assign(o);
      return *this;
    }
    Slots& operator=(Slots&& o) noexcept {
      chunks_ = std::move(o.chunks_);
      size_ = std::exchange(o.size_, 0);
      return *this;
    }

    std::uint32_t size() const { return size_; }
    T& operator[](std::uint32_t i) { return (*chunks_[i / kChunk])[i % kChunk]; }
    const T& operator[](std::uint32_t i) const { return (*chunks_[i / kChunk])[i % kChunk]; }
    void push_back() {
      if (size_ == chunks_.size() * kChunk) chunks_.push_back(std::make_unique<Chunk>());
      ++size_;
    }

   private:
    // Large ones each alone: they are found without arithmetic.
    static constexpr std::uint32_t kChunk = sizeof(T) > 64 ? 1 : 64;
    using Chunk = std::array<T, kChunk>;
    // Copies into the chunks there are, which costs less than new ones.
    void assign(const Slots& o) {
      chunks_.resize(o.chunks_.size());
      for (std::size_t i = 0; i < chunks_.size(); ++i) {
        if (chunks_[i])
          *chunks_[i] = *o.chunks_[i];
        else
          chunks_[i] = std::make_unique<Chunk>(*o.chunks_[i]);
      }
      size_ = o.size_;
    }
    std::vector<std::unique_ptr<Chunk>> chunks_;
    std::uint32_t size_ = 0;
  };

  Slots slots_;
  std::vector<std::uint32_t> next_free_;  // by slot: the one freed before it, or kUsed
  std::uint32_t first_free_ = kEnd;       // the one freed last
  std::size_t live_ = 0;
};

}  // namespace sim
