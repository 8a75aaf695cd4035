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

TEST(Compile, AFunctionThatOnlyOtherLibrariesHaveIsSaidToBeMissingHere) {
  EXPECT_EQ(error("int regcomp();\nint main(void) {\n  return regcomp();\n}\n"),
            "t.c:3:10: error: 'regcomp' is not in msgscope's C library");
}

TEST(Compile, NamesTheFeatureMacroThatAHeaderWaitsFor) {
  EXPECT_EQ(error("#include <sys/msg.h>\nint main(void) {\n  return MSG_EXCEPT;\n}\n"),
            "t.c:3:10: error: 'MSG_EXCEPT' undeclared; put '#define _GNU_SOURCE' before the first "
            "#include");
  EXPECT_EQ(error("int main(void) {\n  return MSG_EXCEPT;\n}\n"),
            "t.c:2:10: error: 'MSG_EXCEPT' undeclared; it needs '#define _GNU_SOURCE' and then "
            "#include <sys/msg.h>");
  EXPECT_EQ(error("#define _GNU_SOURCE\nint main(void) {\n  return MSG_EXCEPT;\n}\n"),
            "t.c:3:10: error: 'MSG_EXCEPT' undeclared; did you forget #include <sys/msg.h>?");
  EXPECT_EQ(error("#include <sched.h>\ncpu_set_t set;\n"),
            "t.c:2:1: error: expected a declaration, found the unknown type name 'cpu_set_t'; put "
            "'#define _GNU_SOURCE' before the first #include");
}

TEST(Compile, WhatWouldChangeTheMeaningIsNotIgnoredSilently) {
  EXPECT_EQ(error("void f(int*);\nint main(void) {\n  int x __attribute__((cleanup(f))) = 3;\n}\n"),
            "t.c:3:24: error: the attribute 'cleanup' is not supported");
  EXPECT_EQ(error("#pragma push_macro(\"A\")\nint main(void) { return 0; }\n"),
            "t.c:1:2: error: '#pragma push_macro' is not supported");
  const auto warnings = [](const std::string& text) {
    auto program = compile(text + "\nint main(void) { return 0; }\n");
    return program && (*program)->warnings.size() == 1 ? (*program)->warnings[0] : std::string();
  };
  EXPECT_EQ(warnings("#pragma pack(3)"),
            "t.c:1:2: warning: a malformed '#pragma pack' is ignored: expected pack(), pack(n), "
            "pack(push, n) or pack(pop), n one of 1, 2, 4, 8, 16");
  EXPECT_EQ(warnings("#pragma pack(pop)"),
            "t.c:1:2: warning: '#pragma pack(pop)' without a matching push is ignored");
  EXPECT_EQ(warnings("#pragma strange"),
            "t.c:1:2: warning: '#pragma strange' is not known and is ignored");
  EXPECT_EQ(warnings("int x __attribute__((strange));"),
            "t.c:1:22: warning: the attribute 'strange' is not known and is ignored");
  EXPECT_EQ(warnings("#pragma GCC diagnostic push\nint f(void) __attribute__((noinline, unused));"),
            "");
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

// What beginners get wrong: each mistake has one message, at its place.
TEST(Compile, TellsAMistakeWhereItIs) {
  const std::pair<const char*, const char*> mistakes[] = {
      {"int main(void) {\n  return y;\n}\n", "2:10: error: 'y' undeclared"},
      {"int main(void) {\n  if (1) {\n  return 0;\n}\n",
       "4:1: error: expected '}' to close the block that begins on line 1, found end of file"},
      {"struct P { int x; }\nint main(void) { return 0; }\n",
       "1:20: error: expected ';' after the declaration of a type, found 'int'"},
      {"int main(void) {\n  int x = 3\uff1b\n}\n",
       "2:12: error: expected ';' after the declaration, found the sign '\uff1b' (in C write ;)"},
      {"char* s = \u201chi\u201d;\n",
       "1:11: error: expected an expression, found the sign '\u201c' (in C write \")"},
      {"int mian(void) { return 0; }\n",
       "1:1: error: undefined reference to 'main': the program has no function 'main'"},
      {"#include <iostream>\n",
       "1:10: error: the header 'iostream' was not found (it looks like C++; msgscope runs C)"},
      {"#line x\n", "1:7: error: expected a line number after #line, found 'x'"},
      {"int main(void) {\n  int f(int x) { return x; }\n}\n",
       "2:7: error: nested functions are not supported"},
  };
  for (const auto& [text, message] : mistakes) {
    const std::string expected = message;
    EXPECT_EQ(error(text), "t.c:" + expected);
  }
}

// The header that is read for malloc has parameters called p, size and s.
TEST(Compile, AForgottenHeaderDoesNotSeeTheNamesOfLocals) {
  auto program = compile(
      "int main() { char *p = malloc(8); int size = 3, s = 2; strcpy(p, \"abc\");"
      " return strlen(p) * size + s; }");
  ASSERT_TRUE(program.has_value()) << program.error().to_string();
  EXPECT_EQ((*program)->warnings.size(), 3u);
}

}  // namespace
}  // namespace sim
