// The log of a run: events in the order they happened. Chunks are recycled by clear(), because
// fresh memory costs far more than used memory. A null Trace* anywhere means "do not record", and
// costs one predictable branch.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "sim/trace/event.h"

namespace sim {

class Trace {
 public:
  explicit Trace(Detail detail = Detail::events) : detail_(detail) { set_detail(detail); }

  // What is finer than this is not recorded (it still happens, and is still counted).
  void set_detail(Detail detail);
  Detail detail() const { return detail_; }
  // Records exactly the event types of this mask (bit n: EventType n), whatever their level.
  void set_wanted(std::uint64_t mask) { wanted_ = mask; }
  bool wants(EventType type) const { return (wanted_ >> static_cast<int>(type) & 1) != 0; }
  std::uint64_t wanted() const { return wanted_; }  // bit n: EventType n is recorded

  // Appends e unless the log is full (see set_limit).
  void append(const Event& e) {
    if (Event* place = append()) *place = e;
  }
  // Room for one more event, to be filled in whole by the caller; nullptr when the log is full.
  Event* append() {
    if (used_ == capacity_ && !grow()) return nullptr;
    Event* place = &chunks_[used_ / kChunkEvents][used_ % kChunkEvents];
    ++used_;
    return place;
  }

  std::size_t size() const { return used_; }
  bool empty() const { return used_ == 0; }
  const Event& operator[](std::size_t i) const {
    return chunks_[i / kChunkEvents][i % kChunkEvents];
  }
  const Event& back() const { return (*this)[used_ - 1]; }
  // Forgets the events and keeps the memory.
  void clear() { used_ = 0; }
  // Forgets every event from index n on.
  void truncate(std::size_t n) {
    if (n < used_) used_ = n;
  }
  // Index of the first event with seq >= s (events are in order of seq).
  std::size_t lower_bound_seq(EventSeq s) const;
  // Index of the first event at or after time t (one CPU; with more, times of different CPUs
  // interleave and this is only where such events may begin).
  std::size_t lower_bound_time(SimTime t) const;

  // At most this many events are kept; appending more stops recording and sets overflowed().
  // 0 means no limit.
  void set_limit(std::size_t events) { limit_ = events; }
  bool overflowed() const { return overflowed_; }

 private:
  static constexpr std::size_t kChunkEvents = 4096;
  // A few chunks come one by one; those of a long recording from slabs in large pages, which cost
  // a fraction when they are touched first.
  static constexpr std::size_t kSingleChunks = 8, kSlabChunks = 64;
  struct Free {
    void operator()(void* p) const;
  };
  bool grow();
  Event* allocate(std::size_t chunks);

  Detail detail_;
  std::uint64_t wanted_ = 0;
  std::vector<Event*> chunks_;
  std::vector<std::unique_ptr<void, Free>> slabs_;
  std::size_t capacity_ = 0;
  std::size_t used_ = 0;
  std::size_t limit_ = 0;
  bool overflowed_ = false;
};

}  // namespace sim
