#include "sim/trace/trace.h"

#include <cstdlib>
#include <new>
#include <type_traits>
#if __has_include(<sys/mman.h>)
#include <sys/mman.h>
#endif

namespace sim {

static_assert(std::is_trivially_copyable_v<Event> && std::is_trivially_destructible_v<Event>);

void Trace::set_detail(Detail detail) {
  detail_ = detail;
  wanted_ = 0;
  for (const EventSpec& s : event_specs())
    if (s.level <= detail) wanted_ |= 1ull << static_cast<int>(s.type);
}

bool Trace::grow() {
  if (limit_ != 0 && used_ >= limit_) {
    overflowed_ = true;
    return false;
  }
  const std::size_t chunks = chunks_.size() < kSingleChunks ? 1 : kSlabChunks;
  Event* const events = allocate(chunks);
  for (std::size_t i = 0; i < chunks; ++i) chunks_.push_back(events + i * kChunkEvents);
  capacity_ += chunks * kChunkEvents;
  return true;
}

void Trace::Free::operator()(void* p) const { std::free(p); }

// Memory for so many chunks, not yet touched.
Event* Trace::allocate(std::size_t chunks) {
  constexpr std::size_t kLargePage = std::size_t{2} << 20;
  const std::size_t alignment = chunks == 1 ? alignof(std::max_align_t) : kLargePage;
  const std::size_t bytes =
      (chunks * kChunkEvents * sizeof(Event) + alignment - 1) / alignment * alignment;
  void* const p = std::aligned_alloc(alignment, bytes);
  if (p == nullptr) throw std::bad_alloc();
  slabs_.emplace_back(p);
#ifdef MADV_HUGEPAGE
  if (chunks != 1) madvise(p, bytes, MADV_HUGEPAGE);  // a wish: nothing depends on it
#endif
  return static_cast<Event*>(p);
}

std::size_t Trace::lower_bound_seq(EventSeq s) const {
  std::size_t lo = 0, hi = used_;
  while (lo < hi) {
    const std::size_t mid = (lo + hi) / 2;
    if ((*this)[mid].seq < s)
      lo = mid + 1;
    else
      hi = mid;
  }
  return lo;
}

std::size_t Trace::lower_bound_time(SimTime t) const {
  std::size_t lo = 0, hi = used_;
  while (lo < hi) {
    const std::size_t mid = (lo + hi) / 2;
    if ((*this)[mid].time < t)
      lo = mid + 1;
    else
      hi = mid;
  }
  return lo;
}

}  // namespace sim
