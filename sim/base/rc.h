// Rc<T>: an intrusive reference-counted pointer for the blocks that machine copies share (pages of
// user memory, message texts, chunks of output). T derives from RcBase<T>. A block that more than
// one Rc refers to is never written: whoever wants to write copies it first (`unique()` tells).
// Counts are atomic because copies of a machine may live on different threads.
#pragma once

#include <atomic>
#include <cstdint>
#include <utility>

namespace sim {

template <class T>
class RcBase {
 public:
  RcBase() = default;
  RcBase(const RcBase&) noexcept {}  // a copy of the block starts its own life
  RcBase& operator=(const RcBase&) noexcept { return *this; }

 private:
  template <class>
  friend class Rc;
  mutable std::atomic<std::uint32_t> refs_{0};
};

template <class T>
class Rc {
 public:
  Rc() = default;
  explicit Rc(T* p) noexcept : p_(p) { retain(); }
  Rc(const Rc& o) noexcept : p_(o.p_) { retain(); }
  Rc(Rc&& o) noexcept : p_(std::exchange(o.p_, nullptr)) {}
  Rc& operator=(Rc o) noexcept {
    std::swap(p_, o.p_);
    return *this;
  }
  ~Rc() { release(); }

  void swap(Rc& o) noexcept { std::swap(p_, o.p_); }

  T* get() const { return p_; }
  T& operator*() const { return *p_; }
  T* operator->() const { return p_; }
  explicit operator bool() const { return p_ != nullptr; }
  friend bool operator==(const Rc& a, const Rc& b) { return a.p_ == b.p_; }

  // True when nobody else refers to the block, so it may be written in place.
  bool unique() const { return p_->refs_.load(std::memory_order_acquire) == 1; }

 private:
  void retain() const {
    if (p_ != nullptr) p_->refs_.fetch_add(1, std::memory_order_relaxed);
  }
  void release() {
    if (p_ != nullptr && p_->refs_.fetch_sub(1, std::memory_order_acq_rel) == 1) destroy(p_);
  }
  [[gnu::noinline]] static void destroy(T* p) { delete p; }  // once, and not wherever an Rc ends
  T* p_ = nullptr;
};

template <class T, class... A>
Rc<T> make_rc(A&&... args) {
  return Rc<T>(new T(std::forward<A>(args)...));
}

}  // namespace sim
