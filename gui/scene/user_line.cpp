#include "gui/scene/user_line.h"

#include <cstring>

namespace gui {
namespace {

bool read_word(const sim::AddressSpace& mm, std::uint64_t at, std::uint64_t& word) {
  std::array<std::byte, 8> bytes;
  if (!mm.peek(at, bytes)) return false;
  std::memcpy(&word, bytes.data(), 8);
  return true;
}

const sim::LineEntry* line_at(const sim::Program& p, std::uint64_t pc) {
  if (pc < sim::kTextBase) return nullptr;
  return p.line_at(static_cast<std::uint32_t>((pc - sim::kTextBase) / sim::kInsnBytes));
}

}  // namespace

const sim::LineEntry* user_line(const sim::KernelState& k, const sim::Task& t) {
  if (!t.mm.valid() || !t.program.valid() || !k.mms.contains(t.mm)) return nullptr;
  const sim::Program& p = k.program(t);
  if (const sim::LineEntry* l = line_at(p, t.regs.pc)) return l;
  const sim::AddressSpace& mm = k.mms[t.mm];
  std::uint64_t fp = t.regs.r[sim::kRegFp];
  // Frames are linked through FP: [FP] is the caller's FP, [FP + 8] the return address. The
  // instruction before the return address is the call.
  for (int depth = 0; depth < 64 && fp != 0; ++depth) {
    std::uint64_t back = 0, next = 0;
    if (!read_word(mm, fp + 8, back) || !read_word(mm, fp, next)) return nullptr;
    if (const sim::LineEntry* l = line_at(p, back - sim::kInsnBytes)) return l;
    if (next <= fp) return nullptr;
    fp = next;
  }
  return nullptr;
}

}  // namespace gui
