// A compiled program: immutable, shared by every process that runs it and by all copies of a
// machine.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/hash.h"
#include "sim/user/fuse.h"

namespace sim {

constexpr std::uint64_t kPageBytes = 4096;
constexpr std::uint64_t kStackTop = 0x7ffffffff000;  // the stack grows down from here
constexpr std::uint64_t kUserEnd = 0x800000000000;   // first address that is not the user's

// A file of the person's (or of libc), as it was read; for the source panel and for messages.
struct SourceFile {
  std::string name;  // as given: "receiver.c", "<stdio.h>"
  std::string text;
  bool is_libc = false;
};

// A place in the person's source where execution can stand. Only the person's own code has entries;
// libc is stepped over.
struct LineEntry {
  std::uint32_t file = 0;      // index into Program::files
  std::uint32_t line = 0;      // from 1
  std::uint32_t function = 0;  // index into Program::functions
};

// A named variable, for the inspector: where it lies and how to show it.
struct Variable {
  std::string name;
  std::string type;        // as C spells it: "struct msgbuf", "char [128]"
  std::int64_t place = 0;  // local: offset from FP; global: address
  std::uint64_t size = 0;
  std::uint32_t shape = 0;        // index into Program::shapes
  std::uint32_t scope_begin = 0;  // locals: instruction range in which the name is visible
  std::uint32_t scope_end = 0;
};

// The structure of a type, enough to print a value of it.
struct TypeShape {
  enum class Kind : std::uint8_t {
    void_,
    signed_int,
    unsigned_int,
    boolean,
    character,
    floating,
    pointer,
    array,
    structure,
    union_,
    enumeration,
    function,
  };
  struct Member {
    std::string name;
    std::uint64_t offset = 0;
    std::uint32_t shape = 0;
    std::uint8_t bit_offset = 0, bit_width = 0;  // width 0: not a bit-field
  };
  Kind kind = Kind::void_;
  std::string name;
  std::uint64_t size = 0;
  std::uint32_t element = 0;  // array element or pointee
  std::uint64_t count = 0;    // array length
  std::vector<Member> members;
};

struct Function {
  std::string name;
  std::uint32_t begin = 0, end = 0;  // instruction indices
  std::uint32_t file = 0, line = 0;
  bool is_libc = false;
  std::vector<Variable> locals;  // parameters first
};

// One piece of the initial memory image.
struct Segment {
  std::uint64_t address = 0;  // page aligned
  std::uint64_t size = 0;     // bytes; beyond `bytes` it is zero (bss)
  std::vector<std::uint8_t> bytes;
  bool writable = false;
};

// A loop of nothing, `for (;;) ;`: a jump to itself, or to the beginning of its line before it.
struct EmptyLoop {
  std::uint64_t head = 0;         // address of its first instruction
  std::int64_t instructions = 0;  // of an iteration, 1 or 2; 0: there is no such loop
};

struct Program {
  std::string name;                         // comm: the file's name without directory and ".c"
  std::vector<Insn> code;                   // instruction i lies at kTextBase + 8 * i
  std::vector<FusedInsn> fused = fuse({});  // derived: fuse(code); else vm_run is slow, no more
  std::vector<LineEntry> lines;
  std::vector<SourceFile> files;    // files[0] is the program's main file
  std::vector<Function> functions;  // in order of `begin`
  std::vector<Variable> globals;
  std::vector<TypeShape> shapes;
  std::vector<Segment> segments;      // rodata, data, bss
  std::uint64_t brk_start = 0;        // first page after the segments
  std::uint32_t entry = 0;            // index of _start: (argc at [SP], argv[0] at [SP+8], ...)
  std::uint32_t sigreturn = 0;        // index of the code that ends a signal handler
  std::vector<std::string> warnings;  // "file:line:column: warning: ..."
  std::uint64_t fingerprint = 0;      // hash of code and segments

  // The function that contains instruction `index`; nullptr outside every function.
  const Function* function_at(std::uint32_t index) const;
  // The line in effect at instruction `index`, or nullptr (libc, start-up code).
  const LineEntry* line_at(std::uint32_t index) const;
  // The loop of nothing that instruction `index` belongs to.
  EmptyLoop empty_loop_at(std::uint64_t index) const;
};

inline EmptyLoop Program::empty_loop_at(std::uint64_t index) const {
  if (index >= code.size()) return {};
  const bool at_line = code[index].op == Op::line;
  const std::uint64_t jump = at_line ? index + 1 : index;
  if (jump >= code.size() || code[jump].op != Op::spin) return {};
  const std::int64_t instructions = -std::int64_t{code[jump].imm};
  const bool from_line = instructions == 2 && jump != 0 && code[jump - 1].op == Op::line;
  if (instructions != 1 && !from_line) return {};
  if (at_line && !from_line) return {};
  return {kTextBase + kInsnBytes * (jump + 1 - static_cast<std::uint64_t>(instructions)),
          instructions};
}

// Text of the program's code, an instruction a line, with source lines: for tests and
// `--dump-code`.
std::string disassemble(const Program& program);

}  // namespace sim
