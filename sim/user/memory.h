// A process's memory: copy-on-write pages and the ranges (VMAs) in which there may be some.
// Copying an AddressSpace costs one reference count for the page tables however large it is; a page
// is copied when one of the sharers first writes to it. fork() and a machine's snapshot are both
// just that.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <vector>

#include "sim/base/hash.h"
#include "sim/base/rc.h"
#include "sim/user/program.h"

namespace sim {

struct Page;     // 4096 bytes and a cached hash
struct PageDir;  // page table: virtual page number -> Rc<Page>, shared until written

enum class VmaKind : std::uint8_t { text, rodata, data, heap, stack, mapped };

struct Vma {
  std::uint64_t begin = 0, end = 0;  // page aligned, [begin, end)
  bool readable = true, writable = true, executable = false;
  VmaKind kind = VmaKind::mapped;
};

enum class Access : std::uint8_t { read, write };

// A small cache of translations for the running CPU. Derived state: never hashed or copied. It is
// valid while `version` is that of the address space it was filled from: every copy, hash or change
// of a translation gives the address space a new version, and vm_run drops what is older. So nobody
// has to flush one, though anybody may.
struct Tlb {
  static constexpr std::size_t kEntries = 64;
  struct alignas(32) Entry {
    std::uint64_t read_tag = ~0ull;   // address of the page that may be read through `offset`
    std::uint64_t write_tag = ~0ull;  // ... and written
    std::uint64_t offset = 0;         // host address = user address + offset (modulo 2^64)
  };
  static_assert(kEntries == 64);
  Entry entries[kEntries];
  Entry stack;               // the page of the stack used last, if it has been written
  std::uint64_t filled = 0;  // bit n: entry n may have something in it
  std::uint64_t version = 0;
  void flush() {
    for (; filled != 0; filled &= filled - 1) entries[__builtin_ctzll(filled)] = Entry{};
    stack = Entry{};
    version = 0;
  }
};

class AddressSpace {
 public:
  AddressSpace();
  AddressSpace(const AddressSpace&);
  AddressSpace(AddressSpace&&) noexcept;
  AddressSpace& operator=(const AddressSpace&);
  AddressSpace& operator=(AddressSpace&&) noexcept;
  ~AddressSpace();

  // Lays out a fresh process: segments of `program`, heap (empty) and stack.
  // `stack_limit`: bytes the stack may grow to (8 MiB on Linux); `memory_limit`: bytes of pages
  // this address space may touch in all; beyond it brk and faults fail as if memory were short.
  void load(const Program& program, std::uint64_t stack_limit, std::uint64_t memory_limit);

  // Host address of the page that holds `address`, for `access`; nullptr when the access faults.
  // For a write the page is made this address space's own and its cached hash is dropped. A read of
  // a page never written yields a shared page of zeros. An access to the stack below its VMA, but
  // within the limit, makes the VMA grow.
  std::byte* page_for(std::uint64_t address, Access access);

  // Copies between host and user memory as the kernel does: returns the number of bytes NOT copied
  // (0 is success), everything before the fault having been copied. What most copies are, a few
  // bytes in the page of the last copy, is done without a call.
  std::size_t copy_in(std::span<std::byte> to, std::uint64_t from_user) {
    if (!recent_read_.holds(from_user, to.size(), version())) [[unlikely]]
      return copy_in_by_pages(to, from_user);
    copy_few(to.data(), recent_read_.at(from_user), to.size());
    return 0;
  }
  std::size_t copy_out(std::uint64_t to_user, std::span<const std::byte> from) {
    if (!recent_write_.holds(to_user, from.size(), version())) [[unlikely]]
      return copy_out_by_pages(to_user, from);
    copy_few(recent_write_.at(to_user), from.data(), from.size());
    return 0;
  }
  // Reads for the inspector; changes nothing, not even caches. False on a fault.
  bool peek(std::uint64_t address, std::span<std::byte> to) const;
  // The NUL-terminated string at `address`, at most `max` bytes; false on a fault or no NUL.
  bool peek_string(std::uint64_t address, std::size_t max, std::string& out) const;

  // brk(2): moves the program break; returns the new one, or the old one when it cannot be moved.
  std::uint64_t set_brk(std::uint64_t new_brk);
  std::uint64_t brk() const { return brk_; }
  std::uint64_t brk_start() const { return brk_start_; }
  // mmap(MAP_ANONYMOUS|MAP_PRIVATE): returns the address, or 0 when there is no room.
  std::uint64_t map_anonymous(std::uint64_t bytes);
  bool unmap(std::uint64_t address, std::uint64_t bytes);

  const std::vector<Vma>& vmas() const { return vmas_; }
  const Vma* find_vma(std::uint64_t address) const;
  std::uint64_t resident_pages() const;
  bool out_of_memory() const { return out_of_memory_; }  // memory_limit was hit by a fault

  // Adds the contents. Hashes of pages (and of groups of pages) are remembered, so that only what
  // was written since the last time is read again.
  void hash(Hasher& h) const;

  // Identifies the present translations: no other address space, and no other state of this one in
  // which page_for would answer differently or must be asked again, has the same. Never 0.
  std::uint64_t version() const { return version_.load(std::memory_order_relaxed); }

 private:
  // The page the kernel copied from or to last; valid as a Tlb is.
  struct RecentPage {
    std::uint64_t version = 0, page = 0;
    std::byte* bytes = nullptr;
    // Are `size` bytes at `address` a few, and all in this page?
    bool holds(std::uint64_t address, std::size_t size, std::uint64_t now) const {
      return size - kFewest <= kFew - kFewest && version == now &&
             address - page <= kPageBytes - size;
    }
    std::byte* at(std::uint64_t address) const { return bytes + (address - page); }
  };
  static constexpr std::size_t kFewest = 8, kFew = 64;
  // Copies kFewest to kFew bytes: as many as a power of two from the front and from the back, which
  // may be the same ones.
  static void copy_few(std::byte* to, const std::byte* from, std::size_t size) {
    if (size >= 32) return copy_ends<32>(to, from, size);
    if (size >= 16) return copy_ends<16>(to, from, size);
    copy_ends<8>(to, from, size);
  }
  template <std::size_t kHalf>
  static void copy_ends(std::byte* to, const std::byte* from, std::size_t size) {
    std::memcpy(to, from, kHalf);
    std::memcpy(to + size - kHalf, from + size - kHalf, kHalf);
  }
  std::size_t copy_in_by_pages(std::span<std::byte> to, std::uint64_t from_user);
  std::size_t copy_out_by_pages(std::uint64_t to_user, std::span<const std::byte> from);
  std::byte* page_of_copy(RecentPage& recent, std::uint64_t address, Access access);
  void renew_version() const;
  Vma* vma_for_access(std::uint64_t address);
  std::byte* writable_page(std::uint64_t vpn);
  void insert_vma(Vma vma);
  void drop_pages(std::uint64_t begin_vpn, std::uint64_t end_vpn);
  std::uint64_t anonymous_bytes() const;

  std::vector<Vma> vmas_;  // in order of address
  Rc<PageDir> pages_;
  mutable std::atomic<std::uint64_t> version_{0};
  RecentPage recent_read_, recent_write_;  // derived: neither copied nor hashed
  std::uint64_t stack_limit_ = 0;
  std::uint64_t brk_start_ = 0, brk_ = 0;
  std::uint64_t mmap_top_ = 0;  // mappings are placed below this, the highest place first
  std::uint64_t memory_limit_ = 0;
  bool out_of_memory_ = false;
};

}  // namespace sim
