#include "sim/machine/user_line.h"

#include <array>
#include <cstring>

namespace sim {
namespace {

bool read_word(const AddressSpace& mm, std::uint64_t at, std::uint64_t& word) {
  std::array<std::byte, 8> bytes;
  if (!mm.peek(at, bytes)) return false;
  std::memcpy(&word, bytes.data(), 8);
  return true;
}

const LineEntry* line_at(const Program& p, std::uint64_t pc) {
  if (pc < kTextBase) return nullptr;
  return p.line_at(static_cast<std::uint32_t>((pc - kTextBase) / kInsnBytes));
}

}  // namespace

const LineEntry* user_line(const KernelState& k, const Task& t) {
  if (!t.mm.valid() || !t.program.valid() || !k.mms.contains(t.mm)) return nullptr;
  const Program& p = k.program(t);
  if (const LineEntry* l = line_at(p, t.regs.pc)) return l;
  const AddressSpace& mm = k.mms[t.mm];
  std::uint64_t fp = t.regs.r[kRegFp];
  // Frames are linked through FP: [FP] is the caller's FP, [FP + 8] the return address. The
  // instruction before the return address is the call.
  for (int depth = 0; depth < 64 && fp != 0; ++depth) {
    std::uint64_t back = 0, next = 0;
    if (!read_word(mm, fp + 8, back) || !read_word(mm, fp, next)) return nullptr;
    if (const LineEntry* l = line_at(p, back - kInsnBytes)) return l;
    if (next <= fp) return nullptr;
    fp = next;
  }
  return nullptr;
}

}  // namespace sim
