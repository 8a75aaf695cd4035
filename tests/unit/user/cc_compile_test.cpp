#include <gtest/gtest.h>

#include <algorithm>

#include "sim/user/cc/compile.h"
#include "tests/unit/user/cc_run.h"

namespace sim {
namespace {

constexpr const char* kPrelude = R"(
long __syscall(long n, ...);
void *__thread_pointer(void);
static void print(long n) {
  char b[32]; int i = 31; int neg = n < 0;
  b[i] = '\n';
  unsigned long u = neg ? -(unsigned long)n : n;
  do b[--i] = '0' + u % 10; while (u /= 10);
  if (neg) b[--i] = '-';
  __syscall(1, 1, b + i, 32 - i);
}
)";

Result<std::shared_ptr<const Program>> compile(const std::string& text) {
  CompileInput input;
  input.name = "t";
  input.file = "t.c";
  input.text = text;
  return compile_program(input);
}

std::string output(const std::string& text) {
  auto program = compile(kPrelude + text);
  if (!program) return program.error().to_string();
  const test::RunResult r = test::ProgramRun(**program).run();
  return r.output + r.trouble;
}

std::string error(const std::string& text) {
  auto program = compile(text);
  return program ? "no error" : program.error().to_string();
}

TEST(Compile, RunsMainAndExitsWithWhatItReturns) {
  auto program = compile("int main(void) { return 42; }");
  ASSERT_TRUE(program) << program.error().to_string();
  EXPECT_EQ(test::ProgramRun(**program).run().status, 42);
}

TEST(Compile, MainWithoutReturnEndsWithZero) {
  auto program = compile("int f(void) { return 9; } main() { f(); }");
  ASSERT_TRUE(program) << program.error().to_string();
  EXPECT_EQ(test::ProgramRun(**program).run().status, 0);
}

TEST(Compile, ASpinningLoopBecomesASpinInstruction) {
  for (const char* loop : {"for(;;);", "while(!flag);", "do ; while(flag);", "while(1) { }",
                           "l: if (flag) goto l; goto l;"}) {
    auto program = compile("volatile int flag; int main(void) { " + std::string(loop) + " }");
    ASSERT_TRUE(program) << program.error().to_string();
    const auto& code = (*program)->code;
    EXPECT_TRUE(
        std::any_of(code.begin(), code.end(), [](const Insn& i) { return i.op == Op::spin; }))
        << loop << "\n"
        << disassemble(**program);
  }
}

TEST(Compile, ALoopThatStoresIsNoSpin) {
  auto program = compile("int n; int main(void) { for (;;) n++; }");
  ASSERT_TRUE(program);
  for (const Insn& i : (*program)->code) EXPECT_NE(i.op, Op::spin);
}

TEST(Compile, EachStatementOfThePersonHasALine) {
  auto program = compile(
      "int main(void) {\n  int i;\n  for (i = 0;\n       i < 3;\n       i++)\n    ;\n  return "
      "i;\n}\n");
  ASSERT_TRUE(program);
  std::vector<std::uint32_t> lines;
  for (const LineEntry& l : (*program)->lines) lines.push_back(l.line);
  std::sort(lines.begin(), lines.end());
  EXPECT_EQ(lines, (std::vector<std::uint32_t>{3, 4, 5, 7}));
}

TEST(Compile, AnUndefinedFunctionIsReportedWhereItIsUsed) {
  EXPECT_EQ(error("int foo(int);\nint main(void) {\n  return foo(1);\n}\n"),
            "t.c:3:10: error: undefined reference to 'foo'");
}

TEST(Compile, AnErrorNamesPlaceFoundAndExpected) {
  EXPECT_EQ(error("int main(void) {\n  int x = 1\n  return x;\n}\n"),
            "t.c:2:12: error: expected ';' after the declaration, found 'return'");
}

TEST(Compile, ChainsOfOperatorsAndNestingAreBounded) {
  EXPECT_NE(error("int x = " + std::string(100000, '(')).find("nested too deeply"),
            std::string::npos);
  std::string sum = "int f(int a) { return a";
  for (int i = 0; i < 100000; ++i) sum += "+a";
  EXPECT_NE(error(sum + "; }").find("nested too deeply"), std::string::npos);
  EXPECT_NE(error("int a[1000000000][1000000000];").find("larger than 1 GiB"), std::string::npos);
}

TEST(Compile, StructuresTravelByValue) {
  EXPECT_EQ(output("struct s { long a; char b[20]; int c; };"
                   "static struct s twice(struct s v, int k) { v.a *= k; v.c += k; return v; }"
                   "int main(void) { struct s v = {21, \"x\", 5}; struct s w = twice(v, 2);"
                   "  print(w.a); print(w.c); print(v.a); print(twice(w, 3).c); }"),
            "42\n7\n21\n10\n");
}

}  // namespace
}  // namespace sim
