// Runs a compiled program on the virtual CPU with the few system calls that plain programs need.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "sim/user/cc/compile.h"
#include "sim/user/memory.h"
#include "sim/user/vm.h"

namespace sim::test {

struct RunResult {
  std::string output;
  int status = -1;      // of exit
  std::string trouble;  // how it ended when not by exit
  std::int64_t instructions = 0;
};

class ProgramRun {
 public:
  explicit ProgramRun(const Program& program, std::vector<std::string> args = {"prog"})
      : program_(program) {
    mm_.load(program, 8u << 20, 1u << 30);
    push_arguments(args);
    regs_.pc = kTextBase + kInsnBytes * program.entry;
  }

  RunResult run(std::int64_t budget = 2'000'000'000) {
    VmLimits limits;
    limits.soft_budget = limits.line_budget = INT64_MAX;
    while (result_.trouble.empty() && result_.status < 0) {
      limits.hard_budget = budget - result_.instructions;
      if (limits.hard_budget <= 0) return stop("budget");
      const VmResult r = vm_run(program_, regs_, mm_, tlb_, limits);
      result_.instructions += r.instructions;
      switch (r.stop) {
        case VmStop::syscall:
          syscall();
          break;
        case VmStop::segv:
          return stop("segv");
        case VmStop::fpe:
          return stop("fpe");
        case VmStop::ill:
          return stop("ill");
        case VmStop::spin:
          return stop("spin");
        default:
          break;
      }
    }
    return result_;
  }

  Registers& registers() { return regs_; }
  AddressSpace& memory() { return mm_; }

 private:
  RunResult stop(const char* why) {
    result_.trouble = why;
    return result_;
  }

  void push_arguments(const std::vector<std::string>& args) {
    std::uint64_t at = kStackTop - 4096;
    std::vector<std::uint64_t> words{args.size()};
    for (const std::string& arg : args) {
      words.push_back(at);
      mm_.copy_out(at, std::as_bytes(std::span(arg.c_str(), arg.size() + 1)));
      at += arg.size() + 1;
    }
    words.push_back(0);
    words.push_back(0);
    const std::uint64_t sp = kStackTop - 8192;
    mm_.copy_out(sp, std::as_bytes(std::span(words)));
    regs_.r[kRegSp] = sp;
  }

  void syscall() {
    auto& r = regs_.r;
    switch (r[0]) {
      case 1: {  // write
        std::string text(r[3], '\0');
        mm_.copy_in(std::as_writable_bytes(std::span(text)), r[2]);
        result_.output += text;
        r[0] = r[3];
        break;
      }
      case 12:
        r[0] = r[1] == 0 ? mm_.brk() : mm_.set_brk(r[1]);
        break;
      case 39:
        r[0] = 101;
        break;
      case 60:
      case 231:
        result_.status = static_cast<int>(r[1] & 0xff);
        break;
      default:
        r[0] = static_cast<std::uint64_t>(-38);
    }
  }

  const Program& program_;
  Registers regs_;
  AddressSpace mm_;
  Tlb tlb_;
  RunResult result_;
};

}  // namespace sim::test
