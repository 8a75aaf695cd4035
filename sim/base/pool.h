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
    return IdT{slots_.size() - 1};
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
  std::uint32_t capacity() const { return slots_.size(); }

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
    void push_back(T&& value) {
      if (size_ == chunks_.size() * kChunk) chunks_.push_back(std::make_unique<Chunk>());
      (*this)[size_++] = std::move(value);
    }

   private:
    static constexpr std::uint32_t kChunk = sizeof(T) >= 1024 ? 4 : sizeof(T) >= 256 ? 16 : 64;
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
  std::vector<std::uint8_t> used_;
  std::vector<std::uint32_t> free_;
  std::size_t live_ = 0;
};

}  // namespace sim
