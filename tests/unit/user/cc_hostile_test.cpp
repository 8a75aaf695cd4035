// Texts meant to exhaust the front end: each ends soon, with a program or a clear error.
#include <gtest/gtest.h>

#include "sim/user/cc/compile.h"

namespace sim {
namespace {

std::string repeat(const std::string& piece, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += piece;
  return out;
}

std::string outcome(const std::string& text) {
  CompileInput input;
  input.name = "h";
  input.file = "h.c";
  input.text = text;
  input.read_include = [&](std::string_view name) -> std::optional<std::string> {
    if (name == "self.h") return "#include \"self.h\"\n#include \"self.h\"\n";
    return std::nullopt;
  };
  const auto program = compile_program(input);
  return program ? "compiled" : program.error().message;
}

TEST(Hostile, DeepNestingIsAnError) {
  for (const std::string open : {"(", "{", "[", "*", "- ", "! ", "(int)", "sizeof "}) {
    EXPECT_NE(outcome("int x = " + repeat(open, 50000)), "compiled") << open;
    EXPECT_NE(outcome("int " + repeat(open, 50000) + "x;"), "compiled") << open;
    EXPECT_NE(outcome("int main(void) { int x; " + repeat(open, 50000) + "x; }"), "compiled");
  }
}

TEST(Hostile, LongChainsAreAnError) {
  for (const std::string link : {"+x", ",x", "=x", "?x:x", "[0]", "->n", "()"})
    EXPECT_NE(outcome("int main(void) { int x = 0; x" + repeat(link, 50000) + "; }"), "compiled")
        << link;
}

TEST(Hostile, LongFlatListsCompile) {
  std::string cases, objects;
  for (int i = 0; i < 5000; ++i) {
    cases += "case " + std::to_string(i) + ": ";
    objects += "int v" + std::to_string(i) + ";";
  }
  EXPECT_EQ(outcome("int main(int c) { switch (c) { " + cases + " c = 0; } return c; }"),
            "compiled");
  EXPECT_EQ(outcome(objects + "int main(void) { return v4999; }"), "compiled");
  EXPECT_EQ(outcome("int main(int c) { " + repeat("if (c == 1) c = 2; else ", 900) + "c = 3; }"),
            "compiled");
}

TEST(Hostile, CallingWhatHasNoNameIsAnError) {
  EXPECT_NE(outcome("int main(void) { return \"text\"(1); }"), "compiled");
}

TEST(Hostile, IncludingItselfEnds) {
  EXPECT_EQ(outcome("#include \"self.h\"\n"),
            "#include nested more than 64 deep (does 'self.h' include itself?)");
}

TEST(Hostile, MacrosThatMultiplyEnd) {
  std::string text = "#define A0 x x x x x x x x x x\n";
  for (int i = 1; i < 30; ++i) {
    const std::string before = "A" + std::to_string(i - 1) + " ";
    text += "#define A" + std::to_string(i) + " " + repeat(before, 10) + "\n";
  }
  EXPECT_NE(outcome(text + "A29\n"), "compiled");
  EXPECT_NE(outcome("#define f(x) f(x x) x x\nint y = " + repeat("f(", 3000) + "1" +
                    repeat(")", 3000) + ";"),
            "compiled");
}

TEST(Hostile, HugeObjectsAreAnError) {
  for (const char* text : {"char a[1 << 30], b[1 << 30], c[1 << 30]; int main(void) {}",
                           "char a[1 << 30] = {[1073741823] = 1}; int main(void) {}",
                           "int a[1 << 28] = {[0 ... 268435455] = 1}; int main(void) {}",
                           "int main(void) { char a[1 << 30], b[1 << 30]; a[0] = b[0]; }",
                           "int a[1l << 40];", "int a[-1];", "struct s { struct s x; };"})
    EXPECT_NE(outcome(text), "compiled") << text;
}

TEST(Hostile, TypesThatAreSpelledExponentiallyCompile) {
  std::string text = "typedef int t0;";
  for (int i = 1; i < 200; ++i) {
    const std::string before = "t" + std::to_string(i - 1);
    text += "typedef " + before + " (*t" + std::to_string(i) + ")(" + before + ", " + before + ");";
  }
  EXPECT_EQ(outcome(text + "t199 x; extern t199 x; int main(void) { return x != 0; }"), "compiled");
}

}  // namespace
}  // namespace sim
