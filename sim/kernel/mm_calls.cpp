// brk(2), mmap(2) of anonymous memory, munmap(2), mprotect(2).
#include "sim/base/errno.h"
#include "sim/kernel/kernel.h"
#include "sim/kernel/paths.h"
#include "sim/kernel/run_path.h"
#include "sim/kernel/simple_calls.h"

namespace sim {
namespace {

constexpr std::uint64_t kMapShared = 1, kMapPrivate = 2, kMapFixed = 0x10, kMapAnonymous = 0x20;

std::uint64_t total_pages(const KernelState& k) {
  std::uint64_t n = 0;
  k.mms.for_each([&](MmId, const AddressSpace& mm) { n += mm.resident_pages(); });
  return n;
}

bool memory_is_short(Ctx& ctx, std::uint64_t more_bytes) {
  return total_pages(ctx.k) * kPageBytes + more_bytes > ctx.k.fixed->limits.total_memory_bytes;
}

Next do_brk(Ctx& ctx) {
  AddressSpace& mm = ctx.mm();
  const std::uint64_t wanted = ctx.current().call.args[0];
  const bool grows = wanted > mm.brk();
  if (wanted == 0 || (grows && memory_is_short(ctx, wanted - mm.brk())))
    return ctx.sys_return(static_cast<std::int64_t>(mm.brk()));
  return ctx.sys_return(static_cast<std::int64_t>(mm.set_brk(wanted)));
}

constexpr Step kBrkSteps[] = {
    {"move the end of the heap, if there is memory; return it", Cost::brk_work, do_brk},
};

// Only private anonymous memory; a shared mapping would need pages that fork does not copy.
Next do_mmap(Ctx& ctx) {
  const auto& a = ctx.current().call.args;
  const std::uint64_t bytes = a[1], flags = a[3];
  if (bytes == 0 || (a[5] & (kPageBytes - 1)) != 0) return ctx.sys_return(-kEINVAL);
  if ((flags & (kMapShared | kMapPrivate)) == 0) return ctx.sys_return(-kEINVAL);
  if ((flags & kMapAnonymous) == 0) return ctx.sys_return(-kENODEV);
  if ((flags & kMapPrivate) == 0 || (flags & kMapFixed) != 0) return ctx.sys_return(-kENOTSUP);
  if (memory_is_short(ctx, bytes)) return ctx.sys_return(-kENOMEM);
  const std::uint64_t at = ctx.mm().map_anonymous(bytes);
  return ctx.sys_return(at == 0 ? -kENOMEM : static_cast<std::int64_t>(at));
}

constexpr Step kMmapSteps[] = {
    {"find free addresses for the range; enter it as a VMA", Cost::brk_work, do_mmap},
};

Next do_munmap(Ctx& ctx) {
  const auto& a = ctx.current().call.args;
  if ((a[0] & (kPageBytes - 1)) != 0 || a[1] == 0) return ctx.sys_return(-kEINVAL);
  return ctx.sys_return(ctx.mm().unmap(a[0], a[1]) ? 0 : -kEINVAL);
}

constexpr Step kMunmapSteps[] = {
    {"take the range out of the address space", Cost::brk_work, do_munmap},
};

constexpr KernelPath kPaths[] = {
    {PathId::sys_brk, "brk", code_of<kBrkSteps>, "moves the end of the heap"},
    {PathId::sys_mmap, "mmap", code_of<kMmapSteps>, "gives a process a range of memory"},
    {PathId::sys_munmap, "munmap", code_of<kMunmapSteps>, "takes a range of memory away"},
};

}  // namespace

namespace simple {

// Protection is not changed; the call succeeds where there is memory.
std::int64_t mprotect(Ctx& ctx) {
  const auto& a = ctx.current().call.args;
  if ((a[0] & (kPageBytes - 1)) != 0) return -kEINVAL;
  return a[1] == 0 || ctx.mm().find_vma(a[0]) != nullptr ? 0 : -kENOMEM;
}

}  // namespace simple

std::span<const KernelPath> mm_call_paths() { return kPaths; }

}  // namespace sim
