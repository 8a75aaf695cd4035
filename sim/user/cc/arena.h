// Memory for what lives as long as one compilation: tokens' spellings, types, syntax trees.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace sim::cc {

class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  ~Arena() {
    for (auto it = owned_.rbegin(); it != owned_.rend(); ++it) it->destroy(it->object);
  }

  template <class T, class... A>
  T* make(A&&... args) {
    T* p = new (allocate(sizeof(T), alignof(T))) T{std::forward<A>(args)...};
    if constexpr (!std::is_trivially_destructible_v<T>)
      owned_.push_back({p, [](void* object) { static_cast<T*>(object)->~T(); }});
    return p;
  }

  template <class T>
  std::span<T> copy(const std::vector<T>& from) {
    return copy(std::span<const T>(from));
  }

  template <class T>
  std::span<T> copy(std::span<const T> from) {
    static_assert(std::is_trivially_copyable_v<T>);
    if (from.empty()) return {};
    T* p = static_cast<T*>(allocate(from.size_bytes(), alignof(T)));
    std::memcpy(static_cast<void*>(p), from.data(), from.size_bytes());
    return {p, from.size()};
  }

  std::string_view copy(std::string_view text) {
    if (text.empty()) return {};
    char* p = static_cast<char*>(allocate(text.size(), 1));
    std::memcpy(p, text.data(), text.size());
    return {p, text.size()};
  }

 private:
  struct Owned {
    void* object;
    void (*destroy)(void*);
  };

  void* allocate(std::size_t bytes, std::size_t align) {
    std::size_t at = (used_ + align - 1) & ~(align - 1);
    if (blocks_.empty() || at + bytes > block_bytes_) {
      block_bytes_ = bytes > kBlock ? bytes : kBlock;
      blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(block_bytes_));
      at = 0;
    }
    used_ = at + bytes;
    return blocks_.back().get() + at;
  }

  static constexpr std::size_t kBlock = 256 * 1024;
  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  std::size_t block_bytes_ = 0, used_ = 0;
  std::vector<Owned> owned_;
};

}  // namespace sim::cc
