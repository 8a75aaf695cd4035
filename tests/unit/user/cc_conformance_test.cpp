// The same programs compiled by the system's C compiler and by ours: same output, same status.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/unit/user/cc_run.h"

namespace sim {
namespace {

namespace fs = std::filesystem;

const fs::path kPrograms = fs::path(MSGSCOPE_SOURCE_DIR) / "tests/unit/user/c";

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct Native {
  bool compiled = false;
  std::string output;
  int status = -1;
};

Native run_native(const fs::path& source) {
  const fs::path binary = fs::temp_directory_path() / ("msgscope_cc_" + source.stem().string() +
                                                       "_" + std::to_string(getpid()));
  Native out;
  const std::string compile =
      "gcc -O0 -w -std=gnu11 -o " + binary.string() + " " + source.string() + " -lm 2>/dev/null";
  if (std::system(compile.c_str()) != 0) return out;
  out.compiled = true;
  FILE* pipe = popen(binary.c_str(), "r");
  std::array<char, 4096> buffer;
  for (std::size_t n; (n = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
    out.output.append(buffer.data(), n);
  out.status = WEXITSTATUS(pclose(pipe));
  fs::remove(binary);
  return out;
}

class Conformance : public testing::TestWithParam<std::string> {};

TEST_P(Conformance, RunsAsTheSystemsCompilerMakesItRun) {
  const fs::path source = kPrograms / GetParam();
  const Native native = run_native(source);
  if (!native.compiled) GTEST_SKIP() << "no gcc here";
  CompileInput input;
  input.name = source.stem();
  input.file = source.filename();
  input.text = read_file(source);
  const auto program = compile_program(input);
  ASSERT_TRUE(program) << program.error().to_string();
  const test::RunResult ours = test::ProgramRun(**program).run();
  EXPECT_EQ(ours.trouble, "");
  EXPECT_EQ(ours.output, native.output);
  EXPECT_EQ(ours.status, native.status);
}

std::vector<std::string> programs() {
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(kPrograms))
    if (entry.path().extension() == ".c") out.push_back(entry.path().filename());
  std::sort(out.begin(), out.end());
  return out;
}

INSTANTIATE_TEST_SUITE_P(Programs, Conformance, testing::ValuesIn(programs()),
                         [](const auto& info) { return fs::path(info.param).stem().string(); });

}  // namespace
}  // namespace sim
