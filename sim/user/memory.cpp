#include "sim/user/memory.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "sim/base/assert.h"

namespace sim {
namespace {

constexpr std::uint64_t kPageMask = kPageBytes - 1;
constexpr std::uint64_t kInitialStackBytes = 33 * kPageBytes;  // what execve sets up on Linux
constexpr std::uint64_t kMinStackGap = 128ull << 20;           // mappings stay this far below it
constexpr std::uint64_t kLowestMapping = 0x10000;              // vm.mmap_min_addr

constexpr std::uint64_t page_floor(std::uint64_t a) { return a & ~kPageMask; }
constexpr std::uint64_t page_ceil(std::uint64_t a) { return (a + kPageMask) & ~kPageMask; }

// What a page that was never written reads as.
alignas(kPageBytes) constexpr std::array<std::byte, kPageBytes> kZeroPage{};

// Memory that was never touched is slow to get from the operating system, and pages come and go
// with every snapshot: freed ones are kept by the thread that freed them, up to a bound.
struct FreePage {
  FreePage* next;
};
struct FreePages {
  static constexpr std::size_t kMax = 16384;
  FreePage* first = nullptr;
  std::size_t count = 0;
  ~FreePages();
};
thread_local bool free_pages_gone = false;  // pages may be freed while the thread's statics end
thread_local FreePages free_pages;

FreePages::~FreePages() {
  free_pages_gone = true;
  while (first != nullptr) ::operator delete(std::exchange(first, first->next));
}

std::uint64_t next_version() {
  static std::atomic<std::uint64_t> last{0};  // decides nothing but when a Tlb is refilled
  return last.fetch_add(1, std::memory_order_relaxed) + 1;
}

}  // namespace

struct Page : RcBase<Page> {
  std::byte bytes[kPageBytes];
  mutable std::atomic<std::uint64_t> cached_hash{0};  // 0: not known

  struct Zeroed {};
  explicit Page(Zeroed) { std::memset(bytes, 0, sizeof bytes); }
  Page(const Page& o) : RcBase<Page>(o) { std::memcpy(bytes, o.bytes, sizeof bytes); }
  Page& operator=(const Page&) = delete;

  static void* operator new(std::size_t size) {
    if (free_pages_gone || free_pages.first == nullptr) return ::operator new(size);
    --free_pages.count;
    return std::exchange(free_pages.first, free_pages.first->next);
  }
  static void operator delete(void* p) {
    if (free_pages_gone || free_pages.count == FreePages::kMax) return ::operator delete(p);
    free_pages.first = new (p) FreePage{free_pages.first};
    ++free_pages.count;
  }

  std::uint64_t hash() const {
    std::uint64_t h = cached_hash.load(std::memory_order_relaxed);
    if (h != 0) return h;
    h = Hasher().add_bytes(bytes, sizeof bytes).digest() | 1;
    cached_hash.store(h, std::memory_order_relaxed);
    return h;
  }
};

namespace {

// Neighbouring pages: the unit that is copied, as references, before the first write to one of
// them.
struct PageGroup : RcBase<PageGroup> {
  static constexpr std::uint64_t kPages = 32;
  std::array<Rc<Page>, kPages> pages;
  mutable std::atomic<std::uint64_t> cached_hash{0};  // 0: not known

  PageGroup() = default;
  PageGroup(const PageGroup& o) : RcBase<PageGroup>(o), pages(o.pages) {}
  PageGroup& operator=(const PageGroup&) = delete;

  bool empty() const {
    return std::none_of(pages.begin(), pages.end(), [](const auto& p) { return bool(p); });
  }
  std::uint64_t hash() const {
    std::uint64_t h = cached_hash.load(std::memory_order_relaxed);
    if (h != 0) return h;
    Hasher hasher;
    for (std::uint64_t i = 0; i < kPages; ++i)
      if (pages[i]) hasher.add(i).add(pages[i]->hash());
    h = hasher.digest() | 1;
    cached_hash.store(h, std::memory_order_relaxed);
    return h;
  }
};

}  // namespace

struct PageDir : RcBase<PageDir> {
  struct Entry {
    std::uint64_t number;  // virtual page number / PageGroup::kPages
    Rc<PageGroup> group;
  };
  std::vector<Entry> entries;  // in order of number
  std::uint64_t resident = 0;  // pages there are

