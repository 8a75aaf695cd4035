// How the virtual CPU reaches a process's memory.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "sim/user/memory.h"

#define SIM_NOINLINE __attribute__((noinline))
#define SIM_COLD __attribute__((noinline, cold))
#define SIM_INLINE inline __attribute__((always_inline))

namespace sim::vm {

// What of an address must equal a page's for an access of a T to be looked up in the Tlb: also the
// lowest bits, so that one that is not aligned, which may cross into another page, is not.
template <class T>
constexpr std::uint64_t translation_mask() {
  return ~(kPageBytes - 1) | (sizeof(T) - 1);
}
inline std::byte* host_bytes(std::uint64_t address) {
  return reinterpret_cast<std::byte*>(address);
}

struct MemoryFault {
  std::uint64_t address;
  bool is_write;
};

// User memory through the Tlb. What only reads must change nothing, not even let the stack grow.
class UserMemory {
 public:
  UserMemory(AddressSpace& mm, Tlb& tlb, bool only_reads = false)
      : mm_(mm), tlb_(tlb), only_reads_(only_reads) {
    if (__builtin_expect(tlb_.version != mm_.version(), 0)) start_over();
  }

  template <class T>
  SIM_INLINE bool load(std::uint64_t address, T& value) {
    const Tlb::Entry& e = entry(address);
    if (__builtin_expect(e.read_tag == (address & translation_mask<T>()), 1)) {
      std::memcpy(&value, host_bytes(address + e.offset), sizeof(T));
      return true;
    }
    return load_slowly(address, &value, sizeof(T));
  }

  template <class T>
  SIM_INLINE bool store(std::uint64_t address, T value) {
    const Tlb::Entry& e = entry(address);
    if (__builtin_expect(e.write_tag == (address & translation_mask<T>()), 1)) {
      std::memcpy(host_bytes(address + e.offset), &value, sizeof(T));
      return true;
    }
    return store_slowly(address, &value, sizeof(T));
  }

  bool load_bytes(std::uint64_t address, void* to, std::size_t n) {
    return load_slowly(address, to, n);
  }
  bool store_bytes(std::uint64_t address, const void* from, std::size_t n) {
    return store_slowly(address, from, n);
  }

  SIM_NOINLINE bool copy(std::uint64_t to, std::uint64_t from, std::uint64_t n) {
    while (n != 0) {
      std::byte* w = writable(to);
      if (w == nullptr) return false;
      const std::byte* r = readable(from);  // after `writable`, which may have moved the page
      if (r == nullptr) return false;
      const std::uint64_t piece = std::min({n, left_in_page(to), left_in_page(from)});
      std::memmove(w, r, piece);
      to += piece, from += piece, n -= piece;
    }
    return true;
  }

  SIM_NOINLINE bool fill(std::uint64_t to, std::uint8_t byte, std::uint64_t n) {
    while (n != 0) {
      std::byte* w = writable(to);
      if (w == nullptr) return false;
      const std::uint64_t piece = std::min(n, left_in_page(to));
      std::memset(w, byte, piece);
      to += piece, n -= piece;
    }
    return true;
  }

  // The page of `address` if it has been written: for a StackPage. Asks and changes nothing.
  SIM_COLD Tlb::Entry& remember_stack(std::uint64_t address) {
    const Tlb::Entry& e = entry(address);
    if (e.write_tag == (address & ~(kPageBytes - 1))) tlb_.stack = e;
    return tlb_.stack;
  }

  AddressSpace& space() { return mm_; }
  Tlb& tlb() { return tlb_; }
  const MemoryFault& fault() const { return fault_; }

 private:
  SIM_COLD void start_over() {
    tlb_.flush();
    tlb_.version = mm_.version();
  }
  static std::uint64_t left_in_page(std::uint64_t a) { return kPageBytes - a % kPageBytes; }
  Tlb::Entry& entry(std::uint64_t address) {
    return tlb_.entries[address / kPageBytes % Tlb::kEntries];
  }

  void mark_filled(std::uint64_t address) {
    tlb_.filled |= std::uint64_t{1} << (address / kPageBytes % Tlb::kEntries);
  }

