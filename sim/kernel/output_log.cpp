#include <algorithm>
#include <cstring>

#include "sim/base/hash.h"
#include "sim/kernel/fs.h"

namespace sim {

OutputLog::~OutputLog() {
  // Chunk by chunk: a destructor that recursed through a long chain would exhaust the host's stack.
  while (last_ && last_.unique()) {
    Rc<OutputChunk> before = std::move(last_->before);
    last_ = std::move(before);
  }
}

void OutputLog::append(const char* data, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i)
    hash_ = mix64(hash_ + 0x9e3779b97f4a7c15ull + static_cast<unsigned char>(data[i]));
  while (n != 0) {
    if (!last_ || last_->used == OutputChunk::kBytes) {
      auto chunk = make_rc<OutputChunk>();
      chunk->before = std::move(last_);
      chunk->start = size_;
      last_ = std::move(chunk);
    } else if (!last_.unique()) {
      last_ = make_rc<OutputChunk>(*last_);
    }
    const std::size_t part = std::min(n, OutputChunk::kBytes - last_->used);
    std::memcpy(last_->bytes.data() + last_->used, data, part);
    last_->used += part;
    size_ += part;
    data += part;
    n -= part;
  }
}

std::string OutputLog::read(std::uint64_t from, std::uint64_t to) const {
  to = std::min(to, size_);
  from = std::min(from, to);
  std::string out(to - from, '\0');
  for (const OutputChunk* c = last_.get(); c != nullptr; c = c->before.get()) {
    const std::uint64_t begin = std::max(from, c->start), end = std::min(to, c->start + c->used);
    if (begin < end)
      std::memcpy(out.data() + (begin - from), c->bytes.data() + (begin - c->start), end - begin);
    if (c->start <= from) break;
  }
  return out;
}

}  // namespace sim