  std::vector<Entry>::iterator lower_bound(std::uint64_t number) {
    return std::lower_bound(entries.begin(), entries.end(), number,
                            [](const Entry& e, std::uint64_t n) { return e.number < n; });
  }
  const Page* find(std::uint64_t vpn) const {
    const std::uint64_t number = vpn / PageGroup::kPages;
    const auto it = const_cast<PageDir*>(this)->lower_bound(number);
    if (it == entries.end() || it->number != number) return nullptr;
    return it->group->pages[vpn % PageGroup::kPages].get();
  }
};

namespace {

// Makes what `ref` refers to its own, so that it may be changed.
template <class T>
T& own(Rc<T>& ref) {
  if (!ref.unique()) ref = make_rc<T>(*ref);
  return *ref;
}

}  // namespace

AddressSpace::AddressSpace() : pages_(make_rc<PageDir>()) { renew_version(); }

AddressSpace::AddressSpace(const AddressSpace& o)
    : vmas_(o.vmas_),
      pages_(o.pages_),
      stack_limit_(o.stack_limit_),
      brk_start_(o.brk_start_),
      brk_(o.brk_),
      mmap_top_(o.mmap_top_),
      memory_limit_(o.memory_limit_),
      out_of_memory_(o.out_of_memory_) {
  renew_version();
  o.renew_version();  // its pages are shared from now on
}

AddressSpace::AddressSpace(AddressSpace&& o) noexcept
    : vmas_(std::move(o.vmas_)),
      pages_(std::move(o.pages_)),
      stack_limit_(o.stack_limit_),
      brk_start_(o.brk_start_),
      brk_(o.brk_),
      mmap_top_(o.mmap_top_),
      memory_limit_(o.memory_limit_),
      out_of_memory_(o.out_of_memory_) {
  renew_version();
}

AddressSpace& AddressSpace::operator=(const AddressSpace& o) {
  if (this != &o) *this = AddressSpace(o);
  return *this;
}

AddressSpace& AddressSpace::operator=(AddressSpace&& o) noexcept {
  vmas_ = std::move(o.vmas_);
  pages_ = std::move(o.pages_);
  stack_limit_ = o.stack_limit_;
  brk_start_ = o.brk_start_;
  brk_ = o.brk_;
  mmap_top_ = o.mmap_top_;
  memory_limit_ = o.memory_limit_;
  out_of_memory_ = o.out_of_memory_;
  renew_version();
  return *this;
}

AddressSpace::~AddressSpace() = default;

void AddressSpace::renew_version() const {
  version_.store(next_version(), std::memory_order_relaxed);
}

void AddressSpace::load(const Program& program, std::uint64_t stack_limit,
                        std::uint64_t memory_limit) {
  *this = AddressSpace();
  stack_limit_ = page_ceil(std::max(stack_limit, kInitialStackBytes));
  memory_limit_ = memory_limit;
  brk_start_ = brk_ = program.brk_start;
  mmap_top_ = kStackTop - std::max(page_ceil(stack_limit_ + kMinStackGap / 2), kMinStackGap);

  const std::uint64_t text_end = page_ceil(kTextBase + program.code.size() * kInsnBytes);
  if (text_end > kTextBase) insert_vma({kTextBase, text_end, false, false, true, VmaKind::text});
  for (const Segment& s : program.segments) {
    SIM_ASSERT((s.address & kPageMask) == 0 && s.bytes.size() <= s.size);
    if (s.size == 0) continue;
    insert_vma({s.address, page_ceil(s.address + s.size), true, true, false,
                s.writable ? VmaKind::data : VmaKind::rodata});
    copy_out(s.address, std::as_bytes(std::span(s.bytes)));
    for (Vma& v : vmas_)
      if (v.begin == s.address) v.writable = s.writable;
  }
  insert_vma({kStackTop - kInitialStackBytes, kStackTop, true, true, false, VmaKind::stack});
  renew_version();
}

void AddressSpace::insert_vma(Vma vma) {
  const auto at =
      std::find_if(vmas_.begin(), vmas_.end(), [&](const Vma& v) { return v.begin >= vma.end; });
  SIM_ASSERT(at == vmas_.begin() || std::prev(at)->end <= vma.begin);
  vmas_.insert(at, vma);
}

const Vma* AddressSpace::find_vma(std::uint64_t address) const {
  const auto after = std::upper_bound(vmas_.begin(), vmas_.end(), address,
                                      [](std::uint64_t a, const Vma& v) { return a < v.begin; });
  if (after == vmas_.begin()) return nullptr;
  const Vma& v = *std::prev(after);
  return address < v.end ? &v : nullptr;
}

// As find_vma, but lets the stack grow down to the address.
Vma* AddressSpace::vma_for_access(std::uint64_t address) {
  if (const Vma* v = find_vma(address)) return const_cast<Vma*>(v);
  if (address >= kStackTop || address < kStackTop - stack_limit_) return nullptr;
  for (Vma& v : vmas_) {
    if (v.kind != VmaKind::stack || v.end != kStackTop) continue;
    v.begin = page_floor(address);
    return &v;
  }
  return nullptr;
}

std::byte* AddressSpace::page_for(std::uint64_t address, Access access) {
  const Vma* vma = vma_for_access(address);
  if (vma == nullptr) return nullptr;
  const std::uint64_t vpn = address / kPageBytes;
  if (access == Access::write) return vma->writable ? writable_page(vpn) : nullptr;
  if (!vma->readable) return nullptr;
  const Page* page = pages_->find(vpn);
  const std::byte* bytes = page != nullptr ? page->bytes : kZeroPage.data();
  return const_cast<std::byte*>(bytes);  // for reading only: Access::write has another way
}

std::byte* AddressSpace::writable_page(std::uint64_t vpn) {
  PageDir& dir = own(pages_);
  const std::uint64_t number = vpn / PageGroup::kPages;
  auto it = dir.lower_bound(number);
  const bool known = it != dir.entries.end() && it->number == number;
  const bool resident = known && it->group->pages[vpn % PageGroup::kPages];
  if (!resident && (dir.resident + 1) * kPageBytes > memory_limit_) {
    out_of_memory_ = true;
    return nullptr;
  }
  if (!known) it = dir.entries.insert(it, {number, make_rc<PageGroup>()});
  PageGroup& group = own(it->group);
  group.cached_hash.store(0, std::memory_order_relaxed);
  Rc<Page>& page = group.pages[vpn % PageGroup::kPages];
  if (!page) {
    page = make_rc<Page>(Page::Zeroed{});
    ++dir.resident;
    renew_version();  // it may be known to a Tlb as the page of zeros
  } else if (!page.unique()) {
    page = make_rc<Page>(*page);
    renew_version();
  } else {
    page->cached_hash.store(0, std::memory_order_relaxed);
  }
  return page->bytes;
}

std::byte* AddressSpace::page_of_copy(RecentPage& recent, std::uint64_t address, Access access) {
  const std::uint64_t page = page_floor(address);
  if (recent.page == page && recent.version == version()) return recent.bytes;
  std::byte* bytes = page_for(address, access);
  if (bytes != nullptr) recent = {version(), page, bytes};
  return bytes;
}

std::size_t AddressSpace::copy_in_by_pages(std::span<std::byte> to, std::uint64_t from_user) {
  while (!to.empty()) {
    const std::byte* page = page_of_copy(recent_read_, from_user, Access::read);
    if (page == nullptr) break;
    const std::uint64_t offset = from_user & kPageMask;
    const std::size_t n = std::min<std::size_t>(to.size(), kPageBytes - offset);
    std::memcpy(to.data(), page + offset, n);
    to = to.subspan(n);
    from_user += n;
  }
  return to.size();
}

std::size_t AddressSpace::copy_out_by_pages(std::uint64_t to_user,
                                            std::span<const std::byte> from) {
  while (!from.empty()) {
    std::byte* page = page_of_copy(recent_write_, to_user, Access::write);
    if (page == nullptr) break;
    const std::uint64_t offset = to_user & kPageMask;
    const std::size_t n = std::min<std::size_t>(from.size(), kPageBytes - offset);
    std::memcpy(page + offset, from.data(), n);
    from = from.subspan(n);
    to_user += n;
  }
  return from.size();
}

bool AddressSpace::peek(std::uint64_t address, std::span<std::byte> to) const {
  while (!to.empty()) {
    const Vma* vma = find_vma(address);
    const bool stack_to_be = address < kStackTop && address >= kStackTop - stack_limit_;
    if (vma == nullptr ? !stack_to_be : !vma->readable) return false;
    const std::uint64_t offset = address & kPageMask;
    const std::size_t n = std::min<std::size_t>(to.size(), kPageBytes - offset);
    const Page* page = pages_->find(address / kPageBytes);
    std::memcpy(to.data(), (page != nullptr ? page->bytes : kZeroPage.data()) + offset, n);
    to = to.subspan(n);
    address += n;
  }
  return true;
}

bool AddressSpace::peek_string(std::uint64_t address, std::size_t max, std::string& out) const {
  out.clear();
  while (out.size() < max) {
    std::array<char, 64> piece;
    const std::size_t n = std::min({max - out.size(), piece.size(),
                                    static_cast<std::size_t>(kPageBytes - (address & kPageMask))});
    if (!peek(address, std::as_writable_bytes(std::span(piece.data(), n)))) return false;
    const auto end = std::find(piece.begin(), piece.begin() + n, '\0');
    out.append(piece.begin(), end);
    if (end != piece.begin() + n) return true;
    address += n;
  }
  return false;
}

// Bytes of memory the process asked for with brk and mmap.
std::uint64_t AddressSpace::anonymous_bytes() const {
  std::uint64_t bytes = 0;
  for (const Vma& v : vmas_)
    if (v.kind == VmaKind::heap || v.kind == VmaKind::mapped) bytes += v.end - v.begin;
  return bytes;
}

std::uint64_t AddressSpace::set_brk(std::uint64_t new_brk) {
  if (new_brk < brk_start_ || new_brk >= mmap_top_) return brk_;
  const std::uint64_t old_end = page_ceil(brk_), new_end = page_ceil(new_brk);
  if (new_end > old_end) {
    if (anonymous_bytes() + (new_end - old_end) > memory_limit_) return brk_;
    for (const Vma& v : vmas_)
      if (v.begin < new_end && v.end > old_end) return brk_;  // something lies in the way
  }
  if (new_end != old_end) {
    std::erase_if(vmas_, [](const Vma& v) { return v.kind == VmaKind::heap; });
    if (new_end > brk_start_) insert_vma({brk_start_, new_end, true, true, false, VmaKind::heap});
    if (new_end < old_end) drop_pages(new_end / kPageBytes, old_end / kPageBytes);
    renew_version();
  }
  brk_ = new_brk;
  return brk_;
}

std::uint64_t AddressSpace::map_anonymous(std::uint64_t bytes) {
  if (bytes == 0 || bytes > memory_limit_) return 0;
  bytes = page_ceil(bytes);
  if (anonymous_bytes() + bytes > memory_limit_) return 0;
  std::uint64_t end = mmap_top_;
  for (auto v = vmas_.rbegin(); v != vmas_.rend(); ++v) {
    if (v->begin >= end) continue;  // above: the stack
    if (end >= v->end && end - v->end >= bytes) break;
    end = v->begin;
  }
  if (end < kLowestMapping + bytes) return 0;
  insert_vma({end - bytes, end, true, true, false, VmaKind::mapped});
  renew_version();
  return end - bytes;
}

bool AddressSpace::unmap(std::uint64_t address, std::uint64_t bytes) {
  if ((address & kPageMask) != 0 || bytes == 0 || address >= kUserEnd) return false;
  if (bytes > kUserEnd - address) return false;
  const std::uint64_t end = page_ceil(address + bytes);
  std::vector<Vma> kept;
  for (const Vma& v : vmas_) {
    Vma below = v, above = v;
    below.end = std::min(v.end, address);
    above.begin = std::max(v.begin, end);
    if (below.begin < below.end) kept.push_back(below);
    if (above.begin < above.end) kept.push_back(above);
  }
  vmas_ = std::move(kept);
  drop_pages(address / kPageBytes, end / kPageBytes);
  renew_version();
  return true;
}

void AddressSpace::drop_pages(std::uint64_t begin_vpn, std::uint64_t end_vpn) {
  PageDir& dir = own(pages_);
  for (auto it = dir.lower_bound(begin_vpn / PageGroup::kPages); it != dir.entries.end(); ++it) {
    const std::uint64_t first = it->number * PageGroup::kPages;
    if (first >= end_vpn) break;
    PageGroup& group = own(it->group);
    group.cached_hash.store(0, std::memory_order_relaxed);
    for (std::uint64_t i = 0; i < PageGroup::kPages; ++i) {
      if (!group.pages[i] || first + i < begin_vpn || first + i >= end_vpn) continue;
      group.pages[i] = Rc<Page>();
      --dir.resident;
    }
  }
  std::erase_if(dir.entries, [](const PageDir::Entry& e) { return e.group->empty(); });
}

std::uint64_t AddressSpace::resident_pages() const { return pages_->resident; }

void AddressSpace::hash(Hasher& h) const {
  h.add(vmas_.size());
  for (const Vma& v : vmas_)
    h.add(v.begin).add(v.end).add(v.readable).add(v.writable).add(v.executable).add(v.kind);
  h.add(brk_start_).add(brk_).add(mmap_top_).add(stack_limit_).add(memory_limit_);
  h.add(out_of_memory_).add(pages_->resident);
  for (const PageDir::Entry& e : pages_->entries) h.add(e.number).add(e.group->hash());
  renew_version();  // so that the next write comes to page_for and drops the page's hash
}

}  // namespace sim
