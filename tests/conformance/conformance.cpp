// Linux is the judge: runs one C program natively and on the simulated machine and wants the same
// output and the same exit status from both.
//
//   conformance PROGRAM --msgscope BIN --cache DIR    0: the same; 1: different; 77: cannot be
//                                                     judged here (no namespaces, no permission)
//   conformance PROGRAM --native                      shows what Linux does
//   conformance --table PROGRAMS [--check FILE]       what is proved by which program, as Markdown
//
// PROGRAM is a C file, or a directory of C files that run together, started in order of name. Each
// begins with a comment: /* proves: a sentence | section: a section */
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <sstream>
#include <string_view>

#include "native.h"

namespace {

namespace fs = std::filesystem;
using conformance::Outcome;

constexpr int kNativeSeconds = 20, kSimulatedSeconds = 60, kSkipped = 77;

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<fs::path> sources_of(const fs::path& program) {
  if (!fs::is_directory(program)) return {program};
  std::vector<fs::path> sources;
  for (const auto& entry : fs::directory_iterator(program))
    if (entry.path().extension() == ".c") sources.push_back(entry.path());
  std::sort(sources.begin(), sources.end());
  return sources;
}

// Compiled once for each content of the source.
std::optional<fs::path> compiled(const fs::path& source, const fs::path& cache) {
  fs::create_directories(cache);
  const std::size_t key = std::hash<std::string>{}(read_file(source));
  const fs::path program = cache / fmt::format("{}-{:016x}", source.stem().string(), key);
  if (fs::exists(program)) return program;
  const std::string trouble = conformance::compile(source, program);
  if (trouble.empty()) return program;
  fmt::print(stderr, "{}: {}\n", source.string(), trouble);
  return std::nullopt;
}

std::optional<std::vector<fs::path>> compile_all(const fs::path& program, const fs::path& cache) {
  std::vector<fs::path> programs;
  for (const fs::path& source : sources_of(program)) {
    const auto one = compiled(source, cache);
    if (!one) return std::nullopt;
    programs.push_back(*one);
  }
  return programs;
}

// What a shell would say of a killed process is not the program's.
std::string without_reports(const std::string& errors) {
  std::string out, line;
  for (std::istringstream in(errors); std::getline(in, line);)
    if (!line.starts_with("msgscope: ") || line.find(" was killed by SIG") == std::string::npos)
      out += line + (in.eof() ? "" : "\n");
  return out;
}

Outcome simulate(const fs::path& program, const std::string& msgscope) {
  const auto sources = sources_of(program);
  std::vector<std::string> command{msgscope, "run"};
  if (sources.size() == 1) command.emplace_back("--exit-status");
  for (const fs::path& source : sources) command.push_back(source.string());
  Outcome outcome = conformance::run_command(command, kSimulatedSeconds);
  outcome.errors = without_reports(outcome.errors);
  return outcome;
}

void print_difference(std::string_view what, const std::string& native,
                      const std::string& simulated) {
  if (native == simulated) return;
  std::istringstream a(native), b(simulated);
  std::string line_a, line_b;
  for (int line = 1;; ++line) {
    const bool more_a = static_cast<bool>(std::getline(a, line_a));
    const bool more_b = static_cast<bool>(std::getline(b, line_b));
    if (!more_a && !more_b) break;
    if (more_a == more_b && line_a == line_b) continue;
    fmt::print("{}, line {}\n  Linux:    {}\n  msgscope: {}\n", what, line,
               more_a ? line_a : "(nothing)", more_b ? line_b : "(nothing)");
    break;
  }
  fmt::print("--- all of {} on Linux ---\n{}--- and on msgscope ---\n{}", what, native, simulated);
}

int compare(const fs::path& program, const std::string& msgscope, const fs::path& cache) {
  const auto programs = compile_all(program, cache);
  if (!programs) return 1;
  Outcome simulated = simulate(program, msgscope);
  Outcome native;
  // a busy machine may delay a native process beyond the sleeps that order the output
  for (int attempt = 0; attempt < 3; ++attempt) {
    native = conformance::run_natively(*programs, kNativeSeconds);
    if (native.status == kSkipped) return kSkipped;
    if (programs->size() > 1) native.status = 0;  // several: the run itself ended well
    if (native == simulated) return 0;
  }
  if (!native.trouble.empty()) fmt::print("Linux: {}\n", native.trouble);
  if (!simulated.trouble.empty()) fmt::print("msgscope: {}\n", simulated.trouble);
  if (native.status != simulated.status)
    fmt::print("status\n  Linux:    {}\n  msgscope: {}\n", native.status, simulated.status);
  print_difference("standard output", native.output, simulated.output);
  print_difference("standard error", native.errors, simulated.errors);
  return 1;
}

int show_native(const fs::path& program) {
  const fs::path cache = fs::temp_directory_path() / "msgscope-conformance";
  const auto programs = compile_all(program, cache);
  if (!programs) return 1;
  const Outcome native = conformance::run_natively(*programs, kNativeSeconds);
  fmt::print("{}", native.output);
  fmt::print(stderr, "{}", native.errors);
  if (!native.trouble.empty()) fmt::print(stderr, "{}\n", native.trouble);
  return native.status;
}

// --- the table ---

std::string between(std::string_view text, std::string_view begin, std::string_view end) {
  const auto from = text.find(begin);
  if (from == std::string_view::npos) return {};
  const auto to = text.find(end, from + begin.size());
  if (to == std::string_view::npos) return {};
  return std::string(text.substr(from + begin.size(), to - from - begin.size()));
}

std::optional<std::string> table(const fs::path& root) {
  std::map<std::string, std::map<std::string, std::string>> sections;
  for (const auto& area : fs::directory_iterator(root))
    for (const auto& program : fs::directory_iterator(area.path())) {
      const std::string text = read_file(sources_of(program.path()).at(0));
      const std::string sentence = between(text, "/* proves: ", " | section: ");
      const std::string section = between(text, " | section: ", " */");
      if (sentence.empty() || section.empty()) {
        fmt::print(stderr, "{}: does not begin with /* proves: ... | section: ... */\n",
                   program.path().string());
        return std::nullopt;
      }
      sections[section][fs::relative(program.path(), root).string()] = sentence;
    }
  std::string out =
      "# What is proved against Linux\n\n"
      "Each program runs natively and on the simulated machine; output and exit status must be "
      "the\n"
      "same. This page is written by `build/bin/conformance --table tests/conformance/programs`.\n";
  for (const auto& [section, programs] : sections) {
    out += fmt::format("\n## {}\n\n| what | program |\n|---|---|\n", section);
    for (const auto& [program, sentence] : programs)
      out += fmt::format("| {} | [{}](../tests/conformance/programs/{}) |\n", sentence, program,
                         program);
  }
  return out;
}

int print_table(const fs::path& root, const std::optional<fs::path>& check) {
  const auto text = table(root);
  if (!text) return 1;
  if (!check) {
    fmt::print("{}", *text);
    return 0;
  }
  if (read_file(*check) == *text) return 0;
  fmt::print("{} is not up to date: conformance --table {} > {}\n", check->string(), root.string(),
             check->string());
  return 1;
}

int usage() {
  fmt::print(stderr,
             "usage: conformance PROGRAM --msgscope BIN --cache DIR\n"
             "       conformance PROGRAM --native\n"
             "       conformance --table PROGRAMS [--check FILE]\n");
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> args(argv + 1, argv + argc);
  if (args.size() == 2 && args[0] == "--table") return print_table(args[1], std::nullopt);
  if (args.size() == 4 && args[0] == "--table" && args[2] == "--check")
    return print_table(args[1], args[3]);
  if (args.size() == 2 && args[1] == "--native") return show_native(args[0]);
  if (args.size() == 5 && args[1] == "--msgscope" && args[3] == "--cache")
    return compare(args[0], args[2], args[4]);
  return usage();
}
