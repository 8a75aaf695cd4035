#include "gui/app/variables.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace gui {

using sim::AddressSpace;
using sim::Program;
using sim::TypeShape;
using Kind = sim::TypeShape::Kind;

namespace {

constexpr int kMostElements = 16;  // of an array, told one by one
constexpr int kMostDepth = 4;      // of structures in structures
constexpr std::size_t kMostText = 64;

bool read_word(const AddressSpace& mm, std::uint64_t at, std::uint64_t& word) {
  std::array<std::byte, 8> bytes;
  if (!mm.peek(at, bytes)) return false;
  std::memcpy(&word, bytes.data(), 8);
  return true;
}

// The value of a number of 1, 2, 4 or 8 bytes, extended.
bool read_number(const AddressSpace& mm, std::uint64_t at, std::uint64_t size, bool is_signed,
                 std::int64_t& value) {
  std::array<std::byte, 8> bytes{};
  if (size == 0 || size > 8 || !mm.peek(at, std::span(bytes).first(size))) return false;
  std::uint64_t raw = 0;
  std::memcpy(&raw, bytes.data(), 8);
  const unsigned bits = static_cast<unsigned>(size) * 8;
  if (is_signed && bits < 64 && ((raw >> (bits - 1)) & 1) != 0) raw |= ~0ull << bits;
  value = static_cast<std::int64_t>(raw);
  return true;
}

std::string escaped(char c) {
  switch (c) {
    case '\n':
      return "\\n";
    case '\t':
      return "\\t";
    case '\r':
      return "\\r";
    case '\0':
      return "\\0";
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    default:
      break;
  }
  const auto u = static_cast<unsigned char>(c);
  return u < 0x20 || u == 0x7f ? fmt::format("\\x{:02x}", u) : std::string(1, c);
}

std::string character_text(std::int64_t v) {
  return v >= 0x20 && v < 0x7f ? fmt::format("{} '{}'", v, static_cast<char>(v))
                               : fmt::format("{}", v);
}

// An array of characters as a string: up to its NUL.
std::string string_text(const AddressSpace& mm, std::uint64_t at, std::uint64_t size) {
  std::vector<std::byte> bytes(std::min<std::uint64_t>(size, kMostText + 1));
  if (!mm.peek(at, bytes)) return "?";
  std::string text = "\"";
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char c = static_cast<char>(bytes[i]);
    if (c == 0) return text + "\"";
    if (i == kMostText) return text + "\"…";
    text += escaped(c);
  }
  return text + "\"";
}

std::string float_text(const AddressSpace& mm, std::uint64_t at, std::uint64_t size) {
  std::array<std::byte, 8> bytes{};
  if (size > 8 || !mm.peek(at, std::span(bytes).first(size))) return "?";
  if (size == 4) {
    float f = 0;
    std::memcpy(&f, bytes.data(), 4);
    return fmt::format("{}", f);
  }
  double d = 0;
  std::memcpy(&d, bytes.data(), 8);
  return fmt::format("{}", d);
}

std::string pointer_text(const Program& p, const AddressSpace& mm, const TypeShape& s,
                         std::uint64_t at) {
  std::uint64_t to = 0;
  if (!read_word(mm, at, to)) return "?";
  if (to == 0) return "NULL";
  std::string text = fmt::format("{:#x}", to);
  if (s.element >= p.shapes.size()) return text;
  const TypeShape& target = p.shapes[s.element];
  if (target.kind == Kind::character) {
    std::string pointed;
    if (mm.peek_string(to, kMostText, pointed)) {
      text += " \"";
      for (const char c : pointed) text += escaped(c);
      text += '"';
    }
  } else if (target.kind == Kind::function && to >= sim::kTextBase) {
    const auto index = static_cast<std::uint32_t>((to - sim::kTextBase) / sim::kInsnBytes);
    if (const sim::Function* f = p.function_at(index)) text += " <" + f->name + ">";
  }
  return text;
}

std::string member_text(const Program& p, const AddressSpace& mm, const TypeShape::Member& m,
                        std::uint64_t at) {
  if (m.bit_width == 0) return value_text(p, mm, m.shape, at + m.offset);
  std::int64_t v = 0;
  const TypeShape& s = p.shapes[m.shape];
  if (!read_number(mm, at + m.offset, s.size, false, v)) return "?";
  const std::uint64_t mask = m.bit_width >= 64 ? ~0ull : (1ull << m.bit_width) - 1;
  std::uint64_t bits = (static_cast<std::uint64_t>(v) >> m.bit_offset) & mask;
  if (s.kind == Kind::signed_int && ((bits >> (m.bit_width - 1)) & 1) != 0) bits |= ~mask;
  return fmt::format("{}", static_cast<std::int64_t>(bits));
}

}  // namespace

