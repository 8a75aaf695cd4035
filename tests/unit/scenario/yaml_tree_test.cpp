#include "sim/scenario/yaml_tree.h"

#include <gtest/gtest.h>

namespace sim::scenario {
namespace {

std::string error_of(const std::string& text, const YamlLimits& limits = {}) {
  const auto tree = parse_yaml(text, "f.yaml", limits);
  return tree ? "" : tree.error().to_string();
}

TEST(YamlTree, KnowsTheLineAndColumnOfEveryValue) {
  const auto tree = parse_yaml("a: 1\nb:\n  - x\n  - {c: 2}\n", "f.yaml");
  ASSERT_TRUE(tree);
  const YamlNode& list = *tree->find("b");
  ASSERT_EQ(list.items.size(), 2u);
  EXPECT_EQ(list.items[0].line, 3);
  EXPECT_EQ(list.items[0].column, 5);
  EXPECT_EQ(list.items[1].find("c")->line, 4);
  EXPECT_EQ(list.items[1].find("c")->column, 9);
}

TEST(YamlTree, KnowsWhereTheTextOfABlockStands) {
  const auto tree = parse_yaml("a:\n  text: |\n\n      one\n        two\n", "f.yaml");
  ASSERT_TRUE(tree);
  const YamlNode& block = *tree->find("a")->find("text");
  EXPECT_EQ(block.text, "\none\n  two\n");
  EXPECT_EQ(block.block_line, 3);
  EXPECT_EQ(block.block_indent, 6);
}

TEST(YamlTree, TakesAnAliasForWhatItStandsFor) {
  const auto tree = parse_yaml("a: &x [1, 2]\nb: *x\n", "f.yaml");
  ASSERT_TRUE(tree);
  EXPECT_EQ(tree->find("b")->items.size(), 2u);
}

TEST(YamlTree, RefusesAnAliasBombBeforeItGrows) {
  std::string bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n";
  for (char c = 'b'; c <= 'k'; ++c) {
    bomb += std::string(1, c) + ": &" + c + " [";
    for (int i = 0; i < 10; ++i) bomb += std::string(i == 0 ? "*" : ", *") + char(c - 1);
    bomb += "]\n";
  }
  EXPECT_NE(error_of(bomb).find("too many values"), std::string::npos);
}

TEST(YamlTree, RefusesDeepNestingOfEveryKind) {
  const char* const expected = "nested too deeply: at most 64 levels";
  std::string maps, dashes;
  for (int i = 0; i < 100'000; ++i) {
    maps += "{a: ";
    dashes += "- ";
  }
  EXPECT_NE(error_of(std::string(1'000'000, '[')).find(expected), std::string::npos);
  EXPECT_NE(error_of(maps).find(expected), std::string::npos);
  EXPECT_NE(error_of(dashes + "x\n").find(expected), std::string::npos);
}

TEST(YamlTree, RefusesALargeFileAndABinaryOne) {
  YamlLimits limits;
  limits.bytes = 10;
  EXPECT_EQ(error_of("a: 1234567890", limits),
            "f.yaml: error: the file has 13 bytes; at most 10 are read");
  EXPECT_EQ(error_of(std::string("a: \0", 4)),
            "f.yaml: error: this is not a text file (it contains a zero byte)");
}

TEST(YamlTree, SaysWhereTheSyntaxIsWrong) {
  EXPECT_EQ(error_of("a: 1\nb: [1, 2\n").substr(0, 29), "f.yaml:3:1: error: not valid ");
}

TEST(YamlTree, RefusesAnAliasInsideItself) {
  EXPECT_EQ(error_of("a: &a\n  b: *a\n"), "f.yaml:2:6: error: an alias inside what it stands for");
}

}  // namespace
}  // namespace sim::scenario
