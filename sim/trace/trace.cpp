#include "sim/trace/trace.h"

namespace sim {

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
  chunks_.push_back(std::make_unique_for_overwrite<Event[]>(kChunkEvents));
  capacity_ += kChunkEvents;
  return true;
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
