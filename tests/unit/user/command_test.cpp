#include "sim/user/command.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "sim/user/cc/compile.h"
#include "sim/user/cc/libc_table.h"

namespace sim {
namespace {

TEST(Commands, AreInOrderOfName) {
  const auto all = system_commands();
  ASSERT_FALSE(all.empty());
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end(),
                             [](const auto& a, const auto& b) { return a->name() < b->name(); }));
}

TEST(Commands, CompileWithoutAWarning) {
  for (const LibcFile& file : libc_commands()) {
    CompileInput input;
    input.name = input.file = file.name;
    input.text = file.text;
    input.of_the_system = true;
    const auto program = compile_program(input);
    ASSERT_TRUE(program.has_value()) << program.error().to_string();
    EXPECT_TRUE((*program)->warnings.empty()) << (*program)->warnings.front();
  }
}

TEST(Commands, BearTheNameTheyAreRunBy) {
  for (const auto& command : system_commands()) EXPECT_EQ(command->program().name, command->name());
}

TEST(Commands, HaveNoLinesToStandOn) {
  for (const auto& command : system_commands()) {
    EXPECT_TRUE(command->program().lines.empty()) << command->name();
    for (const Function& f : command->program().functions)
      EXPECT_TRUE(f.is_libc) << command->name() << ": " << f.name;
  }
}

TEST(Commands, AreCompiledOnce) {
  const auto all = system_commands();
  EXPECT_EQ(&all.front()->program(), &all.front()->program());
}

}  // namespace
}  // namespace sim
