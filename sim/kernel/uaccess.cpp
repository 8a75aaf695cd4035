#include "sim/kernel/uaccess.h"

#include "sim/base/errno.h"

namespace sim {
namespace {

constexpr std::size_t kPathMax = 4096;

void account_copy(Ctx& ctx, std::size_t bytes) {
  if (bytes <= 16) {
    ctx.add_cost(Cost::get_user);
    return;
  }
  ctx.add_cost(Cost::copy_start);
  ctx.add_cost(Cost::copy_bytes_16, static_cast<std::int64_t>(bytes / 16));
}

void state_fault(Ctx& ctx, std::uint64_t address, bool write) {
  ctx.emit(EventType::page_fault, {static_cast<std::int64_t>(address),
                                   static_cast<std::int64_t>(ctx.current().regs.pc), write});
}

}  // namespace

std::size_t copy_from_user(Ctx& ctx, std::span<std::byte> to, std::uint64_t from) {
  account_copy(ctx, to.size());
  const std::size_t left = ctx.mm().copy_in(to, from);
  if (left != 0) state_fault(ctx, from + (to.size() - left), false);
  return left;
}

std::size_t copy_to_user(Ctx& ctx, std::uint64_t to, std::span<const std::byte> from) {
  account_copy(ctx, from.size());
  const std::size_t left = ctx.mm().copy_out(to, from);
  if (left != 0) state_fault(ctx, to + (from.size() - left), true);
  return left;
}

std::int64_t get_path(Ctx& ctx, std::uint64_t from, std::string& out) {
  out.clear();
  for (;;) {
    char c = 0;
    if (ctx.mm().copy_in(std::as_writable_bytes(std::span(&c, 1)), from + out.size()) != 0) {
      state_fault(ctx, from + out.size(), false);
      return -kEFAULT;
    }
    if (c == 0) break;
    if (out.size() + 1 == kPathMax) return -kENAMETOOLONG;
    out.push_back(c);
  }
  account_copy(ctx, out.size());
  if (out.empty()) return -kENOENT;
  const std::string& cwd = ctx.current().cwd;
  if (!cwd.empty() && out[0] != '/') out = cwd + "/" + out;
  return 0;
}

}  // namespace sim