  // Host address of one byte, through the Tlb; nullptr on a fault, which is remembered.
  const std::byte* readable(std::uint64_t address) {
    Tlb::Entry& e = entry(address);
    const std::uint64_t page = address & ~(kPageBytes - 1);
    if (e.read_tag != page) {
      if (only_reads_ && mm_.find_vma(address) == nullptr) return faulted(address, false);
      std::byte* bytes = mm_.page_for(address, Access::read);
      if (bytes == nullptr) return faulted(address, false);
      e = {page, ~0ull, reinterpret_cast<std::uint64_t>(bytes) - page};
      mark_filled(address);
    }
    return host_bytes(address + e.offset);
  }
  std::byte* writable(std::uint64_t address) {
    Tlb::Entry& e = entry(address);
    const std::uint64_t page = address & ~(kPageBytes - 1);
    if (e.write_tag != page) {
      std::byte* bytes = mm_.page_for(address, Access::write);
      if (bytes == nullptr) return faulted(address, true);
      tlb_.version = mm_.version();  // only this page has another place now
      e = {page, page, reinterpret_cast<std::uint64_t>(bytes) - page};
      mark_filled(address);
    }
    return host_bytes(address + e.offset);
  }
  std::byte* faulted(std::uint64_t address, bool is_write) {
    fault_ = {address, is_write};
    return nullptr;
  }

  SIM_COLD bool load_slowly(std::uint64_t address, void* to, std::size_t n) {
    auto* out = static_cast<std::byte*>(to);
    while (n != 0) {
      const std::byte* r = readable(address);
      if (r == nullptr) return false;
      const std::uint64_t piece = std::min<std::uint64_t>(n, left_in_page(address));
      std::memcpy(out, r, piece);
      out += piece, address += piece, n -= piece;
    }
    return true;
  }
  SIM_COLD bool store_slowly(std::uint64_t address, const void* from, std::size_t n) {
    // Both pages first: a store either happens or faults.
    if (writable(address) == nullptr) return false;
    if (n > left_in_page(address) && writable(address + n - 1) == nullptr) {
      fault_.address = address + left_in_page(address);
      return false;
    }
    const auto* in = static_cast<const std::byte*>(from);
    while (n != 0) {
      const std::uint64_t piece = std::min<std::uint64_t>(n, left_in_page(address));
      std::memcpy(writable(address), in, piece);
      in += piece, address += piece, n -= piece;
    }
    return true;
  }

  AddressSpace& mm_;
  Tlb& tlb_;
  bool only_reads_;
  MemoryFault fault_;  // the last one, if any
};

// The page where the stack's top and the running function's variables lie, most of the time: kept
// in the interpreter's own variables, an access to it costs a comparison.
class StackPage {
 public:
  explicit StackPage(const Tlb::Entry& e) : tag_(e.write_tag), offset_(e.offset) {}

  template <class T>
  SIM_INLINE bool load(std::uint64_t address, T& value) const {
    if (__builtin_expect((address & translation_mask<T>()) != tag_, 0)) return false;
    std::memcpy(&value, host_bytes(address + offset_), sizeof(T));
    return true;
  }
  template <class T>
  SIM_INLINE bool store(std::uint64_t address, T value) const {
    if (__builtin_expect((address & translation_mask<T>()) != tag_, 0)) return false;
    std::memcpy(host_bytes(address + offset_), &value, sizeof(T));
    return true;
  }

  // The word next to one that was here: in the same page too, unless the upper one begins a page.
  SIM_INLINE bool load_above(std::uint64_t address, std::uint64_t& value) const {
    if (__builtin_expect(address % kPageBytes == 0, 0)) return false;
    std::memcpy(&value, host_bytes(address + offset_), sizeof value);
    return true;
  }
  SIM_INLINE bool store_below(std::uint64_t address, std::uint64_t value) const {
    if (__builtin_expect((address + sizeof value) % kPageBytes == 0, 0)) return false;
    std::memcpy(host_bytes(address + offset_), &value, sizeof value);
    return true;
  }

 private:
  std::uint64_t tag_, offset_;
};

}  // namespace sim::vm