std::string value_text(const Program& p, const AddressSpace& mm, std::uint32_t shape,
                       std::uint64_t at) {
  if (shape >= p.shapes.size()) return "?";
  const TypeShape& s = p.shapes[shape];
  std::int64_t v = 0;
  switch (s.kind) {
    case Kind::signed_int:
    case Kind::enumeration:
      return read_number(mm, at, s.size, true, v) ? fmt::format("{}", v) : "?";
    case Kind::unsigned_int:
      return read_number(mm, at, s.size, false, v)
                 ? fmt::format("{}", static_cast<std::uint64_t>(v))
                 : "?";
    case Kind::boolean:
      return read_number(mm, at, s.size, false, v) ? (v != 0 ? "true" : "false") : "?";
    case Kind::character:
      return read_number(mm, at, s.size, true, v) ? character_text(v) : "?";
    case Kind::floating:
      return float_text(mm, at, s.size);
    case Kind::pointer:
      return pointer_text(p, mm, s, at);
    case Kind::array: {
      if (s.element >= p.shapes.size()) return "?";
      if (p.shapes[s.element].kind == Kind::character) return string_text(mm, at, s.count);
      std::string text = "{";
      const std::uint64_t n = std::min<std::uint64_t>(s.count, kMostElements);
      for (std::uint64_t i = 0; i < n; ++i)
        text +=
            (i == 0 ? "" : ", ") + value_text(p, mm, s.element, at + i * p.shapes[s.element].size);
      return text + (s.count > n ? ", …}" : "}");
    }
    case Kind::structure:
    case Kind::union_: {
      std::string text = "{";
      for (const TypeShape::Member& m : s.members)
        text += (text.size() == 1 ? "." : ", .") + m.name + " = " + member_text(p, mm, m, at);
      return text + "}";
    }
    case Kind::void_:
    case Kind::function:
      break;
  }
  return fmt::format("{:#x}", at);
}

namespace {

// A variable, and below it the members of a structure.
void add_rows(const Program& p, const AddressSpace& mm, const std::string& name,
              const std::string& type, std::uint32_t shape, std::uint64_t at, int depth,
              std::vector<VariableRow>& rows) {
  const std::uint64_t size = shape < p.shapes.size() ? p.shapes[shape].size : 0;
  rows.push_back({depth, name, type, value_text(p, mm, shape, at), at, size});
  if (shape >= p.shapes.size() || depth >= kMostDepth) return;
  const TypeShape& s = p.shapes[shape];
  if (s.kind != Kind::structure && s.kind != Kind::union_) return;
  for (const TypeShape::Member& m : s.members) {
    if (m.bit_width != 0) {
      rows.push_back({depth + 1, "." + m.name, p.shapes[m.shape].name, member_text(p, mm, m, at),
                      at + m.offset, p.shapes[m.shape].size});
      continue;
    }
    add_rows(p, mm, "." + m.name, m.shape < p.shapes.size() ? p.shapes[m.shape].name : "", m.shape,
             at + m.offset, depth + 1, rows);
  }
}

StackFrame frame_of(const Program& p, const AddressSpace& mm, const sim::Function& f,
                    std::uint32_t index, std::uint64_t fp) {
  StackFrame frame;
  frame.function = &f;
  if (const sim::LineEntry* line = p.line_at(index)) frame.line = line->line;
  for (const sim::Variable& v : f.locals) {
    const bool in_scope = v.scope_end == 0 || (index >= v.scope_begin && index < v.scope_end);
    if (in_scope)
      add_rows(p, mm, v.name, v.type, v.shape, fp + static_cast<std::uint64_t>(v.place), 0,
               frame.variables);
  }
  return frame;
}

}  // namespace

std::vector<StackFrame> stack_of(const sim::KernelState& k, const sim::Task& t) {
  std::vector<StackFrame> frames;
  if (!t.mm.valid() || !t.program.valid() || !k.mms.contains(t.mm)) return frames;
  const Program& p = k.program(t);
  const AddressSpace& mm = k.mms[t.mm];
  std::uint64_t pc = t.regs.pc, fp = t.regs.r[sim::kRegFp];
  constexpr std::size_t kMostFrames = 64;
  bool innermost = true;
  for (std::size_t n = 0; n < kMostFrames && pc >= sim::kTextBase; ++n) {
    const auto next = static_cast<std::uint32_t>((pc - sim::kTextBase) / sim::kInsnBytes);
    // A caller stands at the call, the instruction before the one it returns to.
    const std::uint32_t index = innermost || next == 0 ? next : next - 1;
    const sim::Function* f = p.function_at(index);
    if (f == nullptr) break;
    // Before `enter` the frame pointer is still the caller's.
    const bool entered = !innermost || index > f->begin;
    if (!f->is_libc && entered) frames.push_back(frame_of(p, mm, *f, index, fp));
    std::uint64_t back = 0, outer = fp;
    if (entered) {
      if (fp == 0 || !read_word(mm, fp + 8, back) || !read_word(mm, fp, outer)) break;
      if (outer != 0 && outer <= fp) break;
    } else if (!read_word(mm, t.regs.r[sim::kRegSp], back)) {
      break;
    }
    pc = back;
    fp = outer;
    innermost = false;
  }
  return frames;
}

std::vector<VariableRow> globals_of(const sim::KernelState& k, const sim::Task& t) {
  std::vector<VariableRow> rows;
  if (!t.mm.valid() || !t.program.valid() || !k.mms.contains(t.mm)) return rows;
  const Program& p = k.program(t);
  for (const sim::Variable& v : p.globals)
    add_rows(p, k.mms[t.mm], v.name, v.type, v.shape, static_cast<std::uint64_t>(v.place), 0, rows);
  return rows;
}

std::vector<MemoryRow> memory_rows(const AddressSpace& mm, std::uint64_t from, int rows) {
  std::vector<MemoryRow> all;
  from &= ~15ull;
  for (int i = 0; i < rows; ++i, from += 16) {
    MemoryRow row{from, std::vector<std::byte>(16)};
    if (!mm.peek(from, row.bytes)) row.bytes.clear();
    all.push_back(std::move(row));
  }
  return all;
}

}  // namespace gui
