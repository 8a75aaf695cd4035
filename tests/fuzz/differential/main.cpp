// Random programs on Linux and on msgscope: the same source, the same output, or a bug.
//
//   differential [--kind messages|crowds|expressions] [--count N] [--seed S] [--msgscope PATH]
//   [--no-shrink]
//
// Program i of seed S is the same whatever the count. A program that differs is shrunk, printed and
// kept. Ends with 0 when all agree, 1 when one differs, 77 when this machine cannot run the native
// side (no C compiler, no right to make an IPC namespace).
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "tests/fuzz/differential/generate.h"
#include "tests/fuzz/differential/process.h"
#include "tests/fuzz/differential/shrink.h"

namespace differential {
namespace {

namespace fs = std::filesystem;

constexpr int kBatch = 50;
constexpr int kSkipped = 77;

struct Kind {
  std::string name;
  std::string prelude_file;
  std::string (*generate)(sim::Prng&, int);
  bool fresh_ipc;
};

const Kind kKinds[] = {
    {"messages", "message_prelude.c", message_case, true},
    {"crowds", "crowd_prelude.c", crowd_case, true},
    {"expressions", "expression_prelude.c", expression_case, false},
};

struct Options {
  std::string kind;
  int count = 300;
  std::uint64_t seed = 1;
  std::string msgscope = "build/bin/msgscope";
  bool no_shrink = false;
  std::string keep = "build/differential";
};

std::string read_file(const fs::path& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_file(const fs::path& path, const std::string& text) { std::ofstream(path) << text; }

class Comparison {
 public:
  Comparison(const Kind& kind, const Options& options)
      : kind_(kind),
        options_(options),
        prelude_(read_file(fs::path(MSGSCOPE_SOURCE_DIR) / "tests/fuzz/differential" /
                           kind.prelude_file)),
        folder_(fs::path(options.keep) / kind.name) {
    fs::create_directories(folder_);
  }

  // The number of programs that differ, or -1 when the native side cannot be compiled.
  int run() {
    int differing = 0;
    for (int first = 0; first < options_.count; first += kBatch) {
      const int last = std::min(first + kBatch, options_.count);
      std::set<int> beyond_gcc;
      if (!compile_batch(first, last, beyond_gcc)) return -1;
      for (int i = first; i < last; ++i)
        if (!beyond_gcc.contains(i) && !agrees(i)) ++differing;
    }
    fmt::print(
        "{}: {} programs from seed {}, {} differ{}\n", kind_.name, options_.count, options_.seed,
        differing,
        unstable_ == 0 ? "" : fmt::format(" ({} not repeatable on Linux itself)", unstable_));
    return differing;
  }

 private:
  std::string body(int i) const {
    sim::Prng prng(options_.seed * 1'000'003 + static_cast<std::uint64_t>(i));
    return kind_.generate(prng, i);
  }
  std::string whole(int i, const std::string& text) const {
    return fmt::format("{}\n{}\nint main(void) {{ return case{}(); }}\n", prelude_, text, i);
  }

  bool compile(const fs::path& source, const fs::path& binary) const {
    const Outcome o = run_program({"gcc", "-std=gnu11", "-O0", "-Werror=return-type", "-DNATIVE",
                                   "-o", binary.string(), source.string()},
                                  {.timeout_ms = 120'000});
    compiler_errors_ = o.errors;
    return o.status == 0;
  }

  // Many cases in one program: one run of the C compiler for all of them, but for those that crash
  // the C compiler itself.
  bool compile_batch(int first, int last, std::set<int>& beyond_gcc) {
    if (compile_cases(first, last, beyond_gcc)) return true;
    if (crashed()) {
      for (int i = first; i < last; ++i)
        if (crashes_gcc(i)) beyond_gcc.insert(i);
      if (compile_cases(first, last, beyond_gcc)) return true;
    }
    fmt::print(stderr, "the generated programs do not compile:\n{}\n", compiler_errors_);
    return false;
  }

  bool crashed() const {
    return compiler_errors_.find("internal compiler error") != std::string::npos;
  }

  bool crashes_gcc(int i) {
    const fs::path source = folder_ / "candidate.c";
    write_file(source, whole(i, body(i)));
    if (compile(source, folder_ / "one") || !crashed()) return false;
    fmt::print("{}: program {} of seed {} crashes the native compiler\n", kind_.name, i,
               options_.seed);
    return true;
  }

  bool compile_cases(int first, int last, const std::set<int>& but) {
    std::string text = "#include <stdlib.h>\n" + prelude_, table;
    for (int i = first; i < last; ++i) {
      if (but.contains(i)) continue;
      text += body(i);
      table += fmt::format("    case {0}: return case{0}();\n", i);
    }
    text += fmt::format(
        "int main(int argc, char **argv) {{\n  switch (atoi(argv[1])) {{\n{}  }}\n  return "
        "99;\n}}\n",
        table);
    // The feature macros of the prelude must come before any header.
    if (prelude_.find("_GNU_SOURCE") != std::string::npos) text = "#define _GNU_SOURCE\n" + text;
    write_file(folder_ / "batch.c", text);
    return compile(folder_ / "batch.c", folder_ / "batch");
  }

  Outcome native(const std::vector<std::string>& argv) const {
    return run_program(argv, {.timeout_ms = 20'000, .fresh_ipc = kind_.fresh_ipc});
  }
  // On one to four CPUs: how many there are changes nothing of what is compared.
  Outcome simulated(int i, const fs::path& source) const {
    return run_program({options_.msgscope, "run", "--exit-status", "--cpus",
                        std::to_string(1 + i % 4), source.string()},
                       {.timeout_ms = 30'000});
  }

  static bool same(const Outcome& a, const Outcome& b) {
    return a.output == b.output && a.status == b.status && !a.timed_out && !b.timed_out;
  }

  bool agrees(int i) {
    const fs::path source = folder_ / fmt::format("seed{}-{}.c", options_.seed, i);
    const std::vector<std::string> argv = {(folder_ / "batch").string(), std::to_string(i)};
    write_file(source, whole(i, body(i)));
    const Outcome on_linux = native(argv);
    const Outcome on_msgscope = simulated(i, source);
    if (same(on_linux, on_msgscope)) {
      fs::remove(source);
      return true;
    }
    if (!same(on_linux, native(argv)) || !same(on_linux, native(argv))) {
      ++unstable_;
      fmt::print("{}: Linux itself does not repeat its output\n", source.string());
      return true;
    }
    report(i, source, on_linux, on_msgscope);
    return false;
  }

  void report(int i, const fs::path& source, const Outcome& on_linux, const Outcome& on_msgscope) {
    fmt::print("\n{} differs:\n{}", source.string(), difference(on_linux, on_msgscope));
    if (!options_.no_shrink && ++shrunk_ <= 3) {
      const std::string small = shrink(i, on_msgscope.status == 2);
      const fs::path file = folder_ / fmt::format("seed{}-{}-small.c", options_.seed, i);
      write_file(file, whole(i, small));
      fmt::print("shrunk ({}):\n{}", file.string(), small);
      compile(file, folder_ / "one");
      fmt::print("{}", difference(native({(folder_ / "one").string()}), simulated(i, file)));
    }
    std::fflush(stdout);
  }

  std::string shrink(int i, bool refused) const {
    const auto still_fails = [&](const std::string& text) {
      const fs::path file = folder_ / "candidate.c";
      write_file(file, whole(i, text));
      if (!compile(file, folder_ / "one")) return false;
      const Outcome on_linux = native({(folder_ / "one").string()});
      if (on_linux.timed_out) return false;
      const Outcome on_msgscope = simulated(i, file);
      return !same(on_linux, on_msgscope) && (on_msgscope.status == 2) == refused;
    };
    return shrink_lines(body(i), still_fails, 400);
  }

  // The first line where the outputs part, with what came just before, and how both ended.
  static std::string difference(const Outcome& a, const Outcome& b) {
    std::size_t at = 0;
    while (at < a.output.size() && at < b.output.size() && a.output[at] == b.output[at]) ++at;
    std::size_t begin = a.output.rfind('\n', at == 0 ? 0 : at - 1);
    begin = begin == std::string::npos ? 0 : begin + 1;
    const auto line = [&](const std::string& s) {
      return begin >= s.size() ? "(nothing)" : s.substr(begin, s.find('\n', begin) - begin);
    };
    std::string text =
        fmt::format("  Linux:    {}\n  msgscope: {}\n", line(a.output), line(b.output));
    text += fmt::format("  status:   {}{}, {}{}\n", a.status, a.timed_out ? " (time over)" : "",
                        b.status, b.timed_out ? " (time over)" : "");
    if (!b.errors.empty()) text += fmt::format("  msgscope says: {}\n", b.errors.substr(0, 500));
    return text;
  }

  const Kind& kind_;
  const Options& options_;
  std::string prelude_;
  fs::path folder_;
  mutable std::string compiler_errors_;
  int unstable_ = 0, shrunk_ = 0;
};

int compare(const Options& options) {
  int status = 0;
  for (const Kind& kind : kKinds) {
    if (!options.kind.empty() && options.kind != kind.name) continue;
    if (kind.fresh_ipc && !can_isolate_ipc()) {
      fmt::print("{}: skipped: no right to make an IPC namespace\n", kind.name);
      status = std::max(status, kSkipped);
      continue;
    }
    const int differing = Comparison(kind, options).run();
    if (differing < 0) return 2;
    if (differing > 0) status = 1;
  }
  return status;
}

}  // namespace
}  // namespace differential

int main(int argc, char** argv) {
  differential::Options options;
  CLI::App app{"Compares random C programs on Linux and on msgscope"};
  app.add_option("--kind", options.kind, "messages, crowds or expressions; all when left out")
      ->check(CLI::IsMember({"messages", "crowds", "expressions"}));
  app.add_option("--count", options.count, "programs of each kind");
  app.add_option("--seed", options.seed, "where the programs come from");
  app.add_option("--msgscope", options.msgscope, "the simulator");
  app.add_option("--keep", options.keep, "folder for what is generated");
  app.add_flag("--no-shrink", options.no_shrink, "do not cut failing programs down");
  CLI11_PARSE(app, argc, argv);
  return differential::compare(options);
}
